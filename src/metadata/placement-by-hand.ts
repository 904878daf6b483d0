import { BrokerError } from '../model/errors.ts';
import type { PlacedByHand } from '../model/topics.ts';
import type { MetadataImage } from './image.ts';
import type { PartitionReplicas } from './placement.ts';

/**
 * The replicas that somebody placed, or INVALID_REPLICA_ASSIGNMENT: each partition needs brokers that are registered (they may be
 * down), each of them once, and as many as the others have. `replicationFactor`: that of the partitions that are there.
 */
export function placeByHand(
  image: MetadataImage,
  placed: readonly PlacedByHand[],
  replicationFactor: number = placed[0]!.length,
): PartitionReplicas[] {
  const brokers = new Map<number, PartitionReplicas[number]>(
    image.brokers.map(({ nodeId, directoryId }) => [nodeId, { nodeId, directoryId }]),
  );
  return placed.map((nodeIds) => {
    if (nodeIds.length === 0) throw refuse('a partition has no replica');
    if (nodeIds.length !== replicationFactor) {
      throw refuse(
        `a partition has ${nodeIds.length} replicas where others have ${replicationFactor}`,
      );
    }
    if (new Set(nodeIds).size < nodeIds.length) {
      throw refuse(`the replicas ${nodeIds.join(', ')} name a broker twice`);
    }
    return nodeIds.map((nodeId) => brokers.get(nodeId) ?? unknownBroker(nodeId));
  });
}

function unknownBroker(nodeId: number): never {
  throw refuse(`there is no broker ${nodeId}`);
}

function refuse(fault: string): BrokerError {
  return new BrokerError('INVALID_REPLICA_ASSIGNMENT', `Replicas cannot be placed so: ${fault}.`);
}
