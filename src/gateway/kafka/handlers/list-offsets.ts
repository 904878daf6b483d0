/**
 * ListOffsets, 1 to 11: the offset at a time of a partition that this broker leads. Kafka's special times are -1 the end,
 * -2 the start, -3 the record with the greatest timestamp, -4 the start of what is not tiered away (the same here); -5
 * and below name what only tiered storage has.
 */
import type { OwnListOffsetsRequest } from '../../../broker/local-api.ts';
import { BrokerError } from '../../../model/errors.ts';
import type { TopicPartition } from '../../../model/topic-partition.ts';
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { CallContext, Handler } from '../call.ts';
import { NO_ERROR, partitionRefusal } from '../error-codes.ts';

type Wanted = RequestBody<'ListOffsets'>['topics'][number]['partitions'][number];
type Found = ResponseDraft<'ListOffsets'>['topics'][number]['partitions'][number];

const LATEST = -1;
const EARLIEST = -2;
const LATEST_TIMESTAMP = -3;
const EARLIEST_LOCAL = -4;

export const listOffsets: Handler<'ListOffsets'> = async ({ body }, at) => {
  const topics = body.topics.map(async ({ name, partitions }) => ({
    name,
    partitions: await Promise.all(
      partitions.map((wanted) =>
        find({ topic: name, partition: wanted.partitionIndex }, wanted, at),
      ),
    ),
  }));
  return { topics: await Promise.all(topics) };
};

async function find(
  tp: TopicPartition,
  { partitionIndex, timestamp, currentLeaderEpoch }: Wanted,
  { broker }: CallContext,
): Promise<Found> {
  try {
    const found = await broker.own.listOffsets({
      ...tp,
      at: timeOf(timestamp),
      ...(currentLeaderEpoch < 0 ? {} : { currentLeaderEpoch }),
    });
    return {
      partitionIndex,
      errorCode: NO_ERROR,
      offset: found.offset,
      timestamp: found.timestampMs,
      leaderEpoch: found.offset === undefined ? undefined : found.leaderEpoch,
    };
  } catch (error) {
    return { partitionIndex, errorCode: partitionRefusal(error).errorCode };
  }
}

function timeOf(timestamp: number): OwnListOffsetsRequest['at'] {
  if (timestamp >= 0) return { kind: 'timestamp', timestampMs: timestamp };
  if (timestamp === LATEST) return { kind: 'latest' };
  if (timestamp === EARLIEST || timestamp === EARLIEST_LOCAL) return { kind: 'earliest' };
  if (timestamp === LATEST_TIMESTAMP) return { kind: 'latest-timestamp' };
  throw new BrokerError('UNSUPPORTED_VERSION', `${timestamp} is not a time that is known here.`);
}
