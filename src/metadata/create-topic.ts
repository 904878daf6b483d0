import { BrokerError } from '../model/errors.ts';
import { topicNameFault } from '../model/topic-partition.ts';
import type { CreatedTopic } from '../model/topics.ts';
import type { MetadataContext, MetadataDecision } from './controller.ts';
import type { MetadataImage, Topic } from './image.ts';
import { checkRoom, checkTopicPartitions } from './partition-limits.ts';
import { placeByHand } from './placement-by-hand.ts';
import { placeReplicas, type PartitionReplicas } from './placement.ts';
import type { MetadataRequestOf } from './requests.ts';
import { checkTopicConfigs, topicConfigOf } from './topic-configs.ts';

export function createTopic(
  image: MetadataImage,
  request: MetadataRequestOf<'create-topic'>,
  context: MetadataContext,
): MetadataDecision {
  checkName(request.name, request.isInternal === true);
  const existing = image.topic(request.name);
  if (existing !== undefined) return answerExisting(existing, request);

  const partitions = replicasOf(image, request, context);
  const replicationFactor = partitions[0]!.length;
  const configs = new Map(Object.entries(request.configs ?? {}));
  checkTopicConfigs(configs, context.config);
  checkRoom(image, partitions, context);
  const { topicId, name } = request;
  const topic: Topic = { topicId, name, partitions, configs };
  return {
    response: {
      kind: 'topic-created',
      topic: {
        name,
        topicId,
        partitionCount: partitions.length,
        replicationFactor,
        warnings: warningsOf(topic, context, replicationFactor),
      },
    },
    records: request.validateOnly === true ? [] : [{ kind: 'topic-created', topic }],
  };
}

function replicasOf(
  image: MetadataImage,
  request: MetadataRequestOf<'create-topic'>,
  context: MetadataContext,
): PartitionReplicas[] {
  const { placed, partitionCount = context.config.numPartitions } = request;
  checkTopicPartitions(placed?.length ?? partitionCount, context);
  if (placed !== undefined) {
    if (request.partitionCount !== undefined || request.replicationFactor !== undefined) {
      throw new BrokerError(
        'INVALID_REQUEST',
        'Give the replicas of each partition or their numbers, not both.',
      );
    }
    return placeByHand(image, placed);
  }
  const replicationFactor = request.replicationFactor ?? context.config.defaultReplicationFactor;
  checkReplicationFactor(replicationFactor, image.brokers.length);
  return placeReplicas({
    brokers: image.brokers.map(({ nodeId, directoryId }) => ({ nodeId, directoryId })),
    unreachable: context.unreachable,
    topic: [],
    cluster: image.allReplicas(),
    partitionCount,
    replicationFactor,
  });
}

function checkName(name: string, isInternal: boolean): void {
  const fault = topicNameFault(name);
  if (fault !== undefined) {
    throw new BrokerError('INVALID_TOPIC_EXCEPTION', `The topic name ${fault}.`);
  }
  if (name.startsWith('__') && !isInternal) {
    throw new BrokerError(
      'INVALID_TOPIC_EXCEPTION',
      `The topic name ${name} begins with "__", which is kept for the broker's own topics.`,
    );
  }
}

/** The id tells the same request, come again after a lost answer, from a second one with the same name. */
function answerExisting(
  existing: Topic,
  request: MetadataRequestOf<'create-topic'>,
): MetadataDecision {
  if (existing.topicId !== request.topicId) {
    throw new BrokerError('TOPIC_ALREADY_EXISTS', `The topic ${existing.name} exists already.`);
  }
  const topic: CreatedTopic = {
    name: existing.name,
    topicId: existing.topicId,
    partitionCount: existing.partitions.length,
    replicationFactor: existing.partitions[0]?.length ?? 0,
    warnings: [],
  };
  return { response: { kind: 'topic-created', topic }, records: [] };
}

function checkReplicationFactor(replicationFactor: number, brokerCount: number): void {
  if (!Number.isInteger(replicationFactor) || replicationFactor < 1) {
    throw new BrokerError(
      'INVALID_REPLICATION_FACTOR',
      `The replication factor is ${replicationFactor}; it is at least 1.`,
    );
  }
  if (replicationFactor > brokerCount) {
    const brokers = brokerCount === 1 ? 'is 1 broker' : `are ${brokerCount} brokers`;
    throw new BrokerError(
      'INVALID_REPLICATION_FACTOR',
      `The replication factor is ${replicationFactor}, but there ${brokers}; each replica needs a broker of its own.`,
    );
  }
}

function warningsOf(
  topic: Topic,
  context: MetadataContext,
  replicationFactor: number,
): readonly string[] {
  const warnings: string[] = [];
  if (replicationFactor === 2) {
    warnings.push(
      'With replication factor 2 both replicas are the majority: when one is down, nothing can be written.',
    );
  }
  const { minInsyncReplicas } = topicConfigOf(topic.configs, context.config);
  if (minInsyncReplicas > replicationFactor) {
    warnings.push(
      `min.insync.replicas is ${minInsyncReplicas}, but there are only ${replicationFactor} replicas: writes with acks=all will be refused.`,
    );
  }
  return warnings;
}
