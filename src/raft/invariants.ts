/**
 * What must hold of one server at any time, and between two of its steps (RAFT.md section 4; the manner of logcabin's
 * RaftConsensusInvariants). Tests and the simulator run both after every step; a broker may sample them. What must
 * hold between servers is checked where all of them can be seen: test/support/raft-properties.ts.
 */
import { invariant } from '../base/invariant.ts';
import { isAtOrBefore, isBefore, isSamePosition, ORIGIN } from '../model/position.ts';
import type { FollowerView, RaftDescription } from './describe.ts';
import { covers } from './outbox.ts';

export function checkState(raft: { describe(): RaftDescription }): void {
  const now = raft.describe();
  checkLog(now);
  checkPositions(now);
  checkRole(now);
  if (now.office !== undefined) checkOffice(now, now.office);
}

/** `before` and `after` are of one server, without a restart between them. */
export function checkStep(before: RaftDescription, after: RaftDescription): void {
  invariant(after.currentTerm >= before.currentTerm, 'currentTerm never decreases');
  invariant(isAtOrBefore(before.commitIndex, after.commitIndex), 'commitIndex never decreases');
  invariant(
    isAtOrBefore(before.base.position, after.base.position),
    'the base of a log never goes back',
  );
  invariant(
    covers(after.persistedHardState, before.persistedHardState),
    'durable term and vote never go back',
  );
  if (after.currentTerm !== before.currentTerm) return;
  if (before.votedFor !== undefined) {
    invariant(after.votedFor === before.votedFor, 'a vote is given once a term');
  }
  if (before.leader !== undefined && after.leader !== undefined) {
    invariant(after.leader === before.leader, 'a term has one leader');
  }
  if (before.role === 'leader') {
    invariant(
      isAtOrBefore(before.lastPosition, after.lastPosition),
      'a leader never truncates its log (5.3, Leader Append-Only)',
    );
    for (const [i, follower] of (after.office?.followers ?? []).entries()) {
      const { match } = before.office!.followers[i]!;
      invariant(isAtOrBefore(match, follower.match), 'match only grows within a term');
    }
  } else if (before.role !== 'candidate') {
    invariant(after.role !== 'leader', 'only a candidate is elected');
  }
}

function checkLog(now: RaftDescription): void {
  let at = now.base.position;
  let term = now.base.term;
  for (const [i, run] of now.runs.entries()) {
    invariant(isSamePosition(run.from, at), 'runs are contiguous');
    invariant(isBefore(run.from, run.to), 'positions strictly increase');
    invariant(i === 0 ? run.term >= term : run.term > term, 'terms rise from run to run');
    at = run.to;
    term = run.term;
  }
  invariant(isSamePosition(at, now.lastPosition), 'the runs reach the end of the log');
  invariant(term === now.lastTerm, 'the last run has the last term');
  invariant(term <= now.currentTerm, 'no entry is from a later term than the server');
  for (const { position } of now.configurations) {
    invariant(isAtOrBefore(position, now.lastPosition), 'a configuration lies within the log');
  }
}

function checkPositions(now: RaftDescription): void {
  invariant(isAtOrBefore(now.base.position, now.commitIndex), 'the base is committed');
  invariant(isAtOrBefore(now.base.position, now.durable), 'the base is durable');
  invariant(isAtOrBefore(now.commitIndex, now.lastPosition), 'commitIndex <= last position');
  invariant(isAtOrBefore(now.durable, now.lastPosition), 'what is durable is in the log');
  invariant(isAtOrBefore(now.verified, now.lastPosition), 'what is verified is in the log');
}

function checkRole(now: RaftDescription): void {
  const { role, votedFor, self } = now;
  const hardState = { currentTerm: now.currentTerm, votedFor };
  invariant(
    covers(hardState, now.persistedHardState),
    'what is durable of term and vote is not ahead of them',
  );
  if (role === 'candidate' || role === 'leader') {
    invariant(votedFor === self.nodeId, 'who stands for election voted for itself');
    invariant(isSamePosition(now.verified, ORIGIN), 'no leader verified anything for a candidate');
  }
  if (role !== 'follower') {
    invariant(now.resettingTo === undefined, 'only a follower resets its log');
  }
  if (role !== 'leader') return;
  invariant(covers(now.persistedHardState, hardState), "a leader's term and vote are durable");
  invariant(now.lastTerm === now.currentTerm, "a leader's log ends with an entry of its term");
}

function checkOffice(now: RaftDescription, office: NonNullable<RaftDescription['office']>): void {
  invariant(isAtOrBefore(office.termStart, now.lastPosition), 'the term was opened in the log');
  invariant(office.committable === undefined, 'advanceCommitIndex is called wherever it is needed');
  for (const follower of office.followers) checkFollower(now, follower);
}

function checkFollower(now: RaftDescription, follower: FollowerView): void {
  invariant(isAtOrBefore(follower.match, now.lastPosition), 'match lies within the log');
  invariant(isAtOrBefore(follower.next, now.lastPosition), 'next lies within the log');
  invariant(isAtOrBefore(now.base.position, follower.next), 'next is at or above the base');
  invariant(follower.inFlightBytes >= 0, 'bytes in flight are counted');
  if (follower.progress !== 'replicate') return;
  invariant(isAtOrBefore(follower.match, follower.next), 'match <= next');
  invariant(
    isAtOrBefore(now.base.position, follower.match),
    'a peer below the base is caught up, not replicated to',
  );
}
