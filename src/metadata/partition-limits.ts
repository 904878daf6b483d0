/** How many partitions a topic and a broker may have. */
import { BrokerError } from '../model/errors.ts';
import type { NodeId } from '../model/ids.ts';
import type { MetadataContext } from './controller.ts';
import type { MetadataImage } from './image.ts';
import type { PartitionReplicas } from './placement.ts';

/** Before anything is computed over a number that a client sent. */
export function checkTopicPartitions(partitionCount: number, context: MetadataContext): void {
  if (!Number.isInteger(partitionCount) || partitionCount < 1) {
    throw new BrokerError(
      'INVALID_PARTITIONS',
      `A topic has at least 1 partition, not ${partitionCount}.`,
    );
  }
  const max = context.config.topicPartitionsMax;
  if (partitionCount > max) {
    throw new BrokerError(
      'POLICY_VIOLATION',
      `A topic has at most ${max} partitions (topic.partitions.max), not ${partitionCount}.`,
    );
  }
}

/** After `added` is placed: no broker may hold more than broker.partitions.max. */
export function checkRoom(
  image: MetadataImage,
  added: readonly PartitionReplicas[],
  context: MetadataContext,
): void {
  const max = context.config.brokerPartitionsMax;
  const held = new Map<NodeId, number>();
  for (const partitions of [image.allReplicas(), added]) {
    for (const replicas of partitions) {
      for (const { nodeId } of replicas) held.set(nodeId, (held.get(nodeId) ?? 0) + 1);
    }
  }
  for (const [nodeId, count] of held) {
    if (count > max && added.some((replicas) => replicas.some((r) => r.nodeId === nodeId))) {
      throw new BrokerError(
        'POLICY_VIOLATION',
        `Broker ${nodeId} would hold ${count} partitions, the most is ${max} (broker.partitions.max); delete topics or add brokers.`,
      );
    }
  }
}
