/**
 * One replica of one partition: the consensus core, its log, and those who wait on them. Everything that happens
 * to it is a `step` of the core; the effects that the core leaves are carried out here, in order, at the end of the
 * same turn of the event loop, so that what arrives together is written, sent and acknowledged together.
 *
 * What it is not: it knows no topics, no requests and no connections. `partition/reader.ts` reads from it.
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import { InvariantViolation, unreachable } from '../base/invariant.ts';
import type { QueueLength } from '../base/queue-length.ts';
import { BrokerError } from '../model/errors.ts';
import { offset, type NodeId, type Offset, type Term } from '../model/ids.ts';
import type { HardState, LogBase, LogEntry } from '../model/log-entry.ts';
import { isAtOrBefore, isBefore, later, position, type Position } from '../model/position.ts';
import { groupKey, type GroupKey } from '../model/topic-partition.ts';
import type { Effect, RoleName } from '../raft/effects.ts';
import type { Input } from '../raft/inputs.ts';
import { Raft } from '../raft/raft.ts';
import { stampBatch } from '../record/batch-header.ts';
import type { Log } from '../storage/log.ts';
import { AppliedWaiters } from './applied-waiters.ts';
import { EntrySender } from './entry-sender.ts';
import { inSyncReplicas } from './in-sync.ts';
import { PendingAcks } from './pending-acks.ts';
import { PendingTransfers } from './pending-transfers.ts';
import { endOffsetOf, type ProducedBatch, type Sequence } from './producer-table.ts';
import type { Producers } from './producers.ts';
import { PendingReads } from './read-index.ts';
import type { ReplicaModules, ReplicaOptions } from './replica-options.ts';
import { Applier } from './state-machine.ts';
import { Uncommitted } from './uncommitted.ts';
import { highWatermark, logEndOffset } from './vocabulary.ts';
import { HighWatermarkWaiters } from './waiters.ts';

export type { ReplicaObserver, ReplicaOptions } from './replica-options.ts';

export interface Append {
  /** Checked by the caller: one whole batch that spans `offsetCount` offsets. Stamped in place. */
  readonly bytes: Uint8Array;
  readonly offsetCount: number;
  /** Of an idempotent producer: what the batch's header says. */
  readonly sequence?: Sequence;
  /** What to wait for; undefined: nothing. `deadlineMs` is on the monotonic clock. */
  readonly wait: { readonly deadlineMs: number; readonly replicasMin: number } | undefined;
}

/** Of a retry: all of it is of the first attempt. */
export interface Appended {
  readonly baseOffset: Offset;
  readonly leaderEpoch: Term;
  /** Resolves when committed on the disks of a majority, and of `replicasMin`; at once without a wait. */
  readonly committed: Promise<void>;
  /** Set on a retry only: NONE unless the topic had LogAppendTime. */
  readonly firstAppendTimeMs?: number;
}

export class Replica {
  readonly key: GroupKey;
  readonly options: ReplicaOptions;
  readonly log: Log;
  readonly raft: Raft;
  readonly waiters: HighWatermarkWaiters;
  private readonly modules: ReplicaModules;
  private readonly acks: PendingAcks;
  private readonly reads = new PendingReads();
  private readonly sender: EntrySender;
  private readonly applier: Applier | undefined;
  private readonly appliedWaiters = new AppliedWaiters();
  private readonly transfers = new PendingTransfers();
  private readonly uncommitted: Uncommitted;
  readonly producers: Producers | undefined;
  private pumpScheduled = false;
  private wasServing = false;
  private fault: string | undefined;
  private stopped = false;
  private inSyncShown = '';
  private lastReason = 'start';

  constructor(options: ReplicaOptions, modules: ReplicaModules) {
    this.options = options;
    this.modules = modules;
    this.log = modules.log;
    this.producers = modules.producers;
    this.key = groupKey(options.group);
    this.uncommitted = new Uncommitted(options.uncommittedBytesMax);
    this.acks = new PendingAcks(options.raft.electionTicksMax);
    this.waiters = new HighWatermarkWaiters(modules.clock, options.waitersMax);
    const hardState = modules.hardState.read(this.key) ?? NEVER_VOTED;
    this.raft = new Raft(
      { ...options.raft, self: options.self },
      { hardState, log: modules.log.recovered },
      modules.log,
    );
    this.sender = new EntrySender({
      log: modules.log,
      currentTerm: () => this.raft.currentTerm,
      send: modules.send,
      damaged: (reason) => this.fail(reason),
    });
    this.applier = this.makeApplier();
    modules.log.listen({
      persisted: (position, term) => this.step({ kind: 'persisted', position, term }),
      reset: (base) => this.logReset(base),
      baseMoved: (base) => this.step({ kind: 'base-moved', base }),
      failed: (reason) => this.fail(reason),
    });
    this.schedulePump();
    modules.watcher?.opened(this);
  }

