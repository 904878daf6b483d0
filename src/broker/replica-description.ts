/** A replica as the doors show it. */
import { isInSync } from '../partition/in-sync.ts';
import type { Replica } from '../partition/replica.ts';
import { logEndOffset, positionPair } from '../partition/vocabulary.ts';
import type { FollowerProgress, ReplicaState } from './api.ts';

export function describeReplica(replica: Replica, tickMs: number): ReplicaState {
  const { raft, log } = replica;
  const state: ReplicaState = {
    role: replica.role,
    term: raft.currentTerm,
    votedFor: raft.votedFor,
    leader: raft.leader,
    logStartOffset: log.logStartOffset,
    logEnd: positionPair(raft.lastPosition),
    syncedEnd: positionPair(raft.durable),
    commitIndex: positionPair(raft.commitIndex),
    highWatermark: replica.highWatermark,
    ...(replica.faultReason === undefined ? {} : { fault: replica.faultReason }),
  };
  return replica.isLeader ? { ...state, followers: describeFollowers(replica, tickMs) } : state;
}

function describeFollowers(replica: Replica, tickMs: number): FollowerProgress[] {
  const end = replica.logEndOffset;
  return replica.raft.followers().map((follower) => ({
    nodeId: follower.nodeId,
    progress: follower.progress,
    match: positionPair(follower.match),
    next: positionPair(follower.next),
    inFlightBytes: follower.inFlightBytes,
    lag: end - logEndOffset(follower.match),
    lastContactMs: Number.isFinite(follower.ticksSinceHeard)
      ? follower.ticksSinceHeard * tickMs
      : undefined,
    isInSync: isInSync(follower, replica.options),
  }));
}
