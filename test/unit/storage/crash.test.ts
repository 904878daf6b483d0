// Goal: a crash at any moment leaves a log that recovers to a prefix of what it was, no shorter than what it
// had reported durable. Method: run a script on a simulated disk; at every operation that changes the disk take images of
// what a crash would leave, in every extreme and some torn mixtures; open each, also with a second crash during recovery.
import { describe, expect, it } from 'vitest';
import { offset, term } from '../../../src/model/ids.ts';
import { position } from '../../../src/model/position.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import type { PowerCut } from '../../../src/sim/disk-tree.ts';
import { configurationOf } from '../../support/log-entries.ts';
import {
  checkRecovered,
  DIRECTORY,
  LogRig,
  openLog,
  SMALL,
  type Expectation,
} from '../../support/log-rig.ts';

interface Image {
  readonly disk: SimDisk;
  readonly expected: Expectation;
  readonly after: string;
}

const CUTS: readonly PowerCut[] = [
  { data: 'synced', entries: 'synced' },
  { data: 'synced', entries: 'made' },
  { data: 'written', entries: 'synced' },
  { data: 'written', entries: 'made' },
];
/** `STORAGE_TESTS=deep` looks at every image in every way; otherwise a sample of the dearer looks. */
const IS_DEEP = process.env['STORAGE_TESTS'] === 'deep';
const TORN_DRAWS = IS_DEEP ? 8 : 2;
const RECOVERY_CRASHES_EVERY = IS_DEEP ? 5 : 71;
const RECOVERY_REPEATED_EVERY = IS_DEEP ? 1 : 4;

async function crashEverywhere(script: (rig: LogRig) => Promise<void>): Promise<Image[]> {
  const rig = await new LogRig(new SimDisk({ seed: 7 })).open();
  const images: Image[] = [];
  let step = 0;
  rig.disk.onOperation(({ operation, path }) => {
    step += 1;
    const expected = rig.expectation();
    const after = `operation ${step}, ${operation} ${path}`;
    images.push({ disk: rig.disk.clone('process'), expected, after: `${after}, process` });
    for (const cut of CUTS) {
      const disk = rig.disk.clone('power', cut);
      images.push({ disk, expected, after: `${after}, ${JSON.stringify(cut)}` });
    }
    for (let draw = 0; draw < TORN_DRAWS; draw += 1) {
      const seed = step * 10 + draw;
      images.push({
        disk: rig.disk.clone('power', { seed }),
        expected,
        after: `${after}, seed ${seed}`,
      });
    }
  });
  await script(rig);
  expect(rig.recorder.failures).toEqual([]);
  expect(images.length).toBeGreaterThan(20);
  return images;
}

/** Recovers; and what recovery called synced is there after a power cut right behind it. */
async function checkImage(image: Image, isRepeated = true): Promise<void> {
  try {
    const log = await openLog(image.disk);
    const content = await checkRecovered(log, image.expected);
    if (!isRepeated) return;
    const again = await openLog(image.disk.clone('power', { data: 'synced', entries: 'synced' }));
    const same = { history: [content], durable: log.lastPosition, baseAtLeast: log.base.position };
    await checkRecovered(again, same);
    expect(again.lastPosition).toEqual(log.lastPosition);
  } catch (error) {
    throw new Error(`after ${image.after}: ${String(error)}`, { cause: error });
  }
}

/** A second crash at every operation of the recovery. */
async function checkRecoveryCrashes(image: Image): Promise<void> {
  const inner: Image[] = [];
  image.disk.onOperation(({ operation, path }) => {
    const after = `${image.after}, then ${operation} ${path} of the recovery`;
    const { expected } = image;
    inner.push({ disk: image.disk.clone('process'), expected, after });
    inner.push({ disk: image.disk.clone('power', CUTS[0]), expected, after });
    inner.push({ disk: image.disk.clone('power'), expected, after });
  });
  await openLog(image.disk);
  for (const one of inner) await checkImage(one, false);
}

async function checkAll(script: (rig: LogRig) => Promise<void>): Promise<void> {
  const images = await crashEverywhere(script);
  for (const [i, image] of images.entries()) {
    if (i % RECOVERY_CRASHES_EVERY === 0)
      await checkRecoveryCrashes({ ...image, disk: image.disk.clone('process') });
    await checkImage(image, i % RECOVERY_REPEATED_EVERY === 0);
  }
}

