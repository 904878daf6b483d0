/**
 * One server of one Raft group, as a function: `step(input)` changes the state and collects effects, `drain()` hands
 * them over. No I/O, no clock, no randomness. This class only finds the rule for an input; the rules are one file each:
 *
 *   tick.ts, request-vote.ts, append-entries.ts (leader), append-entries-request.ts (follower),
 *   append-entries-response.ts, advance-commit-index.ts, install-snapshot.ts, read-index.ts, leadership-transfer.ts
 *
 * docs/raft.md says where and why we differ from the paper.
 */
import { invariant, unreachable } from '../base/invariant.ts';
import { TERM_MAX, type NodeId, type Term } from '../model/ids.ts';
import type {
  Configuration,
  HardState,
  LogBase,
  RecoveredLog,
  ReplicaId,
} from '../model/log-entry.ts';
import { afterBatch, ORIGIN, type Position } from '../model/position.ts';
import { persisted } from './advance-commit-index.ts';
import { handleAppendEntriesRequest, rejectAppendEntries } from './append-entries-request.ts';
import { handleAppendEntriesResponse } from './append-entries-response.ts';
import { replicate } from './append-entries.ts';
import { beatAnswered, hearBeat } from './beat.ts';
import { describe, followersOf, type FollowerView, type RaftDescription } from './describe.ts';
import type { Effect, RoleName } from './effects.ts';
import type { Input } from './inputs.ts';
import { baseMoved, handleInstallSnapshotRequest, logReset } from './install-snapshot.ts';
import { handleTimeoutNowRequest, transferRequested } from './leadership-transfer.ts';
import type { LogIndex } from './log-index.ts';
import type { Message } from './messages.ts';
import { raftSettings, type RaftOptions } from './options.ts';
import { covers, Outbox } from './outbox.ts';
import { RaftLog } from './raft-log.ts';
import { readRequested, startReadRound } from './read-index.ts';
import {
  countOwnVote,
  handleRequestVoteRequest,
  handleRequestVoteResponse,
  timeout,
} from './request-vote.ts';
import { appendEntry, updateTerm } from './roles.ts';
import { isServing, leaderOf, persistHardState, type RaftState } from './state.ts';
import { peerDisconnected, tick } from './tick.ts';

export type { FollowerView, RaftDescription } from './describe.ts';
export type { RaftOptions, TraceEvent } from './options.ts';

export class Raft {
  private readonly state: RaftState;

  /** Starts as a follower (5.2). The recovered log is synced in full, and committed as far as its base (rule 8). */
  constructor(
    options: RaftOptions,
    recovered: { readonly hardState: HardState; readonly log: RecoveredLog },
    index: LogIndex,
  ) {
    const settings = raftSettings(options);
    const log = new RaftLog(recovered.log, index);
    this.state = {
      settings,
      log,
      outbox: new Outbox(),
      ...recovered.hardState,
      persistedHardState: recovered.hardState,
      role: {
        kind: 'follower',
        leader: undefined,
        resetting: undefined,
        ticksSinceHeard: Infinity,
        acknowledged: ORIGIN,
      },
      commitIndex: log.base.position,
      durable: log.lastPosition,
      verified: ORIGIN,
      electionTicksElapsed: 0,
      electionTicks: settings.drawElectionTicks(),
      ticksSinceDiskProgress: 0,
      transfer: undefined,
    };
    this.adoptTermOfLog();
  }

  get self(): ReplicaId {
    return this.state.settings.self;
  }

  get role(): RoleName {
    return this.state.role.kind;
  }

  get currentTerm(): Term {
    return this.state.currentTerm;
  }

  get votedFor(): NodeId | undefined {
    return this.state.votedFor;
  }

  get persistedHardState(): HardState {
    return this.state.persistedHardState;
  }

  /** As far as this server knows; itself when it leads. */
  get leader(): NodeId | undefined {
    return leaderOf(this.state);
  }

  get commitIndex(): Position {
    return this.state.commitIndex;
  }

  get lastPosition(): Position {
    return this.state.log.lastPosition;
  }

  get durable(): Position {
    return this.state.durable;
  }

  get base(): LogBase {
    return this.state.log.base;
  }

  /** The latest in the log, committed or not. */
  get configuration(): Configuration {
    return this.state.log.configuration;
  }

  canPropose(): 'yes' | 'not-leader' | 'transferring' {
    if (this.state.role.kind !== 'leader') return 'not-leader';
    return this.state.transfer === undefined ? 'yes' : 'transferring';
  }

  /** Leads, and its own term-start is committed: from here on it knows what is committed (5.4.2). */
  isServing(): boolean {
    return isServing(this.state);
  }

  termAt(position: Position): Term | undefined {
    return this.state.log.termAt(position);
  }

  /** Empty unless this server leads. */
  followers(): readonly FollowerView[] {
    return followersOf(this.state);
  }

