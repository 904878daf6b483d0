/** A group as plain data: for the console, the API, traces, failing tests, and the invariants. */
import type { NodeId, Term } from '../model/ids.ts';
import type { HardState, LogBase, ReplicaId, TermRun } from '../model/log-entry.ts';
import type { Position } from '../model/position.ts';
import { committable } from './advance-commit-index.ts';
import type { ConfigurationAt } from './configuration-history.ts';
import type { RoleName } from './effects.ts';
import { nextIndexOf, type Peer, type Progress } from './progress.ts';
import { leaderOf, type RaftState } from './state.ts';

/** How a leader sees one follower. */
export interface FollowerView {
  readonly nodeId: NodeId;
  readonly progress: Progress['kind'];
  readonly match: Position;
  readonly next: Position;
  readonly inFlightBytes: number;
  /** Infinity until it answered in this term. */
  readonly ticksSinceHeard: number;
  /** Since `match` last reached what then was the leader's log end; Infinity before the first time in this term. */
  readonly ticksSinceCaughtUp: number;
}

export interface RaftDescription {
  readonly self: ReplicaId;
  readonly role: RoleName;
  readonly currentTerm: Term;
  readonly votedFor: NodeId | undefined;
  readonly persistedHardState: HardState;
  readonly leader: NodeId | undefined;
  readonly base: LogBase;
  readonly runs: readonly TermRun[];
  readonly lastPosition: Position;
  readonly lastTerm: Term;
  /** From the latest one known committed onward; the last is in force. */
  readonly configurations: readonly ConfigurationAt[];
  readonly commitIndex: Position;
  readonly durable: Position;
  readonly verified: Position;
  /** Where a log that is being reset will begin. */
  readonly resettingTo: LogBase | undefined;
  readonly transferTo: NodeId | undefined;
  /** Messages that wait for the hard state. */
  readonly withheldMessages: number;
  /** Of a leader. */
  readonly office:
    | {
        readonly termStart: Position;
        readonly followers: readonly FollowerView[];
        readonly readsWaiting: number;
        /** Must be undefined after every step. */
        readonly committable: Position | undefined;
      }
    | undefined;
}

export function describe(raft: RaftState): RaftDescription {
  const { role, log } = raft;
  return {
    self: raft.settings.self,
    role: role.kind,
    currentTerm: raft.currentTerm,
    votedFor: raft.votedFor,
    persistedHardState: raft.persistedHardState,
    leader: leaderOf(raft),
    base: log.base,
    runs: log.terms.toArray(),
    lastPosition: log.lastPosition,
    lastTerm: log.lastTerm,
    configurations: log.configurations.toArray(),
    commitIndex: raft.commitIndex,
    durable: raft.durable,
    verified: raft.verified,
    resettingTo: role.kind === 'follower' ? role.resetting?.base : undefined,
    transferTo: raft.transfer?.to,
    withheldMessages: raft.outbox.withheldCount,
    office: describeOffice(raft),
  };
}

export function followersOf(raft: RaftState): readonly FollowerView[] {
  if (raft.role.kind !== 'leader') return [];
  return [...raft.role.peers.values()].map((peer) => viewOf(peer, raft.log.base.position));
}

function viewOf(peer: Peer, base: Position): FollowerView {
  const { progress } = peer;
  return {
    nodeId: peer.nodeId,
    progress: progress.kind,
    match: peer.matchIndex,
    next: nextIndexOf(progress, base),
    inFlightBytes: inFlightBytesOf(progress),
    ticksSinceHeard: peer.ticksSinceHeard,
    ticksSinceCaughtUp: peer.ticksSinceCaughtUp,
  };
}

function inFlightBytesOf(progress: Progress): number {
  if (progress.kind === 'replicate') return progress.inflightBytes;
  return progress.kind === 'probe' ? (progress.carried?.bytes ?? 0) : 0;
}

function describeOffice(raft: RaftState): RaftDescription['office'] {
  const { role } = raft;
  if (role.kind !== 'leader') return undefined;
  const { waiting, rounds } = role.reads;
  return {
    termStart: role.termStart,
    followers: followersOf(raft),
    readsWaiting: waiting.length + rounds.reduce((sum, round) => sum + round.ids.length, 0),
    committable: committable(raft),
  };
}