  private makeApplier(): Applier | undefined {
    const { log, stateMachine } = this.modules;
    if (stateMachine === undefined) return undefined;
    return new Applier(
      {
        log,
        stateMachine,
        baseAt: (position) => this.baseAt(position),
        applied: (upTo) => this.appliedWaiters.applied(upTo),
        failed: (reason) => this.fail(reason),
      },
      this.options.snapshotEveryBytes,
    );
  }

  get role(): RoleName | 'failed' {
    return this.fault === undefined ? this.raft.role : 'failed';
  }

  get faultReason(): string | undefined {
    return this.fault;
  }

  get isLeader(): boolean {
    return this.fault === undefined && this.raft.role === 'leader';
  }

  /** A leader that may answer reads: its own term-start is committed. */
  get isServing(): boolean {
    return this.isLeader && !this.stopped && this.raft.isServing();
  }

  get highWatermark(): Offset {
    return highWatermark(this.raft.commitIndex);
  }

  get logEndOffset(): Offset {
    return logEndOffset(this.raft.lastPosition);
  }

  queueLengths(): readonly QueueLength[] {
    return [this.waiters.queueLength, this.uncommitted.queueLength];
  }

  step(input: Input): void {
    if (this.fault !== undefined || this.stopped) return;
    try {
      this.raft.step(input);
    } catch (error) {
      return this.caught(error);
    }
    // Most ticks of most groups leave nothing to do, and there are many groups.
    if (input.kind !== 'tick' || this.raft.hasEffects) this.schedulePump();
  }

  tick(isHeartbeatDue: boolean): void {
    this.step({ kind: 'tick', isHeartbeatDue });
    this.acks.ticked(this.isLeader, this.commitIndex);
    if (!isHeartbeatDue) return;
    this.acks.expire(this.modules.clock.monotonic());
    if (this.isLeader) this.watchInSync();
  }

  /** A beat of the leader (raft/beat.ts). False: it must ask by AppendEntries. */
  hearBeat(from: NodeId, term: Term, commitIndex: Position): boolean {
    return this.fault === undefined && !this.stopped && this.raft.hearBeat(from, term, commitIndex);
  }

  beatAnswered(from: NodeId, term: Term, hasAgreed: boolean): void {
    if (this.fault === undefined && !this.stopped) this.raft.beatAnswered(from, term, hasAgreed);
  }

  /** Throws a BrokerError when nothing was appended. What is in the log already is not appended again. */
  append(request: Append): Appended {
    this.refuseUnlessLeader();
    if (request.sequence !== undefined) {
      const written = this.producers?.judge(request.sequence);
      if (written !== undefined) return this.appendedBefore(written, request.wait);
    }
    this.uncommitted.refuseBeyondBound(request.bytes.length, this.options.name);
    const { raft } = this;
    const start = raft.lastPosition;
    const term = raft.currentTerm;
    stampBatch(request.bytes, start.nextOffset, term);
    this.step({ kind: 'proposed', offsetCount: request.offsetCount, bytes: request.bytes });
    if (this.fault !== undefined) throw this.storageError();
    const end = raft.lastPosition;
    // The next batch of this turn is judged by it; the effect that hands it to the log comes later.
    this.producers?.appended(request.bytes);
    this.uncommitted.add({
      end,
      bytes: request.bytes.length,
      sinceMs: this.modules.clock.monotonic(),
    });
    this.modules.observer.appended(request.bytes.length, request.offsetCount);
    const mayRepeat = request.sequence !== undefined;
    const committed = this.acks.wait({ end, term, mayRepeat }, request.wait);
    return { baseOffset: start.nextOffset, leaderEpoch: term, committed };
  }

  /**
   * A retry waits for the first attempt as if it were that one, and shares its fate. It may be committed already, and even
   * dropped by retention: then what was committed behind it speaks for it.
   */
  private appendedBefore(batch: ProducedBatch, wait: Append['wait']): Appended {
    const { baseOffset, leaderEpoch, logAppendTimeMs } = batch;
    const { base } = this.raft;
    const end = later(position(endOffsetOf(batch), 0), base.position);
    const term = this.raft.termAt(end);
    if (term === undefined || (isBefore(base.position, end) && term !== leaderEpoch)) {
      this.fail(`its producer state has a batch at ${baseOffset} that its log has not`);
      throw this.storageError();
    }
    const committed = this.acks.wait({ end, term, mayRepeat: true }, wait);
    this.schedulePump();
    return { baseOffset, leaderEpoch, committed, firstAppendTimeMs: logAppendTimeMs };
  }

