/**
 * The records of one partition, in order, over whatever connections there are: a subscription that is opened again where
 * it was cut off. Nothing is repeated and nothing is left out in silence: what retention took or a truncation changed is
 * told as a gap.
 *
 * Memory is bounded by the credit: what the broker may send, what lies here and what was taken and not given back sum up
 * to it, but for the one batch by which a broker may overdraw it. So an application that does not take pauses the
 * broker, and a paused partition costs nothing.
 */
import { BrokerError } from '../../model/errors.ts';
import type { Offset, Term, Uuid } from '../../model/ids.ts';
import type { Continuity } from '../../model/continuity.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import {
  baseOffsetAt,
  lastOffsetDeltaAt,
  leaderEpochAt,
  recordsCountAt,
} from '../../record/batch-header.ts';
import type {
  RecordsInfo,
  SubscribeOptions,
  Subscription,
  SubscriptionStart,
} from '../subscription.ts';

export type FeedStart =
  { readonly offset: number; readonly lastEpoch?: Term } | 'earliest' | 'latest';

/** What a reader is told that it will not get. */
export type Gap =
  | Exclude<Continuity, { kind: 'contiguous' }>
  /** The wanted offset is beyond the end of the log: it is another log than the one that the offset is from. */
  | { readonly kind: 'out-of-range'; readonly from: number };

/**
 * After a gap: 'reset' goes on at `resetTo`, 'continue' at the next record that there is, 'fail' ends the feed. After a
 * truncation 'reset' and 'continue' both go on where the log was cut, since what comes there was never read.
 */
export type GapPolicy = 'reset' | 'continue' | 'fail';

export interface FeedOptions {
  readonly tp: TopicPartition;
  readonly start: FeedStart;
  readonly creditBytes: number;
  readonly creditRecords: number;
  readonly gapPolicy: GapPolicy;
  readonly resetTo: 'earliest' | 'latest';
  readonly clock: Clock;
  /** Before the n-th retry in a row, from 1. */
  readonly backOffMs: (retry: number) => number;
}

/** A connection, as far as a feed needs it. */
export interface FeedLink {
  subscribe(options: SubscribeOptions): Subscription;
}

export interface FeedListener {
  /** The broker has begun to send; `at`: where, when only the broker could know what the earliest or latest record is. */
  started(end: 'earliest' | 'latest' | undefined, at: number): void;
  /** There is something to take. */
  readable(): void;
  /** Also without batches: then only that the broker reaches the leader. */
  received(batchesCount: number): void;
  gap(gap: Gap): void;
  /** Since then the broker cannot serve the partition; the feed, or the broker for it, tries again. */
  refused(error: BrokerError, sinceMs: number): void;
  /** Nothing more will come. */
  failed(error: BrokerError): void;
}

interface HeldBatch {
  readonly bytes: Uint8Array;
  /** Records before it are not wanted. */
  from: number;
  /** Exclusive. */
  readonly end: number;
}

export interface TakenBatches {
  /** Of the log that they are from: another one after a truncation. */
  readonly log: number;
  readonly batches: readonly Readonly<HeldBatch>[];
  readonly highWatermark: number;
}

type State =
  | { readonly kind: 'detached' }
  | { readonly kind: 'subscribed'; readonly link: FeedLink; readonly subscription: Subscription }
  | { readonly kind: 'waiting'; readonly link: FeedLink; readonly timer: Timer }
  | { readonly kind: 'closed' };

export class PartitionFeed {
  private readonly options: FeedOptions;
  private readonly listener: FeedListener;
  private state: State = { kind: 'detached' };
  /** Of the next record to receive. */
  private next: FeedStart;
  /** The topic that `next` is of: a new one of its name is another log. */
  private topicId: Uuid | undefined;
  private held: HeldBatch[] = [];
  /** Held and taken. */
  private usedBytes = 0;
  private usedRecords = 0;
  /** What the broker may still send; it may overdraw it. */
  private leftBytes = 0;
  private leftRecords = 0;
  private highWatermark = 0;
  private log = 0;
  private retries = 0;

  constructor(options: FeedOptions, listener: FeedListener) {
    this.options = options;
    this.listener = listener;
    this.next = options.start;
  }

  get isReadable(): boolean {
    return this.held.length > 0;
  }

