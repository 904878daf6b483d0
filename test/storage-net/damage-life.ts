/**
 * Logs, votes and names that lie on a disk which gives back something else than was written. What was durable is given back as
 * it was, or the damage is found out; then nothing is cut, and nothing false is ever served. Only above the durable mark
 * may damage be taken for a write that a crash cut short.
 *
 * The mark of a log is what its seals carry, so damage may take the mark along: a seal that is not sound any more says nothing.
 */
import assert from 'node:assert/strict';
import { nodeId, term } from '../../src/model/ids.ts';
import type { LogEntry } from '../../src/model/log-entry.ts';
import { isAtOrBefore, isSamePosition, later, type Position } from '../../src/model/position.ts';
import { SimDisk } from '../../src/sim/disk.ts';
import { SimRandom } from '../../src/sim/sim-random.ts';
import type { GroupId } from '../../src/model/topic-partition.ts';
import { walkGroups } from '../../src/storage/group.ts';
import { openHardStateStore } from '../../src/storage/hard-state-store.ts';
import { LogDamage } from '../../src/storage/log.ts';
import { formatDirectory, readMetaProperties } from '../../src/storage/meta-properties.ts';
import { encodeGroupIdentity, SEAL_BYTES } from '../../src/storage/seal.ts';
import { StorageRefused } from '../../src/storage/storage-refused.ts';
import { GROUP, OTHER_GROUP, SILENT } from '../support/log-entries.ts';
import { checkRecovered, DIRECTORY, LogRig, openLog, type LogContent } from '../support/log-rig.ts';
import { newLogWorld, perform } from '../support/log-steps.ts';
import { damageFile, readFile, type Damaged } from './damages.ts';
import { Violation, type Figures } from './figures.ts';
import { HARD_STATE_PATH, isSame, keyOf } from './hard-state-life.ts';
import { drawStep, messageOf } from './log-life.ts';
import { DATA, META } from './meta-life.ts';

const STEPS = 20;
const DAMAGES_OF_A_LOG = 60;
const DAMAGES_OF_A_FILE = 20;
const VOTES = 30;

export async function liveDamage(seed: number, figures: Figures): Promise<void> {
  const random = new SimRandom(seed, 'damage-life');
  await damageLog(seed, random, figures);
  await damageVotes(seed, random, figures);
  await damageMeta(seed, random, figures);
}

async function damageLog(seed: number, random: SimRandom, figures: Figures): Promise<void> {
  const older: SimDisk[] = [];
  const resting = await logAtRest(seed, GROUP, older);
  const { rig } = resting;
  const foreign = (await logAtRest(seed, OTHER_GROUP)).rig.disk;
  const names = (await rig.disk.list(DIRECTORY)).map(({ name }) => name);
  const logs = names.filter((name) => name.endsWith('.log'));
  if (logs.length === 0) return;
  for (let n = 0; n < DAMAGES_OF_A_LOG; n += 1) {
    const among = random.chance(0.6) ? logs : names;
    const name = among[random.integer(0, among.length - 1)]!;
    const path = `${DIRECTORY}/${name}`;
    const sources = [rig.disk, foreign, ...older];
    const isLog = name.endsWith('.log');
    const damaged = await damageFile(rig.disk, path, { random, sources, foreign, isLog });
    if (damaged === undefined) continue;
    figures.image(damaged.kind);
    try {
      const outcome = await outcomeOfLog(resting, damaged, figures);
      figures.count('damage', `${endingOf(name)}, ${damaged.kind}: ${outcome}`);
    } catch (error) {
      const where = `${name} ${damaged.kind} at ${damaged.from}`;
      throw new Violation(`damage seed ${seed}, ${where}: ${messageOf(error)}`, { cause: error });
    }
  }
}

interface LogAtRest {
  readonly rig: LogRig;
  /** All that it was: a write that was lost shows what stood there before, and nothing vouches for the last one. */
  readonly pasts: readonly LogContent[];
}

/** With nothing on its way. Of two groups it is the same, but for what the values say and whose it is. */
async function logAtRest(seed: number, group: GroupId, older: SimDisk[] = []): Promise<LogAtRest> {
  const random = new SimRandom(seed, 'log-at-rest');
  const rig = await new LogRig(new SimDisk({ seed }), () => {}, group).open();
  const world = newLogWorld(rig);
  const pasts: LogContent[] = [];
  for (let left = STEPS; left > 0; left -= 1) {
    const step = drawStep(random);
    if (step.kind === 'reset' || step.kind === 'crash') continue;
    await perform(world, step);
    pasts.push(rig.now);
    if (random.chance(0.3)) older.push(rig.disk.clone('process'));
  }
  await rig.recorder.synced();
  await rig.log.storeCheckpoint(new Uint8Array(40).fill(7));
  if (random.chance(0.5)) await rig.log.close();
  return { rig, pasts };
}

function endingOf(name: string): string {
  return /^\d{20}(\..*)$/.exec(name)?.[1] ?? name;
}

