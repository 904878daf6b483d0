/**
 * The partitions that this consumer has at the moment, and the handlers at work on them: from one assignment to the next,
 * or, without a group, as long as it runs. At most `concurrency` partitions are with the application at a time; the
 * others wait their turn.
 */
import { showTopicPartition, type TopicPartition } from '../../model/topic-partition.ts';
import type { KafkaBatch } from './kafka-batch.ts';
import { asKafkaJSError, type ConsumerContext } from './consumer-context.ts';
import { PartitionFeed, type FeedStart } from './partition-feed.ts';
import { PartitionMap } from './partition-map.ts';
import { PartitionWorker } from './partition-worker.ts';
import { Positions } from './positions.ts';

export interface ConsumptionOptions {
  readonly concurrency: number;
  readonly handle: (batch: KafkaBatch, worker: PartitionWorker) => Promise<void>;
  /** Where a partition goes on whose wanted offset is gone. */
  readonly resetTo: (topic: string) => 'earliest' | 'latest';
  readonly isPaused: (tp: TopicPartition) => boolean;
  /** The broker does not know the partition as we do. */
  readonly metadataIsStale: (topic: string) => void;
  readonly failed: (error: Error) => void;
  /** A batch is done, or a seek: there may be something to commit. */
  readonly progressed: () => void;
  /** Handlers that were given up by an earlier generation; they keep their partition until they end. */
  readonly running: PartitionMap<Promise<void>>;
}

export interface PartitionStart {
  readonly tp: TopicPartition;
  readonly start: FeedStart;
  readonly committed?: number;
}

/** Less would be a round trip for each small batch; only a consumer with very many partitions comes to it. */
const CREDIT_BYTES_MIN = 16 * 1024;
/** A broker refuses twice as much. */
const CREDIT_BYTES_MAX = 2 ** 30;
/** Beside the bytes, since empty records are small in bytes and large in memory. */
const CREDIT_RECORDS = 100_000;
/** Between two tries to subscribe: longer, and a partition would stand still though it has a leader again. */
const REFUSED_MS_MAX = 5000;

export class Consumption {
  readonly positions = new Positions();
  private readonly context: ConsumerContext;
  private readonly options: ConsumptionOptions;
  private readonly workers = new PartitionMap<PartitionWorker>();
  private readonly queue = new Set<PartitionWorker>();
  private readonly handling = new Set<Promise<void>>();
  private readonly unlisten: () => void;
  private isStopped = false;

  constructor(
    context: ConsumerContext,
    options: ConsumptionOptions,
    partitions: readonly PartitionStart[],
  ) {
    this.context = context;
    this.options = options;
    const share = this.creditBytes(partitions.length);
    for (const partition of partitions) this.open(partition, share);
    this.unlisten = context.cluster.onConnection((link) => {
      for (const worker of this.workers.values()) worker.attach(link);
    });
  }

  get partitions(): TopicPartition[] {
    return this.workers.partitions();
  }

  /** Partitions that came later. */
  add(partitions: readonly PartitionStart[]): void {
    const share = this.creditBytes(this.workers.size + partitions.length);
    for (const partition of partitions) {
      this.open(partition, share).attach(this.context.cluster.currentConnection());
    }
  }

  /** False for one of an earlier assignment, whatever it is still at. */
  has(worker: PartitionWorker): boolean {
    return this.workers.get(worker.tp) === worker;
  }

  /** False when the partition is not here, or not any more. */
  seek(tp: TopicPartition, start: FeedStart): boolean {
    if (this.isStopped) return false;
    const worker = this.workers.get(tp);
    worker?.seek(start);
    return worker !== undefined;
  }

  /** Something that kept partitions from being processed may be over. */
  wake(): void {
    for (const worker of this.workers.values()) worker.wake();
  }

  /** Hands out nothing more and waits for the handlers; true when none is left at work after `waitMsMax`. */
  async stop(waitMsMax?: number): Promise<boolean> {
    this.isStopped = true;
    this.unlisten();
    this.queue.clear();
    for (const worker of this.workers.values()) worker.stop();
    const done = Promise.all(this.handling).then(() => true);
    if (waitMsMax === undefined) return done;
    const { clock } = this.context.platform;
    return new Promise((resolve) => {
      const timer = clock.setTimer(waitMsMax, () => resolve(false));
      void done.then(resolve).finally(() => timer.cancel());
    });
  }

