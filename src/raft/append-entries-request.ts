/** The follower's side of replication: AppendEntries (Raft 5.3, Figure 2; RAFT.md rule 6). */
import { invariant } from '../base/invariant.ts';
import type { NodeId } from '../model/ids.ts';
import {
  earlier,
  isBefore,
  isSamePosition,
  later,
  ORIGIN,
  showPosition,
  type Position,
} from '../model/position.ts';
import type { AppendEntriesRequest } from './messages.ts';
import { appendEntry, follow } from './roles.ts';
import { isResetting, moveCommitIndex, send, type RaftState } from './state.ts';
import type { PositionAndTerm } from './term-runs.ts';

/** The request is of the current term: `updateTerm` and the refusal of stale terms come before. */
export function handleAppendEntriesRequest(
  raft: RaftState,
  from: NodeId,
  request: AppendEntriesRequest,
): void {
  if (!isWellFormed(request)) {
    raft.settings.trace?.({
      mark: 'append-entries/malformed',
      text: `AppendEntries of ${from} contradicts itself -> drop`,
    });
    return;
  }
  follow(raft, from);
  if (isResetting(raft)) {
    raft.settings.trace?.({
      mark: 'append-entries/resetting',
      text: `AppendEntries of ${from} while the log is being reset -> drop`,
    });
    return;
  }
  if (!isPrevAccepted(raft, request)) {
    rejectAppendEntries(raft, from, request);
    return;
  }
  const end = request.entries.at(-1)?.end ?? request.prevLogIndex;
  storeEntries(raft, request);
  raft.verified = later(raft.verified, end);
  // (!) Only what THIS message verified may be committed by it, never our own log end: behind it may stand entries of
  // another leader that this one is about to replace.
  moveCommitIndex(raft, earlier(request.leaderCommit, end));
  const isDurable = !isBefore(raft.durable, end);
  if (request.entries.length === 0 || isDurable) acknowledge(raft, from, request.readContext);
}

/**
 * Success, with match = min(verified, durable) (rule 6d). Entries that are not synced yet are acknowledged by
 * `persisted`, so that an AppendEntries costs one reply.
 */
export function acknowledge(raft: RaftState, leader: NodeId, readContext: number): void {
  const { role } = raft;
  invariant(role.kind === 'follower', 'only a follower acknowledges');
  const matchIndex = earlier(raft.verified, raft.durable);
  role.acknowledged = later(role.acknowledged, matchIndex);
  send(raft, leader, {
    kind: 'append-entries-response',
    term: raft.currentTerm,
    readContext,
    result: { kind: 'success', matchIndex },
  });
}

/** The durable end moved: tell the leader if that lets match grow. */
export function acknowledgeDurable(raft: RaftState): void {
  const { role } = raft;
  if (role.kind !== 'follower' || role.leader === undefined) return;
  const matchIndex = earlier(raft.verified, raft.durable);
  if (isBefore(role.acknowledged, matchIndex)) acknowledge(raft, role.leader, 0);
}

/**
 * Refuses with the current term, so that a leader of an older one steps down (Raft 5.1), and with the greatest own
 * boundary that can still agree with the refused one, so that the leader skips a whole term at a time (rule 9).
 */
export function rejectAppendEntries(
  raft: RaftState,
  from: NodeId,
  request: {
    readonly prevLogIndex: Position;
    readonly prevLogTerm: PositionAndTerm['term'];
    readonly readContext: number;
  },
): void {
  const { prevLogIndex, prevLogTerm, readContext } = request;
  const { base } = raft.log;
  const asked = { position: prevLogIndex, term: prevLogTerm };
  const hint = raft.log.greatestBoundary(asked) ?? { position: base.position, term: base.term };
  raft.settings.trace?.({
    mark: 'append-entries/rejected',
    text: `prev ${showPosition(prevLogIndex)}^${prevLogTerm} of ${from} is not in the log -> reject, hint ${showPosition(hint.position)}^${hint.term}`,
  });
  send(raft, from, {
    kind: 'append-entries-response',
    term: raft.currentTerm,
    readContext,
    result: { kind: 'rejected', prevLogIndex, prevLogTerm, hint },
  });
}

/**
 * "Reply false if log doesn't contain an entry at prevLogIndex whose term matches prevLogTerm." What is committed here
 * is in the log of every later leader, so below the commit position there is nothing to compare (and, below the base,
 * nothing to compare with).
 */
function isPrevAccepted(raft: RaftState, request: AppendEntriesRequest): boolean {
  return (
    isBefore(request.prevLogIndex, raft.commitIndex) ||
    raft.log.termAt(request.prevLogIndex) === request.prevLogTerm
  );
}

/**
 * "If an existing entry conflicts with a new one (same index but different terms), delete the existing entry and all
 * that follow it. Append any new entries not already in the log." (!) Entries of different terms need not end at equal
 * positions, so the log is compared by the term of what FOLLOWS the agreed position, never at the new entry's end.
 */
function storeEntries(raft: RaftState, request: AppendEntriesRequest): void {
  const { log } = raft;
  let agreed = later(request.prevLogIndex, raft.commitIndex);
  for (const entry of request.entries) {
    while (isBefore(agreed, entry.end)) {
      const ownRun = log.terms.runAfter(agreed);
      if (ownRun === undefined) {
        appendEntry(raft, entry);
        agreed = entry.end;
      } else if (ownRun.term === entry.term) {
        agreed = earlier(entry.end, ownRun.to);
      } else {
        truncateConflict(raft, agreed);
      }
    }
  }
}

function truncateConflict(raft: RaftState, to: Position): void {
  invariant(!isBefore(to, raft.commitIndex), 'what is committed is never truncated');
  const { log } = raft;
  raft.settings.trace?.({
    mark: 'append-entries/conflict',
    text: `conflict after ${showPosition(to)} -> truncate ${showPosition(log.lastPosition)}^${log.lastTerm} to it`,
  });
  log.truncate(to);
  raft.durable = earlier(raft.durable, to);
  raft.outbox.truncate(to);
}

/** Contiguous from prevLogIndex, and in terms that may stand behind one another under this leader. */
function isWellFormed(request: AppendEntriesRequest): boolean {
  let { prevLogIndex: at, prevLogTerm: term } = request;
  if (isSamePosition(at, ORIGIN) && term !== 0) return false;
  for (const entry of request.entries) {
    if (!isSamePosition(entry.prev, at) || !isBefore(at, entry.end)) return false;
    if (entry.term < term || entry.term > request.term) return false;
    at = entry.end;
    term = entry.term;
  }
  return term <= request.term;
}
