// Goal: the checkers that read the synced bytes of disks see what a power cut would leave, no more and no less. Method: real
// logs on simulated disks; the incremental reading of a disk is held against one from scratch after every change.
import { describe, expect, test } from 'vitest';
import { offset } from '../../../../src/model/ids.ts';
import { isAtOrBefore, ORIGIN, position } from '../../../../src/model/position.ts';
import { iterateRecords, type RecordView } from '../../../../src/record/records.ts';
import { ByteEqualLogs } from '../../../../src/sim/checkers/byte-equal-logs.ts';
import { BrokenPromise, Tally } from '../../../../src/sim/checkers/checker.ts';
import { DurableBeforeAck } from '../../../../src/sim/checkers/durable-before-ack.ts';
import { DurableBeforeCommit } from '../../../../src/sim/checkers/durable-before-commit.ts';
import { LogMatching } from '../../../../src/sim/checkers/log-matching.ts';
import { SyncedDisks, type WatchedGroup } from '../../../../src/sim/checkers/synced-disks.ts';
import { SyncedLog, type SyncedEntry } from '../../../../src/sim/checkers/synced-log.ts';
import { SimDisk } from '../../../../src/sim/disk.ts';
import { SimRandom } from '../../../../src/sim/sim-random.ts';
import { FlushScheduler } from '../../../../src/storage/flush-scheduler.ts';
import { SegmentedLog } from '../../../../src/storage/segmented-log.ts';
import { configurationOf, EntryMaker, GROUP, SILENT } from '../../../support/log-entries.ts';
import { DIRECTORY, FAKE_CLOCK, LogRig, SMALL } from '../../../support/log-rig.ts';
import { settle } from '../../../support/settle.ts';

const tally = (): Tally => new Tally('it');

describe('the synced log of a disk', () => {
  const read = (disk: SimDisk): SyncedLog =>
    new SyncedLog({ disk, directory: DIRECTORY, group: GROUP });

  const show = (entries: readonly SyncedEntry[]): string[] =>
    entries.map(({ batch, ...names }) => `${JSON.stringify(names)} ${batch?.length}`);

  test.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    'is the same when it is followed and when it is read anew (seed %i)',
    async (seed) => {
      const random = new SimRandom(seed, 'synced-log');
      const rig = await new LogRig(new SimDisk({ seed })).open();
      const followed = read(rig.disk);
      let most = 0;
      for (let step = 0; step < 60; step += 1) {
        await change(rig, random);
        const entries = followed.entries();
        expect(show(entries)).toEqual(show(read(rig.disk).entries()));
        const { durable, history } = rig.expectation();
        const owed = history.at(-1)!.entries.filter(({ end }) => isAtOrBefore(end, durable));
        expect(owed.filter(({ end, term }) => !followed.holds(end, term))).toEqual([]);
        expect(owed.filter(({ end, term }) => followed.holds(end, term + 1))).toEqual([]);
        most = Math.max(most, entries.length);
      }
      expect(most).toBeGreaterThan(5);
    },
  );

  async function change(rig: LogRig, random: SimRandom): Promise<void> {
    const kind = random.integer(0, 9);
    if (kind < 5) rig.append(rig.maker.batches(random.integer(1, 4), { valueBytes: 150 }));
    else if (kind === 5) rig.append([rig.maker.termStart()]);
    else if (kind === 6) {
      const { boundaries } = rig;
      rig.truncate(boundaries[random.integer(0, boundaries.length - 1)]!);
    } else if (kind === 7) {
      await rig.log.deleteBefore(
        offset(rig.log.lastPosition.nextOffset),
        rig.log.syncedPosition,
        () => new Uint8Array(0),
      );
    } else if (kind === 8) {
      rig.disk.crash('power');
      await rig.reopen();
    } else {
      rig.reset(
        rig.baseAt(rig.log.lastPosition),
        rig.log.lastPosition.nextOffset,
        new Uint8Array(0),
      );
    }
    await settle();
  }

  test('has nothing whose sync failed, and keeps what only lost bits', async () => {
    const rig = await new LogRig(new SimDisk()).open();
    rig.append(rig.maker.batches(1));
    await settle();
    const followed = read(rig.disk);
    expect(followed.entries()).toHaveLength(1);
    rig.disk.corrupt(`${DIRECTORY}/00000000000000000000.log`, 100);
    expect(followed.entries()).toHaveLength(1);
    rig.disk.failNext('sync', DIRECTORY, 'io');
    rig.append(rig.maker.batches(1));
    await settle();
    expect(followed.entries()).toHaveLength(1);
    expect(followed.batchAt(0)).toBeInstanceOf(Uint8Array);
    expect(followed.batchAt(1)).toBeUndefined();
  });
});

