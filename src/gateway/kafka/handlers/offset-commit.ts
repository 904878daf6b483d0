/**
 * OffsetCommit, 2 to 10. How long the offsets are to be kept (2 to 4) is for the broker to say, as in Kafka since 2.1; from
 * 10 on topics have ids for names.
 *
 * kafkajs's `resetOffsets` commits -2 and means "the earliest". It is where the log starts that is committed then: of a
 * negative offset readers only learn that there is none, and then each does as it likes.
 */
import type { LocalBroker } from '../../../broker/local-api.ts';
import type { OffsetToCommit, PartitionOutcome } from '../../../group/requests.ts';
import { ERRORS } from '../../../model/errors.ts';
import type { RequestBody } from '../../../protocol/kafka/registry.ts';
import { byPartition } from '../by-partition.ts';
import type { Handler } from '../call.ts';
import { groupErrorCode, groupRefusal } from '../error-codes.ts';
import { identityOf } from '../group-members.ts';

/** Kafka's. */
const EARLIEST = -2;

type Topic = RequestBody<'OffsetCommit'>['topics'][number];

export const offsetCommit: Handler<'OffsetCommit'> = async ({ version, body }, { broker }) => {
  // Looked up once: an id that becomes known meanwhile must not be taken for one whose offsets were committed.
  const names = body.topics.map((topic) =>
    version >= 10 ? broker.own.topicName(topic.topicId) : topic.name,
  );
  const draftOf = (codeOf: (name: string, partition: number) => number) => ({
    topics: body.topics.map((topic, at) => {
      const name = names[at];
      const partitions = topic.partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        errorCode: name === undefined ? ERRORS.UNKNOWN_TOPIC_ID.code : codeOf(name, partitionIndex),
      }));
      return { name: topic.name, topicId: topic.topicId, partitions };
    }),
  });
  const wanted = body.topics.flatMap((topic, at) => offsetsOf(topic, names[at]));
  try {
    const offsets = wanted.some(({ offset }) => offset === EARLIEST)
      ? await Promise.all(wanted.map((one) => withEarliest(one, broker)))
      : wanted;
    const { partitions } = await broker.own.group({
      kind: 'commit-offsets',
      ...identityOf({ ...body, generationId: body.generationIdOrMemberEpoch }),
      offsets,
    });
    const outcomeOf = byPartition<PartitionOutcome>(partitions);
    return draftOf((name, partition) => groupErrorCode(outcomeOf(name, partition)?.error));
  } catch (error) {
    const { errorCode } = groupRefusal(error);
    return draftOf(() => errorCode);
  }
};

function offsetsOf({ partitions }: Topic, topic: string | undefined): OffsetToCommit[] {
  if (topic === undefined) return [];
  return partitions.map((committed) => ({
    topic,
    partition: committed.partitionIndex,
    offset: committed.committedOffset,
    ...(committed.committedLeaderEpoch < 0 ? {} : { leaderEpoch: committed.committedLeaderEpoch }),
    metadata: committed.committedMetadata ?? '',
  }));
}

async function withEarliest(one: OffsetToCommit, broker: LocalBroker): Promise<OffsetToCommit> {
  if (one.offset !== EARLIEST) return one;
  const { topic, partition } = one;
  const { offset = EARLIEST } = await broker.listOffsets({
    topic,
    partition,
    at: { kind: 'earliest' },
  });
  return { ...one, offset };
}
