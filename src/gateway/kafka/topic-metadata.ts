/** Partitions as Metadata and DescribeTopicPartitions show them. */
import type { PartitionLeadership } from '../../broker/api.ts';
import { ERRORS } from '../../model/errors.ts';
import type { NodeId } from '../../model/ids.ts';
import type { KafkaNode } from './brokers.ts';
import { NO_ERROR } from './error-codes.ts';

export interface DescribedPartition {
  readonly errorCode: number;
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly NodeId[];
  readonly isrNodes: readonly NodeId[];
  readonly offlineReplicas: readonly NodeId[];
}

/** Topics of the broker's own. */
export function isInternal(name: string): boolean {
  return name.startsWith('__');
}

/** A leader that cannot be reached is none: its successor is being elected. */
export function describedPartition(
  { partition, leader, leaderEpoch, replicas, inSyncReplicas }: PartitionLeadership,
  nodes: readonly KafkaNode[],
): DescribedPartition {
  const isUp = (nodeId: NodeId): boolean => nodes.some((node) => node.nodeId === nodeId);
  const hasLeader = leader !== undefined && isUp(leader);
  return {
    errorCode: hasLeader ? NO_ERROR : ERRORS.LEADER_NOT_AVAILABLE.code,
    partitionIndex: partition,
    leaderId: hasLeader ? leader : -1,
    leaderEpoch,
    replicaNodes: replicas,
    isrNodes: inSyncReplicas.length === 0 && hasLeader ? [leader] : inSyncReplicas,
    offlineReplicas: replicas.filter((nodeId) => !isUp(nodeId)),
  };
}
