/**
 * One batch on its way: first it takes records in; once finished, its bytes change no more, but for the producer's epoch and
 * sequence when it has to begin anew.
 */
import { invariant } from '../../base/invariant.ts';
import type { Acks, ProduceReceipt } from '../../broker/api.ts';
import { BatchBuilder, type NewRecord } from '../../record/batch-builder.ts';
import type { BatchProducer } from '../../record/batch-header.ts';
import type { CompressionTypes } from '../constants.ts';
import type { Delivery } from './delivery.ts';

/** What all records of a batch have in common. */
export interface SendOptions {
  readonly acks: Acks;
  readonly timeoutMs: number;
  readonly compression: CompressionTypes;
  /** The batch carries a producer id and a sequence. */
  readonly isIdempotent: boolean;
}

/** What became of a batch. No receipt: the broker has had it for so long that it does not know its offset any more. */
export type Outcome =
  | { readonly kind: 'written'; readonly receipt: ProduceReceipt | undefined }
  | { readonly kind: 'failed'; readonly error: Error };

/** The records of one `send` in one batch. */
export interface Part {
  readonly delivery: Delivery;
  readonly partition: number;
  /** Of those of this `send` for this partition. */
  readonly isFirst: boolean;
  /** The place of the first record in the batch. */
  readonly firstIndex: number;
  readonly recordsCount: number;
}

export class OutboxBatch {
  readonly options: SendOptions;
  readonly openedAt: number;
  readonly parts: Part[] = [];
  /** As it goes over the wire. */
  bytes: Uint8Array | undefined;
  /** Ready to be sent, with a sequence if it is to have one. */
  isSealed = false;
  isAwaitingAnswer = false;
  /** An attempt of unknown outcome was made: it may have been written. */
  isInDoubt = false;
  failedAttempts = 0;
  /** Of the last attempt; undefined before it and after a new start. */
  error: Error | undefined;
  /** `error` is the last word. */
  isRefused = false;
  private builder: BatchBuilder | undefined;
  private count = 0;

  constructor(options: SendOptions, openedAt: number, capacityBytes: number) {
    this.options = options;
    this.openedAt = openedAt;
    this.builder = new BatchBuilder({ capacityBytes });
  }

  get recordsCount(): number {
    return this.count;
  }

  get sizeBytes(): number {
    return this.builder?.sizeBytes ?? this.bytes?.length ?? 0;
  }

  append(record: NewRecord): void {
    invariant(this.builder !== undefined, 'a finished batch takes no records');
    this.builder.append(record);
    this.count += 1;
  }

  takes(options: SendOptions): boolean {
    const mine = this.options;
    return (
      this.builder !== undefined &&
      mine.acks === options.acks &&
      mine.timeoutMs === options.timeoutMs &&
      mine.compression === options.compression &&
      mine.isIdempotent === options.isIdempotent
    );
  }

  /** Without compression. */
  finish(producer?: BatchProducer): Uint8Array {
    invariant(this.builder !== undefined, 'a batch is finished once');
    this.bytes = this.builder.finish(producer);
    this.builder = undefined;
    return this.bytes;
  }

  /** It is certain that nothing of it is in the log, or will be: it begins anew with another sequence. */
  startAnew(): void {
    this.isSealed = false;
    this.isInDoubt = false;
    this.error = undefined;
  }

  refuse(error: Error): void {
    this.error = error;
    this.isRefused = true;
  }

  settle(outcome: Outcome): void {
    for (const part of this.parts) part.delivery.settle(part, outcome);
  }
}
