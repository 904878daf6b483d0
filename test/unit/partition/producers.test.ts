// Goal: a replica that starts knows the producers of its log as well as before, and reads no more of it than it must.
// Method: a log on a simulated disk with the producers beside it as a replica has them; stops, power cuts, damage.
import { describe, expect, test } from 'vitest';
import { InvariantViolation } from '../../../src/base/invariant.ts';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import type { BrokerError } from '../../../src/model/errors.ts';
import { offset, term } from '../../../src/model/ids.ts';
import type { LogEntry } from '../../../src/model/log-entry.ts';
import { afterBatch, afterMarker, position } from '../../../src/model/position.ts';
import { Producers } from '../../../src/partition/producers.ts';
import type { Logger } from '../../../src/platform/logger.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { LogDamage } from '../../../src/storage/log.ts';
import type { SegmentedLog } from '../../../src/storage/segmented-log.ts';
import { SILENT } from '../../support/log-entries.ts';
import { DIRECTORY, FAKE_CLOCK, openLog, SMALL } from '../../support/log-rig.ts';
import { LogRecorder } from '../../support/log-recorder.ts';
import { loggedBatch, type ProducedShape } from '../../support/producer-batches.ts';

const CHECKPOINT = `${DIRECTORY}/producer-state`;

class Rig {
  readonly disk = new SimDisk();
  readonly warnings: string[] = [];
  log!: SegmentedLog;
  producers!: Producers;
  recorder!: LogRecorder;
  checkpointEveryBytes = Infinity;
  uncommittedMaxAtLoad = Infinity;

  async open(retentionBytes = -1): Promise<this> {
    await this.disk.makeDirectory('/data').catch(() => undefined);
    await this.disk.syncDirectory('/');
    this.log = await openLog(this.disk, { settings: { ...SMALL, retentionBytes } });
    this.recorder = new LogRecorder(this.log);
    const logger: Logger = { ...SILENT, warn: (event) => void this.warnings.push(event) };
    this.producers = await Producers.load(
      {
        expirationMs: 1000,
        checkpointEveryBytes: this.checkpointEveryBytes,
        uncommittedMaxAtLoad: this.uncommittedMaxAtLoad,
      },
      { log: this.log, clock: FAKE_CLOCK, logger },
    );
    return this;
  }

  append(shape: ProducedShape): this {
    const prev = this.log.lastPosition;
    const bytes = loggedBatch({ ...shape, offset: prev.nextOffset });
    const end = afterBatch(prev, shape.count ?? 1);
    return this.add({ kind: 'batch', prev, end, term: term(1), bytes });
  }

  termStart(): this {
    const prev = this.log.lastPosition;
    return this.add({ kind: 'term-start', prev, end: afterMarker(prev), term: term(1) });
  }

  private add(entry: LogEntry): this {
    if (entry.kind === 'batch') this.producers.appended(entry.bytes);
    this.log.append([entry]);
    return this;
  }

  commit(upTo: number = this.log.lastPosition.nextOffset): this {
    this.producers.committed(position(upTo, 0));
    return this;
  }

  /** As a replica stops. */
  async stop(upTo: number = this.log.lastPosition.nextOffset): Promise<void> {
    void this.producers.storeCheckpoint(position(upTo, 0));
    await this.log.close();
  }

  judge(sequence: number, id = 7, count = 1): number | string {
    try {
      const wanted = { producerId: id, producerEpoch: 0, baseSequence: sequence, count };
      return this.producers.judge(wanted)?.baseOffset ?? 'new';
    } catch (error) {
      return (error as BrokerError).errorName;
    }
  }
}

/** Three producers in turn, twelve batches each: some segments. */
function fill(rig: Rig): Rig {
  rig.termStart();
  for (let n = 0; n < 36; n += 1) {
    rig.append({ id: n % 3, sequence: 2 * Math.floor(n / 3), count: 2 });
    if (n % 10 === 4) rig.termStart();
  }
  return rig;
}

function expectFilled(rig: Rig): void {
  for (let n = 0; n < 36; n += 1) {
    const isRemembered = n >= 21;
    expect(rig.judge(2 * Math.floor(n / 3), n % 3, 2)).toBe(
      isRemembered ? 2 * n : 'DUPLICATE_SEQUENCE_NUMBER',
    );
  }
  for (const id of [0, 1, 2]) expect(rig.judge(24, id)).toBe('new');
}

