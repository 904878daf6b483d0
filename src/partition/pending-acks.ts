/**
 * Producers that wait for their batch to be committed. A wait outlives the leadership of this replica: what
 * became of the batch is read off the committed log, so that a change of leader alone never leaves a producer
 * with an unknown outcome. Only running out of time does, and for
 * who can send the same again without harm a replica that is out of touch.
 *
 * A truncation here proves nothing: another replica may still hold the entry and commit it under a later leader.
 * What is committed does. At or behind the batch's end: its term there either is the batch's own, or the batch can never
 * be committed (State Machine Safety). Before it: when that is of a later term, for terms never go back along a log. So
 * the term-start of the next leader settles the batches that it does not have, also when nobody writes behind it because
 * all who would wait here.
 */
import { BrokerError } from '../model/errors.ts';
import type { Term } from '../model/ids.ts';
import type { LogBase } from '../model/log-entry.ts';
import {
  isAtOrBefore,
  isBefore,
  isSamePosition,
  ORIGIN,
  type Position,
} from '../model/position.ts';

interface AwaitedBatch {
  readonly end: Position;
  readonly term: Term;
  /** It has a sequence: sent again, it is written once. */
  readonly mayRepeat: boolean;
}

interface Wait {
  readonly deadlineMs: number;
  readonly replicasMin: number;
}

interface PendingAck extends AwaitedBatch, Wait {
  readonly committed: () => void;
  readonly refused: (error: BrokerError) => void;
}

export interface CommittedLog {
  readonly base: LogBase;
  readonly commitIndex: Position;
  termAt(position: Position): Term | undefined;
  /** In-sync replicas, this one included, that have synced up to `end`; undefined when this one does not lead. */
  replicasSyncedAt(end: Position): number | undefined;
}

/** Out of office and without news of a commit for so many election time-outs: it is cut off, or most of the others are. */
const BLIND_ELECTIONS_MAX = 2;

export class PendingAcks {
  /** In the order of the appends; after a lost leadership and a new one, ends may go back once. */
  private waiting: PendingAck[] = [];
  private settledUpTo: Position = ORIGIN;
  /** Some are committed, and were not when they were looked at last, or wait for more replicas than a majority. */
  private isDue = false;
  private blindTicks = 0;
  private commitAtTick: Position = ORIGIN;
  private readonly blindTicksMax: number;

  constructor(electionTicksMax: number) {
    this.blindTicksMax = BLIND_ELECTIONS_MAX * electionTicksMax;
  }

  get size(): number {
    return this.waiting.length;
  }

  /** Resolves when the batch is committed as `wait` has it; at once without one. Rejects with a BrokerError. */
  wait(batch: AwaitedBatch, wait: Wait | undefined): Promise<void> {
    if (wait === undefined) return Promise.resolve();
    return new Promise<void>((resolve, reject) => {
      this.add({ ...batch, ...wait, committed: resolve, refused: reject });
    });
  }

  /** Of a retry, what it waits for may be committed long since; the next `settle` sees to it. */
  add(ack: PendingAck): void {
    this.waiting.push(ack);
    this.blindTicks = 0;
    if (isAtOrBefore(ack.end, this.settledUpTo)) this.isDue = true;
  }

  /** Called after everything that may have moved the commit index, or a follower's match. */
  settle(log: CommittedLog): void {
    if (this.waiting.length === 0) return;
    const isNews = !isSamePosition(log.commitIndex, this.settledUpTo) || this.isDue;
    this.settledUpTo = log.commitIndex;
    if (!isNews) return;
    this.isDue = false;
    let kept = 0;
    for (const ack of this.waiting) {
      if (this.settleOne(ack, log)) continue;
      this.waiting[kept] = ack;
      kept += 1;
    }
    this.waiting.length = kept;
  }

  private settleOne(ack: PendingAck, log: CommittedLog): boolean {
    if (!isAtOrBefore(ack.end, log.commitIndex)) {
      const committedTerm = log.termAt(log.commitIndex);
      if (committedTerm === undefined || committedTerm <= ack.term) return false;
      ack.refused(notWritten());
      return true;
    }
    if (isBefore(ack.end, log.base.position)) {
      // The log was replaced by a snapshot: what it held at that place cannot be told any more.
      ack.refused(outcomeUnknown());
      return true;
    }
    if (log.termAt(ack.end) !== ack.term) {
      ack.refused(notWritten());
      return true;
    }
    const synced = log.replicasSyncedAt(ack.end);
    if (synced !== undefined && synced < ack.replicasMin) {
      this.isDue = true;
      return false;
    }
    ack.committed();
    return true;
  }

  /**
   * A retry may reach the leader of now; waiting at a replica that learns nothing would only put that off. A batch without
   * a sequence waits on: whoever sent it could only write it twice, and here may yet be told the truth.
   */
  ticked(isLeader: boolean, commitIndex: Position): void {
    const learns = isLeader || !isSamePosition(commitIndex, this.commitAtTick);
    this.commitAtTick = commitIndex;
    this.blindTicks = learns ? 0 : this.blindTicks + 1;
    if (this.blindTicks < this.blindTicksMax || this.waiting.length === 0) return;
    const released = this.waiting.filter(({ mayRepeat }) => mayRepeat);
    this.waiting = this.waiting.filter(({ mayRepeat }) => !mayRepeat);
    for (const ack of released) ack.refused(outOfTouch());
  }

  expire(nowMs: number): void {
    if (this.waiting.length === 0) return;
    const late = this.waiting.filter((ack) => ack.deadlineMs <= nowMs);
    if (late.length === 0) return;
    this.waiting = this.waiting.filter((ack) => ack.deadlineMs > nowMs);
    for (const ack of late) ack.refused(outcomeUnknown());
  }

  /** The replica stops: what has not been committed by now has an unknown outcome. */
  abandon(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const ack of waiting) ack.refused(outcomeUnknown());
  }
}

function notWritten(): BrokerError {
  return new BrokerError(
    'NOT_LEADER_OR_FOLLOWER',
    'The leader changed before the batch was committed, and it was not written; send it again.',
  );
}

function outOfTouch(): BrokerError {
  return new BrokerError(
    'REQUEST_TIMED_OUT',
    'This broker has lost its leadership and hears of no other; the batch may or may not be written later.',
  );
}

function outcomeUnknown(): BrokerError {
  return new BrokerError(
    'REQUEST_TIMED_OUT',
    'The batch was not committed in time; it may or may not be written later.',
  );
}
