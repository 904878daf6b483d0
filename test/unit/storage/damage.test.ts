// Goal: what the disk gives back changed is found out, or does no harm; it is never served, and what was durable is
// never cut. Method: make a small log, change its files byte by byte, open and read all of it.
import { describe, expect, it } from 'vitest';
import {
  isAtOrBefore,
  isSamePosition,
  ORIGIN,
  position,
  type Position,
} from '../../../src/model/position.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { FlushScheduler } from '../../../src/storage/flush-scheduler.ts';
import { LogDamage } from '../../../src/storage/log.ts';
import { SegmentedLog } from '../../../src/storage/segmented-log.ts';
import { OTHER_GROUP, SETTINGS, SILENT } from '../../support/log-entries.ts';
import {
  BOOTSTRAP,
  checkRecovered,
  DIRECTORY,
  FAKE_CLOCK,
  LogRig,
  openLog,
} from '../../support/log-rig.ts';

const FIRST = `${DIRECTORY}/00000000000000000000.log`;

async function sizeOf(disk: SimDisk, path: string): Promise<number> {
  const file = await disk.open(path, 'read');
  const size = await file.size();
  await file.close();
  return size;
}

async function cutFile(disk: SimDisk, path: string, size: number): Promise<void> {
  const file = await disk.open(path, 'write');
  await file.truncate(size);
  await file.sync();
  await file.close();
}

/** Three group writes in one segment: (0,0) to (0,1)..(2,0), to (4,0), to (7,0). */
async function smallLog(): Promise<{ rig: LogRig; ends: Position[]; sizes: number[] }> {
  const rig = await new LogRig(new SimDisk()).open();
  const ends: Position[] = [];
  const sizes: number[] = [];
  const groups = [
    [rig.maker.termStart(), ...rig.maker.batches(2)],
    rig.maker.batches(1, { records: 2 }),
    [rig.maker.configuration(1, 2), ...rig.maker.batches(3)],
  ];
  for (const group of groups) {
    rig.append(group);
    await rig.recorder.synced();
    ends.push(rig.log.lastPosition);
    sizes.push(await sizeOf(rig.disk, FIRST));
  }
  return { rig, ends, sizes };
}

describe('a torn tail', () => {
  it('is cut at the last group write, wherever it is torn', async () => {
    const { rig, ends, sizes } = await smallLog();
    for (let size = sizes[1]! + 1; size < sizes[2]!; size += 1) {
      const disk = rig.disk.clone('process');
      await cutFile(disk, FIRST, size);
      const log = await openLog(disk);
      expect(log.lastPosition).toEqual(ends[1]);
      await checkRecovered(log, { ...rig.expectation(), durable: ends[1]! });
      expect(await sizeOf(disk, FIRST)).toBe(sizes[1]);
    }
  });

  it('is cut as well when zeros, or anything else, stand in its place', async () => {
    const { rig, ends, sizes } = await smallLog();
    for (const filling of [0, 0x46, 255]) {
      const disk = rig.disk.clone('process');
      const file = await disk.open(FIRST, 'write');
      await file.write(sizes[2]!, [new Uint8Array(700).fill(filling)]);
      await file.sync();
      const log = await openLog(disk);
      expect(log.lastPosition).toEqual(ends[2]);
      expect(await sizeOf(disk, FIRST)).toBe(sizes[2]);
    }
  });

  it('says how much it cut', async () => {
    const { rig, sizes } = await smallLog();
    const disk = rig.disk.clone('process');
    await cutFile(disk, FIRST, sizes[2]! - 1);
    const warnings: unknown[] = [];
    await SegmentedLog.open({
      ...optionsFor(disk),
      logger: { ...SILENT, warn: (event, fields) => warnings.push([event, fields]) },
    });
    expect(warnings).toEqual([
      [
        'log-tail-cut',
        {
          path: FIRST,
          bytes: sizes[2]! - 1 - sizes[1]!,
          reason: 'ends before the group does',
          end: '(4,0)',
        },
      ],
    ]);
  });
});

function optionsFor(disk: SimDisk): Parameters<typeof SegmentedLog.open>[0] {
  return {
    disk,
    clock: FAKE_CLOCK,
    directory: DIRECTORY,
    group: { topicId: OTHER_GROUP.topicId, partition: 3 },
    bootstrap: BOOTSTRAP,
    settings: SETTINGS,
    flush: new FlushScheduler(1),
    logger: SILENT,
  };
}

