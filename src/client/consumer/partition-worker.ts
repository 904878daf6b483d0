/**
 * Brings the records of one partition to the application, batch after batch, never two at a time. After each batch it
 * stands where the application has resolved to: the end of the batch, somewhere inside, or wherever a seek has put it.
 */
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import { KafkaJSNonRetriableError, KafkaJSNumberOfRetriesExceeded } from '../errors.ts';
import type { Bytes } from '../types/bytes.ts';
import { KafkaBatch } from './kafka-batch.ts';
import type { FeedLink, FeedStart, PartitionFeed } from './partition-feed.ts';
import type { Positions } from './positions.ts';

export interface WorkerOptions {
  readonly tp: TopicPartition;
  readonly positions: Positions;
  readonly clock: Clock;
  readonly toBytes: (bytes: Uint8Array) => Bytes;
  readonly isPaused: () => boolean;
  readonly retriesMax: number;
  readonly backOffMs: (retry: number) => number;
  /** Not attached yet. */
  readonly openFeed: (start: FeedStart, readable: () => void) => PartitionFeed;
  /** How much of what is there makes one batch. */
  readonly batchBytesMax: () => number;
  readonly handle: (batch: KafkaBatch, worker: PartitionWorker) => Promise<void>;
  /** `process` may be called. */
  readonly ready: (worker: PartitionWorker) => void;
  /** The handler failed, and no retry is left or would help. */
  readonly failed: (error: Error) => void;
  /** The position is another one, and no batch ends to say so. */
  readonly moved: () => void;
}

/** Faults of the program, which do not go away when it runs again. */
const UNRECOVERABLE = new Set(['RangeError', 'ReferenceError', 'SyntaxError', 'TypeError']);

export class PartitionWorker {
  readonly tp: TopicPartition;
  private readonly options: WorkerOptions;
  private feed: PartitionFeed;
  private link: FeedLink | undefined;
  private batch: KafkaBatch | undefined;
  /** Of the next record to process; only while there is a batch. */
  private position = 0;
  private seekTo: FeedStart | undefined;
  private isStopped = false;
  private staleListener: (() => void) | undefined;
  /** The partition is still with a handler of an earlier generation. */
  private isHeld = false;
  private failures = 0;
  private failedAt = -1;
  private retryTimer: Timer | undefined;

  constructor(options: WorkerOptions, start: FeedStart) {
    this.options = options;
    this.tp = options.tp;
    this.feed = this.openFeed(start);
  }

  get isReady(): boolean {
    const isFree = this.batch === undefined && !this.isHeld && this.retryTimer === undefined;
    return isFree && !this.isStopped && this.feed.isReadable && !this.options.isPaused();
  }

  /** What the handler has in its hands is not wanted any more. */
  get isStale(): boolean {
    return this.isStopped || this.seekTo !== undefined;
  }

  /** The partition is given back, or being so. */
  get isRevoked(): boolean {
    return this.isStopped;
  }

  /** Calls it when the batch of now becomes stale; once, and only the last one that was given. */
  onStale(listener: () => void): void {
    this.staleListener = listener;
  }

  attach(link: FeedLink | undefined): void {
    this.link = link;
    this.feed.attach(link);
  }

  wake(): void {
    if (this.isReady) this.options.ready(this);
  }

  hold(until: Promise<void>): void {
    this.isHeld = true;
    void until.finally(() => {
      this.isHeld = false;
      this.wake();
    });
  }

  seek(start: FeedStart): void {
    this.seekTo = start;
    this.becomeStale();
    if (this.batch === undefined) this.moveToSeek();
  }

  stop(): void {
    this.isStopped = true;
    this.becomeStale();
    this.retryTimer?.cancel();
    this.feed.close();
  }

  /** The handler is done with everything before `next`. Too late after a seek, or when the partition is gone. */
  resolve(next: number): void {
    const { batch } = this;
    if (batch === undefined || this.seekTo !== undefined) return;
    this.position = next;
    this.options.positions.resolve(this.tp, next, batch.leaderEpochBefore(next));
  }

  /** Never rejects. */
  async process(): Promise<void> {
    const taken = this.feed.take(this.options.batchBytesMax());
    if (taken === undefined) return;
    const { from } = taken.batches[0]!;
    const { feed } = this;
    const batch = new KafkaBatch(this.tp, taken, this.options.toBytes);
    this.batch = batch;
    this.position = from;
    this.options.positions.begin(this.tp, from);
    try {
      if (batch.isCompressed) await batch.decompress();
      if (!this.isStopped && this.seekTo === undefined) await this.options.handle(batch, this);
      this.failures = 0;
    } catch (error) {
      this.handlerFailed(error);
    }
    this.batch = undefined;
    this.staleListener = undefined;
    if (this.isStopped) return;
    if (this.seekTo !== undefined) this.moveToSeek();
    else if (this.position < from) this.reopen({ offset: this.position });
    else feed.putBack(taken, this.position);
    this.wake();
  }

  private handlerFailed(error: unknown): void {
    // Of a partition that is not ours any more: whoever has it now begins where we have committed.
    if (this.isStopped) return;
    const cause = error instanceof Error ? error : new Error(String(error));
    const { retriable } = cause as { retriable?: boolean };
    if (retriable === false || UNRECOVERABLE.has(cause.name)) {
      return this.options.failed(new KafkaJSNonRetriableError(cause, { cause }));
    }
    this.failures = this.position > this.failedAt ? 1 : this.failures + 1;
    this.failedAt = this.position;
    const retryTime = this.options.backOffMs(this.failures);
    if (this.failures > this.options.retriesMax) {
      const retryCount = this.failures - 1;
      const exceeded = new KafkaJSNumberOfRetriesExceeded(cause, { retryCount, retryTime });
      return this.options.failed(exceeded);
    }
    this.retryTimer = this.options.clock.setTimer(retryTime, () => {
      this.retryTimer = undefined;
      this.wake();
    });
  }

  private becomeStale(): void {
    const listener = this.staleListener;
    this.staleListener = undefined;
    listener?.();
  }

  private moveToSeek(): void {
    const start = this.seekTo!;
    this.seekTo = undefined;
    this.failedAt = -1;
    if (typeof start === 'object') this.options.positions.resolve(this.tp, start.offset);
    this.reopen(start);
    this.options.moved();
  }

  private reopen(start: FeedStart): void {
    this.feed.close();
    this.feed = this.openFeed(start);
    this.feed.attach(this.link);
  }

  private openFeed(start: FeedStart): PartitionFeed {
    return this.options.openFeed(start, () => this.wake());
  }
}