  private open({ tp, start, committed }: PartitionStart, creditBytes: number): PartitionWorker {
    const { context, options } = this;
    this.positions.add(tp, committed);
    const worker = new PartitionWorker(
      {
        tp,
        positions: this.positions,
        clock: context.platform.clock,
        toBytes: context.platform.toBytes,
        isPaused: () => options.isPaused(tp),
        retriesMax: context.retry.retries ?? 5,
        backOffMs: context.backOffMs,
        openFeed: (at, readable) => this.openFeed(tp, at, { creditBytes, readable }),
        // Half of what may lie here, so that the other half comes in while the application is at work.
        batchBytesMax: () => creditBytes / 2,
        handle: options.handle,
        ready: (ready) => this.enqueue(ready),
        failed: options.failed,
        moved: options.progressed,
      },
      start,
    );
    this.workers.set(tp, worker);
    const earlier = options.running.get(tp);
    if (earlier) worker.hold(earlier);
    return worker;
  }

  private openFeed(
    tp: TopicPartition,
    start: FeedStart,
    { creditBytes, readable }: { creditBytes: number; readable: () => void },
  ): PartitionFeed {
    const { context, options } = this;
    const { emitter, logger, platform, cluster } = context;
    const about = showTopicPartition(tp);
    const nodeId = (): number => cluster.currentConnection()?.hello.nodeId ?? -1;
    let waitingSinceMs = platform.clock.monotonic();
    return new PartitionFeed(
      {
        tp,
        start,
        creditBytes,
        creditRecords: CREDIT_RECORDS,
        gapPolicy: context.settings.gapPolicy,
        resetTo: options.resetTo(tp.topic),
        clock: platform.clock,
        backOffMs: (retry) => Math.min(context.backOffMs(retry), REFUSED_MS_MAX),
      },
      {
        readable,
        started: (end, at) => {
          cluster.pushed(about);
          emitter.emit('consumer.fetch_start', { nodeId: nodeId() });
          if (end !== undefined && this.positions.startAt(tp, end, at)) options.progressed();
        },
        received: (numberOfBatches) => {
          cluster.pushed(about);
          const nowMs = platform.clock.monotonic();
          const duration = Math.round(nowMs - waitingSinceMs);
          waitingSinceMs = nowMs;
          emitter.emit('consumer.fetch', { numberOfBatches, duration, nodeId: nodeId() });
        },
        gap: (gap) => {
          logger.warn('Records are gone that this consumer has not read', { ...tp, ...gap });
          const to = gap.kind === 'gap' ? String(gap.to) : null;
          emitter.emit('consumer.gap', { ...tp, kind: gap.kind, from: String(gap.from), to });
        },
        refused: (error, startedMs) => {
          logger.debug('The broker cannot serve the partition', { ...tp, error: error.message });
          cluster.refused(error, { startedMs, about });
          if (error.errorName === 'UNKNOWN_TOPIC_OR_PARTITION') options.metadataIsStale(tp.topic);
        },
        failed: (error) => options.failed(asKafkaJSError(error)),
      },
    );
  }

  private creditBytes(partitionsCount: number): number {
    const { maxBytes, maxBytesPerPartition } = this.context.settings;
    const share = Math.floor(maxBytes / Math.max(partitionsCount, 1));
    return Math.max(CREDIT_BYTES_MIN, Math.min(maxBytesPerPartition, share, CREDIT_BYTES_MAX));
  }

  private enqueue(worker: PartitionWorker): void {
    if (this.isStopped) return;
    this.queue.add(worker);
    this.dispatch();
  }

  private dispatch(): void {
    for (const worker of this.queue) {
      if (this.handling.size >= this.options.concurrency) return;
      this.queue.delete(worker);
      if (worker.isReady) this.process(worker);
    }
  }

  private process(worker: PartitionWorker): void {
    const { running } = this.options;
    const handled = worker.process().then(() => {
      this.handling.delete(handled);
      if (running.get(worker.tp) === handled) running.delete(worker.tp);
      this.options.progressed();
      this.dispatch();
    });
    this.handling.add(handled);
    running.set(worker.tp, handled);
  }
}
