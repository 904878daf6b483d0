/**
 * The leader's side of replication: what to send to whom (Raft 5.3, RAFT.md rules 9 and 14). It runs once per drain, so
 * that all entries proposed in one turn of the host travel together.
 */
import { isBefore, isSamePosition, later, earlier, type Position } from '../model/position.ts';
import type { NodeId } from '../model/ids.ts';
import type { AppendEntriesRequest } from './messages.ts';
import { nextIndexOf, noteSent, type Peer } from './progress.ts';
import type { Stretch } from './raft-log.ts';
import { send, type Leader, type RaftState } from './state.ts';

/** Sends every peer what its progress and its window allow. */
export function replicate(raft: RaftState): void {
  if (raft.role.kind !== 'leader') return;
  for (const peer of raft.role.peers.values()) appendEntries(raft, peer);
}

function appendEntries(raft: RaftState, peer: Peer): void {
  const { log, settings } = raft;
  const { progress } = peer;
  if (progress.kind === 'probe' && !progress.isOutstanding) {
    progress.isOutstanding = true;
    progress.carried = sendStretch(raft, peer, progress.nextIndex, settings.appendBytesMax);
    return;
  }
  if (progress.kind !== 'replicate') return;
  while (
    isBefore(progress.nextIndex, log.lastPosition) &&
    progress.inflight.length < settings.inflightMessagesMax &&
    progress.inflightBytes < settings.inflightBytesMax
  ) {
    const window = settings.inflightBytesMax - progress.inflightBytes;
    const bytesMax = Math.min(settings.appendBytesMax, window);
    noteSent(progress, sendStretch(raft, peer, progress.nextIndex, bytesMax)!);
  }
}

/**
 * An empty AppendEntries per peer. It proves the leader alive, lets the follower learn the commit position, and carries
 * the ReadIndex round. To a peer that is probed it is the probe again; what that had carried counts as lost.
 */
export function sendHeartbeats(raft: RaftState, leader: Leader): void {
  for (const peer of leader.peers.values()) sendHeartbeat(raft, leader, peer);
}

export function sendHeartbeat(raft: RaftState, leader: Leader, peer: Peer): void {
  const { progress } = peer;
  if (progress.kind === 'probe') {
    progress.isOutstanding = true;
    progress.carried = undefined;
  }
  const prev =
    progress.kind === 'replicate' ? peer.matchIndex : nextIndexOf(progress, raft.log.base.position);
  sendEmpty(raft, peer, prev, leader.reads.rounds.length > 0 ? leader.reads.lastContext : 0);
}

/**
 * A commit that advanced reaches followers with the next entries, else with an empty AppendEntries at the next tick,
 * not only with the next heartbeat.
 */
export function sendCommit(raft: RaftState, peer: Peer): void {
  if (peer.progress.kind !== 'replicate') return;
  const learnable = earlier(raft.commitIndex, peer.matchIndex);
  if (isBefore(peer.commitSent, learnable)) sendEmpty(raft, peer, peer.matchIndex, 0);
}

/**
 * Something is in flight and no acknowledgement came for long: it was lost, or the peer's disk is slow. Asking whether
 * the peer has everything up to nextIndex tells the two apart. A refusal turns it to probe; silence asks again.
 */
export function checkForLoss(raft: RaftState, peer: Peer): void {
  const { progress } = peer;
  if (progress.kind !== 'replicate') return;
  if (progress.inflight.length === 0) progress.ticksWithoutProgress = 0;
  if (progress.ticksWithoutProgress < raft.settings.electionTicksMin) return;
  progress.ticksWithoutProgress = 0;
  raft.settings.trace?.({
    mark: 'append-entries/loss-check',
    text: `no progress of ${peer.nodeId} -> ask whether it has all that was sent`,
  });
  sendEmpty(raft, peer, progress.nextIndex, 0);
}

/** Rule 14: no own boundary at or above the base can be the peer's prev. */
export function becomeCatchUp(raft: RaftState, peer: Peer): void {
  peer.progress = { kind: 'catch-up', ticksSinceSent: 0 };
  raft.settings.trace?.({
    mark: 'append-entries/catch-up',
    text: `nothing to send to ${peer.nodeId} from -> catch-up from the base of the log`,
  });
  sendSnapshot(raft, peer.nodeId);
}

/** Raft 7, InstallSnapshot. It needs no acknowledgement of its own: match reaching the base ends the catch-up. */
export function sendSnapshot(raft: RaftState, to: NodeId): void {
  raft.outbox.emit({ kind: 'send-snapshot', to, term: raft.currentTerm });
}

/** Sends entries from the boundary `from` on; undefined when there are none, and the message is empty. */
function sendStretch(
  raft: RaftState,
  peer: Peer,
  from: Position,
  bytesMax: number,
): Stretch | undefined {
  if (isSamePosition(from, raft.log.lastPosition)) {
    sendEmpty(raft, peer, from, 0);
    return undefined;
  }
  const stretch = raft.log.boundaryAfter(from, bytesMax);
  const request = requestFrom(raft, from, 0);
  raft.outbox.emit({ kind: 'send-entries', to: peer.nodeId, request, upTo: stretch.end });
  noteCommitSent(raft, peer, stretch.end);
  return stretch;
}

function sendEmpty(raft: RaftState, peer: Peer, prev: Position, readContext: number): void {
  send(raft, peer.nodeId, { ...requestFrom(raft, prev, readContext), entries: [] });
  noteCommitSent(raft, peer, prev);
}

function noteCommitSent(raft: RaftState, peer: Peer, end: Position): void {
  peer.commitSent = later(peer.commitSent, earlier(raft.commitIndex, end));
}

function requestFrom(
  raft: RaftState,
  prevLogIndex: Position,
  readContext: number,
): Omit<AppendEntriesRequest, 'entries'> {
  return {
    kind: 'append-entries',
    term: raft.currentTerm,
    prevLogIndex,
    prevLogTerm: raft.log.termAt(prevLogIndex)!,
    leaderCommit: raft.commitIndex,
    readContext,
  };
}