  /** Moves over to this connection; without one, waits for the next. */
  attach(link: FeedLink | undefined): void {
    if (this.state.kind === 'closed') return;
    this.detach();
    this.retries = 0;
    if (link !== undefined) this.subscribe(link);
  }

  /** At least one batch if there is any, then as long as `bytesMax` is not exceeded. To be released or put back. */
  take(bytesMax: number): TakenBatches | undefined {
    if (this.held.length === 0) return undefined;
    let bytes = 0;
    let count = 0;
    for (const batch of this.held) {
      bytes += batch.bytes.length;
      if (count > 0 && bytes > bytesMax) break;
      count += 1;
    }
    const { log, highWatermark } = this;
    return { log, batches: this.held.splice(0, count), highWatermark };
  }

  /** The application is done with the records before `offset`, and gets the others again. */
  putBack({ log, batches }: TakenBatches, offset: number): void {
    const isGone = (batch: HeldBatch): boolean => batch.end <= offset || log !== this.log;
    for (const batch of batches) if (isGone(batch)) this.free(batch.bytes);
    const left = batches.filter((batch) => !isGone(batch));
    this.held.unshift(...left.map((batch) => ({ ...batch, from: Math.max(batch.from, offset) })));
    this.giveCredit();
  }

  describe(): {
    readonly state: State['kind'];
    readonly next: FeedStart;
    readonly usedBytes: number;
  } {
    const { state, next, usedBytes } = this;
    return { state: state.kind, next, usedBytes };
  }

  close(): void {
    this.detach();
    this.state = { kind: 'closed' };
    this.held = [];
  }

  private detach(): void {
    const { state } = this;
    this.state = { kind: 'detached' };
    if (state.kind === 'waiting') state.timer.cancel();
    if (state.kind === 'subscribed') void state.subscription.close();
  }

  private subscribe(link: FeedLink): void {
    const { tp, clock, creditBytes, creditRecords } = this.options;
    const askedMs = clock.monotonic();
    this.leftBytes = Math.max(creditBytes - this.usedBytes, 0);
    this.leftRecords = Math.max(creditRecords - this.usedRecords, 0);
    // A broker may well speak of the start and of the first records in one breath, before a promise was heard.
    let isStarted = false;
    const whenStarted = (act: () => void): void => {
      const actIfCurrent = (): void => {
        if (state === this.state) act();
      };
      if (isStarted) actIfCurrent();
      else subscription.started.then(actIfCurrent, () => undefined);
    };
    const subscription = link.subscribe({
      ...tp,
      ...this.place(),
      creditBytes: this.leftBytes,
      creditRecords: this.leftRecords,
      onRecords: (batches, info) => whenStarted(() => this.receive(batches, info)),
      onStalled: (error, stalledMs) =>
        whenStarted(() => this.listener.refused(error, clock.monotonic() - stalledMs)),
      onEnded: (error) =>
        whenStarted(() => this.ended(error, { link, sinceMs: clock.monotonic() })),
    });
    const state: State = { kind: 'subscribed', link, subscription };
    this.state = state;
    subscription.started.then(
      (start) => {
        isStarted = true;
        if (state === this.state) this.started(start, link);
      },
      (error: unknown) => {
        if (state === this.state) this.ended(error as BrokerError, { link, sinceMs: askedMs });
      },
    );
  }

  private place(): Pick<SubscribeOptions, 'start' | 'lastEpoch' | 'topicId'> {
    const { next, topicId } = this;
    if (typeof next === 'string') return { start: next };
    const { offset, lastEpoch } = next;
    return {
      start: { offset },
      ...(lastEpoch === undefined ? {} : { lastEpoch }),
      ...(topicId === undefined ? {} : { topicId }),
    };
  }

  private started(start: SubscriptionStart, link: FeedLink): void {
    this.retries = 0;
    this.topicId = start.topicId;
    this.highWatermark = start.highWatermark;
    // While older records are with the application, its place is among them.
    const end = typeof this.next === 'string' && this.usedRecords === 0 ? this.next : undefined;
    const lastEpoch = typeof this.next === 'string' ? undefined : this.next.lastEpoch;
    this.next =
      lastEpoch === undefined || start.continuity.kind === 'truncated'
        ? { offset: start.startOffset }
        : { offset: start.startOffset, lastEpoch };
    this.listener.started(end, start.startOffset);
    // A truncation frees what was held, and nothing may come that would give the credit back.
    if (this.follow(start.continuity, link)) this.giveCredit();
  }

