/** A partition and connections to it that do what a test says: subscriptions with credit, as a broker serves them. */
import type { FeedLink } from '../../../../src/client/consumer/partition-feed.ts';
import type { SubscribeOptions, Subscription } from '../../../../src/client/subscription.ts';
import { deferred } from '../../../../src/client/deferred.ts';
import type { Continuity } from '../../../../src/model/continuity.ts';
import { BrokerError, type ErrorName } from '../../../../src/model/errors.ts';
import { offset, term, uuid } from '../../../../src/model/ids.ts';
import { BatchBuilder } from '../../../../src/record/batch-builder.ts';
import {
  baseOffsetAt,
  lastOffsetDeltaAt,
  recordsCountAt,
  stampBatch,
} from '../../../../src/record/batch-header.ts';

/** Of every topic. */
const TOPIC_ID = uuid('BBBBBBBBBBBBBBBBBBBBBA');

export class ScriptedPartition {
  readonly batches: Uint8Array[] = [];
  logStart = 0;
  end = 0;
  epoch = 0;

  append(count: number): Uint8Array {
    const builder = new BatchBuilder();
    for (let i = 0; i < count; i += 1) {
      const value = new TextEncoder().encode(String(this.end + i));
      builder.append({ key: null, value, timestampMs: 1 });
    }
    const batch = builder.finish();
    stampBatch(batch, this.end, this.epoch);
    this.batches.push(batch);
    this.end += count;
    return batch;
  }

  /** Retention removes whole batches from the front. */
  retainFrom(start: number): void {
    while (this.batches.length > 0 && endOf(this.batches[0]!) <= start) this.batches.shift();
    this.logStart = this.batches[0] ? baseOffsetAt(this.batches[0]) : this.end;
  }

  link(): ScriptedLink {
    return new ScriptedLink(this);
  }
}

export function endOf(batch: Uint8Array): number {
  return baseOffsetAt(batch) + lastOffsetDeltaAt(batch) + 1;
}

export class ScriptedLink implements FeedLink {
  readonly subscriptions: ScriptedSubscription[] = [];
  /** The next subscriptions are refused with it. */
  refusal: ErrorName | undefined;
  /** The next subscriptions begin there: what the reader saw from there on is gone. */
  cutAt: number | undefined;
  private readonly partition: ScriptedPartition;
  private isDead = false;

  constructor(partition: ScriptedPartition) {
    this.partition = partition;
  }

  subscribe(options: SubscribeOptions): Subscription {
    const subscription = new ScriptedSubscription(this.partition, options, this.cutAt);
    this.subscriptions.push(subscription);
    if (this.isDead) subscription.end('NETWORK_EXCEPTION');
    else if (this.refusal !== undefined) subscription.end(this.refusal);
    return subscription;
  }

  get last(): ScriptedSubscription {
    return this.subscriptions.at(-1)!;
  }

  pump(): void {
    for (const subscription of this.subscriptions) subscription.pump();
  }

  die(): void {
    this.isDead = true;
    for (const subscription of this.subscriptions) subscription.end('NETWORK_EXCEPTION');
  }
}

export class ScriptedSubscription implements Subscription {
  readonly options: SubscribeOptions;
  readonly credit: { bytes: number; records: number };
  receivedBytes = 0;
  isOpen = true;
  private readonly partition: ScriptedPartition;
  private readonly start = deferred<Awaited<Subscription['started']>>();
  private readonly cutAt: number | undefined;
  private next: number | undefined;

  constructor(partition: ScriptedPartition, options: SubscribeOptions, cutAt?: number) {
    this.partition = partition;
    this.options = options;
    this.cutAt = cutAt;
    this.credit = { bytes: options.creditBytes, records: options.creditRecords };
  }

  get started(): Subscription['started'] {
    return this.start.promise;
  }

  addCredit(bytes: number, records: number): void {
    this.credit.bytes += bytes;
    this.credit.records += records;
  }

  async close(): Promise<void> {
    this.isOpen = false;
  }

  end(name: ErrorName): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const error = new BrokerError(name);
    if (this.next === undefined) this.start.reject(error);
    else this.options.onEnded(error, offset(this.next));
  }

  /** Starts if it has not, then sends as long as there is credit: all of it in one turn, as a socket may deliver it. */
  pump(): void {
    if (this.isOpen && this.next === undefined) this.begin();
    while (this.isOpen && this.credit.bytes > 0 && this.credit.records > 0) {
      const gap = this.gap();
      const batch = this.partition.batches.find((one) => endOf(one) > this.next!);
      if (batch === undefined) return;
      this.credit.bytes -= batch.length;
      this.credit.records -= recordsCountAt(batch);
      this.receivedBytes += batch.length;
      this.next = endOf(batch);
      this.options.onRecords([batch], { ...this.info(), continuity: gap });
    }
  }

  /** What a reader saw from there on is gone. */
  truncate(from: number, batches: readonly Uint8Array[] = []): void {
    this.next = from;
    const continuity = { kind: 'truncated', from: offset(from) } as const;
    this.options.onRecords(batches, { ...this.info(), continuity });
  }

  private begin(): void {
    if (this.cutAt !== undefined) {
      const from = offset(this.cutAt);
      return this.beginAt(from, { kind: 'truncated', from });
    }
    const { start } = this.options;
    const { logStart, end } = this.partition;
    if (typeof start === 'object' && start.offset > end) return this.end('OFFSET_OUT_OF_RANGE');
    if (start === 'earliest') this.next = logStart;
    else this.next = start === 'latest' ? end : start.offset;
    const continuity = this.gap();
    this.beginAt(this.next, continuity);
  }

  private beginAt(next: number, continuity: Continuity): void {
    this.next = next;
    const startOffset = offset(next);
    this.start.resolve({ startOffset, topicId: TOPIC_ID, continuity, ...this.info() });
  }

  private gap(): Continuity {
    const { logStart } = this.partition;
    if (this.next! >= logStart) return { kind: 'contiguous' };
    const gap = { kind: 'gap', from: offset(this.next!), to: offset(logStart) } as const;
    this.next = logStart;
    return gap;
  }

  private info() {
    const { end, logStart, epoch } = this.partition;
    return {
      highWatermark: offset(end),
      logStartOffset: offset(logStart),
      leaderEpoch: term(epoch),
    };
  }
}
