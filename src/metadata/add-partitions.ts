import { BrokerError } from '../model/errors.ts';
import type { MetadataContext, MetadataDecision } from './controller.ts';
import { existingTopic } from './existing-topic.ts';
import type { MetadataImage } from './image.ts';
import { checkRoom, checkTopicPartitions } from './partition-limits.ts';
import { placeReplicas } from './placement.ts';
import { DONE, type MetadataRequestOf } from './requests.ts';

/** The new ones get as many replicas as the first partition has. Records with keys may go elsewhere from then on. */
export function addPartitions(
  image: MetadataImage,
  { name, partitionCount }: MetadataRequestOf<'add-partitions'>,
  context: MetadataContext,
): MetadataDecision {
  const topic = existingTopic(image, name);
  const before = topic.partitions.length;
  if (partitionCount <= before) {
    throw new BrokerError(
      'INVALID_PARTITIONS',
      `The topic ${name} has ${before} partitions; the new total, ${partitionCount}, must be greater.`,
    );
  }
  checkTopicPartitions(partitionCount, context);
  const partitions = placeReplicas({
    brokers: image.brokers.map(({ nodeId, directoryId }) => ({ nodeId, directoryId })),
    unreachable: context.unreachable,
    topic: topic.partitions,
    cluster: image.allReplicas(),
    partitionCount: partitionCount - before,
    replicationFactor: topic.partitions[0]!.length,
  });
  checkRoom(image, partitions, context);
  const { topicId } = topic;
  return { response: DONE, records: [{ kind: 'partitions-added', topicId, partitions }] };
}