  /** Confirms leadership with a quorum; resolves with the position up to which everything must be seen. */
  async confirmLeadership(): Promise<Position> {
    this.refuseUnlessReadable();
    const { id, confirmed } = this.reads.open();
    this.step({ kind: 'read-requested', id });
    return confirmed;
  }

  /** Resolves when this replica has stepped down in favour of `to`; the new leader may not be in office yet. */
  transferLeadership(to: NodeId): Promise<void> {
    this.refuseUnlessLeader();
    const ended = this.transfers.wait();
    this.step({ kind: 'transfer-requested', to });
    return ended;
  }

  private transferEnded(to: NodeId, outcome: 'done' | 'timed-out' | 'refused'): void {
    this.modules.logger.info('leadership-transfer-ended', { to, outcome });
    this.transfers.ended(this.options.name, to, outcome);
  }

  /** Resolves when the state machine has applied everything up to `position`. */
  async appliedUpTo(position: Position): Promise<void> {
    if (this.fault !== undefined) throw this.storageError();
    if (this.applier === undefined || isAtOrBefore(position, this.applier.applied)) return;
    await this.appliedWaiters.wait(position);
  }

  /** Voters that hold, synced, all that the leader had within the last replica.lag.time.max.ms; only on the leader. */
  inSyncReplicas(): readonly NodeId[] {
    return this.isLeader ? inSyncReplicas(this.raft.followers(), this.options) : [];
  }

  /** Drops the oldest segments that the settings do not want any more. */
  async enforceRetention(nowMs: number): Promise<void> {
    await this.producers?.enforceRetention(nowMs, this.commitIndex);
  }

  /** Stops taking part; the disk is flushed. Called once. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.waiters.wakeAll();
    this.reads.refuseAll();
    this.modules.stateMachine?.officeChanged?.();
    // Ahead of the flush that `close` waits for: the next start then reads nothing.
    if (this.fault === undefined) void this.producers?.storeCheckpoint(this.commitIndex);
    await this.log.close();
    this.acks.abandon();
    this.refuseWaiting(new BrokerError('NOT_LEADER_OR_FOLLOWER'));
  }

  /** A leader that hands over still reads. */
  refuseUnlessReadable(): void {
    if (this.fault !== undefined) throw this.storageError();
    if (this.stopped || !this.isLeader) throw new BrokerError('NOT_LEADER_OR_FOLLOWER');
  }

  private refuseUnlessLeader(): void {
    this.refuseUnlessReadable();
    if (this.raft.canPropose() === 'transferring') {
      throw new BrokerError(
        'NOT_LEADER_OR_FOLLOWER',
        `The leadership of ${this.options.name} is being handed over; send it again.`,
      );
    }
  }

  private storageError(): BrokerError {
    return new BrokerError(
      'KAFKA_STORAGE_ERROR',
      `This replica of ${this.options.name} has failed: ${this.fault}.`,
    );
  }

  private baseAt(position: Position): LogBase {
    const term = this.raft.termAt(position);
    if (term === undefined) throw new InvariantViolation('an applied position is in the log');
    return { position, term, configuration: this.raft.configuration };
  }

  private logReset(base: LogBase): void {
    this.step({ kind: 'log-reset', base });
    this.applier?.reset(base);
  }

  /** Effects wait for the end of the turn: batches that came in one packet leave in one write and one frame. */
  private schedulePump(): void {
    if (this.pumpScheduled) return;
    this.pumpScheduled = true;
    void Promise.resolve().then(() => this.pump());
  }

  private pump(): void {
    this.pumpScheduled = false;
    if (this.fault !== undefined) return;
    try {
      const effects = this.raft.drain();
      this.modules.watcher?.drained(this, effects);
      for (const effect of effects) this.carryOut(effect);
      this.acks.settle(this);
    } catch (error) {
      this.caught(error);
    }
  }

