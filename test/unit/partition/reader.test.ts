// Goal: a reader gets committed records and nothing else, as much as it asked for, and waits neither longer nor shorter
// than it said. Method: a replica that is its own majority, whose syncs the test decides, in virtual time.
import { describe, expect, test } from 'vitest';
import type { BrokerError } from '../../../src/model/errors.ts';
import { offset } from '../../../src/model/ids.ts';
import { readCommitted, type ReadBatches } from '../../../src/partition/reader.ts';
import { baseOffsetAt } from '../../../src/record/batch-header.ts';
import { LogDamage } from '../../../src/storage/log.ts';
import { loneReplica, type LoneReplica } from '../../support/lone-replica.ts';

interface Wish {
  readonly offset?: number;
  readonly bytesMin?: number;
  readonly bytesMax?: number;
  readonly waitMs?: number;
}

/** Collects how it ended, so that a test can look while it waits. */
function read(rig: LoneReplica, wish: Wish = {}) {
  const { offset: from = 0, bytesMin = 1, bytesMax = 1 << 20, waitMs = 0 } = wish;
  const { clock, replica } = rig;
  const ended: { result?: ReadBatches; error?: string; afterMs?: number } = {};
  const startMs = clock.monotonic();
  const deadlineMs = startMs + waitMs;
  readCommitted(replica, { offset: from, bytesMin, bytesMax, deadlineMs }, () => clock.monotonic())
    .then(
      (result) => (ended.result = result),
      (error: BrokerError) => (ended.error = error.errorName ?? String(error)),
    )
    .finally(() => (ended.afterMs = clock.monotonic() - startMs));
  return ended;
}

function offsetsOf(result: ReadBatches | undefined): number[] {
  return (result?.batches ?? []).map((batch) => baseOffsetAt(batch));
}

describe('a read', () => {
  test('gives whole committed batches, the first of which may begin before the offset', async () => {
    const rig = await loneReplica();
    for (let n = 0; n < 4; n += 1) void rig.append(3);
    await rig.sync();
    const ended = read(rig, { offset: 4 });
    await rig.simulation.runFor(0);
    expect(offsetsOf(ended.result)).toEqual([3, 6, 9]);
    expect(ended.result).toMatchObject({ highWatermark: 12, logStartOffset: 0, leaderEpoch: 1 });
  });

  test('never gives what is written and not committed, and answers "nothing yet" there', async () => {
    const rig = await loneReplica();
    void rig.append(1);
    await rig.sync();
    void rig.append(1);
    await rig.simulation.runFor(0);
    const first = read(rig, { offset: 0 });
    const beyond = read(rig, { offset: 1 });
    const end = read(rig, { offset: 2 });
    await rig.simulation.runFor(0);
    expect(offsetsOf(first.result)).toEqual([0]);
    expect(beyond.result).toMatchObject({ batches: [], highWatermark: 1 });
    expect(end.result).toMatchObject({ batches: [], highWatermark: 1 });
  });

  test('has at most bytesMax beyond its first batch, which it gets however large it is', async () => {
    const rig = await loneReplica();
    for (let n = 0; n < 5; n += 1) void rig.append(2);
    await rig.sync();
    const whole = read(rig);
    await rig.simulation.runFor(0);
    const size = whole.result!.batches[0]!.length;
    for (const [bytesMax, count] of [
      [0, 1],
      [size, 1],
      [2 * size - 1, 1],
      [2 * size, 2],
      [5 * size, 5],
    ] as const) {
      const ended = read(rig, { bytesMax });
      await rig.simulation.runFor(0);
      expect(ended.result!.batches).toHaveLength(count);
    }
  });

  test.each([-1, 3, 1.5, Number.NaN, 2 ** 53])(
    'at offset %d, which is not there, is refused',
    async (at) => {
      const rig = await loneReplica();
      void rig.append(2);
      await rig.sync();
      const ended = read(rig, { offset: at, waitMs: 1000 });
      await rig.simulation.runFor(0);
      expect(ended.error).toBe('OFFSET_OUT_OF_RANGE');
    },
  );
});

