/** Kafka's in-sync replicas, as the leader of a partition sees them (DESIGN.md section 5). */
import type { NodeId } from '../model/ids.ts';
import type { FollowerView } from '../raft/raft.ts';
import type { ReplicaOptions } from './replica-options.ts';

type Heard = Pick<FollowerView, 'ticksSinceHeard' | 'ticksSinceCaughtUp'>;

/** Heard within an election time-out, and at the leader's log end within replica.lag.time.max.ms. */
export function isInSync(follower: Heard, options: ReplicaOptions): boolean {
  return (
    follower.ticksSinceHeard <= options.raft.electionTicksMax &&
    follower.ticksSinceCaughtUp <= options.lagTicksMax
  );
}

/** The leader itself among them, in the order of their ids. */
export function inSyncReplicas(
  followers: readonly FollowerView[],
  options: ReplicaOptions,
): readonly NodeId[] {
  const inSync = [options.self.nodeId];
  for (const follower of followers) if (isInSync(follower, options)) inSync.push(follower.nodeId);
  return inSync.toSorted((a, b) => a - b);
}
