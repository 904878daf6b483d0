/**
 * The way of one producer to one partition. Records queue here, leave as batches in their order, and are sent again in
 * their order until their fate is known; new batches wait for that.
 *
 *   sending --a failure--> settling --every attempt has its answer--> working --sent again--> sending
 *
 * A batch with a sequence (KIP-98) may be sent as often as it takes, the same bytes with the same sequence: up to
 * `maxInFlight` are on their way at a time. One without goes alone, or a retry could overtake the next.
 *
 * A batch that failed for good leaves a hole in the sequence. The lane then raises its epoch and begins at 0 again
 * (KIP-360), which also shuts out late copies. Batches behind the hole cannot have been written and go out anew, unless the
 * failed one is itself in doubt: then those in doubt fail with it, since to repeat them could write them twice.
 */
import { invariant } from '../../base/invariant.ts';
import type { ProduceReceipt, ProducerIdentity } from '../../broker/api.ts';
import { showTopicPartition } from '../../model/topic-partition.ts';
import type { Timer } from '../../platform/clock.ts';
import type { NewRecord } from '../../record/batch-builder.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { CompressionTypes } from '../constants.ts';
import { FlotillaOutcomeUnknown, KafkaJSNumberOfRetriesExceeded } from '../errors.ts';
import type { FlotillaConnection } from '../open-connection.ts';
import { Backoff, isRetriable, sleep } from '../retry.ts';
import type { RetryOptions } from '../types/config.ts';
import { BatchQueue } from './batch-queue.ts';
import type { Delivery } from './delivery.ts';
import type { OutboxBatch, SendOptions } from './outbox-batch.ts';
import { Sequencer } from './sequencer.ts';
import { splitByParts } from './split-batch.ts';
import * as verdict from './verdict.ts';

export interface LaneOptions {
  readonly cluster: Cluster;
  readonly retry: RetryOptions & { readonly retries: number };
  readonly lingerMs: number;
  readonly batchBytes: number;
  readonly deliveryTimeoutMs: number;
  /** 1 to 5: a broker remembers the last five batches of a producer. */
  readonly maxInFlight: number;
  readonly identify: (spentId: number | undefined) => Promise<ProducerIdentity>;
  readonly compress: (type: CompressionTypes, batch: Uint8Array) => Promise<Uint8Array>;
  readonly decompress: (batch: Uint8Array) => Promise<Uint8Array>;
  /** Looks the topic up again, and makes it when that is allowed. */
  readonly refreshTopic: (topic: string) => Promise<unknown>;
}

/** Retries for what time alone does not mend: an unknown topic, a sequence that is refused again and again. */
const STUBBORN_MAX = 5;

export class PartitionLane {
  readonly topic: string;
  readonly partition: number;
  private readonly options: LaneOptions;
  private readonly queue: BatchQueue;
  private readonly sequencer: Sequencer;
  /** In the order in which they go out: in flight, failed, or next to go when something must be waited for first. */
  private readonly sent: OutboxBatch[] = [];
  private readonly life = new AbortController();
  private state: 'sending' | 'settling' | 'working' | 'closed' = 'sending';
  private unanswered = 0;
  /** Over which the unanswered ones went: what goes over another could overtake them. */
  private connection: FlotillaConnection | undefined;
  private backoff: Backoff;
  private linger: Timer | undefined;
  private isScheduled = false;

  constructor(topic: string, partition: number, options: LaneOptions) {
    this.topic = topic;
    this.partition = partition;
    this.options = options;
    const { clock } = options.cluster.options.platform;
    this.queue = new BatchQueue(partition, { ...options, clock });
    this.sequencer = new Sequencer(options.identify);
    this.backoff = this.newBackoff();
  }

  add(records: readonly NewRecord[], options: SendOptions, delivery: Delivery): void {
    invariant(this.state !== 'closed', 'a closed lane takes no records');
    this.queue.add(records, options, delivery);
    if (this.isScheduled) return;
    this.isScheduled = true;
    // At the end of the turn: what is sent in one turn goes as one batch.
    void Promise.resolve().then(() => {
      this.isScheduled = false;
      this.pump();
    });
  }

  /** What is queued now goes out without waiting for company. */
  flush(): void {
    this.queue.flush();
    this.pump();
  }

  /** What is queued or in flight fails. */
  close(error: Error): void {
    this.state = 'closed';
    this.linger?.cancel();
    this.life.abort(error);
    for (const batch of [...this.sent.splice(0), ...this.queue.takeAll()]) {
      const isOpen = batch.isInDoubt || batch.isAwaitingAnswer;
      batch.settle({ kind: 'failed', error: isOpen ? outcomeUnknown(error) : error });
    }
  }

