import { BrokerError } from '../model/errors.ts';
import type { MetadataContext, MetadataDecision } from './controller.ts';
import { existingTopic } from './existing-topic.ts';
import type { MetadataImage } from './image.ts';
import { checkRoom, checkTopicPartitions } from './partition-limits.ts';
import { placeByHand } from './placement-by-hand.ts';
import { placeReplicas } from './placement.ts';
import { DONE, type MetadataRequestOf } from './requests.ts';

/** The new ones have as many replicas as the first partition has. Records with keys may go elsewhere from then on. */
export function addPartitions(
  image: MetadataImage,
  { name, partitionCount, placed, validateOnly }: MetadataRequestOf<'add-partitions'>,
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
  const added = partitionCount - before;
  const replicationFactor = topic.partitions[0]!.length;
  if (placed !== undefined && placed.length !== added) {
    throw new BrokerError(
      'INVALID_REPLICA_ASSIGNMENT',
      `${added} partitions are to be added, but ${placed.length} are placed.`,
    );
  }
  const partitions =
    placed === undefined
      ? placeReplicas({
          brokers: image.brokers.map(({ nodeId, directoryId }) => ({ nodeId, directoryId })),
          unreachable: context.unreachable,
          topic: topic.partitions,
          cluster: image.allReplicas(),
          partitionCount: added,
          replicationFactor,
        })
      : placeByHand(image, placed, replicationFactor);
  checkRoom(image, partitions, context);
  if (validateOnly === true) return { response: DONE, records: [] };
  const { topicId } = topic;
  return { response: DONE, records: [{ kind: 'partitions-added', topicId, partitions }] };
}