  private carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'persist-hard-state':
        return this.persistHardState(effect.hardState);
      case 'truncate':
        this.producers?.truncated(effect.to);
        return this.log.truncate(effect.to);
      case 'append':
        return this.appendEntries(effect.entries);
      case 'reset-log':
        return this.resetLog(effect);
      case 'send':
        return this.sender.send(effect.to, effect.message);
      case 'send-entries':
        return this.sender.sendEntries(effect.to, effect.request, effect.upTo);
      case 'send-beat':
        return this.modules.sendBeat(effect.to, effect.term, effect.commitIndex);
      case 'send-snapshot':
        return this.sendSnapshot(effect.to, effect.term);
      case 'commit-moved':
        return this.commitMoved(effect.commitIndex);
      case 'role-changed':
        return this.roleChanged(effect);
      case 'read-confirmed':
        return this.reads.confirm(effect.ids, effect.readIndex);
      case 'read-refused':
        return this.reads.refuse(effect.ids);
      case 'transfer-ended':
        return this.transferEnded(effect.to, effect.outcome);
      default:
        return unreachable(effect);
    }
  }

  private appendEntries(entries: readonly LogEntry[]): void {
    const { producers } = this;
    if (producers !== undefined) {
      for (const entry of entries) if (entry.kind === 'batch') producers.appended(entry.bytes);
    }
    this.log.append(entries);
  }

  private resetLog(effect: Extract<Effect, { kind: 'reset-log' }>): void {
    try {
      this.producers?.reset(effect.state);
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error;
      return this.fail(`what the leader sent to begin anew with is unusable: ${error.message}`);
    }
    this.log.reset(effect.base, offset(effect.logStartOffset), effect.state);
  }

  private persistHardState(hardState: HardState): void {
    this.modules.hardState.write(this.key, hardState).then(
      () => this.step({ kind: 'hard-state-persisted', hardState }),
      (error: unknown) => this.fail(`its vote could not be stored: ${String(error)}`),
    );
  }

  private sendSnapshot(to: NodeId, term: Term): void {
    const { base, baseState, logStartOffset } = this.log;
    this.sender.send(to, {
      kind: 'install-snapshot',
      term,
      base,
      logStartOffset,
      state: baseState,
    });
  }

  private commitMoved(commitIndex: Position): void {
    const { clock, observer } = this.modules;
    this.uncommitted.committed(commitIndex, clock.monotonic(), (seconds) =>
      observer.committedAfter(seconds),
    );
    this.producers?.committed(commitIndex);
    this.applier?.committed(commitIndex);
    // The term-start moves no high watermark, but whoever waits for a new leader to serve is waiting for it.
    if (this.isServing && !this.wasServing) {
      this.waiters.wakeAll();
      this.modules.stateMachine?.officeChanged?.();
    }
    this.wasServing = this.isServing;
    this.waiters.advanced(highWatermark(commitIndex));
  }

  private roleChanged(change: Extract<Effect, { kind: 'role-changed' }>): void {
    const { logger, observer } = this.modules;
    const { role, term, leader, reason } = change;
    this.lastReason = reason;
    logger.info('role-changed', { role, term, leader, reason });
    if (role === 'pre-candidate') observer.elected(reason);
    this.wasServing = false;
    if (role !== 'leader') {
      this.uncommitted.clear();
      this.waiters.wakeAll();
    }
    this.watchInSync();
    this.modules.leadershipChanged(this);
    this.modules.stateMachine?.officeChanged?.();
  }

  private watchInSync(): void {
    const shown = this.inSyncReplicas().join(',');
    if (shown === this.inSyncShown) return;
    this.inSyncShown = shown;
    this.modules.leadershipChanged(this);
  }

  /** Why the role is what it is, for people. */
  get roleReason(): string {
    return this.lastReason;
  }

  // The committed log, as PendingAcks asks for it.
  get base(): LogBase {
    return this.raft.base;
  }

  get commitIndex(): Position {
    return this.raft.commitIndex;
  }

  termAt(position: Position): Term | undefined {
    return this.raft.termAt(position);
  }

  replicasSyncedAt(end: Position): number | undefined {
    if (!this.isLeader) return undefined;
    let synced = isAtOrBefore(end, this.raft.durable) ? 1 : 0;
    for (const follower of this.raft.followers()) {
      if (isAtOrBefore(end, follower.match)) synced += 1;
    }
    return synced;
  }

  private caught(error: unknown): void {
    if (error instanceof InvariantViolation) this.fail(`an invariant is broken: ${error.message}`);
    else throw error;
  }

  /** For good, until the broker is started again: it neither votes nor serves (FAILURES.md rows 5, 7, 8). */
  fail(reason: string): void {
    if (this.fault !== undefined || this.stopped) return;
    this.fault = reason;
    this.modules.logger.error('replica-failed', { reason });
    this.waiters.wakeAll();
    this.reads.refuseAll();
    this.acks.abandon();
    this.refuseWaiting(this.storageError());
    this.modules.leadershipChanged(this);
    this.modules.stateMachine?.officeChanged?.();
  }

  private refuseWaiting(error: BrokerError): void {
    this.appliedWaiters.refuseAll(error);
    this.transfers.refuseAll(error);
  }
}

const NEVER_VOTED: HardState = { currentTerm: 0 as Term, votedFor: undefined };
