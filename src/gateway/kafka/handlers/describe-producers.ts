/** DescribeProducers, 0: the idempotent producers that the leader of a partition remembers. None is in a transaction. */
import type { ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { TopicPartition } from '../../../model/topic-partition.ts';
import type { CallContext, Handler } from '../call.ts';
import { NO_ERROR, partitionRefusal } from '../error-codes.ts';

type Described = ResponseDraft<'DescribeProducers'>['topics'][number]['partitions'][number];

export const describeProducers: Handler<'DescribeProducers'> = async ({ body }, at) => {
  const topics = body.topics.map(async ({ name, partitionIndexes }) => ({
    name,
    partitions: await Promise.all(
      partitionIndexes.map((partition) => describe({ topic: name, partition }, at)),
    ),
  }));
  return { topics: await Promise.all(topics) };
};

async function describe(tp: TopicPartition, { broker }: CallContext): Promise<Described> {
  const partitionIndex = tp.partition;
  try {
    const producers = await broker.own.describeProducers(tp);
    return {
      partitionIndex,
      errorCode: NO_ERROR,
      activeProducers: producers.map(({ seenMs, ...producer }) => ({
        ...producer,
        lastTimestamp: seenMs,
        coordinatorEpoch: -1,
      })),
    };
  } catch (error) {
    return { partitionIndex, ...partitionRefusal(error), activeProducers: [] };
  }
}
