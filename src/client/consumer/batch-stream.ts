/**
 * `for await (const batch of consumer.stream())`: the loop is the handler, and pulls.
 *
 *   new -- next --> open -- abort --> ending -- next --> over
 *   and from everywhere, at once: over, when the loop is left, the consumer is stopped, or has crashed for good
 *
 * An abort lets the loop finish the batch in hand. To stop the consumer does not wait for the loop, which may be what stops it.
 */
import { deferred, type Deferred } from '../deferred.ts';
import { KafkaJSNonRetriableError } from '../errors.ts';
import type { EachBatchPayload, StreamBatch } from '../types/consumer.ts';
import type { KafkaBatch } from './kafka-batch.ts';
import type { PartitionWorker } from './partition-worker.ts';

export interface StreamSource {
  /** Hands batches to `handle` from now on. */
  start(handle: (payload: EachBatchPayload, worker: PartitionWorker) => Promise<void>): void;
  /** Calls `end`. */
  stop(): Promise<void>;
  /** Rejects for a worker whose partition was given back: what it resolved can be committed no more. */
  commitResolved(worker: PartitionWorker): Promise<void>;
}

interface Offer {
  readonly batch: KafkaBatch;
  readonly worker: PartitionWorker;
  /** The handler's end. */
  readonly done: Deferred<void>;
}

type Result = IteratorResult<StreamBatch, undefined>;

const OVER: Result = { done: true, value: undefined };

export class BatchStream implements AsyncIterableIterator<StreamBatch> {
  private readonly source: StreamSource;
  private readonly signal: AbortSignal | undefined;
  private readonly abort = (): void => this.aborted();
  /** As many as partitions are consumed concurrently. */
  private readonly offers = new Set<Offer>();
  private inHand: Offer | undefined;
  private waiting: Deferred<Result> | undefined;
  private state: 'new' | 'open' | 'ending' | 'over' = 'new';
  private failure: Error | undefined;

  constructor(source: StreamSource, signal: AbortSignal | undefined) {
    this.source = source;
    this.signal = signal;
  }

  /** To ask for the next batch says that the one before is processed. */
  async next(): Promise<Result> {
    if (this.waiting) throw new KafkaJSNonRetriableError('Ask for one batch at a time.');
    if (this.state === 'new') this.open();
    const { inHand } = this;
    this.inHand = undefined;
    inHand?.worker.resolve(inHand.batch.endOffset);
    inHand?.done.resolve();
    if (this.state === 'ending') await this.source.stop();
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
    if (this.state === 'over') return OVER;
    const [offer] = this.offers;
    if (offer) return this.take(offer);
    this.waiting = deferred();
    return this.waiting.promise;
  }

  /** The loop was left: the batch in hand is not resolved, and comes again to whoever reads next. */
  async return(): Promise<Result> {
    if (this.state === 'new') this.end();
    else if (this.state !== 'over') await this.source.stop();
    return OVER;
  }

  /** Without a failure the loop just ends. No worker may be able to hand out batches any more. */
  end(failure?: Error): void {
    if (this.state === 'over') return;
    this.state = 'over';
    this.signal?.removeEventListener('abort', this.abort);
    for (const { done } of this.offers) done.resolve();
    this.offers.clear();
    this.inHand?.done.resolve();
    this.inHand = undefined;
    const { waiting } = this;
    this.waiting = undefined;
    if (failure === undefined) waiting?.resolve(OVER);
    else if (waiting) waiting.reject(failure);
    else this.failure = failure;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private open(): void {
    if (this.signal?.aborted) return this.end();
    this.state = 'open';
    this.signal?.addEventListener('abort', this.abort, { once: true });
    this.source.start((payload, worker) => this.offer(payload.batch as KafkaBatch, worker));
  }

  private async offer(batch: KafkaBatch, worker: PartitionWorker): Promise<void> {
    const offer: Offer = { batch, worker, done: deferred() };
    this.offers.add(offer);
    // One that nobody has taken need not keep the group waiting.
    worker.onStale(() => {
      if (this.offers.delete(offer)) offer.done.resolve();
    });
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(this.take(offer));
    await offer.done.promise;
  }

  private take(offer: Offer): Result {
    this.offers.delete(offer);
    this.inHand = offer;
    const commit = async (): Promise<void> => {
      if (this.inHand === offer) offer.worker.resolve(offer.batch.endOffset);
      await this.source.commitResolved(offer.worker);
    };
    return { done: false, value: Object.assign(offer.batch, { commit }) };
  }

  private aborted(): void {
    this.state = 'ending';
    if (this.waiting) void this.source.stop();
  }
}
