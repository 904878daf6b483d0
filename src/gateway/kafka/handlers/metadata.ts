/**
 * Metadata, 0 to 13: brokers, and who leads what as this broker has heard. Asking for a topic makes it, if
 * auto.create.topics.enable is set and the client does not forbid it (4+); the answer then waits for its leaders.
 */
import type { TopicDescription } from '../../../broker/api.ts';
import { BrokerError, ERRORS } from '../../../model/errors.ts';
import { uuid, type Uuid } from '../../../model/ids.ts';
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import { CLOSE } from '../../ws/limits.ts';
import { ALL_OPERATIONS } from '../authorized-operations.ts';
import { controllerIdOf, kafkaNodes, type KafkaNode } from '../brokers.ts';
import { Disconnect, type CallContext, type Handler } from '../call.ts';
import { errorNamed, NO_ERROR } from '../error-codes.ts';
import { describedPartition, isInternal } from '../topic-metadata.ts';

type TopicDraft = ResponseDraft<'Metadata'>['topics'][number];

export const NO_ID = uuid('AAAAAAAAAAAAAAAAAAAAAA');

export const metadata: Handler<'Metadata'> = async ({ version, body }, at) => {
  const asked = version === 0 && body.topics?.length === 0 ? null : body.topics;
  const mayCreate = at.autoCreatesTopics && body.allowAutoTopicCreation;
  const cluster = await at.broker.describeCluster();
  const nodes = kafkaNodes(cluster, at.nodeOf);
  // It knows nothing of the cluster yet: whoever asks elsewhere is better off.
  if (nodes.length === 0) {
    throw new Disconnect('this broker has not found its cluster yet', CLOSE.tryAgainLater);
  }
  const topics =
    asked === null
      ? (await at.broker.describeTopics()).map((topic) => topicOf(topic, nodes))
      : await askedTopics(asked, { at, nodes, mayCreate });
  const allOperations = body.includeTopicAuthorizedOperations
    ? { topicAuthorizedOperations: ALL_OPERATIONS.topic }
    : {};
  return {
    brokers: nodes,
    clusterId: cluster.clusterId,
    controllerId: controllerIdOf(cluster, nodes),
    topics: topics.map((topic) => ({ ...topic, ...allOperations })),
    ...(body.includeClusterAuthorizedOperations
      ? { clusterAuthorizedOperations: ALL_OPERATIONS.cluster }
      : {}),
  };
};

interface Asking {
  readonly at: CallContext;
  readonly nodes: readonly KafkaNode[];
  readonly mayCreate: boolean;
}

async function askedTopics(
  asked: NonNullable<RequestBody<'Metadata'>['topics']>,
  { at, nodes, mayCreate }: Asking,
): Promise<TopicDraft[]> {
  const names = asked.map(({ name, topicId }) => name ?? at.broker.own.topicName(topicId));
  const known = names.filter((name) => name !== undefined);
  const described = new Map((await at.broker.describeTopics(known)).map((one) => [one.name, one]));
  if (mayCreate) await createMissing(described, at);
  return asked.map(({ topicId }, index) => {
    const name = names[index];
    return name === undefined ? unknownId(topicId) : topicOf(described.get(name)!, nodes);
  });
}

/** What becomes of each is put in its place. */
async function createMissing(
  topics: Map<string, TopicDescription>,
  at: CallContext,
): Promise<void> {
  const missing = [...topics.values()]
    .filter(({ error }) => error?.name === 'UNKNOWN_TOPIC_OR_PARTITION')
    .slice(0, at.limits.autoCreatedTopicsMax);
  await Promise.all(missing.map(({ name }) => create(name, at, topics)));
}

async function create(
  name: string,
  { broker }: CallContext,
  topics: Map<string, TopicDescription>,
): Promise<void> {
  try {
    await broker.createTopic({ name });
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error;
    const { errorName, message } = error;
    if (errorName !== 'TOPIC_ALREADY_EXISTS') {
      topics.set(name, { name, error: { name: errorName, message }, partitions: [] });
      return;
    }
  }
  const [created] = await broker.describeTopics([name]);
  topics.set(name, created!);
}

function topicOf(topic: TopicDescription, nodes: readonly KafkaNode[]): TopicDraft {
  const { name, topicId = NO_ID, error, partitions } = topic;
  return {
    errorCode: error === undefined ? NO_ERROR : errorNamed(error).code,
    name,
    topicId,
    isInternal: isInternal(name),
    partitions: partitions.map((partition) => describedPartition(partition, nodes)),
  };
}

function unknownId(topicId: Uuid): TopicDraft {
  return {
    errorCode: ERRORS.UNKNOWN_TOPIC_ID.code,
    // Null may be said from version 12 on; before that, nobody asks by id.
    name: '',
    topicId,
    partitions: [],
  };
}
