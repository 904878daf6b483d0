// Goal: a retry on the leader is answered as its first attempt was or will be, and writes nothing.
// Method: the partition service on a replica that is its own majority, whose syncs the test decides.
import { describe, expect, test } from 'vitest';
import type { ProduceReceipt, ProduceRequest } from '../../../src/broker/api.ts';
import { PartitionService, type WriteRules } from '../../../src/broker/partition-service.ts';
import type { BrokerError } from '../../../src/model/errors.ts';
import {
  loneReplica,
  PRODUCER_EXPIRATION_MS,
  type LoneReplica,
} from '../../support/lone-replica.ts';
import { producedBatch, type ProducedShape } from '../../support/producer-batches.ts';

const RULES: WriteRules = {
  batchBytesMax: 1 << 20,
  minInSyncReplicas: 1,
  isLogAppendTime: false,
  timestampBeforeMaxMs: undefined,
  timestampAfterMaxMs: undefined,
};

interface Rig extends LoneReplica {
  /** The receipt, or the name of the error. */
  readonly send: (
    shape: ProducedShape,
    options?: { acks?: ProduceRequest['acks']; rules?: Partial<WriteRules> },
  ) => Promise<ProduceReceipt | string>;
}

async function makeRig(): Promise<Rig> {
  const lone = await loneReplica();
  const limits = { fetchBytesMax: 1 << 20, waitMsMax: 1000, timeoutMsMax: 60_000 };
  const service = new PartitionService(lone.clock, limits, { fetched: () => undefined });
  const send: Rig['send'] = (shape, { acks = -1, rules = {} } = {}) =>
    service
      .produce(
        lone.replica,
        { ...RULES, ...rules },
        {
          topic: 'orders',
          partition: 0,
          acks,
          records: producedBatch(shape),
          timeoutMs: 5000,
        },
      )
      .catch((error: BrokerError) => error.errorName ?? String(error));
  return { ...lone, send };
}

describe('a retry', () => {
  test('of a batch that is not committed yet waits with it, and both get the same receipt', async () => {
    const rig = await makeRig();
    const first = rig.send({ sequence: 0, count: 3 });
    const again = rig.send({ sequence: 0, count: 3 });
    let isAnswered = false;
    void again.then(() => (isAnswered = true));
    await rig.simulation.runFor(10);
    expect(isAnswered).toBe(false);
    expect(rig.replica.logEndOffset).toBe(3);
    await rig.sync();
    expect(await first).toMatchObject({
      baseOffset: 0,
      lastOffset: 2,
      waitedFor: 'synced-on-majority',
    });
    expect(await again).toEqual(await first);
  });

  test('of a committed one is answered at once', async () => {
    const rig = await makeRig();
    const first = rig.send({ sequence: 0, count: 2 });
    await rig.sync();
    const again = rig.send({ sequence: 0, count: 2 });
    await rig.simulation.runFor(0);
    expect(await again).toEqual(await first);
    expect(rig.replica.logEndOffset).toBe(2);
  });

  test('with acks 1 does not wait, and says so', async () => {
    const rig = await makeRig();
    const first = await rig.send({ sequence: 0 }, { acks: 1 });
    expect(first).toMatchObject({ baseOffset: 0, waitedFor: 'appended-on-leader' });
    expect(await rig.send({ sequence: 0 }, { acks: 1 })).toEqual(first);
    expect(rig.replica.logEndOffset).toBe(1);
  });

  test('bears the time at which the first attempt was appended, where the topic has LogAppendTime', async () => {
    const rig = await makeRig();
    const rules = { isLogAppendTime: true };
    const first = rig.send({ sequence: 0 }, { rules });
    const nowMs = rig.clock.now();
    await rig.sync();
    await rig.simulation.runFor(1234);
    expect(await first).toMatchObject({ logAppendTimeMs: nowMs });
    expect(await rig.send({ sequence: 0 }, { rules })).toEqual(await first);
  });

  test('is answered although the partition takes no more bytes', async () => {
    const rig = await makeRig();
    const first = rig.send({ sequence: 0 });
    let refused: unknown;
    while (refused === undefined) {
      try {
        void rig.append(100);
      } catch (error) {
        refused = error;
      }
    }
    const again = rig.send({ sequence: 0 });
    await rig.sync();
    expect(await again).toEqual(await first);
  });

  test('shares the fate of a first attempt that nobody knows', async () => {
    const rig = await makeRig();
    const first = rig.send({ sequence: 0 });
    const again = rig.send({ sequence: 0 });
    rig.replica.fail('a test');
    expect([await first, await again]).toEqual(['REQUEST_TIMED_OUT', 'REQUEST_TIMED_OUT']);
  });

  test('is refused like any batch while too few replicas are in sync', async () => {
    const rig = await makeRig();
    const first = rig.send({ sequence: 0 });
    await rig.sync();
    await first;
    expect(await rig.send({ sequence: 0 }, { rules: { minInSyncReplicas: 2 } })).toBe(
      'NOT_ENOUGH_REPLICAS',
    );
  });
});

describe('a batch out of its order', () => {
  test('writes nothing: gap, old epoch, forgotten sequence', async () => {
    const rig = await makeRig();
    for (let sequence = 0; sequence < 7; sequence += 1) void rig.send({ sequence, epoch: 1 });
    await rig.sync();
    const end = rig.replica.logEndOffset;
    const outcomes = Promise.all([
      rig.send({ sequence: 9, epoch: 1 }),
      rig.send({ sequence: 7, epoch: 0 }),
      rig.send({ sequence: 0, epoch: 1 }),
      rig.send({ sequence: 4, epoch: 2 }),
      rig.send({ id: 99, sequence: 1 }),
    ]);
    // Leadership is confirmed once a tick, in a group of one by itself.
    for (let n = 0; n < 5; n += 1) {
      rig.replica.tick(true);
      await rig.simulation.runFor(20);
    }
    expect(await outcomes).toEqual([
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      'INVALID_PRODUCER_EPOCH',
      'DUPLICATE_SEQUENCE_NUMBER',
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
    ]);
    expect(rig.replica.logEndOffset).toBe(end);
  });

  test('does not hold up those who have no producer id', async () => {
    const rig = await makeRig();
    void rig.send({ sequence: 5 });
    await rig.append(1);
    expect(rig.replica.logEndOffset).toBe(1);
  });
});

test('an expired producer may begin again at sequence 0; the times in its batches have no say in it', async () => {
  const rig = await makeRig();
  const send = async (sequence: number): Promise<ProduceReceipt | string> => {
    const sent = rig.send({ sequence, timestampMs: 0 });
    await rig.sync();
    return sent;
  };
  expect(await send(0)).toMatchObject({ baseOffset: 0 });
  await rig.simulation.runFor(PRODUCER_EXPIRATION_MS - 1000);
  expect(await send(0)).toMatchObject({ baseOffset: 0 });
  await rig.simulation.runFor(1000);
  expect(await send(0)).toMatchObject({ baseOffset: 1 });
  expect(await send(1)).toMatchObject({ baseOffset: 2 });
});
