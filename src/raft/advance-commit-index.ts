/** Commit, and the durability that it rests on (Raft 5.3, 5.4.2; RAFT.md rules 6d and 10). */
import type { Term } from '../model/ids.ts';
import { isBefore, showPosition, type Position } from '../model/position.ts';
import { acknowledgeDurable } from './append-entries-request.ts';
import { isSameReplica, quorumPosition } from './quorum.ts';
import { isResetting, moveCommitIndex, type RaftState } from './state.ts';

/** The log is synced up to `position`. `term`, that of the entry which ends there, tells whether it is still ours. */
export function persisted(raft: RaftState, position: Position, term: Term): void {
  const isOfThisLog = raft.log.isHandedOver(position) && raft.log.termAt(position) === term;
  if (!isOfThisLog || isResetting(raft)) {
    raft.settings.trace?.({
      mark: 'persisted/stale',
      text: `persisted ${showPosition(position)}^${term}, which is no longer in the log -> ignore`,
    });
    return;
  }
  raft.ticksSinceDiskProgress = 0;
  if (!isBefore(raft.durable, position)) return;
  raft.durable = position;
  raft.settings.trace?.({ mark: 'persisted', text: `persisted ${showPosition(position)}^${term}` });
  if (raft.role.kind === 'leader') advanceCommitIndex(raft);
  else acknowledgeDurable(raft);
}

/**
 * "If there exists an N such that N > commitIndex, a majority of matchIndex[i] >= N, and log[N].term == currentTerm: set
 * commitIndex = N." Entries of earlier terms are never committed by counting (Figure 8). The leader counts what is
 * synced on its own disk, and only where it is a voter; a group of one commits after `persisted` too.
 */
export function advanceCommitIndex(raft: RaftState): void {
  const position = committable(raft);
  if (position === undefined) return;
  raft.settings.trace?.({
    mark: 'commit',
    text: `a quorum is durable at ${showPosition(position)}^${raft.currentTerm} -> commit`,
  });
  moveCommitIndex(raft, position);
}

/** Where the commit position could move now; also asked by the invariants, which want the answer "nowhere". */
export function committable(raft: RaftState): Position | undefined {
  const { role, log, settings } = raft;
  if (role.kind !== 'leader') return undefined;
  const position = quorumPosition(log.configuration, (replica) =>
    isSameReplica(replica, settings.self)
      ? raft.durable
      : (role.peers.get(replica.nodeId)?.matchIndex ?? log.base.position),
  );
  const isOfOwnTerm = log.termAt(position) === raft.currentTerm;
  return isOfOwnTerm && isBefore(raft.commitIndex, position) ? position : undefined;
}