describe('a long poll', () => {
  test('ends when enough is committed, not when it is written', async () => {
    const rig = await loneReplica();
    const ended = read(rig, { waitMs: 10_000 });
    await rig.simulation.runFor(100);
    void rig.append(1);
    await rig.simulation.runFor(100);
    expect(ended).toEqual({});
    await rig.sync();
    expect(offsetsOf(ended.result)).toEqual([0]);
    expect(ended.afterMs).toBeCloseTo(200, 0);
  });

  test('waits on until bytesMin are there', async () => {
    const rig = await loneReplica();
    const ended = read(rig, { bytesMin: 200, waitMs: 10_000 });
    for (let n = 0; n < 3; n += 1) {
      expect(ended).toEqual({});
      void rig.append(1);
      await rig.sync();
    }
    expect(ended.result!.batches.length).toBeGreaterThan(1);
  });

  test('does not wait for more than fits into bytesMax', async () => {
    const rig = await loneReplica();
    for (let n = 0; n < 3; n += 1) void rig.append(1);
    await rig.sync();
    const ended = read(rig, { bytesMin: 1000, bytesMax: 100, waitMs: 10_000 });
    await rig.simulation.runFor(0);
    expect(ended.result!.batches).toHaveLength(1);
  });

  test('ends with what there is when its time is over, not a moment earlier', async () => {
    const rig = await loneReplica();
    void rig.append(1);
    await rig.sync();
    const ended = read(rig, { bytesMin: 1000, waitMs: 500 });
    await rig.simulation.runFor(499);
    expect(ended).toEqual({});
    await rig.simulation.runFor(2);
    expect(offsetsOf(ended.result)).toEqual([0]);
  });

  test('ends as an error when the replica stops or fails, since nobody else will wake it', async () => {
    const failing = await loneReplica();
    const ended = read(failing, { waitMs: 60_000 });
    await failing.simulation.runFor(0);
    failing.replica.fail('a test');
    await failing.simulation.runFor(0);
    expect(ended.error).toBe('KAFKA_STORAGE_ERROR');

    const stopping = await loneReplica();
    const cut = read(stopping, { waitMs: 60_000 });
    await stopping.simulation.runFor(0);
    await stopping.simulation.run(stopping.replica.stop());
    await stopping.simulation.runFor(0);
    expect(cut.error).toBe('NOT_LEADER_OR_FOLLOWER');
  });

  test('beyond the bound of waiting readers is refused, and the others go on waiting', async () => {
    const rig = await loneReplica();
    const waiting = Array.from({ length: 10 }, () => read(rig, { waitMs: 1000 }));
    await rig.simulation.runFor(0);
    const refused = read(rig, { waitMs: 1000 });
    await rig.simulation.runFor(0);
    expect(refused.error).toBe('THROTTLING_QUOTA_EXCEEDED');
    void rig.append(1);
    await rig.sync();
    for (const ended of waiting) expect(offsetsOf(ended.result)).toEqual([0]);
  });
});

describe('a read that races with retention', () => {
  test('of what is gone by then is out of range; of what fails its checksum a storage error', async () => {
    const rig = await loneReplica();
    for (let n = 0; n < 4; n += 1) void rig.append(1);
    await rig.sync();
    const { log, replica } = rig;
    log.readBatches = () => {
      throw new LogDamage('a batch fails its checksum');
    };
    const damaged = read(rig, { waitMs: 1000 });
    await rig.simulation.runFor(0);
    expect(damaged.error).toBe('KAFKA_STORAGE_ERROR');
    log.readBatches = () => {
      const position = { nextOffset: offset(3), ordinal: 0 };
      void log.compactTo(
        { ...log.base, position, term: replica.raft.currentTerm },
        new Uint8Array(),
      );
      throw new LogDamage('offset 0 is no longer in the log', 'gone');
    };
    const gone = read(rig, { waitMs: 1000 });
    await rig.simulation.runFor(0);
    expect(gone.error).toBe('OFFSET_OUT_OF_RANGE');
  });
});
