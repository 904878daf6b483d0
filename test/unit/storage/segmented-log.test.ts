// Goal: how the log uses its disk: what goes out in one write, when segments roll and go, what a failure does, and that
// readers who race with changes get the truth or nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offset } from '../../../src/model/ids.ts';
import { ORIGIN, position } from '../../../src/model/position.ts';
import type { Disk, DiskFile } from '../../../src/platform/disk.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { endOffsetOf } from '../../../src/storage/find-timestamp.ts';
import { FlushScheduler } from '../../../src/storage/flush-scheduler.ts';
import { SegmentedLog, type SegmentedLogOptions } from '../../../src/storage/segmented-log.ts';
import { EntryMaker, GROUP, SETTINGS, SILENT } from '../../support/log-entries.ts';
import { LogRecorder } from '../../support/log-recorder.ts';
import {
  BOOTSTRAP,
  checkRecovered,
  DIRECTORY,
  FAKE_CLOCK,
  LogRig,
  openLog,
  SMALL,
} from '../../support/log-rig.ts';

async function open(
  disk: Disk,
  more: Partial<SegmentedLogOptions> = {},
): Promise<{ log: SegmentedLog; recorder: LogRecorder; maker: EntryMaker }> {
  await disk.makeDirectory('/data');
  const log = await SegmentedLog.open({
    disk,
    clock: FAKE_CLOCK,
    directory: DIRECTORY,
    group: GROUP,
    bootstrap: BOOTSTRAP,
    settings: SETTINGS,
    flush: new FlushScheduler(2),
    logger: SILENT,
    ...more,
  });
  return { log, recorder: new LogRecorder(log), maker: new EntryMaker(log.lastPosition) };
}

async function segmentNames(disk: Disk): Promise<string[]> {
  const names = (await disk.list(DIRECTORY)).map((entry) => entry.name);
  return names.filter((name) => name.endsWith('.log')).sort();
}

function operationsOf(disk: SimDisk): string[] {
  const seen: string[] = [];
  disk.onOperation(({ operation, path }) => seen.push(`${operation} ${path.split('/').at(-1)}`));
  return seen;
}

describe('writes', () => {
  it('256 batches of one turn go out in one write and one sync', async () => {
    const disk = new SimDisk();
    const { log, recorder, maker } = await open(disk);
    const seen = operationsOf(disk);
    for (const entry of maker.batches(256, { valueBytes: 1000 })) log.append([entry]);
    await recorder.synced();
    expect(seen).toEqual([
      'open 00000000000000000000.log',
      'truncate 00000000000000000000.log',
      'write 00000000000000000000.log',
      'sync 00000000000000000000.log',
      'syncDirectory log',
    ]);
    expect(recorder.persistedCalls).toEqual([{ position: position(256, 0), term: 1 }]);
  });

  it('what comes during a sync goes out together with the next', async () => {
    const disk = new SimDisk();
    const { log, recorder, maker } = await open(disk);
    log.append(maker.batches(1));
    await recorder.synced();
    const seen = operationsOf(disk);
    log.append(maker.batches(1));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    for (const entry of maker.batches(50)) log.append([entry]);
    await recorder.synced();
    expect(seen.map((line) => line.split(' ')[0])).toEqual(['write', 'sync', 'write', 'sync']);
  });

  it('a segment rolls by size, never without an offset in it, and one large batch fits any', async () => {
    const disk = new SimDisk();
    const { log, recorder, maker } = await open(disk, {
      settings: { ...SETTINGS, segmentBytes: 600 },
    });
    const markers = Array.from({ length: 12 }, () => maker.termStart());
    log.append([
      ...markers,
      ...maker.batches(1, { valueBytes: 3000 }),
      ...maker.batches(4, { valueBytes: 200 }),
    ]);
    await recorder.synced();
    expect(await segmentNames(disk)).toEqual([
      '00000000000000000000.log',
      '00000000000000000001.log',
      '00000000000000000003.log',
    ]);
    await log.close();
    const again = await open(disk);
    expect(again.log.lastPosition).toEqual(maker.position);
  });

  it('a segment rolls by age', async () => {
    const disk = new SimDisk();
    let nowMs = 1000;
    const clock = { ...FAKE_CLOCK, now: () => nowMs };
    const { log, recorder, maker } = await open(disk, {
      clock,
      settings: { ...SETTINGS, segmentMs: 100 },
    });
    for (const time of [1000, 1050, 1099, 1100, 1150, 1250]) {
      nowMs = time;
      log.append(maker.batches(1));
      await recorder.synced();
    }
    expect(await segmentNames(disk)).toEqual([
      '00000000000000000000.log',
      '00000000000000000003.log',
      '00000000000000000005.log',
    ]);
  });
});