/** What opening and reading a changed log comes to. */
async function outcomeOf(
  disk: SimDisk,
  rig: LogRig,
  durable: Position,
): Promise<'damaged' | 'sound' | 'shorter'> {
  try {
    const log = await openLog(disk, { tailCacheBytes: 0 });
    await checkRecovered(log, { ...rig.expectation(), durable });
    return isSamePosition(log.lastPosition, rig.log.lastPosition) ? 'sound' : 'shorter';
  } catch (error) {
    if (error instanceof LogDamage) return 'damaged';
    throw error;
  }
}

describe('a flipped bit', () => {
  it('in any byte at or below the durable mark is damage: nothing is cut, nothing served', async () => {
    const { rig, sizes } = await smallLog();
    for (let at = 0; at < sizes[1]!; at += 1) {
      const disk = rig.disk.clone('process');
      disk.corrupt(FIRST, at, 1 << (at % 8));
      expect(await outcomeOf(disk, rig, ORIGIN), `byte ${at}`).toBe('damaged');
      expect(await sizeOf(disk, FIRST)).toBe(sizes[2]);
    }
  });

  it('in any byte of the last group write, which nothing vouches for, is taken for a torn write', async () => {
    const { rig, ends, sizes } = await smallLog();
    for (let at = sizes[1]!; at < sizes[2]!; at += 1) {
      const disk = rig.disk.clone('process');
      disk.corrupt(FIRST, at, 1 << (at % 8));
      expect(await outcomeOf(disk, rig, ends[1]!), `byte ${at}`).toBe('shorter');
    }
  });

  it('anywhere after a clean stop is damage, when it is read or before', async () => {
    const { rig, sizes } = await smallLog();
    await rig.log.close();
    for (let at = 0; at < sizes[2]!; at += 1) {
      const disk = rig.disk.clone('process');
      disk.corrupt(FIRST, at, 1 << (at % 8));
      expect(await outcomeOf(disk, rig, ORIGIN), `byte ${at}`).toBe('damaged');
    }
  });

  it('in any other file is damage, or does no harm', async () => {
    const { rig, ends } = await smallLog();
    await rig.log.close();
    const outcomes = new Map<string, Set<string>>();
    for (const { name } of await rig.disk.list(DIRECTORY)) {
      if (name.endsWith('.log')) continue;
      const seen = new Set<string>();
      outcomes.set(name, seen);
      const size = await sizeOf(rig.disk, `${DIRECTORY}/${name}`);
      for (let at = 0; at < size; at += 1) {
        const disk = rig.disk.clone('process');
        disk.corrupt(`${DIRECTORY}/${name}`, at, 1 << (at % 8));
        seen.add(await outcomeOf(disk, rig, ends[2]!));
      }
    }
    expect(Object.fromEntries(outcomes)).toEqual({
      '00000000000000000000.index': new Set(['sound']),
      '00000000000000000000.timeindex': new Set(['sound']),
      'clean-stop': new Set(['sound']),
      'log-start': new Set(['damaged']),
    });
  });

  it('in the cold part of a running log rejects the read, and no other', async () => {
    const rig = await new LogRig(new SimDisk()).open();
    await rig.log.close();
    await rig.reopen({ tailCacheBytes: 0 });
    const entries = rig.maker.batches(4);
    for (const entry of entries) {
      rig.append([entry]);
      await rig.recorder.synced();
    }
    const size = await sizeOf(rig.disk, FIRST);
    rig.disk.corrupt(FIRST, size - 3);
    expect(await rig.log.readEntries(ORIGIN, position(3, 0))).toEqual(entries.slice(0, 3));
    const read = Promise.resolve(rig.log.readEntries(ORIGIN, position(4, 0)));
    await expect(read).rejects.toMatchObject({ name: 'LogDamage', kind: 'damaged' });
    await expect(read).rejects.toThrow(`${FIRST} has a batch at offset 3 that fails its checksum`);
  });
});

