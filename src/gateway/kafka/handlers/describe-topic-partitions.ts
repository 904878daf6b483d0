/** DescribeTopicPartitions, 0: what Metadata says of topics, by name and page by page. */
import type { TopicDescription } from '../../../broker/api.ts';
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import { ALL_OPERATIONS } from '../authorized-operations.ts';
import { kafkaNodes, type KafkaNode } from '../brokers.ts';
import type { Handler } from '../call.ts';
import { errorNamed, NO_ERROR } from '../error-codes.ts';
import { describedPartition, isInternal } from '../topic-metadata.ts';
import { NO_ID } from './metadata.ts';

type TopicDraft = ResponseDraft<'DescribeTopicPartitions'>['topics'][number];
type Cursor = NonNullable<RequestBody<'DescribeTopicPartitions'>['cursor']>;

/** Kafka's max.request.partition.size.limit. */
const PARTITIONS_MAX = 2000;

/** No replica out of sync may lead (KIP-966). Empty, not null, though the schema allows it: a Java client fails on null. */
const NO_ELIGIBLE = { eligibleLeaderReplicas: [], lastKnownElr: [] };

export const describeTopicPartitions: Handler<'DescribeTopicPartitions'> = async (
  { body },
  { broker, nodeOf },
) => {
  const { topics: asked, cursor, responsePartitionLimit } = body;
  const nodes = kafkaNodes(await broker.describeCluster(), nodeOf);
  const names = asked.length === 0 ? undefined : asked.map(({ name }) => name);
  const topics = (await broker.describeTopics(names)).toSorted((a, b) =>
    compareNames(a.name, b.name),
  );
  let left = Math.min(Math.max(responsePartitionLimit, 1), PARTITIONS_MAX);
  const drafts: TopicDraft[] = [];
  for (const topic of topics) {
    if (cursor !== null && compareNames(topic.name, cursor.topicName) < 0) continue;
    const first = topic.name === cursor?.topicName ? Math.max(cursor.partitionIndex, 0) : 0;
    if (left === 0) return { topics: drafts, nextCursor: cursorAt(topic.name, first) };
    const end = Math.min(topic.partitions.length, first + left);
    drafts.push(draftOf(topic, { first, end }, nodes));
    left -= Math.max(end - first, 0);
    if (end < topic.partitions.length) {
      return { topics: drafts, nextCursor: cursorAt(topic.name, end) };
    }
  }
  return { topics: drafts, nextCursor: null };
};

function cursorAt(topicName: string, partitionIndex: number): Cursor {
  return { topicName, partitionIndex };
}

function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function draftOf(
  { name, topicId = NO_ID, error, partitions }: TopicDescription,
  { first, end }: { readonly first: number; readonly end: number },
  nodes: readonly KafkaNode[],
): TopicDraft {
  return {
    errorCode: error === undefined ? NO_ERROR : errorNamed(error).code,
    name,
    topicId,
    isInternal: isInternal(name),
    partitions: partitions
      .slice(first, end)
      .map((partition) => ({ ...describedPartition(partition, nodes), ...NO_ELIGIBLE })),
    topicAuthorizedOperations: ALL_OPERATIONS.topic,
  };
}