describe('a disk that fails', () => {
  for (const operation of ['write', 'sync'] as const) {
    it(`at a ${operation} fails the log for good, which still serves what it has`, async () => {
      const disk = new SimDisk();
      const { log, recorder, maker } = await open(disk, { tailCacheBytes: 0 });
      const first = maker.batches(3);
      log.append(first);
      await recorder.synced();
      disk.failNext(operation, '.log', operation === 'write' ? 'no-space' : 'io');
      log.append(maker.batches(2));
      await recorder.synced();
      expect(recorder.failures.length).toBe(1);
      expect(log.syncedPosition).toEqual(position(3, 0));
      log.append(maker.batches(1));
      log.truncate(ORIGIN);
      expect(await log.readEntries(ORIGIN, position(3, 0))).toEqual(first);
      await log.enforceRetention(0, ORIGIN, () => log.baseState);
      await log.close();
      expect(recorder.failures.length).toBe(1);
      const again = await open(disk);
      expect(again.log.lastPosition.nextOffset).toBeGreaterThanOrEqual(3);
    });
  }

  it('at a sync leaves pages that only look clean; the next start writes them anew', async () => {
    const rig = await new LogRig(new SimDisk({ seed: 3 })).open();
    rig.append(rig.maker.batches(3));
    await rig.recorder.synced();
    rig.disk.failNext('sync', '.log', 'io');
    rig.append(rig.maker.batches(2));
    await rig.recorder.synced();
    expect(rig.recorder.failures.length).toBe(1);
    rig.disk.crash('process');
    // The two batches are still in the page cache, so recovery finds them and calls them synced.
    await rig.reopen();
    expect(rig.log.lastPosition).toEqual(position(5, 0));
    const after = rig.disk.clone('power', { data: 'synced', entries: 'synced' });
    await checkRecovered(await openLog(after), rig.expectation());
  });

  it('at a truncation, a rename or a removal fails the log too', async () => {
    for (const operation of ['truncate', 'rename', 'remove', 'syncDirectory'] as const) {
      const rig = await new LogRig(new SimDisk()).open();
      rig.append(rig.maker.batches(8, { valueBytes: 400 }));
      await rig.recorder.synced();
      rig.disk.failNext(operation, DIRECTORY, 'io');
      rig.truncate(position(1, 0));
      rig.append(rig.maker.batches(1));
      await rig.recorder.until(() => false);
      expect(rig.recorder.failures.length, operation).toBe(1);
      rig.disk.crash('process');
      await rig.reopen();
    }
  });

  it('at a cut between two writes fails the log, as at one within', async () => {
    const rig = await new LogRig(new SimDisk()).open();
    for (let n = 0; n < 2; n += 1) {
      rig.append(rig.maker.batches(1));
      await rig.recorder.synced();
    }
    rig.disk.failNext('truncate', '.log', 'io');
    rig.truncate(position(1, 0));
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
    expect(rig.recorder.failures.length).toBe(1);
    rig.disk.crash('process');
    await rig.reopen();
  });

  it('when full, keeps what it has, and goes on after a restart with room', async () => {
    const rig = await new LogRig(new SimDisk()).open();
    rig.append(rig.maker.batches(4, { valueBytes: 300 }));
    await rig.recorder.synced();
    rig.disk.isFull = true;
    rig.append(rig.maker.batches(4, { valueBytes: 300 }));
    await rig.recorder.synced();
    expect(rig.recorder.failures.length).toBe(1);
    rig.disk.isFull = false;
    await rig.log.close();
    rig.disk.crash('process');
    await rig.reopen();
    rig.append(rig.maker.batches(2));
    await rig.recorder.synced();
    expect(rig.recorder.failures).toEqual([]);
  });
});