describe('files that are not what they should be', () => {
  it('of another partition are refused', async () => {
    const { rig } = await smallLog();
    const opening = SegmentedLog.open({ ...optionsFor(rig.disk), group: OTHER_GROUP });
    await expect(opening).rejects.toThrow('belongs to another partition');
  });

  it('a segment of another partition is refused, not cut', async () => {
    const { rig, sizes } = await smallLog();
    const file = await rig.disk.open(FIRST, 'read');
    const bytes = await file.read(0, sizes[2]!);
    const other = await new LogRig(new SimDisk()).open();
    await other.log.close();
    const foreign = await SegmentedLog.open({
      ...optionsFor(other.disk),
      directory: '/data/other',
      group: OTHER_GROUP,
    });
    await foreign.close();
    const target = await other.disk.open('/data/other/00000000000000000000.log', 'write');
    await target.write(0, [bytes]);
    await target.close();
    const opening = SegmentedLog.open({
      ...optionsFor(other.disk),
      directory: '/data/other',
      group: OTHER_GROUP,
    });
    await expect(opening).rejects.toThrow('belong to another partition');
  });

  it('a missing segment, first, middle or last, is damage', async () => {
    const rig = await new LogRig(new SimDisk()).open();
    rig.append(rig.maker.batches(9, { valueBytes: 400 }));
    await rig.recorder.synced();
    await rig.log.close();
    const names = (await rig.disk.list(DIRECTORY)).map((entry) => entry.name);
    const segments = names.filter((name) => name.endsWith('.log'));
    expect(segments.length).toBeGreaterThan(3);
    for (const name of segments) {
      const disk = rig.disk.clone('process');
      await disk.remove(`${DIRECTORY}/${name}`);
      await expect(openLog(disk), name).rejects.toBeInstanceOf(LogDamage);
    }
  });

  it('a wrong name, a directory, and segments without a checkpoint are refused', async () => {
    const { rig } = await smallLog();
    const misnamed = rig.disk.clone('process');
    await misnamed.rename(FIRST, `${DIRECTORY}/7.log`);
    await expect(openLog(misnamed)).rejects.toThrow('is not named as a file of a log');
    const nested = rig.disk.clone('process');
    await nested.makeDirectory(`${DIRECTORY}/strange`);
    await expect(openLog(nested)).rejects.toThrow('is not a plain file');
    const headless = rig.disk.clone('process');
    await headless.remove(`${DIRECTORY}/log-start`);
    await expect(openLog(headless)).rejects.toThrow('no log-start checkpoint');
  });

  it('a newer segment format is refused by name', async () => {
    const { rig } = await smallLog();
    const disk = rig.disk.clone('process');
    const file = await disk.open(FIRST, 'write');
    const { crc32c } = await import('../../../src/base/crc32c.ts');
    const seal = (await file.read(0, 80)).slice();
    seal[5] = 2;
    new DataView(seal.buffer).setUint32(76, crc32c(seal.subarray(0, 76)));
    await file.write(0, [seal]);
    await file.close();
    await expect(openLog(disk)).rejects.toThrow('segment format 2; this Flotilla reads 1');
  });

  it('stray and temporary files are left alone or cleaned away', async () => {
    const { rig, ends } = await smallLog();
    const disk = rig.disk.clone('process');
    for (const name of ['log-start.new', '00000000000000000009.index', 'partition.metadata']) {
      const file = await disk.open(`${DIRECTORY}/${name}`, 'write');
      await file.write(0, [Uint8Array.of(1)]);
      await file.close();
    }
    const log = await openLog(disk);
    expect(log.lastPosition).toEqual(ends[2]);
    const names = (await disk.list(DIRECTORY)).map((entry) => entry.name).sort();
    expect(names).toEqual(['00000000000000000000.log', 'log-start', 'partition.metadata']);
  });
});

describe('a damaged log', () => {
  it('can be given up for one that begins at a new base, without touching files of others', async () => {
    const { rig } = await smallLog();
    const disk = rig.disk.clone('process');
    disk.corrupt(FIRST, 90);
    const strange = await disk.open(`${DIRECTORY}/partition.metadata`, 'write');
    await strange.close();
    await expect(openLog(disk)).rejects.toThrow(`${FIRST} has`);
    const base = rig.baseAt(position(2, 0));
    const start = { base, logStartOffset: base.position.nextOffset, state: Uint8Array.of(1) };
    const log = await SegmentedLog.startOver(optionsFor(disk), start);
    expect(log.base).toEqual(base);
    expect(isAtOrBefore(log.lastPosition, base.position)).toBe(true);
    const names = (await disk.list(DIRECTORY)).map((entry) => entry.name).sort();
    expect(names).toEqual(['log-start', 'partition.metadata']);
  });
});
