/**
 * Random lives of a log whose disk fails once: an operation ends in an error, with what it may leave behind (a short write,
 * pages that only look clean), or the disk is full. The log must report nothing after it failed and serve only what is
 * true; then the disk is well again, after any crash, and what had been reported must be there. Starts meet faults too.
 */
import assert from 'node:assert/strict';
import { isAtOrBefore, isBefore } from '../../src/model/position.ts';
import { DiskFault, type DiskFaultKind } from '../../src/platform/disk.ts';
import type { DiskOperation } from '../../src/sim/disk-faults.ts';
import { SimDisk } from '../../src/sim/disk.ts';
import { SimRandom } from '../../src/sim/sim-random.ts';
import { LogDamage } from '../../src/storage/log.ts';
import { checkRecovered, LogRig, openLog, type Expectation } from '../support/log-rig.ts';
import { carryOut, newLogWorld, perform, type LogWorld } from '../support/log-steps.ts';
import { Violation, type Figures } from './figures.ts';
import { afterHardCut, imagesOf } from './images.ts';
import { drawStep, messageOf, recoverAgain } from './log-life.ts';

const STEPS_BEFORE_MAX = 15;
const STEPS_AFTER_MAX = 25;
const NTH_MAX = 4;
const FAULTS_AT_START = 3;

const OPERATIONS: readonly DiskOperation[] = [
  ...(['write', 'write', 'sync', 'sync', 'truncate', 'truncate', 'rename', 'remove'] as const),
  ...(['syncDirectory', 'open', 'read', 'size', 'list'] as const),
];
const KINDS: readonly DiskFaultKind[] = ['io', 'no-space'];

export async function liveWithFault(seed: number, figures: Figures): Promise<void> {
  const random = new SimRandom(seed, 'fault-life');
  const rig = await new LogRig(new SimDisk({ seed })).open();
  const world = newLogWorld(rig);
  for (let left = random.integer(0, STEPS_BEFORE_MAX); left > 0; left -= 1) {
    await perform(world, drawStep(random));
  }
  const fault = orderFault(rig.disk, random);
  try {
    const outcome = await liveOn(world, random);
    figures.count('faults', `${fault}: ${outcome}`);
    await checkServed(rig);
    await checkLeft(rig, seed, figures);
  } catch (error) {
    throw new Violation(`faults seed ${seed}, ${fault}: ${messageOf(error)}`, { cause: error });
  }
}

function orderFault(disk: SimDisk, random: SimRandom): string {
  if (random.chance(0.15)) {
    disk.isFull = true;
    return 'full disk';
  }
  const operation = pickOne(OPERATIONS, random);
  const kind = operation === 'write' ? pickOne(KINDS, random) : 'io';
  // Small files are cut to nothing all the time; a segment is cut when the log is.
  const isOfSegment = operation === 'truncate' && random.chance(0.7);
  disk.failNext(operation, isOfSegment ? '.log' : '/data/log', kind, random.integer(1, NTH_MAX));
  return `${operation} ${kind}`;
}

function pickOne<T>(items: readonly T[], random: SimRandom): T {
  return items[random.integer(0, items.length - 1)]!;
}

type Outcome = 'the log failed' | 'only told' | 'did not start';

/** Until the log fails, and then a little longer: nothing may come of that. */
async function liveOn(world: LogWorld, random: SimRandom): Promise<Outcome> {
  const { rig } = world;
  for (let left = STEPS_AFTER_MAX; left > 0; left -= 1) {
    const step = drawStep(random);
    if (step.kind === 'crash') continue;
    try {
      await carryOut(world, step);
    } catch (error) {
      // A read, a retention run, a clean stop or a start that is refused.
      if (!(error instanceof DiskFault)) throw error;
      if (step.kind === 'restart') return 'did not start';
    }
    if (rig.recorder.failures.length > 0) {
      await checkSilent(rig);
      return 'the log failed';
    }
  }
  return 'only told';
}

async function checkSilent(rig: LogRig): Promise<void> {
  const { recorder, log } = rig;
  const reported = recorder.persistedCalls.length;
  const { syncedPosition } = log;
  log.append(rig.maker.backTo(log.lastPosition, rig.maker.term).batches(1));
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  assert.equal(recorder.persistedCalls.length, reported, 'a failed log reports nothing more');
  assert.deepEqual(log.syncedPosition, syncedPosition);
  assert.equal(recorder.failures.length, 1, 'a log fails once');
}

/** What is in memory or on the disk is given as it was, or refused. */
async function checkServed(rig: LogRig): Promise<void> {
  const { log } = rig;
  const { base, syncedPosition } = log;
  if (isBefore(syncedPosition, base.position)) return;
  try {
    const entries = await log.readEntries(base.position, syncedPosition);
    const wanted = rig.now.entries.filter(({ end }) => isAtOrBefore(end, syncedPosition));
    assert.deepEqual(entries, wanted, 'what is served is what was appended');
  } catch (error) {
    if (!(error instanceof DiskFault || error instanceof LogDamage)) throw error;
  }
}

async function checkLeft(rig: LogRig, seed: number, figures: Figures): Promise<void> {
  const expected = rig.expectation();
  rig.disk.clearFaults();
  rig.disk.isFull = false;
  for (const { kind, disk } of imagesOf(rig.disk, seed)) {
    figures.image(kind);
    await checkStartFaults(disk, expected, figures);
    const log = await openLog(disk);
    figures.recoveries += 1;
    await checkRecovered(log, expected);
    await recoverAgain(log, disk, { expected }, figures);
  }
}

/** A start on a disk that fails is refused by its name, as no damage, and spoils nothing: not for the next start either. */
async function checkStartFaults(
  image: SimDisk,
  expected: Expectation,
  figures: Figures,
): Promise<void> {
  const random = new SimRandom(figures.images, 'start-faults');
  for (let n = 0; n < FAULTS_AT_START; n += 1) {
    const disk = image.clone('process');
    const operation = pickOne(OPERATIONS, random);
    disk.failNext(operation, '/data', 'io', random.integer(1, NTH_MAX));
    let isRefused = false;
    try {
      await openLog(disk);
    } catch (error) {
      assert.ok(error instanceof DiskFault, `a fault at a start is called ${String(error)}`);
      isRefused = true;
    }
    figures.count('faults at a start', `${operation}: ${isRefused ? 'refused' : 'started'}`);
    disk.clearFaults();
    for (const after of [disk.clone('process'), afterHardCut(disk)]) {
      figures.recoveries += 1;
      await checkRecovered(await openLog(after), expected);
    }
  }
}