describe('retention', () => {
  const times = [100, 200, 300, 400, 500, 600];

  async function sixSegments(): Promise<LogRig> {
    const rig = await new LogRig(new SimDisk()).open();
    for (const timestampMs of times) {
      rig.append([rig.maker.batch({ records: 2, valueBytes: 500, timestampMs })]);
      await rig.recorder.synced();
    }
    expect(await segmentNames(rig.disk)).toHaveLength(6);
    return rig;
  }

  it('by time drops segments whose newest record is too old, and no later one', async () => {
    const rig = await sixSegments();
    rig.log.configure({ ...SMALL, retentionMs: 200 });
    await rig.log.enforceRetention(502, position(12, 0), () => rig.log.baseState);
    expect(rig.log.logStartOffset).toBe(6);
    expect(rig.log.base.position).toEqual(position(6, 0));
    expect(rig.recorder.bases.map((one) => one.logStartOffset)).toEqual([6]);
    expect(await segmentNames(rig.disk)).toHaveLength(3);
    expect(await rig.log.readBatches(offset(6), offset(12), 1)).toHaveLength(1);
  });

  it('by size keeps at least that many bytes', async () => {
    const rig = await sixSegments();
    rig.log.configure({ ...SMALL, retentionBytes: rig.log.sizeBytes / 2 });
    await rig.log.enforceRetention(0, position(12, 0), () => rig.log.baseState);
    expect(rig.log.logStartOffset).toBe(6);
    expect(await segmentNames(rig.disk)).toHaveLength(3);
  });

  it('never passes the commit position', async () => {
    const rig = await sixSegments();
    rig.log.configure({ ...SMALL, retentionMs: 0, retentionBytes: 0 });
    await rig.log.enforceRetention(1e6, position(5, 0), () => rig.log.baseState);
    expect(rig.log.logStartOffset).toBe(4);
    await rig.log.enforceRetention(1e6, position(12, 0), () => rig.log.baseState);
    expect(rig.log.logStartOffset).toBe(12);
    expect(rig.log.base).toEqual({ position: position(12, 0), term: 1, configuration: BOOTSTRAP });
    rig.append(rig.maker.batches(1));
    await rig.recorder.synced();
    await rig.log.close();
    await rig.reopen();
    expect(rig.log.logStartOffset).toBe(12);
  });

  it('leaves a log with a state machine alone', async () => {
    const disk = new SimDisk();
    const { log, recorder, maker } = await open(disk, { hasStateMachine: true });
    log.append(maker.batches(3));
    await recorder.synced();
    log.configure({ ...SMALL, retentionMs: 0, retentionBytes: 0 });
    await log.enforceRetention(1e6, log.lastPosition, () => log.baseState);
    expect(log.logStartOffset).toBe(0);
  });

  it('is never in the way of a reader: it gets all, or is told that it is gone', async () => {
    const rig = await sixSegments();
    await rig.log.close();
    await rig.reopen({ tailCacheBytes: 0 });
    rig.log.configure({ ...SMALL, retentionBytes: 0 });
    const reads = [0, 2, 5, 8, 11].map((from) =>
      Promise.resolve(rig.log.readBatches(offset(from), offset(12), 1 << 20)).then(
        (batches) => batches.length,
        (error: { kind?: string }) => error.kind,
      ),
    );
    await rig.log.enforceRetention(0, position(12, 0), () => rig.log.baseState);
    for (const [i, outcome] of (await Promise.all(reads)).entries()) {
      expect(['gone', 6 - [0, 1, 2, 4, 5][i]!]).toContain(outcome);
    }
  });
});

/** Holds reads back until told to go on, so that a test decides what happens in between. */
class SlowReads implements Pick<Disk, 'open'> {
  readonly held: (() => void)[] = [];
  isHolding = false;

  private readonly disk: Disk;

  constructor(disk: Disk) {
    this.disk = disk;
  }

  async open(path: string, mode: 'read' | 'write'): Promise<DiskFile> {
    const file = await this.disk.open(path, mode);
    if (mode === 'write') return file;
    const read = async (at: number, length: number): Promise<Uint8Array> => {
      if (this.isHolding) await new Promise<void>((resolve) => this.held.push(resolve));
      return file.read(at, length);
    };
    return { ...methodsOf(file), read };
  }
}

