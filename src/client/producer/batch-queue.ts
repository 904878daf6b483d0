/** What a lane has not sent yet, as batches. Only the last one takes records. */
import type { Clock } from '../../platform/clock.ts';
import { type NewRecord, recordBytesMax } from '../../record/batch-builder.ts';
import { OutboxBatch, type SendOptions } from './outbox-batch.ts';
import type { Delivery } from './delivery.ts';

export interface BatchQueueOptions {
  readonly clock: Clock;
  readonly lingerMs: number;
  readonly batchBytes: number;
}

const CAPACITY_BYTES = 1024;

export class BatchQueue {
  private readonly partition: number;
  private readonly options: BatchQueueOptions;
  private readonly batches: OutboxBatch[] = [];
  private batchBytesMax: number;
  private isFlushing = false;

  constructor(partition: number, options: BatchQueueOptions) {
    this.partition = partition;
    this.options = options;
    this.batchBytesMax = options.batchBytes;
  }

  get head(): OutboxBatch | undefined {
    return this.batches[0];
  }

  add(records: readonly NewRecord[], options: SendOptions, delivery: Delivery): void {
    const last = this.batches.at(-1);
    let batch = last?.takes(options) ? last : this.open(options);
    let firstIndex = batch.recordsCount;
    let isFirst = true;
    const { partition } = this;
    const endPart = (): void => {
      const recordsCount = batch.recordsCount - firstIndex;
      if (recordsCount === 0) return;
      batch.parts.push(delivery.addPart({ partition, isFirst, firstIndex, recordsCount }));
      isFirst = false;
    };
    for (const record of records) {
      const isFull = batch.sizeBytes + recordBytesMax(record) > this.batchBytesMax;
      if (isFull && batch.recordsCount > 0) {
        endPart();
        batch = this.open(options);
        firstIndex = 0;
      }
      batch.append(record);
    }
    endPart();
  }

  shift(): OutboxBatch | undefined {
    const batch = this.batches.shift();
    if (this.batches.length === 0) this.isFlushing = false;
    return batch;
  }

  takeAll(): OutboxBatch[] {
    return this.batches.splice(0);
  }

  /** What is here now goes out without waiting for company. */
  flush(): void {
    this.isFlushing = this.batches.length > 0;
  }

  /** 0: the head may go. Else how long it waits at most; undefined: until nothing is in flight any more. */
  waitMs(isIdle: boolean): number | undefined {
    const { head } = this;
    if (head === undefined) return undefined;
    const isFull = this.batches.length > 1 || head.sizeBytes >= this.batchBytesMax;
    if (isFull || this.isFlushing) return 0;
    const { lingerMs, clock } = this.options;
    if (lingerMs === 0) return isIdle ? 0 : undefined;
    return Math.max(Math.ceil(head.openedAt + lingerMs - clock.monotonic()), 0);
  }

  /** The topic takes no batches of this size. */
  limitTo(bytes: number): void {
    this.batchBytesMax = Math.min(this.batchBytesMax, bytes);
  }

  private open(options: SendOptions): OutboxBatch {
    const batch = new OutboxBatch(options, this.options.clock.monotonic(), CAPACITY_BYTES);
    this.batches.push(batch);
    return batch;
  }
}