describe('what must be synced on a majority', () => {
  const group: WatchedGroup = { key: 'g', group: GROUP, topic: 'log' };
  const configuration = configurationOf(1, 2, 3);

  /** Three disks with the same log of four batches; the last `unsynced` disks lost the sync of the third. */
  async function threeDisks(unsynced: number, isSpoiled = (_broker: number): boolean => false) {
    const disks = await Promise.all([1, 2, 3].map((id) => diskWithLog(id > 3 - unsynced)));
    const matching = new LogMatching(tally());
    return {
      disks,
      synced: new SyncedDisks({
        diskOf: (id) => disks[id - 1]!,
        data: '/data',
        matching,
        isSpoiled,
      }),
    };
  }

  function recordAt(log: SyncedLog, at: number): RecordView {
    const batch = log.batchAt(at);
    if (!(batch instanceof Uint8Array)) throw new Error(`there is no batch at ${at}`);
    return [...iterateRecords(batch)][0]!;
  }

  async function diskWithLog(losesSync: boolean, label = ''): Promise<SimDisk> {
    const disk = new SimDisk();
    await disk.makeDirectory('/data');
    await disk.syncDirectory('/');
    const maker = new EntryMaker(ORIGIN, 1, label);
    const log = await SegmentedLog.open({
      disk,
      clock: FAKE_CLOCK,
      directory: '/data/log-3',
      group: GROUP,
      bootstrap: configuration,
      settings: SMALL,
      flush: new FlushScheduler(1),
      logger: SILENT,
    });
    log.append([maker.termStart(), ...maker.batches(2)]);
    await settle();
    if (losesSync) disk.failNext('sync', '/data/log-3', 'io');
    log.append(maker.batches(1));
    await settle();
    return disk;
  }

  const third = { position: position(3, 0), term: 1 };

  test('DurableBeforeCommit sees a commit that one disk alone has', async () => {
    const { synced } = await threeDisks(1);
    new DurableBeforeCommit(tally(), synced).committed(group, { configuration }, third);
    const { synced: fewer } = await threeDisks(2);
    const checker = new DurableBeforeCommit(tally(), fewer);
    checker.committed(group, { configuration }, { position: position(2, 0), term: 1 });
    expect(() => checker.committed(group, { configuration }, third)).toThrow(/only \[1\] have/);
    const otherTerm = { ...third, term: 2 };
    expect(() => checker.committed(group, { configuration }, otherTerm)).toThrow(BrokenPromise);
  });

  test('DurableBeforeAck sees an answer that one disk alone has, and another value', async () => {
    const { synced, disks } = await threeDisks(2);
    const batch = new SyncedLog({ disk: disks[0]!, directory: '/data/log-3', group: GROUP });
    const valueAt = (at: number): string =>
      new TextDecoder().decode(recordAt(batch, at).value ?? undefined);
    const checker = new DurableBeforeAck(tally(), {
      disks: synced,
      brokers: [1, 2, 3],
      replicas: 3,
    });
    checker.acknowledged(group, 0, [valueAt(0), valueAt(1)]);
    expect(() => checker.acknowledged(group, 2, [valueAt(2)])).toThrow(/acknowledged 2/);
    expect(() => checker.acknowledged(group, 1, [valueAt(0)])).toThrow(/only \[\] have/);
  });

  test('a disk that was spoiled may have had it; the others are looked at all the same', async () => {
    const { synced } = await threeDisks(2, (broker) => broker === 3);
    const all = new Set([synced.isSpoiled(1, group), synced.isSpoiled(3, group)]);
    expect(all).toEqual(new Set([false, true]));
    new DurableBeforeCommit(tally(), synced).committed(group, { configuration }, third);
    const { synced: nowhere } = await threeDisks(3, (broker) => broker === 3);
    const checker = new DurableBeforeCommit(tally(), nowhere);
    expect(() => checker.committed(group, { configuration }, third)).toThrow(/only \[3\] have/);
    const options = { disks: nowhere, brokers: [1, 2, 3], replicas: 3 };
    const acks = new DurableBeforeAck(tally(), options);
    expect(() => acks.acknowledged(group, 2, ['x'])).toThrow(/only \[3\] have/);
    const equal = new ByteEqualLogs(tally(), synced);
    equal.compare(group, [1, 3], { from: position(0, 0), to: position(3, 0) });
    expect(() =>
      equal.compare(group, [1, 2], { from: position(0, 0), to: position(3, 0) }),
    ).toThrow(/of 2 is synced up to \(2,0\)/);
  });

  test('ByteEqualLogs sees bytes that differ, and a log that is too short or unsound', async () => {
    const range = { from: position(0, 0), to: position(2, 0) };
    const { synced } = await threeDisks(1);
    const checker = new ByteEqualLogs(tally(), synced);
    checker.compare(group, [1, 2, 3], range);
    const toThird = { ...range, to: position(3, 0) };
    expect(checker.missing(group, [1, 2], toThird)).toBeUndefined();
    expect(() => checker.compare(group, [1, 2, 3], toThird)).toThrow(
      /of 3 is synced up to \(2,0\)/,
    );
    const { synced: damaged, disks } = await threeDisks(0);
    // Behind the seal, the marker and the header of the first batch: within its record.
    disks[1]!.corrupt('/data/log-3/00000000000000000000.log', 80 + 100 + 61 + 15);
    const other = new ByteEqualLogs(tally(), damaged);
    expect(() => other.compare(group, [1, 2, 3], range)).toThrow(/of 2 is synced up to \(1,0\)/);
    const two = [await diskWithLog(false), await diskWithLog(false, 'other ')];
    const logs = two.map((disk) => new SyncedLog({ disk, directory: '/data/log-3', group: GROUP }));
    const unequal = { isSpoiled: () => false, logOf: (id: number) => logs[id - 1]! };
    const differing = new ByteEqualLogs(tally(), unequal as unknown as SyncedDisks);
    expect(() => differing.compare(group, [1, 2], range)).toThrow(/at \(1,0\) differs on 1 and 2/);
  });
});
