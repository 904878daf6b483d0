/** OffsetForLeaderEpoch, 2 to 4: where an epoch ends, so that a reader sees whether what it has was cut off. */
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { TopicPartition } from '../../../model/topic-partition.ts';
import type { CallContext, Handler } from '../call.ts';
import { NO_ERROR, partitionRefusal } from '../error-codes.ts';

type Wanted = RequestBody<'OffsetForLeaderEpoch'>['topics'][number]['partitions'][number];
type Ended = ResponseDraft<'OffsetForLeaderEpoch'>['topics'][number]['partitions'][number];

export const offsetForLeaderEpoch: Handler<'OffsetForLeaderEpoch'> = async ({ body }, at) => {
  const topics = body.topics.map(async ({ topic, partitions }) => ({
    topic,
    partitions: await Promise.all(
      partitions.map((wanted) => endOf({ topic, partition: wanted.partition }, wanted, at)),
    ),
  }));
  return { topics: await Promise.all(topics) };
};

async function endOf(
  tp: TopicPartition,
  { currentLeaderEpoch, leaderEpoch }: Wanted,
  { broker }: CallContext,
): Promise<Ended> {
  const { partition } = tp;
  try {
    const check = currentLeaderEpoch < 0 ? tp : { ...tp, currentLeaderEpoch };
    const end = await broker.own.endOfEpoch(check, leaderEpoch);
    return {
      partition,
      errorCode: NO_ERROR,
      leaderEpoch: end?.epoch,
      endOffset: end?.endOffset,
    };
  } catch (error) {
    return { partition, errorCode: partitionRefusal(error).errorCode };
  }
}
