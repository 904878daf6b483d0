/**
 * Random lives of a log, and images of a crash at every operation that changes the disk, recoveries included. Each image
 * must recover to a prefix of a log that it was, which holds all that was reported durable; to that again after a
 * power cut right behind the recovery; and to the same indexes with and without the files that keep them.
 */
import assert from 'node:assert/strict';
import { isAtOrBefore, isSamePosition, showPosition } from '../../src/model/position.ts';
import { SimDisk } from '../../src/sim/disk.ts';
import { SimRandom } from '../../src/sim/sim-random.ts';
import { recoverDirectory } from '../../src/storage/recovery.ts';
import { encodeGroupIdentity } from '../../src/storage/seal.ts';
import type { SegmentedLog } from '../../src/storage/segmented-log.ts';
import { GROUP, SILENT } from '../support/log-entries.ts';
import {
  BOOTSTRAP,
  checkRecovered,
  DIRECTORY,
  INDEX_INTERVAL_BYTES,
  LogRig,
  openLog,
  type Expectation,
} from '../support/log-rig.ts';
import { newLogWorld, perform, type LogWorld, type Step } from '../support/log-steps.ts';
import { Violation, type Figures } from './figures.ts';
import { afterHardCut, imagesOf, type Image } from './images.ts';

const STEPS_MIN = 10;
const STEPS_MAX = 40;
/** The dearer looks are taken at one image of so many. */
const REPEATED_EVERY = 3;
const CRASHED_AGAIN_EVERY = 97;
const INDEXES_EVERY = 10;

interface TakenImage extends Image {
  /** In this life. */
  readonly number: number;
  readonly after: string;
  readonly expected: Expectation;
  readonly states: LogWorld['states'];
  readonly checkpoints: LogWorld['checkpoints'];
}

export async function liveLog(seed: number, figures: Figures): Promise<void> {
  const random = new SimRandom(seed, 'log-life');
  const taken: TakenImage[] = [];
  let world: LogWorld | undefined;
  let operations = 0;
  let number = 0;
  const rig = new LogRig(new SimDisk({ seed }), (disk) => {
    disk.onOperation(({ operation, path }) => {
      // What was given up at a crash runs on, on a disk that counts no more.
      if (disk !== rig.disk || world === undefined) return;
      operations += 1;
      const after = `log seed ${seed}, operation ${operations}: ${operation} ${path}`;
      const { states, checkpoints } = world;
      const expected = rig.expectation();
      for (const image of imagesOf(disk, seed * 1000 + operations)) {
        number += 1;
        taken.push({ ...image, number, after, expected, states, checkpoints });
      }
    });
  });
  await rig.open();
  world = newLogWorld(rig);
  for (let left = random.integer(STEPS_MIN, STEPS_MAX); left > 0; left -= 1) {
    if (figures.isEnough) return;
    await perform(world, drawStep(random));
    for (const image of taken.splice(0)) await checkImage(image, figures);
  }
}

/** Appends are short and many, so that groups, segments and cuts meet in many ways. */
export function drawStep(random: SimRandom): Step {
  const share = (): number => random.integer(0, 1000) / 1000;
  const drawn = random.integer(1, 33);
  if (drawn <= 8) {
    const [batches, records] = [random.integer(1, 5), random.integer(1, 3)];
    // Some writes lie on several pages.
    const valueBytesMax = random.chance(0.35) ? 6000 : 400;
    return { kind: 'append', batches, records, valueBytes: random.integer(10, valueBytesMax) };
  }
  if (drawn <= 10) return { kind: 'marker', isConfiguration: random.chance(0.5) };
  if (drawn <= 14) return { kind: 'wait' };
  if (drawn <= 18) return { kind: 'turns', count: random.integer(1, 9) };
  if (drawn <= 22) return { kind: 'truncate', share: share() };
  if (drawn <= 24) return { kind: 'retention', bytes: random.integer(0, 4000) };
  if (drawn === 25) return { kind: 'compact', share: share() };
  if (drawn === 26) {
    return { kind: 'reset', distance: random.integer(0, 20), ordinal: random.integer(0, 3) };
  }
  if (drawn <= 28) return { kind: 'read', share: share(), upTo: share() };
  if (drawn === 29) return { kind: 'checkpoint' };
  if (drawn <= 31) return { kind: 'restart', tailCacheBytes: random.chance(0.5) ? 0 : 1 << 20 };
  return { kind: 'crash', how: random.chance(0.5) ? 'process' : 'power' };
}