function methodsOf(file: DiskFile): DiskFile {
  return {
    size: () => file.size(),
    read: (at, length) => file.read(at, length),
    write: (at, chunks) => file.write(at, chunks),
    sync: () => file.sync(),
    truncate: (size) => file.truncate(size),
    close: () => file.close(),
  };
}

function withOpen(disk: SimDisk, slow: SlowReads): Disk {
  return new Proxy<Disk>(disk, {
    get: (target, name) => {
      if (name === 'open') return slow.open.bind(slow);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('a read that races', () => {
  it('with a truncation and new entries in the same place gets old or new, never a mixture', async () => {
    const disk = new SimDisk();
    const slow = new SlowReads(disk);
    const { log, recorder, maker } = await open(withOpen(disk, slow), { tailCacheBytes: 0 });
    const first = maker.batches(6);
    log.append(first);
    await recorder.synced();
    slow.isHolding = true;
    const committed = Promise.resolve(log.readEntries(ORIGIN, position(2, 0)));
    const doomed = Promise.resolve(log.readEntries(position(2, 0), position(6, 0)));
    while (slow.held.length < 2) await Promise.resolve();
    slow.isHolding = false;
    log.truncate(position(3, 0));
    maker.backTo(position(3, 0));
    const second = maker.batches(3);
    log.append(second);
    await recorder.synced();
    for (const release of slow.held) release();
    expect(await committed).toEqual(first.slice(0, 2));
    expect(await doomed).toEqual([first[2], ...second]);
  });

  it('with a reset is told that the entries are gone', async () => {
    const disk = new SimDisk();
    const slow = new SlowReads(disk);
    const { log, recorder, maker } = await open(withOpen(disk, slow), { tailCacheBytes: 0 });
    log.append(maker.batches(6));
    await recorder.synced();
    slow.isHolding = true;
    const entries = Promise.resolve(log.readEntries(ORIGIN, position(6, 0)));
    const batches = Promise.resolve(log.readBatches(offset(0), offset(6), 1000));
    const outcomes = Promise.allSettled([entries, batches]);
    while (slow.held.length < 2) await Promise.resolve();
    slow.isHolding = false;
    log.reset({ ...log.base, position: position(50, 0) }, offset(50), new Uint8Array(0));
    await recorder.until(() => recorder.resets.length > 0);
    for (const release of slow.held) release();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'gone' } });
    }
  });
});

describe('index seams', () => {
  it('fetching on from any offset, with any limit, gives every batch once and in order', async () => {
    const rig = await new LogRig(new SimDisk()).open();
    for (let i = 0; i < 60; i += 1) {
      if (i % 7 === 0) rig.append([rig.maker.termStart()]);
      rig.append([rig.maker.batch({ records: 1 + (i % 4), valueBytes: 20 + ((i * 37) % 300) })]);
      if (i % 3 === 0) await rig.recorder.synced();
    }
    await rig.recorder.synced();
    await rig.log.close();
    for (const tailCacheBytes of [0, 2000]) {
      await rig.reopen({ tailCacheBytes });
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 160 }),
          fc.integer({ min: 0, max: 5000 }),
          (from, bytesMax) => fetchAll(rig, from, bytesMax),
        ),
        { numRuns: 60, seed: 5 },
      );
      await rig.log.close();
    }
  });
});

async function fetchAll(rig: LogRig, from: number, bytesMax: number): Promise<void> {
  const end = rig.log.lastPosition.nextOffset;
  const wanted = rig.now.entries.flatMap((entry) =>
    entry.kind === 'batch' && entry.end.nextOffset > from ? [entry] : [],
  );
  const found: Uint8Array[] = [];
  let next = offset(Math.min(from, end));
  while (next < end) {
    const batches = await rig.log.readBatches(next, end, bytesMax);
    expect(batches.length).toBeGreaterThan(0);
    found.push(...batches);
    next = endOffsetOf(found.at(-1)!);
  }
  expect(found.length).toBe(wanted.length);
  for (const [i, batch] of found.entries()) expect(Buffer.compare(batch, wanted[i]!.bytes)).toBe(0);
}
