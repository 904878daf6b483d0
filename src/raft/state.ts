/**
 * The state of one server of one group, in the paper's words (Figure 2), and the small steps that every rule uses.
 * The rules themselves are functions over it, one file each.
 */
import type { NodeId, Term } from '../model/ids.ts';
import type { HardState, LogBase } from '../model/log-entry.ts';
import { isBefore, type Position } from '../model/position.ts';
import type { Message } from './messages.ts';
import type { RaftSettings } from './options.ts';
import { covers, type Outbox } from './outbox.ts';
import type { Peer } from './progress.ts';
import type { RaftLog } from './raft-log.ts';

export interface RaftState {
  readonly settings: RaftSettings;
  readonly log: RaftLog;
  readonly outbox: Outbox;
  currentTerm: Term;
  votedFor: NodeId | undefined;
  /** The part of (currentTerm, votedFor) that would survive a crash. */
  persistedHardState: HardState;
  role: Role;
  /** Never decreases, and never exceeds the end of the log. */
  commitIndex: Position;
  /** The synced end of the own log: moved only by `persisted`, lowered by a truncation. */
  durable: Position;
  /** Up to here the log equals that of the current term's leader. Volatile; the origin in a new term. */
  verified: Position;
  /** Since the leader was heard, a vote was given, or an election began. */
  electionTicksElapsed: number;
  /** Drawn by the host; shorter than its lower bound only after the leader's connection closed. */
  electionTicks: number;
  /** While a write of the log is outstanding. */
  ticksSinceDiskProgress: number;
  /** Outlives the leadership that it gives away, until a leader is heard. */
  transfer: Transfer | undefined;
}

/**
 *             timeout                 majority of pre-votes              majority of votes
 *   follower ─────────> pre-candidate ─────────────────────> candidate ─────────────────> leader
 *      ^  └──────── TimeoutNow (dissertation 3.10) ────────────^                             |
 *      └──── higher term, leader heard, election lost, quorum lost, disk stalled ────────────┘
 */
export type Role =
  | Follower
  | { readonly kind: 'pre-candidate'; readonly votes: Map<NodeId, boolean> }
  | {
      readonly kind: 'candidate';
      readonly votes: Map<NodeId, boolean>;
      readonly isLeadershipTransfer: boolean;
    }
  | Leader;

export interface Follower {
  readonly kind: 'follower';
  readonly leader: NodeId | undefined;
  /** Rule 15: the log is about to begin anew here. No vote, no campaign, no reply of success meanwhile. */
  resetting: { readonly base: LogBase; readonly term: Term } | undefined;
  /** Infinity once the connection to the leader closed. */
  ticksSinceHeard: number;
  /** The greatest match this leader was told. */
  acknowledged: Position;
}

export interface Leader {
  readonly kind: 'leader';
  readonly peers: ReadonlyMap<NodeId, Peer>;
  /** The end of the entry that opened the term. Nothing is served before it is committed. */
  readonly termStart: Position;
  ticksInOffice: number;
  readonly reads: Reads;
}

/** ReadIndex (dissertation 6.4). */
export interface Reads {
  waiting: number[];
  rounds: ReadRound[];
  lastContext: number;
  hasStartedThisTick: boolean;
}

export interface ReadRound {
  readonly context: number;
  readonly ids: readonly number[];
  readonly readIndex: Position;
}

export interface Transfer {
  readonly to: NodeId;
  ticksLeft: number;
}

export function hardStateOf(raft: RaftState): HardState {
  return { currentTerm: raft.currentTerm, votedFor: raft.votedFor };
}

export function persistHardState(raft: RaftState): void {
  raft.outbox.persistHardState(hardStateOf(raft));
}

/** Leaves now, or as soon as the current term and vote are durable. */
export function send(raft: RaftState, to: NodeId, message: Message): void {
  const needs = hardStateOf(raft);
  if (covers(raft.persistedHardState, needs)) raft.outbox.emit({ kind: 'send', to, message });
  else raft.outbox.withhold({ to, message, needs });
}

export function moveCommitIndex(raft: RaftState, to: Position): void {
  if (!isBefore(raft.commitIndex, to)) return;
  raft.commitIndex = to;
  raft.log.configurations.commit(to);
  raft.outbox.emit({ kind: 'commit-moved', commitIndex: to });
}

export function announceRole(raft: RaftState, reason: string): void {
  const role = raft.role.kind;
  raft.outbox.emit({
    kind: 'role-changed',
    role,
    term: raft.currentTerm,
    leader: leaderOf(raft),
    reason,
  });
  raft.settings.trace?.({
    mark: `role/${role}`,
    text: `${reason} -> ${role}, term ${raft.currentTerm}`,
  });
}

export function leaderOf(raft: RaftState): NodeId | undefined {
  if (raft.role.kind === 'leader') return raft.settings.self.nodeId;
  return raft.role.kind === 'follower' ? raft.role.leader : undefined;
}

export function isServing(raft: RaftState): boolean {
  return raft.role.kind === 'leader' && !isBefore(raft.commitIndex, raft.role.termStart);
}

export function isResetting(raft: RaftState): boolean {
  return raft.role.kind === 'follower' && raft.role.resetting !== undefined;
}

/** A server that waits for its own disk for a whole election time-out can neither lead nor win. */
export function isDiskStalled(raft: RaftState): boolean {
  return raft.ticksSinceDiskProgress >= raft.settings.electionTicksMax;
}

/**
 * Stickiness: whoever hears a leader, or is one, disregards campaigns (dissertation 4.2.3), but for a campaign of that
 * leader itself: then it leads no more, and has perhaps restarted within the time-out.
 */
export function hasLiveLeader(raft: RaftState, candidate: NodeId): boolean {
  const { role, settings } = raft;
  if (role.kind === 'leader') return true;
  return (
    role.kind === 'follower' &&
    role.leader !== undefined &&
    role.leader !== candidate &&
    role.ticksSinceHeard < settings.electionTicksMin
  );
}