async function checkImage(image: TakenImage, figures: Figures): Promise<void> {
  figures.image(image.kind);
  const { number } = image;
  try {
    if (number % INDEXES_EVERY === 0) await checkIndexes(image.disk, figures);
    if (number % CRASHED_AGAIN_EVERY === 0) await crashAgain(image, figures);
    const log = await recover(image.disk, image, figures);
    if (number % REPEATED_EVERY === 0) await recoverAgain(log, image.disk, image, figures);
  } catch (error) {
    throw new Violation(`${image.after}, ${image.kind}: ${messageOf(error)}`, { cause: error });
  }
}

export type ImageExpectation = Pick<TakenImage, 'expected' | 'states' | 'checkpoints'>;

async function recover(
  disk: SimDisk,
  { expected, states, checkpoints }: ImageExpectation,
  figures: Figures,
): Promise<SegmentedLog> {
  figures.recoveries += 1;
  const log = await openLog(disk);
  await checkRecovered(log, expected);
  const { base, baseState, checkpoint } = log;
  const state = states.findLast(({ at }) => isAtOrBefore(at, base.position))!.state;
  assert.deepEqual(baseState, state, `not the state of ${showPosition(base.position)}`);
  const isKnown = checkpoints.some((one) => textOf(one) === textOf(checkpoint));
  assert.ok(isKnown, 'the checkpoint is one that was stored');
  return log;
}

/** What a recovery has called synced is there after the next power cut, and the second recovery changes nothing. */
export async function recoverAgain(
  log: SegmentedLog,
  disk: SimDisk,
  image: Pick<TakenImage, 'expected'>,
  figures: Figures,
): Promise<void> {
  figures.recoveries += 1;
  figures.count('also', 'recovered twice');
  const { base, lastPosition } = log;
  const entries = await log.readEntries(base.position, lastPosition);
  const same: Expectation = {
    history: [{ base, entries }],
    durable: lastPosition,
    baseAtLeast: image.expected.baseAtLeast,
  };
  const again = await openLog(afterHardCut(disk));
  await checkRecovered(again, same);
  assert.ok(isSamePosition(again.lastPosition, lastPosition), 'a second recovery is the same');
}

/** A crash at every operation of the recovery, too. */
async function crashAgain(image: TakenImage, figures: Figures): Promise<void> {
  const disk = image.disk.clone('process');
  const inner: Image[] = [];
  let operations = 0;
  const stop = disk.onOperation(() => {
    operations += 1;
    inner.push(...imagesOf(disk, operations));
  });
  await openLog(disk);
  stop();
  for (const one of inner) {
    figures.image('in a recovery');
    await recover(one.disk, image, figures);
  }
}

/** Read from the index files, or from the segments: the same. */
async function checkIndexes(disk: SimDisk, figures: Figures): Promise<void> {
  figures.count('also', 'indexes rebuilt');
  const bare = disk.clone('process');
  const names = (await filesIn(bare)).filter((name) => /\.(?:time)?index$/.test(name));
  for (const name of names) await bare.remove(`${DIRECTORY}/${name}`);
  const options = {
    logger: SILENT,
    directory: DIRECTORY,
    identity: encodeGroupIdentity(GROUP),
    bootstrap: BOOTSTRAP,
    indexIntervalBytes: INDEX_INTERVAL_BYTES,
  };
  const indexed = await recoverDirectory({ ...options, disk: disk.clone('process') });
  const rebuilt = await recoverDirectory({ ...options, disk: bare });
  assert.deepEqual(rebuilt.segments, indexed.segments);
  assert.deepEqual(rebuilt.runs.list(), indexed.runs.list());
  assert.deepEqual(rebuilt.runs.configurations(), indexed.runs.configurations());
}

async function filesIn(disk: SimDisk): Promise<string[]> {
  const entries = await disk.list(DIRECTORY).catch(() => []);
  return entries.map(({ name }) => name);
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}