  describe(): RaftDescription {
    return describe(this.state);
  }

  /** A beat of the leader `from` came (beat.ts). False: it must ask by AppendEntries. An input, but with an answer. */
  hearBeat(from: NodeId, term: Term, commitIndex: Position): boolean {
    return hearBeat(this.state, from, term, commitIndex);
  }

  beatAnswered(from: NodeId, term: Term, hasAgreed: boolean): void {
    beatAnswered(this.state, from, term, hasAgreed);
  }

  step(input: Input): void {
    const { state } = this;
    switch (input.kind) {
      case 'tick':
        return tick(state, input.isHeartbeatDue);
      case 'received':
        return this.receive(input.from, input.message);
      case 'proposed':
        return this.propose(input.offsetCount, input.bytes);
      case 'hard-state-persisted':
        return this.hardStatePersisted(input.hardState);
      case 'persisted':
        return persisted(state, input.position, input.term);
      case 'log-reset':
        return logReset(state, input.base);
      case 'base-moved':
        return baseMoved(state, input.base);
      case 'transfer-requested':
        return transferRequested(state, input.to);
      case 'read-requested':
        return readRequested(state, input.id);
      case 'peer-disconnected':
        return peerDisconnected(state, input.peer);
      case 'campaign-requested':
        return timeout(state, 'campaign-requested');
      default:
        return unreachable(input);
    }
  }

  /** Whether a drain after a tick has anything to give; after any other input the host drains in any case. */
  get hasEffects(): boolean {
    const { role, outbox } = this.state;
    return !outbox.isEmpty || (role.kind === 'leader' && role.reads.waiting.length > 0);
  }

  /**
   * What the steps since the last drain want done. Replication and ReadIndex rounds are planned here, so that all
   * that came in one turn of the host shares a message.
   */
  drain(): Effect[] {
    replicate(this.state);
    startReadRound(this.state);
    this.state.log.handOver();
    return this.state.outbox.drain();
  }

  private receive(from: NodeId, message: Message): void {
    const { state } = this;
    if (!(message.term >= 0 && message.term <= TERM_MAX)) return;
    // Elections have term rules of their own: PreVote changes no term, and stickiness comes before it.
    if (message.kind === 'request-vote') return handleRequestVoteRequest(state, from, message);
    if (message.kind === 'request-vote-response') {
      return handleRequestVoteResponse(state, from, message);
    }
    if (message.term > state.currentTerm) {
      const isOfLeader = message.kind !== 'append-entries-response';
      updateTerm(state, message.term, isOfLeader ? from : undefined);
    }
    if (message.term < state.currentTerm) return this.refuseStale(from, message);
    switch (message.kind) {
      case 'append-entries':
        return handleAppendEntriesRequest(state, from, message);
      case 'append-entries-response':
        return handleAppendEntriesResponse(state, from, message);
      case 'install-snapshot':
        return handleInstallSnapshotRequest(state, from, message);
      case 'timeout-now':
        return handleTimeoutNowRequest(state, from);
      default:
        return unreachable(message);
    }
  }

  /** Raft 5.1: "If a server receives a request with a stale term number, it rejects the request." */
  private refuseStale(
    from: NodeId,
    message: Exclude<Message, { kind: 'request-vote' | 'request-vote-response' }>,
  ): void {
    const { state } = this;
    state.settings.trace?.({
      mark: 'stale-term',
      text: `${message.kind} of ${from} from term ${message.term}, own term is ${state.currentTerm} -> refuse`,
    });
    if (message.kind === 'append-entries') rejectAppendEntries(state, from, message);
    if (message.kind === 'install-snapshot') {
      const { position, term } = message.base;
      const asked = { prevLogIndex: position, prevLogTerm: term, readContext: 0 };
      rejectAppendEntries(state, from, asked);
    }
  }

  private propose(offsetCount: number, bytes: Uint8Array): void {
    invariant(this.canPropose() === 'yes', 'only a leader that is not leaving takes proposals');
    const prev = this.lastPosition;
    const end = afterBatch(prev, offsetCount);
    appendEntry(this.state, { kind: 'batch', prev, end, term: this.currentTerm, bytes });
  }

  private hardStatePersisted(hardState: HardState): void {
    const { state } = this;
    if (covers(state.persistedHardState, hardState)) return;
    state.persistedHardState = hardState;
    state.outbox.release(hardState);
    countOwnVote(state);
  }

  /**
   * After a crash the log can be ahead of the hard state, since the two are written in parallel. Nothing was promised in
   * that term, because every message waits for it, so taking it over without a vote is safe; and no server may
   * open a term that its log already has.
   */
  private adoptTermOfLog(): void {
    const { state } = this;
    const { lastTerm } = state.log;
    if (lastTerm <= state.currentTerm) return;
    state.currentTerm = lastTerm;
    state.votedFor = undefined;
    persistHardState(state);
  }
}