  private pump(): void {
    while (this.state === 'sending' && this.headMayGo()) {
      const connection = this.options.cluster.currentConnection();
      if (this.unanswered > 0 && connection !== this.connection) return;
      const batch = this.queue.shift()!;
      this.sent.push(batch);
      const { compression, isIdempotent } = batch.options;
      const isReady = compression === 0 && (this.sequencer.isReady || !isIdempotent);
      if (connection === undefined || !isReady) return void this.work();
      this.transmit(batch, connection);
    }
  }

  private headMayGo(): boolean {
    const { head } = this.queue;
    if (head === undefined) return false;
    const { length } = this.sent;
    const isIdle = length === 0;
    const hasTurn =
      isIdle ||
      (head.options.isIdempotent &&
        this.sent[0]!.options.isIdempotent &&
        length < this.options.maxInFlight);
    if (!hasTurn) return false;
    const waitMs = this.queue.waitMs(isIdle);
    if (waitMs !== undefined && waitMs > 0) this.armLinger(waitMs);
    return waitMs === 0;
  }

  private armLinger(waitMs: number): void {
    this.linger ??= this.options.cluster.options.platform.clock.setTimer(waitMs, () => {
      this.linger = undefined;
      this.pump();
    });
  }

  private transmit(batch: OutboxBatch, connection: FlotillaConnection): void {
    this.seal(batch);
    this.connection = connection;
    this.unanswered += 1;
    batch.isAwaitingAnswer = true;
    const { topic, partition } = this;
    const { acks, timeoutMs } = batch.options;
    const request = { topic, partition, acks, timeoutMs, records: batch.bytes! };
    this.options.cluster
      .send('Produce', connection, (broker) => broker.produce(request), {
        about: showTopicPartition(this),
      })
      .then(
        (receipt) => this.answered(batch, receipt),
        (error: Error) => this.answered(batch, error),
      );
  }

  private seal(batch: OutboxBatch): void {
    if (batch.isSealed) return;
    if (batch.options.isIdempotent) return this.sequencer.seal(batch);
    if (batch.bytes === undefined) batch.finish();
    batch.isSealed = true;
  }

  private answered(batch: OutboxBatch, answer: ProduceReceipt | Error): void {
    this.unanswered -= 1;
    batch.isAwaitingAnswer = false;
    if (this.state === 'closed') return;
    if (!(answer instanceof Error)) this.written(batch, answer);
    else if (verdict.isDuplicate(answer)) this.written(batch, undefined);
    else {
      batch.isInDoubt ||= verdict.leavesInDoubt(answer);
      this.noteFailure(batch, answer);
      if (this.state === 'sending') this.state = 'settling';
    }
    if (this.state === 'settling' && this.unanswered === 0) void this.work();
    else this.pump();
  }

  private written(batch: OutboxBatch, receipt: ProduceReceipt | undefined): void {
    this.sent.splice(this.sent.indexOf(batch), 1);
    this.backoff = this.newBackoff();
    batch.settle({ kind: 'written', receipt });
  }

  private noteFailure(batch: OutboxBatch, error: Error): void {
    batch.error = error;
    batch.failedAttempts += 1;
    batch.isRefused = !isRetriable(error) && !verdict.isAboutTheSequence(error);
  }

  /** Sends again what has failed, and what had to wait for a connection, a producer id or its compression. */
  private async work(): Promise<void> {
    this.state = 'working';
    for (;;) {
      if (this.hasFailed()) {
        if (this.unanswered > 0) break;
        await this.dropFailed();
      }
      const batches = this.nextToGo();
      if (this.life.signal.aborted || batches.length === 0) break;
      const wasBusy = this.unanswered > 0;
      const connection = await this.prepare(batches);
      if (this.life.signal.aborted) return;
      if (connection === undefined || (wasBusy && this.hasFailed())) continue;
      if (this.unanswered > 0 && connection !== this.connection) break;
      for (const batch of batches) this.transmit(batch, connection);
      break;
    }
    if (this.life.signal.aborted) return;
    const isDone = this.sent.every(({ isAwaitingAnswer }) => isAwaitingAnswer);
    this.state = isDone ? 'sending' : 'settling';
    this.pump();
  }

  private hasFailed(): boolean {
    return this.sent.some(({ error }) => error !== undefined);
  }

  /** Up to the first batch that cannot go on: what lies behind it waits until it is dropped. */
  private nextToGo(): OutboxBatch[] {
    const start = this.sent.findIndex(({ isAwaitingAnswer }) => !isAwaitingAnswer);
    const waiting = start < 0 ? [] : this.sent.slice(start);
    const refusedAt = waiting.findIndex(({ isRefused }) => isRefused);
    const inFlightMax = waiting[0]?.options.isIdempotent ? this.options.maxInFlight : 1;
    const room = Math.max(inFlightMax - this.unanswered, 0);
    return waiting.slice(0, refusedAt < 0 ? room : Math.min(refusedAt, room));
  }

