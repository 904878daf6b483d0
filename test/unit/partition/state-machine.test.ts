// Goal: a state machine sees every committed batch once and in order, over snapshots, restarts and a log that is replaced.
// Method: a state machine that remembers the offsets it saw, on a log in memory and on a log of files.
import { describe, expect, test } from 'vitest';
import { offset, term } from '../../../src/model/ids.ts';
import type { LogBase } from '../../../src/model/log-entry.ts';
import { position, type Position } from '../../../src/model/position.ts';
import { Applier, type StateMachine } from '../../../src/partition/state-machine.ts';
import { iterateRecords } from '../../../src/record/records.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { SimRandom } from '../../../src/sim/sim-random.ts';
import { FlushScheduler } from '../../../src/storage/flush-scheduler.ts';
import type { Log } from '../../../src/storage/log.ts';
import { MemoryLog } from '../../../src/storage/memory-log.ts';
import { SegmentedLog } from '../../../src/storage/segmented-log.ts';
import { NodeClock } from '../../../src/node/clock.ts';
import { configurationOf, EntryMaker, GROUP, SETTINGS, SILENT } from '../../support/log-entries.ts';
import { LogRecorder } from '../../support/log-recorder.ts';
import { settle } from '../../support/settle.ts';

const CONFIGURATION = configurationOf(1, 2, 3);

/** Its state is the list of values that it was given. */
class Journal implements StateMachine {
  values: string[] = [];
  restores = 0;

  apply(batch: Uint8Array): void {
    for (const { value } of iterateRecords(batch)) this.values.push(decode(value!));
  }

  snapshot(): Uint8Array {
    return new TextEncoder().encode(JSON.stringify(this.values));
  }