describe('a crash at any disk operation', { timeout: IS_DEEP ? 3_600_000 : 60_000 }, () => {
  it('of appends, within and across segments', async () => {
    await checkAll(async (rig) => {
      rig.append([rig.maker.termStart(), ...rig.maker.batches(2)]);
      await rig.recorder.synced();
      rig.append([rig.maker.configuration(1, 2), ...rig.maker.batches(3, { valueBytes: 250 })]);
      rig.append(rig.maker.batches(2, { records: 3, valueBytes: 250 }));
      await rig.recorder.synced();
      rig.append(rig.maker.batches(3, { valueBytes: 700 }));
      await rig.recorder.synced();
    });
  });

  it('of a truncation within a group', async () => {
    await checkAll(async (rig) => {
      rig.append([rig.maker.termStart(), ...rig.maker.batches(6)]);
      await rig.recorder.synced();
      rig.truncate(position(3, 0));
      rig.append([rig.maker.termStart(), ...rig.maker.batches(2, { valueBytes: 60 })]);
      await rig.recorder.synced();
      rig.truncate(position(3, 1));
      await rig.recorder.synced();
      rig.append(rig.maker.batches(2));
      await rig.recorder.synced();
    });
  });

  it('of a truncation at the end of a group, to the start of a segment, and to nothing', async () => {
    await checkAll(async (rig) => {
      for (let i = 0; i < 4; i += 1) {
        rig.append(rig.maker.batches(2, { valueBytes: 300 }));
        await rig.recorder.synced();
      }
      rig.truncate(position(6, 0));
      rig.append([rig.maker.termStart(), ...rig.maker.batches(1)]);
      await rig.recorder.synced();
      rig.truncate(position(2, 0));
      rig.append(rig.maker.batches(4, { valueBytes: 200 }));
      await rig.recorder.synced();
      rig.truncate(position(0, 0));
      rig.append(rig.maker.batches(2, { valueBytes: 100 }));
      await rig.recorder.synced();
    });
  });

  it('of a truncation over several segments into the middle of an old one', async () => {
    await checkAll(async (rig) => {
      rig.append(rig.maker.batches(12, { valueBytes: 250 }));
      await rig.recorder.synced();
      rig.truncate(position(1, 0));
      rig.append([rig.maker.termStart(), ...rig.maker.batches(5, { valueBytes: 250 })]);
      await rig.recorder.synced();
    });
  });

  it('of a truncation that overtakes appends on their way', async () => {
    await checkAll(async (rig) => {
      rig.append(rig.maker.batches(4));
      await Promise.resolve();
      await Promise.resolve();
      rig.append(rig.maker.batches(4));
      rig.truncate(position(2, 0));
      rig.append(rig.maker.batches(1));
      rig.truncate(position(1, 0));
      rig.append(rig.maker.batches(3));
      await rig.recorder.synced();
    });
  });

  it('of a reset', async () => {
    await checkAll(async (rig) => {
      rig.append(rig.maker.batches(6, { valueBytes: 400 }));
      await rig.recorder.synced();
      const base = { position: position(40, 2), term: term(3), configuration: configurationOf(9) };
      rig.reset(base, offset(44), Uint8Array.of(1, 2, 3));
      await rig.recorder.until(() => rig.recorder.resets.length > 0);
      rig.append([rig.maker.termStart(), ...rig.maker.batches(2)]);
      await rig.recorder.synced();
    });
  });

  it('of a reset to below the end, where old segments must not come back', async () => {
    await checkAll(async (rig) => {
      rig.append(rig.maker.batches(12, { valueBytes: 400 }));
      await rig.recorder.synced();
      const base = { position: position(5, 1), term: term(3), configuration: configurationOf(9) };
      rig.reset(base, offset(5), Uint8Array.of(1));
      await rig.recorder.until(() => rig.recorder.resets.length > 0);
      rig.append(rig.maker.batches(1));
      await rig.recorder.synced();
    });
  });

  it('of a segment that is written again, whose old index must not come back', async () => {
    const rig = await new LogRig(new SimDisk()).open();
    const appendOneByOne = async (): Promise<void> => {
      for (let i = 0; i < 5; i += 1) {
        rig.append(rig.maker.batches(1, { valueBytes: 400 }));
        await rig.recorder.synced();
      }
    };
    await appendOneByOne();
    // The second segment, [2, 4), has an index, which the kernel writes back sooner or later.
    for (const ending of ['index', 'timeindex']) {
      const file = await rig.disk.open(`${DIRECTORY}/00000000000000000002.${ending}`, 'write');
      await file.sync();
      await file.close();
    }
    // The segment gets as many bytes as before, of another term.
    rig.truncate(position(3, 0));
    await appendOneByOne();
    for (const cut of CUTS) {
      const disk = rig.disk.clone('power', cut);
      await checkImage({ disk, expected: rig.expectation(), after: JSON.stringify(cut) });
    }
  });

  it('of retention', async () => {
    await checkAll(async (rig) => {
      rig.append(rig.maker.batches(9, { valueBytes: 400 }));
      await rig.recorder.synced();
      rig.log.configure({ ...SMALL, retentionBytes: 1500 });
      await rig.log.enforceRetention(0, position(8, 0), () => rig.log.baseState);
      rig.append(rig.maker.batches(2, { valueBytes: 400 }));
      await rig.recorder.synced();
      rig.log.configure({ ...SMALL, retentionMs: 10 });
      await rig.log.enforceRetention(1e12, rig.log.lastPosition, () => rig.log.baseState);
      rig.append(rig.maker.batches(2));
      await rig.recorder.synced();
    });
  });

  it('of a compaction to a snapshot', async () => {
    await checkAll(async (rig) => {
      rig.append([rig.maker.configuration(1, 2), ...rig.maker.batches(9, { valueBytes: 400 })]);
      await rig.recorder.synced();
      await rig.log.compactTo(rig.baseAt(position(5, 0)), Uint8Array.of(5));
      rig.append(rig.maker.batches(2));
      await rig.recorder.synced();
      await rig.log.compactTo(rig.baseAt(rig.log.lastPosition), Uint8Array.of(6));
      rig.append(rig.maker.batches(1));
      await rig.recorder.synced();
    });
  });

  it('of a clean stop and the start behind it', async () => {
    await checkAll(async (rig) => {
      rig.append(rig.maker.batches(5, { valueBytes: 400 }));
      await rig.log.close();
      await rig.reopen();
      rig.append(rig.maker.batches(2));
      await rig.recorder.synced();
      await rig.log.close();
      await rig.reopen();
    });
  });
});