  /** Everything that a batch may have to wait for. A failure is noted with the first one. */
  private async prepare(batches: readonly OutboxBatch[]): Promise<FlotillaConnection | undefined> {
    const first = batches[0]!;
    const { cluster, compress } = this.options;
    try {
      if (first.error !== undefined) await this.recoverFrom(first.error, first.failedAttempts);
      for (const batch of batches) batch.error = undefined;
      const connection = await cluster.connection(this.life.signal);
      if (first.options.isIdempotent) await this.sequencer.acquire();
      for (const batch of batches) {
        const { compression } = batch.options;
        if (compression === 0 || batch.bytes !== undefined) continue;
        batch.bytes = await compress(compression, batch.finish());
      }
      return cluster.currentConnection() ?? connection;
    } catch (error) {
      this.noteFailure(first, error as Error);
      return undefined;
    }
  }

  private async recoverFrom(error: Error, failedAttempts: number): Promise<void> {
    const { cluster, refreshTopic } = this.options;
    const { clock } = cluster.options.platform;
    // The time that it takes to connect again is wait enough.
    const isFirstLoss = verdict.isLostConnection(error) && failedAttempts <= 1;
    if (!isFirstLoss) await sleep(clock, this.backoff.next(), this.life.signal);
    const type = verdict.typeOf(error);
    if (type === 'UNKNOWN_TOPIC_OR_PARTITION') await refreshTopic(this.topic);
    if (type !== '') cluster.topics.forget(this.topic);
  }

  /** Takes out what has failed for good, from the front. Nothing is in flight. */
  private async dropFailed(): Promise<void> {
    invariant(this.unanswered === 0, 'what is in flight is not judged');
    for (let head = this.sent[0]; head !== undefined; head = this.sent[0]) {
      this.judge(head);
      if (!head.isRefused) return;
      this.sent.shift();
      const parts = await this.partsOf(head);
      if (parts.length > 1) this.sent.unshift(...parts);
      else head.settle({ kind: 'failed', error: head.error! });
      if (head.isSealed && head.options.isIdempotent) this.beginBehind(head);
    }
  }

  private judge(head: OutboxBatch): void {
    const { error, failedAttempts } = head;
    if (error === undefined || head.isRefused) return;
    const isSequence = verdict.isAboutTheSequence(error);
    const { retries } = this.options.retry;
    const retriesMax = verdict.isBoundToPass(error) ? retries : Math.min(retries, STUBBORN_MAX);
    const { clock } = this.options.cluster.options.platform;
    const ageMs = clock.monotonic() - head.openedAt;
    if (failedAttempts > retriesMax || ageMs > this.options.deliveryTimeoutMs) {
      const facts = { retryCount: failedAttempts - 1, retryTime: this.backoff.next() };
      // The last refusal may be a plain one, and an earlier attempt have been written all the same.
      const hidesDoubt = head.isInDoubt && !verdict.leavesInDoubt(error);
      const last = hidesDoubt ? outcomeUnknown(error) : error;
      head.refuse(new KafkaJSNumberOfRetriesExceeded(last, facts));
    } else if (isSequence && head.isInDoubt) {
      head.refuse(outcomeUnknown(error));
    } else if (isSequence) {
      // The broker has lost what it knew of this producer, and has not taken the batch.
      if (verdict.typeOf(error) === 'INVALID_PRODUCER_EPOCH') this.sequencer.startNewProducer();
      else this.sequencer.startNewEpoch();
      for (const batch of this.sent) this.startAnew(batch);
    }
  }

  /** More than one when the batch was too large as a whole. */
  private async partsOf(batch: OutboxBatch): Promise<OutboxBatch[]> {
    const isTooLarge = verdict.typeOf(batch.error) === 'MESSAGE_TOO_LARGE';
    if (!isTooLarge || batch.isInDoubt || batch.parts.length < 2) return [];
    const plain = await this.options.decompress(batch.bytes!).catch(() => undefined);
    if (plain === undefined) return [];
    this.queue.limitTo(Math.ceil(plain.length / 2));
    return splitByParts(batch, plain);
  }

  /** What is left begins anew behind the hole that `failed` leaves in the sequence. */
  private beginBehind(failed: OutboxBatch): void {
    this.sequencer.startNewEpoch();
    for (const batch of this.sent.splice(0)) {
      if (failed.isInDoubt && batch.isInDoubt) {
        batch.settle({ kind: 'failed', error: outcomeUnknown(failed.error!) });
      } else {
        this.startAnew(batch);
        this.sent.push(batch);
      }
    }
  }

  /** A definite refusal stays one. */
  private startAnew(batch: OutboxBatch): void {
    if (!batch.isRefused) batch.startAnew();
  }

  private newBackoff(): Backoff {
    return new Backoff(this.options.retry, this.options.cluster.options.platform.random);
  }
}

function outcomeUnknown(cause: Error): FlotillaOutcomeUnknown {
  return new FlotillaOutcomeUnknown(
    `It is not known whether these records were written; read the end of the partition before you send them again. ${cause.message}`,
    { cause },
  );
}