  restore(state: Uint8Array): void {
    this.restores += 1;
    this.values = JSON.parse(decode(state)) as string[];
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function baseAt(at: Position, atTerm = 1): LogBase {
  return { position: at, term: term(atTerm), configuration: CONFIGURATION };
}

function applierOn(log: Log, snapshotEveryBytes = Infinity) {
  const journal = new Journal();
  const positions: Position[] = [];
  const failures: string[] = [];
  const applier = new Applier(
    {
      log,
      stateMachine: journal,
      baseAt,
      applied: (upTo) => positions.push(upTo),
      failed: (reason) => failures.push(reason),
    },
    snapshotEveryBytes,
  );
  return { applier, journal, positions, failures };
}

function valuesOf(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${first + n}^1`);
}

function trimmed(journal: Journal): string[] {
  return journal.values.map((value) => value.split(' ')[0]!);
}

function logWith(...entries: Parameters<MemoryLog['append']>[0]): MemoryLog {
  const log = new MemoryLog({ bootstrap: CONFIGURATION });
  log.append(entries);
  return log;
}

describe('what is committed', () => {
  test('is applied once and in order, markers left out, and not a batch further', async () => {
    const maker = new EntryMaker();
    const log = logWith(maker.termStart(), ...maker.batches(5, { records: 2 }), maker.termStart());
    const { applier, journal, positions } = applierOn(log);
    applier.committed(position(0, 1));
    await settle();
    expect(journal.values).toEqual([]);
    expect(applier.applied).toEqual(position(0, 1));
    applier.committed(position(4, 0));
    applier.committed(position(6, 0));
    await settle();
    expect(trimmed(journal)).toEqual(valuesOf(0, 6));
    applier.committed(position(10, 1));
    applier.committed(position(6, 0));
    await settle();
    expect(trimmed(journal)).toEqual(valuesOf(0, 10));
    expect(positions.at(-1)).toEqual(position(10, 1));
  });

  test('that makes the state machine throw fails the replica, and is not taken as applied', async () => {
    const log = logWith(...new EntryMaker().batches(2));
    const { applier, journal, failures } = applierOn(log);
    journal.apply = () => {
      throw new Error('a record of a newer version');
    };
    applier.committed(position(2, 0));
    await settle();
    expect(failures).toEqual([expect.stringMatching(/a record of a newer version/)]);
    expect(applier.applied).toEqual(position(0, 0));
  });
});

describe('snapshots', () => {
  test('cover what was applied, so that a restart begins there and applies only what is behind', async () => {
    const maker = new EntryMaker();
    const log = logWith(...maker.batches(20, { valueBytes: 100 }));
    await settle();
    const first = applierOn(log, 500);
    first.applier.committed(position(10, 0));
    await settle();
    first.applier.committed(position(20, 0));
    await settle();
    expect(log.base.position).toEqual(position(20, 0));
    log.append(maker.batches(3, { valueBytes: 100 }));

    const second = applierOn(log, 500);
    expect(second.journal.restores).toBe(1);
    expect(second.applier.applied).toEqual(position(20, 0));
    second.applier.committed(position(22, 0));
    await settle();
    expect(trimmed(second.journal)).toEqual(valuesOf(0, 22));
  });

  test('wait until the log has grown by as much as the last one took', async () => {
    const maker = new EntryMaker();
    const log = logWith(...maker.batches(100, { valueBytes: 100 }));
    const { applier, journal } = applierOn(log, 500);
    journal.snapshot = () => new TextEncoder().encode(JSON.stringify(['x'.repeat(5000)]));
    const bases: number[] = [];
    for (let upTo = 1; upTo <= 100; upTo += 1) {
      applier.committed(position(upTo, 0));
      await settle();
      if (log.base.position.nextOffset !== bases.at(-1)) bases.push(log.base.position.nextOffset);
    }
    // A batch has 170 to 180 bytes: the first after 500, the others after 5000 each.
    const [, first, second, third] = bases;
    expect(first).toBeLessThan(5);
    expect(second! - first!).toBeGreaterThan(25);
    expect(third! - second!).toBeGreaterThan(25);
  });

  test('hold up nothing that is committed meanwhile, and are taken one at a time', async () => {
    const log = logWith(...new EntryMaker().batches(30, { valueBytes: 100 }));
    const compacted: Position[] = [];
    let finish: () => void = () => undefined;
    log.compactTo = async (base) => {
      compacted.push(base.position);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const { applier, journal } = applierOn(log, 500);
    applier.committed(position(10, 0));
    await settle();
    applier.committed(position(20, 0));
    await settle();
    expect(trimmed(journal)).toEqual(valuesOf(0, 20));
    expect(compacted).toEqual([position(10, 0)]);
    finish();
    await settle();
    applier.committed(position(30, 0));
    await settle();
    expect(compacted).toEqual([position(10, 0), position(30, 0)]);
  });

  test('of the leader replace state and position together', async () => {
    const log = logWith(...new EntryMaker().batches(3));
    const { applier, journal, positions } = applierOn(log);
    applier.committed(position(2, 0));
    await settle();
    const base = baseAt(position(50, 1), 4);
    log.reset(base, offset(50), new TextEncoder().encode('["of the leader"]'));
    applier.reset(base);
    expect(journal.values).toEqual(['of the leader']);
    expect(applier.applied).toEqual(position(50, 1));
    expect(positions.at(-1)).toEqual(position(50, 1));
    log.append([new EntryMaker(position(50, 1), 4).batch()]);
    applier.committed(position(51, 0));
    await settle();
    expect(journal.values).toHaveLength(2);
  });
});

describe('a log that is replaced while it is read', () => {
  async function reopenedOnFiles(): Promise<SegmentedLog> {
    const disk = new SimDisk();
    await disk.makeDirectory('/data');
    const open = (): Promise<SegmentedLog> =>
      SegmentedLog.open({
        disk,
        clock: new NodeClock(),
        directory: '/data/log',
        group: GROUP,
        bootstrap: CONFIGURATION,
        settings: SETTINGS,
        flush: new FlushScheduler(1),
        logger: SILENT,
        hasStateMachine: true,
      });
    const log = await open();
    const recorder = new LogRecorder(log);
    log.append(new EntryMaker().batches(50, { valueBytes: 200 }));
    await recorder.synced();
    await log.close();
    return open();
  }

  test('costs the replica nothing, at whatever moment it happens', async () => {
    const random = new SimRandom(1, 'moments');
    for (let round = 0; round < 40; round += 1) {
      const log = await reopenedOnFiles();
      const { applier, journal, failures } = applierOn(log);
      const base = baseAt(position(80, 0), 3);
      const replaced = new Promise<void>((resolve) => {
        log.listen({
          persisted: () => undefined,
          baseMoved: () => undefined,
          failed: (reason) => failures.push(reason),
          reset: () => {
            applier.reset(base);
            resolve();
          },
        });
      });
      applier.committed(position(50, 0));
      for (let n = random.integer(0, 30); n > 0; n -= 1) await Promise.resolve();
      log.reset(base, offset(80), new TextEncoder().encode('["of the leader"]'));
      await replaced;
      await settle();
      expect(failures).toEqual([]);
      expect(journal.values).toEqual(['of the leader']);
      expect(applier.applied).toEqual(position(80, 0));
      await log.close();
    }
  });
});
