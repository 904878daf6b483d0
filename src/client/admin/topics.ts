import type { CreateTopicRequest } from '../../broker/api.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { partitionMetadata, topicError } from '../cluster/topic-cache.ts';
import {
  KafkaJSAggregateError,
  KafkaJSCreateTopicError,
  KafkaJSNonRetriableError,
  KafkaJSNotImplemented,
  KafkaJSProtocolError,
  KafkaJSTimeout,
} from '../errors.ts';
import { sleep } from '../retry.ts';
import type { Admin, ITopicConfig, ITopicMetadata } from '../types/admin.ts';
import { checkNames } from './checks.ts';

const TIMEOUT_MS = 5000;
const POLL_MS = 100;

export async function listTopics(cluster: Cluster): Promise<string[]> {
  return (await cluster.topics.listAll()).map(({ name }) => name);
}

/** False when all that failed existed already; another failure is an aggregate of one error a topic. */
export async function createTopics(
  cluster: Cluster,
  request: Parameters<Admin['createTopics']>[0],
): Promise<boolean> {
  const { topics, validateOnly = false, waitForLeaders = true, timeout = TIMEOUT_MS } = request;
  if (!Array.isArray(topics)) throw new KafkaJSNonRetriableError('The topics are not an array.');
  const names = topics.map(({ topic }) => topic);
  checkNames('topic', names);
  const requests = topics.map((topic) => toRequest(topic, validateOnly));
  const errors: KafkaJSCreateTopicError[] = [];
  for (const one of requests) {
    try {
      await cluster.request('CreateTopics', (broker) => broker.createTopic(one));
    } catch (error) {
      if (!(error instanceof KafkaJSProtocolError)) throw error;
      errors.push(new KafkaJSCreateTopicError(error, one.name));
    }
  }
  if (errors.length > 0) {
    if (errors.every(({ type }) => type === 'TOPIC_ALREADY_EXISTS')) return false;
    const sentences = errors.map(({ message }) => message).join(' ');
    throw new KafkaJSAggregateError(`Topic creation errors: ${sentences}`, errors);
  }
  if (waitForLeaders && !validateOnly) await awaitLeaders(cluster, names, timeout);
  return true;
}

export async function deleteTopics(cluster: Cluster, topics: string[]): Promise<void> {
  checkNames('topic', topics);
  for (const topic of topics) {
    await cluster.request('DeleteTopics', (broker) => broker.deleteTopic(topic));
    cluster.topics.forget(topic);
  }
}

export async function createPartitions(
  cluster: Cluster,
  { topicPartitions, validateOnly = false }: Parameters<Admin['createPartitions']>[0],
): Promise<boolean> {
  if (!Array.isArray(topicPartitions) || topicPartitions.length === 0) {
    throw new KafkaJSNonRetriableError('topicPartitions is not an array, or empty.');
  }
  checkNames(
    'topic',
    topicPartitions.map(({ topic }) => topic),
  );
  if (validateOnly) throw new KafkaJSNotImplemented('Partitions cannot be added for a trial.');
  if (topicPartitions.some(({ assignments }) => assignments && assignments.length > 0)) {
    throw new KafkaJSNotImplemented('The cluster places replicas itself; leave out assignments.');
  }
  for (const { topic, count } of topicPartitions) {
    await cluster.request('CreatePartitions', (broker) => broker.addPartitions(topic, count));
    cluster.topics.forget(topic);
  }
  return true;
}

/** All topics when none is named. */
export async function fetchTopicMetadata(
  cluster: Cluster,
  names: string[] = [],
): Promise<{ topics: ITopicMetadata[] }> {
  checkNames('topic', names);
  const wanted = names.length === 0 ? undefined : names;
  const found = await cluster.request('Metadata', async (broker) => {
    const topics = await broker.describeTopics(wanted);
    for (const topic of topics) if (topic.error) throw topicError(topic.error);
    return topics;
  });
  return {
    topics: found.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(partitionMetadata),
    })),
  };
}

export async function describeCluster(cluster: Cluster): ReturnType<Admin['describeCluster']> {
  const found = await cluster.request('Metadata', (broker) => broker.describeCluster());
  return {
    brokers: found.brokers.map(({ nodeId, host, httpPort }) => ({ nodeId, host, port: httpPort })),
    controller: found.controller ?? null,
    clusterId: found.clusterId,
  };
}

function toRequest(topic: ITopicConfig, validateOnly: boolean): CreateTopicRequest {
  const { numPartitions = -1, replicationFactor = -1, configEntries, replicaAssignment } = topic;
  if (replicaAssignment && replicaAssignment.length > 0) {
    throw new KafkaJSNotImplemented(
      'The cluster places replicas itself; set numPartitions and replicationFactor.',
    );
  }
  const entries = configEntries?.map(({ name, value }) => [name, value] as const);
  return {
    name: topic.topic,
    validateOnly,
    ...(numPartitions >= 0 && { partitionCount: numPartitions }),
    ...(replicationFactor >= 0 && { replicationFactor }),
    ...(entries && { configs: Object.fromEntries(entries) }),
  };
}

async function awaitLeaders(cluster: Cluster, names: string[], timeoutMs: number): Promise<void> {
  const { clock } = cluster.options.platform;
  const startedAt = clock.monotonic();
  for (;;) {
    const topics = await cluster.request('Metadata', (broker) => broker.describeTopics(names));
    const areLed = topics.every(
      ({ error, partitions }) =>
        !error && partitions.length > 0 && partitions.every(({ leader }) => leader !== undefined),
    );
    if (areLed) return;
    if (clock.monotonic() - startedAt >= timeoutMs) {
      throw new KafkaJSTimeout('The topics exist, but not every partition has a leader yet.');
    }
    await sleep(clock, POLL_MS);
  }
}