describe('a start', () => {
  test('after a stop reads the checkpoint and nothing of the log before it', async () => {
    const rig = await new Rig().open();
    fill(rig).commit();
    await rig.stop();
    // What is not read cannot be found out to be damaged.
    rig.disk.corrupt(`${DIRECTORY}/00000000000000000000.log`, 300);
    await rig.open();
    expectFilled(rig);
    expect(rig.warnings).toEqual([]);
  });

  test('without a checkpoint, or with a damaged one, reads the log', async () => {
    const rig = await new Rig().open();
    fill(rig).commit();
    await rig.log.close();
    await rig.open();
    rig.commit();
    expectFilled(rig);
    await rig.stop();
    rig.disk.corrupt(CHECKPOINT, 40);
    await rig.open();
    rig.commit();
    expectFilled(rig);
  });

  test('after a power cut has the checkpoint of before, and the log behind it', async () => {
    const rig = new Rig();
    rig.checkpointEveryBytes = 1000;
    await rig.open();
    for (let n = 0; n < 30; n += 1) rig.append({ sequence: n }).commit();
    await rig.recorder.synced();
    rig.disk.crash('power');
    await rig.open();
    expect((await rig.disk.list(DIRECTORY)).map(({ name }) => name)).toContain('producer-state');
    rig.commit();
    expect([24, 25, 29, 30].map((sequence) => rig.judge(sequence))).toEqual([
      'DUPLICATE_SEQUENCE_NUMBER',
      25,
      29,
      'new',
    ]);
  });

  test('takes nothing for committed that it has not heard to be: it can still be truncated', async () => {
    const rig = await new Rig().open();
    rig.append({ sequence: 0 }).append({ sequence: 1 }).commit(1);
    await rig.stop(1);
    await rig.open();
    expect(rig.judge(1)).toBe(1);
    rig.producers.truncated(position(1, 0));
    rig.log.truncate(position(1, 0));
    expect([rig.judge(0), rig.judge(1)]).toEqual([0, 'new']);
  });

  test('with a checkpoint of a longer log, which cannot be, trusts the log', async () => {
    const rig = await new Rig().open();
    rig.append({ sequence: 0 }).append({ sequence: 1 }).commit();
    await rig.stop();
    await rig.open();
    rig.log.truncate(position(1, 0));
    await rig.log.close();
    await rig.open();
    expect(rig.warnings).toEqual(['producer-state-unusable']);
    expect([rig.judge(0), rig.judge(1)]).toEqual([0, 'new']);
  });

  test('on a log without a checkpoint and with more batches than it can hold ready takes the older ones for committed', async () => {
    const rig = await new Rig().open();
    fill(rig).commit();
    await rig.log.close();
    rig.uncommittedMaxAtLoad = 5;
    await rig.open();
    // Not told to anyone before this replica has heard it.
    await rig.stop(10);
    await rig.open();
    expect(rig.log.checkpoint).toBeUndefined();
    rig.commit();
    expectFilled(rig);
    expect(() => rig.producers.truncated(position(2, 0))).toThrow(InvariantViolation);
  });

  test('on a base whose state it cannot read is refused', async () => {
    const rig = await new Rig().open();
    rig.log.reset(rig.log.base, offset(0), Uint8Array.of(0, 9));
    await rig.log.close();
    await expect(rig.open()).rejects.toThrow(LogDamage);
  });
});

describe('retention', () => {
  test('leaves what is known of producers whose batches are gone, over a stop and a power cut', async () => {
    const rig = await new Rig().open(0);
    fill(rig).commit();
    await rig.recorder.synced();
    await rig.producers.enforceRetention(0, rig.log.lastPosition);
    expect(rig.log.base.position.nextOffset).toBeGreaterThan(60);
    expectFilled(rig);
    rig.disk.crash('power');
    await rig.open(0);
    expectFilled(rig);
    expect(rig.log.checkpoint).toBeUndefined();
  });

  test('does nothing while this replica has not heard how far its log is committed', async () => {
    const rig = await new Rig().open(0);
    fill(rig).commit();
    await rig.stop();
    await rig.open(0);
    await rig.producers.enforceRetention(0, position(10, 0));
    expect(rig.log.base.position.nextOffset).toBe(0);
  });
});

describe('a log that begins anew', () => {
  test('has the producers that the leader sent, which may be ahead of the log', async () => {
    const leader = await new Rig().open(0);
    fill(leader).commit();
    await leader.recorder.synced();
    await leader.producers.enforceRetention(0, leader.log.lastPosition);
    leader.append({ id: 0, sequence: 24 }).commit();

    const rig = await new Rig().open();
    rig.append({ id: 55, sequence: 0 });
    const { base, baseState, logStartOffset } = leader.log;
    rig.producers.reset(baseState);
    rig.log.reset(base, logStartOffset, baseState);
    expect(rig.judge(1, 55)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expectFilled(rig);
    for (const entry of await leader.log.readEntries(base.position, leader.log.lastPosition)) {
      if (entry.kind === 'batch') rig.producers.appended(entry.bytes);
      rig.log.append([entry]);
    }
    expect(rig.judge(24, 0)).toBe(72);
    await rig.stop();
    await rig.open();
    expect(rig.judge(24, 0)).toBe(72);
    expect(rig.judge(0, 0, 2)).toBe('DUPLICATE_SEQUENCE_NUMBER');
  });

  test('with a state that cannot be read keeps what it has', async () => {
    const rig = await new Rig().open();
    rig.append({ sequence: 0 });
    expect(() => rig.producers.reset(Uint8Array.of(0, 9))).toThrow(MalformedBytes);
    expect(rig.judge(0)).toBe(0);
  });
});
