// Goal: a fetch of several partitions hears of everything that happens to any of them, also while it reads another one.
// Method: two replicas that are their own majorities, in virtual time; the test finishes the reads of the second by hand.
import { describe, expect, test } from 'vitest';
import type { PartitionRead, ReadOutcome } from '../../../src/broker/local-api.ts';
import { isResult, readSeveral } from '../../../src/broker/several-reads.ts';
import { baseOffsetAt } from '../../../src/record/batch-header.ts';
import type { Log } from '../../../src/storage/log.ts';
import { loneReplica, type LoneReplica } from '../../support/lone-replica.ts';
import { simulatedWorld } from '../../support/worlds.ts';

/** More than one record, less than two. */
const BYTES_MIN = 100;
const WAIT_MS = 5000;

interface Rig {
  /** Has nothing, and is read first. */
  readonly empty: LoneReplica;
  readonly ended: { outcomes?: readonly ReadOutcome[] };
  readonly finishRead: () => Promise<void>;
}

/** A fetch that wants more than there is: it has read the first partition, and waits for the record of the second. */
async function rigInRead(): Promise<Rig> {
  const world = simulatedWorld();
  const { simulation, clock } = world;
  const replicas = [await loneReplica({}, world), await loneReplica({}, world)] as const;
  const [empty, cold] = replicas;
  void cold.append(1);
  await cold.sync();
  const reads: (() => void)[] = [];
  const log: Log = cold.log;
  const readBatches = log.readBatches.bind(log);
  log.readBatches = (...wanted) => {
    const batches = readBatches(...wanted);
    return new Promise((resolve) => reads.push(() => resolve(batches)));
  };
  const partitionRead = (partition: number): PartitionRead => ({
    topic: 'orders',
    partition,
    offset: 0,
    bytesMax: 1000,
  });
  const request = {
    partitions: [partitionRead(0), partitionRead(1)],
    bytesMin: BYTES_MIN,
    bytesMax: 1000,
    waitMsMax: WAIT_MS,
    first: 0,
    signal: new AbortController().signal,
  };
  const ended: Rig['ended'] = {};
  void readSeveral(request, ({ partition }) => replicas[partition]!.replica, clock).then(
    (outcomes) => (ended.outcomes = outcomes),
  );
  await simulation.runFor(0);
  expect(reads).toHaveLength(1);
  const finishRead = (): Promise<void> => {
    reads.shift()?.();
    return simulation.runFor(1);
  };
  return { empty, ended, finishRead };
}

describe('while another partition is read from the disk', () => {
  test('what is committed is not missed', async () => {
    const { empty, ended, finishRead } = await rigInRead();
    void empty.append(1);
    await empty.sync();
    await finishRead();
    // Both are read again.
    await finishRead();
    const outcomes = ended.outcomes?.filter(isResult) ?? [];
    expect(outcomes.flatMap(({ batches }) => batches.map(baseOffsetAt))).toEqual([0, 0]);
  });

  test('nor is the end of a leadership', async () => {
    const { empty, ended, finishRead } = await rigInRead();
    empty.replica.fail('a test');
    await finishRead();
    await finishRead();
    expect(ended.outcomes?.[0]).toMatchObject({ errorName: 'KAFKA_STORAGE_ERROR' });
  });
});
