/** What a leader learns from an answer to AppendEntries (Raft 5.3; RAFT.md rule 9). */
import type { NodeId } from '../model/ids.ts';
import { isBefore, isSamePosition, later, showPosition, type Position } from '../model/position.ts';
import { advanceCommitIndex } from './advance-commit-index.ts';
import { becomeCatchUp } from './append-entries.ts';
import { sendTimeoutNowIfCaughtUp } from './leadership-transfer.ts';
import type { AppendEntriesResponse } from './messages.ts';
import { noteAcknowledged, noteCaughtUp, probeFrom, replicateFrom, type Peer } from './progress.ts';
import { confirmReads } from './read-index.ts';
import type { RaftState } from './state.ts';

type Rejection = Extract<AppendEntriesResponse['result'], { kind: 'rejected' }>;

/** The response is of the current term: others were dropped before (TLA+: DropStaleResponse). */
export function handleAppendEntriesResponse(
  raft: RaftState,
  from: NodeId,
  response: AppendEntriesResponse,
): void {
  const { role } = raft;
  if (role.kind !== 'leader') return;
  const peer = role.peers.get(from);
  if (peer === undefined) return;
  peer.ticksSinceHeard = 0;
  peer.refusedBeat = false;
  const { result } = response;
  if (result.kind === 'success') handleSuccess(raft, peer, result.matchIndex);
  else handleRejection(raft, peer, result);
  peer.readContextAcked = Math.max(peer.readContextAcked, response.readContext);
  confirmReads(raft);
}

function handleSuccess(raft: RaftState, peer: Peer, matchIndex: Position): void {
  const { log } = raft;
  if (isBefore(log.lastPosition, matchIndex)) {
    raft.settings.trace?.({
      mark: 'append-entries-response/beyond-log',
      text: `${peer.nodeId} acknowledges ${showPosition(matchIndex)}, beyond the log -> ignore`,
    });
    return;
  }
  const hasGrown = isBefore(peer.matchIndex, matchIndex);
  peer.matchIndex = later(peer.matchIndex, matchIndex);
  noteCaughtUp(peer, log.lastPosition);
  const { progress } = peer;
  if (progress.kind === 'replicate') {
    if (hasGrown) noteAcknowledged(progress, peer.matchIndex);
  } else {
    const goal = progress.kind === 'probe' ? progress.nextIndex : log.base.position;
    if (!isBefore(peer.matchIndex, later(goal, log.base.position))) {
      const carried = progress.kind === 'probe' ? progress.carried : undefined;
      peer.progress = replicateFrom(peer.matchIndex, carried);
      raft.settings.trace?.({
        mark: 'append-entries-response/replicate',
        text: `${peer.nodeId} agrees up to ${showPosition(peer.matchIndex)} -> replicate`,
      });
    }
  }
  if (!hasGrown) return;
  advanceCommitIndex(raft);
  sendTimeoutNowIfCaughtUp(raft);
}

function handleRejection(raft: RaftState, peer: Peer, refused: Rejection): void {
  const { log } = raft;
  const { progress } = peer;
  if (progress.kind === 'replicate' && isBefore(peer.matchIndex, refused.prevLogIndex)) {
    raft.settings.trace?.({
      mark: 'append-entries-response/lost',
      text: `${peer.nodeId} refuses ${showPosition(refused.prevLogIndex)} -> probe from match ${showPosition(peer.matchIndex)}`,
    });
    peer.progress = probeFrom(peer.matchIndex);
    return;
  }
  const isOutstanding =
    progress.kind === 'probe' &&
    progress.isOutstanding &&
    isSamePosition(progress.nextIndex, refused.prevLogIndex) &&
    log.termAt(progress.nextIndex) === refused.prevLogTerm;
  if (!isOutstanding) return;
  backtrack(raft, peer, refused);
}

/**
 * Raft 5.3: "After a rejection, the leader decrements nextIndex and retries." We go to our own greatest boundary at or
 * below the follower's hint in position AND in term: a follower k terms behind costs O(k) round trips. (!) The hint
 * itself is not a boundary of ours in general, and going to it unrounded does not converge.
 */
function backtrack(raft: RaftState, peer: Peer, refused: Rejection): void {
  const { hint } = refused;
  const boundary = raft.log.greatestBoundary(hint);
  if (boundary === undefined) {
    becomeCatchUp(raft, peer);
    return;
  }
  // Holds for every correct peer; a faulty one must not make us ask the same for ever.
  if (!isBefore(boundary.position, refused.prevLogIndex)) return;
  raft.settings.trace?.({
    mark: 'append-entries-response/backtrack',
    text: `${peer.nodeId} refuses, hint ${showPosition(hint.position)}^${hint.term} -> probe ${showPosition(boundary.position)}^${boundary.term}`,
  });
  peer.progress = probeFrom(boundary.position);
}
