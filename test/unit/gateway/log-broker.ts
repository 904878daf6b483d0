/**
 * A broker with one partition, in memory: what a fetch sees of a log with epochs, retention, truncation and leaders
 * that come and go. Fetches wait as those of a real one do, until something is appended or the test says otherwise.
 */
import type { BrokerApi, FetchRequest, FetchResult } from '../../../src/broker/api.ts';
import { BrokerError, type ErrorName } from '../../../src/model/errors.ts';
import { offset, term, uuid } from '../../../src/model/ids.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import { BatchBuilder } from '../../../src/record/batch-builder.ts';
import {
  baseOffsetAt,
  lastOffsetDeltaAt,
  leaderEpochAt,
  stampBatch,
} from '../../../src/record/batch-header.ts';
import { iterateRecords } from '../../../src/record/records.ts';
import { brokerWith, TOPIC_ID } from './broker.ts';

export const DEMO = { topic: 'demo', partition: 0 };

export class LogBroker {
  epoch = 1;
  start = 0;
  topicId = TOPIC_ID;
  hasTopic = true;
  /** What every fetch and list answers as long as it is set. */
  fault: ErrorName | undefined;
  readonly fetched: FetchRequest[] = [];
  readonly api: BrokerApi;
  private readonly clock: Clock;
  private batches: Uint8Array[] = [];
  private waiting = new Set<() => void>();

  constructor(clock: Clock) {
    this.clock = clock;
    this.api = brokerWith({
      fetch: (request) => this.fetch(request),
      listOffsets: async ({ at }) => {
        this.refuse();
        const found = at.kind === 'earliest' ? this.start : this.end;
        return { offset: offset(found), timestampMs: undefined, leaderEpoch: term(this.epoch) };
      },
      describeTopics: async () => {
        const { topicId } = this;
        const unknown = { name: 'UNKNOWN_TOPIC_OR_PARTITION', message: '' };
        if (!this.hasTopic) return [{ name: 'demo', error: unknown, partitions: [] }];
        const leadership = {
          partition: 0,
          leader: undefined,
          leaderEpoch: term(this.epoch),
          replicas: [],
          inSyncReplicas: [],
        };
        return [{ name: 'demo', topicId, partitions: [leadership] }];
      },
    });
  }

  get end(): number {
    const last = this.batches.at(-1);
    return last === undefined ? this.start : endOf(last);
  }

  /** Whether a fetch waits for records. */
  get isWaitedFor(): boolean {
    return this.waiting.size > 0;
  }

  /** One batch. */
  append(records = 1, valueBytes = 10): void {
    const builder = new BatchBuilder();
    const base = this.end;
    for (let i = 0; i < records; i += 1) {
      builder.append({ key: null, value: new Uint8Array(valueBytes), timestampMs: 1000 });
    }
    const batch = builder.finish();
    stampBatch(batch, base, this.epoch);
    this.batches.push(batch);
    this.wake();
  }

  /** The same batch so many times: making one costs much more than copying it. */
  appendCopies(count: number, valueBytes: number): void {
    this.append(1, valueBytes);
    const first = this.batches.at(-1)!;
    for (let i = 1; i < count; i += 1) {
      const copy = first.slice();
      stampBatch(copy, this.end, this.epoch);
      this.batches.push(copy);
    }
  }

  /** Retention: whole batches below `before` go. */
  dropBefore(before: number): void {
    this.start = Math.max(this.start, before);
    this.batches = this.batches.filter((batch) => endOf(batch) > before);
  }

  truncate(to: number): void {
    this.batches = this.batches.filter((batch) => endOf(batch) <= to);
  }

  /** Another topic of the same name. */
  remake(id: string): void {
    this.batches = [];
    this.start = 0;
    this.epoch = 1;
    this.topicId = uuid(id);
  }

  /** Every waiting fetch looks again, as at a change of leader. */
  wake(): void {
    for (const wake of this.waiting) wake();
  }

  private refuse(): void {
    if (!this.hasTopic) throw new BrokerError('UNKNOWN_TOPIC_OR_PARTITION');
    if (this.fault !== undefined) throw new BrokerError(this.fault);
  }

  private async fetch(request: FetchRequest): Promise<FetchResult> {
    this.fetched.push(request);
    const found = this.read(request);
    if (found.batches.length > 0 || request.waitMsMax === 0) return found;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        timer.cancel();
        this.waiting.delete(done);
        resolve();
      };
      const timer = this.clock.setTimer(request.waitMsMax, done);
      this.waiting.add(done);
    });
    return this.read(request);
  }

  private read(request: FetchRequest): FetchResult {
    this.refuse();
    const { offset: from, bytesMax, lastFetchedEpoch: epoch } = request;
    const range = { startOffset: offset(this.start), endOffset: offset(this.end) };
    if (epoch !== undefined && from > this.start) {
      if (epoch > this.epoch) throw new BrokerError('UNKNOWN_LEADER_EPOCH');
      const last = this.batches.find((batch) => endOf(batch) >= from);
      if (last === undefined || leaderEpochAt(last) !== epoch) {
        const known = this.batches.findLast((batch) => leaderEpochAt(batch) === epoch);
        const isCut = known !== undefined && endOf(known) < from;
        const truncatedTo = offset(isCut ? endOf(known) : this.start);
        throw new BrokerError('OFFSET_OUT_OF_RANGE', undefined, { ...range, truncatedTo });
      }
    }
    if (from < this.start || from > this.end) {
      throw new BrokerError('OFFSET_OUT_OF_RANGE', undefined, range);
    }
    const batches: Uint8Array[] = [];
    let bytes = 0;
    for (const batch of this.batches) {
      if (endOf(batch) <= from) continue;
      if (batches.length > 0 && bytes + batch.length > bytesMax) break;
      batches.push(batch);
      bytes += batch.length;
    }
    return {
      batches,
      highWatermark: offset(this.end),
      logStartOffset: offset(this.start),
      leaderEpoch: term(this.epoch),
    };
  }
}

export function endOf(batch: Uint8Array): number {
  return baseOffsetAt(batch) + lastOffsetDeltaAt(batch) + 1;
}

/** The offsets of the records from `from` on. */
export function offsetsOf(batches: readonly Uint8Array[], from = 0): number[] {
  return batches
    .flatMap((batch) => [...iterateRecords(batch)].map((record) => record.offset))
    .filter((found) => found >= from);
}
