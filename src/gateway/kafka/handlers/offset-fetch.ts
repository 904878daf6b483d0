/**
 * OffsetFetch, 1 to 10, at any broker, since kafkajs's admin asks only once: one group up to 7, a list of groups from 8
 * on. Null topics ask for all that the group has (2+). requireStable (7+) asks to wait for transactions, of which there
 * are none. Of version 1 each partition has the error that concerns the group.
 */
import type { CommittedOffset } from '../../../group/requests.ts';
import { BrokerError, ERRORS } from '../../../model/errors.ts';
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import { byPartition, byTopic } from '../by-partition.ts';
import type { CallContext, Handler } from '../call.ts';
import { groupRefusal, NO_ERROR } from '../error-codes.ts';
import { PATIENT } from '../group-members.ts';
import { NO_ID } from './metadata.ts';

type GroupAsked = RequestBody<'OffsetFetch'>['groups'][number];
type GroupDraft = NonNullable<ResponseDraft<'OffsetFetch'>['groups']>[number];
type TopicDraft = GroupDraft['topics'][number];

/** What Kafka says where nothing is committed. */
const NOTHING = { committedOffset: -1, metadata: '' };

export const offsetFetch: Handler<'OffsetFetch'> = async ({ version, body }, at) => {
  if (version >= 8) {
    const groups = body.groups.map((group) => fetchGroup(group, version, at));
    return { groups: await Promise.all(groups) };
  }
  const { groupId, topics } = body;
  const asked = topics?.map((topic) => ({ ...topic, topicId: NO_ID })) ?? null;
  const group = { groupId, topics: asked, memberId: null, memberEpoch: -1 };
  const fetched = await fetchGroup(group, version, at);
  return { topics: fetched.topics.map(withName), errorCode: fetched.errorCode };
};

function withName({ name = '', partitions }: TopicDraft): TopicDraft & { name: string } {
  return { name, partitions };
}

async function fetchGroup(
  { groupId, memberId, memberEpoch, topics }: GroupAsked,
  version: number,
  { broker }: CallContext,
): Promise<GroupDraft> {
  // Looked up once: an id that becomes known meanwhile must not be taken for one that was asked for.
  const names = topics?.map((topic) =>
    version >= 10 ? broker.own.topicName(topic.topicId) : topic.name,
  );
  const partitions = topics?.flatMap(({ partitionIndexes }, at) => {
    const topic = names![at];
    if (topic === undefined) return [];
    return partitionIndexes.map((partition) => ({ topic, partition }));
  });
  try {
    const { offsets } = await broker.group(
      {
        kind: 'fetch-offsets',
        groupId,
        ...(memberId === null || memberEpoch < 0 ? {} : { memberId, generationId: memberEpoch }),
        ...(partitions === undefined ? {} : { partitions }),
      },
      PATIENT,
    );
    if (topics === null) {
      const all = allTopics(offsets);
      const named = version < 10 ? all : await withIds(all, broker);
      return { groupId, errorCode: NO_ERROR, topics: named };
    }
    const offsetOf = byPartition(offsets);
    const drafts = topics.map((topic, at) => {
      const name = names![at];
      return {
        name: topic.name,
        topicId: topic.topicId,
        partitions: topic.partitionIndexes.map((partition) =>
          name === undefined
            ? { ...NOTHING, partitionIndex: partition, errorCode: ERRORS.UNKNOWN_TOPIC_ID.code }
            : partitionOf(partition, offsetOf(name, partition)),
        ),
      };
    });
    return { groupId, errorCode: NO_ERROR, topics: drafts };
  } catch (error) {
    const { errorCode } = groupRefusal(error);
    const failed = version === 1 ? (topics ?? []) : [];
    return { groupId, errorCode, topics: failed.map((topic) => failedTopic(topic, errorCode)) };
  }
}

function allTopics(offsets: readonly CommittedOffset[]): TopicDraft[] {
  return Array.from(byTopic(offsets), ([name, committed]) => ({
    name,
    partitions: committed.map((one) => partitionOf(one.partition, one)),
  }));
}

/**
 * Of a topic that is gone by now nothing is said: it has no id any more. One that this broker has merely not heard of is not
 * gone, and without its offset a consumer would begin elsewhere.
 */
async function withIds(
  topics: readonly TopicDraft[],
  broker: CallContext['broker'],
): Promise<TopicDraft[]> {
  const describe = async () => {
    const described = await broker.describeTopics(topics.map(({ name = '' }) => name));
    return new Map(described.map((one) => [one.name, one]));
  };
  let described = await describe();
  if (topics.some(({ name }) => described.get(name!)?.topicId === undefined)) {
    await broker.own.metadataCaughtUp().catch(refuseForNow);
    described = await describe();
  }
  return topics.flatMap((topic) => {
    const found = described.get(topic.name!);
    const isKnown = found !== undefined && found.error?.name !== 'LEADER_NOT_AVAILABLE';
    if (!isKnown) throw new BrokerError('COORDINATOR_LOAD_IN_PROGRESS');
    return found.topicId === undefined ? [] : [{ ...topic, topicId: found.topicId }];
  });
}

/** Of what clients can be told, this makes them ask again, and fails with none of them. */
function refuseForNow(error: unknown): never {
  if (!(error instanceof BrokerError)) throw error;
  throw new BrokerError('COORDINATOR_LOAD_IN_PROGRESS');
}

function partitionOf(
  partitionIndex: number,
  committed: CommittedOffset | undefined,
): TopicDraft['partitions'][number] {
  if (committed?.offset === undefined) return { ...NOTHING, partitionIndex, errorCode: NO_ERROR };
  const { offset, leaderEpoch = -1, metadata } = committed;
  return {
    partitionIndex,
    committedOffset: offset,
    committedLeaderEpoch: leaderEpoch,
    metadata,
    errorCode: NO_ERROR,
  };
}

function failedTopic(
  { name, partitionIndexes }: NonNullable<GroupAsked['topics']>[number],
  errorCode: number,
): TopicDraft {
  const partitions = partitionIndexes.map((partitionIndex) => ({
    ...NOTHING,
    partitionIndex,
    errorCode,
  }));
  return { name, partitions };
}