  private receive(batches: readonly Uint8Array[], info: RecordsInfo): void {
    const { state } = this;
    if (state.kind !== 'subscribed') return;
    this.highWatermark = info.highWatermark;
    if (!this.follow(info.continuity, state.link)) return;
    for (const bytes of batches) this.hold(bytes);
    this.giveCredit();
    this.listener.received(batches.length);
    if (this.isReadable) this.listener.readable();
  }

  private hold(bytes: Uint8Array): void {
    const records = recordsCountAt(bytes);
    this.leftBytes -= bytes.length;
    this.leftRecords -= records;
    const from = typeof this.next === 'string' ? baseOffsetAt(bytes) : this.next.offset;
    const end = baseOffsetAt(bytes) + lastOffsetDeltaAt(bytes) + 1;
    if (end <= from) return;
    this.usedBytes += bytes.length;
    this.usedRecords += records;
    this.held.push({ bytes, from, end });
    this.next = { offset: end, lastEpoch: leaderEpochAt(bytes) as Term };
  }

  /** False when the feed goes on elsewhere than the broker does. */
  private follow(continuity: Continuity, link: FeedLink): boolean {
    if (continuity.kind === 'contiguous') return true;
    this.listener.gap(continuity);
    if (this.options.gapPolicy === 'fail') {
      this.fail(
        new BrokerError(
          'OFFSET_OUT_OF_RANGE',
          `The records from offset ${continuity.from} on are gone.`,
        ),
      );
      return false;
    }
    if (continuity.kind === 'truncated') {
      this.forgetFrom(continuity.from);
      return true;
    }
    if (this.options.gapPolicy === 'reset' && this.options.resetTo === 'latest') {
      this.restartAt('latest', link);
      return false;
    }
    this.next = { offset: continuity.to };
    return true;
  }

  /** What is held from there on is of a log that does not exist any more. */
  private forgetFrom(offset: Offset): void {
    const gone = this.held.filter(({ end }) => end > offset);
    this.held = this.held.filter(({ end }) => end <= offset);
    for (const { bytes } of gone) this.free(bytes);
    this.log += 1;
    this.next = { offset };
  }

  private restartAt(start: FeedStart, link: FeedLink): void {
    this.detach();
    this.next = start;
    this.subscribe(link);
  }

  private ended(
    error: BrokerError,
    { link, sinceMs }: { readonly link: FeedLink; readonly sinceMs: number },
  ): void {
    this.detach();
    if (error.errorName === 'OFFSET_OUT_OF_RANGE' && typeof this.next !== 'string') {
      this.listener.gap({ kind: 'out-of-range', from: this.next.offset });
      if (this.options.gapPolicy === 'fail') return this.fail(error);
      return this.restartAt(this.options.resetTo, link);
    }
    if (!error.retriable) return this.fail(error);
    this.retries += 1;
    const delayMs = this.options.backOffMs(this.retries);
    const timer = this.options.clock.setTimer(delayMs, () => this.subscribe(link));
    this.state = { kind: 'waiting', link, timer };
    // Mostly of this connection, and the next one ends the wait; but a broker says it, too, when it lost the leader.
    if (error.errorName !== 'NETWORK_EXCEPTION') this.listener.refused(error, sinceMs);
  }

  private fail(error: BrokerError): void {
    this.close();
    this.listener.failed(error);
  }

  private free(bytes: Uint8Array): void {
    this.usedBytes -= bytes.length;
    this.usedRecords -= recordsCountAt(bytes);
  }

  /**
   * By halves, so that small batches do not cost a frame each. It cannot come to a stand: when the broker has no credit
   * left and less than half is free, then the rest is used, and this is called again when it is put back.
   */
  private giveCredit(): void {
    if (this.state.kind !== 'subscribed') return;
    const { creditBytes, creditRecords } = this.options;
    const bytes = creditBytes - this.usedBytes - this.leftBytes;
    const records = creditRecords - this.usedRecords - this.leftRecords;
    if (bytes * 2 < creditBytes && records * 2 < creditRecords) return;
    const granted = { bytes: Math.max(bytes, 0), records: Math.max(records, 0) };
    this.leftBytes += granted.bytes;
    this.leftRecords += granted.records;
    this.state.subscription.addCredit(granted.bytes, granted.records);
  }
}
