/** Descriptions of partitions and their replicas as messages of flotilla.proto, and back. See requests.ts. */
import type { flotilla } from '../../protocol/generated/flotilla.js';
import type {
  FollowerProgress,
  PartitionDescription,
  ReplicaDescription,
  ReplicaState,
} from '../api.ts';
import {
  nodeIdOf,
  offsetOf,
  optionalNodeId,
  positionFromWire,
  positionToWire,
  termOf,
  uuidOf,
  wordOf,
} from './fields.ts';

const ROLES = ['follower', 'pre-candidate', 'candidate', 'leader', 'failed'] as const;
const PROGRESS = ['probe', 'replicate', 'catch-up'] as const;

export const partitionDescription = {
  toWire(partition: PartitionDescription): flotilla.v1.DescribePartitionResponse.$Properties {
    const { topic, topicId, leader, leaderEpoch, replicas } = partition;
    return {
      topic,
      partition: partition.partition,
      topicId,
      leader: leader ?? null,
      leaderEpoch,
      replicas: replicas.map((replica) =>
        replica.isReachable
          ? { nodeId: replica.nodeId, state: replicaState.toWire(replica) }
          : { nodeId: replica.nodeId, unreachableReason: replica.reason },
      ),
    };
  },
  fromWire(wire: flotilla.v1.DescribePartitionResponse.$Properties): PartitionDescription {
    return {
      topic: wire.topic ?? '',
      partition: wire.partition ?? 0,
      topicId: uuidOf(wire.topicId),
      leader: optionalNodeId(wire.leader),
      leaderEpoch: termOf(wire.leaderEpoch),
      replicas: (wire.replicas ?? []).map(replicaFromWire),
    };
  },
};

function replicaFromWire(wire: flotilla.v1.ReplicaDescription.$Properties): ReplicaDescription {
  const nodeId = nodeIdOf(wire.nodeId);
  if (wire.state) return { nodeId, isReachable: true, ...replicaState.fromWire(wire.state) };
  return { nodeId, isReachable: false, reason: wire.unreachableReason ?? '' };
}

export const replicaState = {
  toWire(state: ReplicaState): flotilla.v1.ReplicaState.$Properties {
    const { term, votedFor, leader, logStartOffset, highWatermark, fault, followers } = state;
    return {
      role: ROLES.indexOf(state.role),
      term,
      votedFor: votedFor ?? null,
      leader: leader ?? null,
      logStartOffset,
      logEnd: positionToWire(state.logEnd),
      syncedEnd: positionToWire(state.syncedEnd),
      commitIndex: positionToWire(state.commitIndex),
      highWatermark,
      fault: fault ?? null,
      followers: (followers ?? []).map(followerToWire),
    };
  },
  fromWire(wire: flotilla.v1.ReplicaState.$Properties): ReplicaState {
    const role = wordOf(ROLES, wire.role, 'role');
    return {
      role,
      term: termOf(wire.term),
      votedFor: optionalNodeId(wire.votedFor),
      leader: optionalNodeId(wire.leader),
      logStartOffset: offsetOf(wire.logStartOffset),
      logEnd: positionFromWire(wire.logEnd),
      syncedEnd: positionFromWire(wire.syncedEnd),
      commitIndex: positionFromWire(wire.commitIndex),
      highWatermark: offsetOf(wire.highWatermark),
      ...(typeof wire.fault === 'string' ? { fault: wire.fault } : {}),
      ...(role === 'leader' ? { followers: (wire.followers ?? []).map(followerFromWire) } : {}),
    };
  },
};

function followerToWire(follower: FollowerProgress): flotilla.v1.FollowerProgress.$Properties {
  return {
    ...follower,
    progress: PROGRESS.indexOf(follower.progress),
    match: positionToWire(follower.match),
    next: positionToWire(follower.next),
    lastContactMs: follower.lastContactMs ?? null,
  };
}

function followerFromWire(wire: flotilla.v1.FollowerProgress.$Properties): FollowerProgress {
  return {
    nodeId: nodeIdOf(wire.nodeId),
    progress: wordOf(PROGRESS, wire.progress, 'progress'),
    match: positionFromWire(wire.match),
    next: positionFromWire(wire.next),
    inFlightBytes: wire.inFlightBytes ?? 0,
    lag: wire.lag ?? 0,
    lastContactMs: wire.lastContactMs ?? undefined,
    isInSync: wire.isInSync ?? false,
  };
}
