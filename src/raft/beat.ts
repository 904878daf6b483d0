/**
 * Heartbeats of quiet groups. A follower that has everything, and knows that all of it is committed, needs of its leader
 * only "I am still there, in this term, and this is all": a beat. The host sends the beats of all groups to one broker
 * as one message, and one answer comes back, so that an idle group costs near nothing (RAFT.md 3, item 9).
 *
 * A beat says no more than an empty AppendEntries with prev = match would, and a follower that cannot agree to every word
 * of it refuses; then the leader's next heartbeat is an AppendEntries. So nothing rests on beats but timers.
 */
import type { NodeId, Term } from '../model/ids.ts';
import { isBefore, isSamePosition, type Position } from '../model/position.ts';
import { noteCaughtUp, type Peer } from './progress.ts';
import { hardStateOf, isResetting, type Leader, type RaftState } from './state.ts';
import { covers } from './outbox.ts';

/** Everything is replicated, synced, committed and known; no read waits for this round; the last beat was not refused. */
export function isQuiet(raft: RaftState, leader: Leader, peer: Peer): boolean {
  const { log, commitIndex } = raft;
  return (
    raft.settings.hasBeats &&
    !peer.refusedBeat &&
    peer.progress.kind === 'replicate' &&
    isSamePosition(commitIndex, log.lastPosition) &&
    isSamePosition(peer.matchIndex, commitIndex) &&
    isSamePosition(peer.commitSent, commitIndex) &&
    leader.reads.waiting.length === 0 &&
    leader.reads.rounds.length === 0 &&
    raft.transfer === undefined
  );
}

export function sendBeat(raft: RaftState, peer: Peer): void {
  const { currentTerm: term, commitIndex } = raft;
  raft.outbox.emit({ kind: 'send-beat', to: peer.nodeId, term, commitIndex });
}

/** On the follower: whether it agrees. Then the leader counts as heard. */
export function hearBeat(
  raft: RaftState,
  from: NodeId,
  term: Term,
  commitIndex: Position,
): boolean {
  const { role } = raft;
  if (role.kind !== 'follower' || role.leader !== from || raft.currentTerm !== term) return false;
  if (isResetting(raft) || isBefore(raft.commitIndex, commitIndex)) return false;
  // The answer is one of this term, so it waits for the term like every other; here by not being given.
  if (!covers(raft.persistedHardState, hardStateOf(raft))) return false;
  role.ticksSinceHeard = 0;
  raft.electionTicksElapsed = 0;
  return true;
}

/** On the leader: what the follower made of the beat. An answer to another term says nothing. */
export function beatAnswered(raft: RaftState, from: NodeId, term: Term, hasAgreed: boolean): void {
  const { role } = raft;
  if (role.kind !== 'leader' || raft.currentTerm !== term) return;
  const peer = role.peers.get(from);
  if (peer === undefined) return;
  peer.refusedBeat = !hasAgreed;
  if (!hasAgreed) return;
  peer.ticksSinceHeard = 0;
  noteCaughtUp(peer, raft.log.lastPosition);
}