async function outcomeOfLog(
  { rig, pasts }: LogAtRest,
  { disk, path, from, to }: Damaged,
  figures: Figures,
): Promise<string> {
  const mark = await markWithout(rig, path, from, to);
  const before = await segmentsOf(disk);
  figures.recoveries += 1;
  try {
    const log = await openLog(disk, { tailCacheBytes: 0 });
    const expected = { ...rig.expectation(), history: [rig.now, ...pasts], durable: mark };
    const { entries } = await checkRecovered(log, expected);
    const isDurable = ({ end }: LogEntry): boolean => isAtOrBefore(end, mark);
    const wanted = rig.now.entries.filter(({ prev }) => isAtOrBefore(log.base.position, prev));
    assert.deepEqual(entries.filter(isDurable), wanted.filter(isDurable), 'what was durable');
    return isSamePosition(log.lastPosition, rig.log.lastPosition) ? 'no harm' : 'taken for torn';
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
    assert.deepEqual(await segmentsOf(disk), before, 'what is damaged is not changed');
    return 'detected';
  }
}

async function segmentsOf(disk: SimDisk): Promise<[string, Uint8Array][]> {
  const names = (await disk.list(DIRECTORY)).map(({ name }) => name);
  const logs = names.filter((name) => name.endsWith('.log'));
  return Promise.all(
    logs.map(async (name): Promise<[string, Uint8Array]> => [
      name,
      await readFile(disk, `${DIRECTORY}/${name}`),
    ]),
  );
}

/** Up to where the log is durable by what stands outside of `[from, to)` of one file: seals, segments behind, a clean stop. */
async function markWithout(rig: LogRig, path: string, from: number, to: number): Promise<Position> {
  const names = (await rig.disk.list(DIRECTORY)).map(({ name }) => name);
  const isStopped = names.includes('clean-stop') && !path.endsWith('clean-stop');
  if (isStopped || !path.endsWith('.log')) return rig.log.lastPosition;
  const last = names.findLast((name) => name.endsWith('.log'));
  if (path !== `${DIRECTORY}/${last}`) return rig.log.lastPosition;
  let mark: Position = rig.log.base.position;
  const file = await rig.disk.open(path, 'read');
  const source = { file, fileBytes: await file.size(), identity: encodeGroupIdentity(GROUP) };
  await walkGroups(source, 0, ({ seal, filePosition }) => {
    // The segment before it says where this one begins.
    if (filePosition === 0) mark = later(mark, seal.prev);
    const isTouched = filePosition < to && from < filePosition + SEAL_BYTES;
    if (!isTouched) mark = later(mark, seal.synced);
    return true;
  });
  return isAtOrBefore(mark, rig.log.lastPosition) ? mark : rig.log.lastPosition;
}

async function damageVotes(seed: number, random: SimRandom, figures: Figures): Promise<void> {
  const disk = new SimDisk({ seed });
  await disk.makeDirectory('/data');
  const options = { path: HARD_STATE_PATH, logger: SILENT };
  const store = await openHardStateStore({ ...options, disk, create: true });
  const older: SimDisk[] = [disk.clone('process')];
  for (let n = 1; n <= VOTES; n += 1) {
    const vote = { currentTerm: term(n), votedFor: nodeId(random.integer(1, 5)) };
    await store.write(keyOf(n % 5), vote);
    if (n % 7 === 0) older.push(disk.clone('process'));
  }
  for (let n = 0; n < DAMAGES_OF_A_FILE; n += 1) {
    const damaged = await damageFile(disk, HARD_STATE_PATH, {
      random,
      sources: older,
      isLog: false,
    });
    if (damaged === undefined) continue;
    figures.image(damaged.kind);
    figures.recoveries += 1;
    try {
      const read = await openHardStateStore({ ...options, disk: damaged.disk });
      for (let group = 0; group < 5; group += 1) {
        const key = keyOf(group);
        assert.ok(isSame(read.read(key), store.read(key)), `${key} has another vote`);
      }
      figures.count('damage', `hard-state, ${damaged.kind}: no harm`);
    } catch (error) {
      if (!(error instanceof StorageRefused)) {
        const where = `${damaged.kind} at ${damaged.from}`;
        throw new Violation(`damage seed ${seed}, hard-state ${where}: ${messageOf(error)}`, {
          cause: error,
        });
      }
      figures.count('damage', `hard-state, ${damaged.kind}: detected`);
    }
  }
}

async function damageMeta(seed: number, random: SimRandom, figures: Figures): Promise<void> {
  const disk = new SimDisk({ seed });
  await formatDirectory(disk, DATA, META);
  const path = `${DATA}/meta.properties`;
  for (let n = 0; n < DAMAGES_OF_A_FILE / 2; n += 1) {
    const damaged = await damageFile(disk, path, { random, sources: [disk], isLog: false });
    if (damaged === undefined) continue;
    figures.image(damaged.kind);
    figures.recoveries += 1;
    try {
      const read = await readMetaProperties(damaged.disk, DATA);
      assert.deepEqual(read, META);
      figures.count('damage', `meta.properties, ${damaged.kind}: no harm`);
    } catch (error) {
      if (!(error instanceof StorageRefused)) {
        throw new Violation(`damage seed ${seed}, meta: ${messageOf(error)}`, { cause: error });
      }
      figures.count('damage', `meta.properties, ${damaged.kind}: detected`);
    }
  }
}
