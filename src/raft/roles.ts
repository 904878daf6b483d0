/** The changes of role, and what each of them does to the rest of the state. */
import { invariant } from '../base/invariant.ts';
import { term as termOf, type NodeId, type Term } from '../model/ids.ts';
import type { LogEntry } from '../model/log-entry.ts';
import { afterMarker, ORIGIN } from '../model/position.ts';
import { newPeer } from './progress.ts';
import { membersOf } from './quorum.ts';
import { announceRole, persistHardState, type RaftState } from './state.ts';

/**
 * Raft 5.1: "If one server's current term is smaller than the other's, then it updates its current term to the larger
 * value. If a candidate or leader discovers that its term is out of date, it immediately reverts to follower state."
 */
export function updateTerm(raft: RaftState, term: Term, leader: NodeId | undefined): void {
  invariant(term > raft.currentTerm, 'terms only rise');
  raft.currentTerm = term;
  raft.votedFor = undefined;
  raft.verified = ORIGIN;
  persistHardState(raft);
  becomeFollower(raft, leader, 'higher-term');
}

/** In the current term. */
export function becomeFollower(raft: RaftState, leader: NodeId | undefined, reason: string): void {
  const before = raft.role;
  if (before.kind === 'leader') refuseReads(raft);
  if (before.kind !== 'follower') restartElectionTimer(raft);
  raft.role = {
    kind: 'follower',
    leader,
    resetting: before.kind === 'follower' ? before.resetting : undefined,
    ticksSinceHeard: leader === undefined ? Infinity : 0,
    acknowledged: ORIGIN,
  };
  announceRole(raft, reason);
}

/** A message of the current term's leader came: follow it and let the timer start again (Raft 5.2). */
export function follow(raft: RaftState, leader: NodeId): void {
  const { role, settings } = raft;
  invariant(role.kind !== 'leader', 'a term has one leader');
  if (role.kind !== 'follower' || role.leader === undefined) {
    becomeFollower(raft, leader, 'leader-heard');
  } else {
    invariant(role.leader === leader, 'a term has one leader');
    role.ticksSinceHeard = 0;
  }
  raft.electionTicksElapsed = 0;
  if (raft.electionTicks < settings.electionTicksMin) restartElectionTimer(raft);
  endTransfer(raft, leader === raft.transfer?.to ? 'done' : 'refused');
}

/** Dissertation 9.6: asks whether an election could be won before the term is disturbed. */
export function becomePreCandidate(raft: RaftState, reason: string): void {
  invariant(raft.role.kind !== 'leader', 'a leader does not campaign');
  raft.role = {
    kind: 'pre-candidate',
    votes: new Map([[raft.settings.self.nodeId, true]]),
  };
  announceRole(raft, reason);
}

/** Raft 5.2: increments currentTerm and votes for itself. That vote counts once it is durable. */
export function becomeCandidate(
  raft: RaftState,
  reason: string,
  isLeadershipTransfer: boolean,
): void {
  invariant(raft.role.kind !== 'leader', 'a leader does not campaign');
  raft.currentTerm = termOf(raft.currentTerm + 1);
  raft.votedFor = raft.settings.self.nodeId;
  raft.verified = ORIGIN;
  persistHardState(raft);
  raft.role = { kind: 'candidate', votes: new Map(), isLeadershipTransfer };
  announceRole(raft, reason);
}

/**
 * RAFT.md rule 9: "On election next prev = the leader's log end", the end before the entry that opens the term, so
 * that the first probe carries that entry, and an up-to-date peer needs one round trip to commit it.
 */
export function becomeLeader(raft: RaftState): void {
  invariant(raft.role.kind === 'candidate', 'only a candidate is elected');
  const { log, settings } = raft;
  const termStart = afterMarker(log.lastPosition);
  const others = membersOf(log.configuration).filter(
    ({ nodeId }) => nodeId !== settings.self.nodeId,
  );
  raft.role = {
    kind: 'leader',
    peers: new Map(others.map(({ nodeId }) => [nodeId, newPeer(nodeId, log.lastPosition)])),
    termStart,
    ticksInOffice: 0,
    reads: { waiting: [], rounds: [], lastContext: 0, hasStartedThisTick: false },
  };
  raft.ticksSinceDiskProgress = 0;
  announceRole(raft, 'majority');
  appendEntry(raft, {
    kind: 'term-start',
    prev: log.lastPosition,
    end: termStart,
    term: raft.currentTerm,
  });
  endTransfer(raft, 'refused');
}

export function appendEntry(raft: RaftState, entry: LogEntry): void {
  raft.log.append(entry);
  raft.outbox.append(entry);
}

export function restartElectionTimer(raft: RaftState): void {
  raft.electionTicksElapsed = 0;
  raft.electionTicks = raft.settings.drawElectionTicks();
}

export function endTransfer(raft: RaftState, outcome: 'done' | 'timed-out' | 'refused'): void {
  if (raft.transfer === undefined) return;
  raft.outbox.emit({ kind: 'transfer-ended', to: raft.transfer.to, outcome });
  raft.transfer = undefined;
}

function refuseReads(raft: RaftState): void {
  invariant(raft.role.kind === 'leader', 'only a leader has reads');
  const { waiting, rounds } = raft.role.reads;
  const ids = [...rounds.flatMap((round) => round.ids), ...waiting];
  if (ids.length > 0) raft.outbox.emit({ kind: 'read-refused', ids });
}
