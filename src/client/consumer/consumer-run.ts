/** A consumer between `run` and `stop`, or a crash: where its partitions come from, and the handlers at work on them. */
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { Timer } from '../../platform/clock.ts';
import { protocolError } from '../error-mapping.ts';
import type { ConsumerConfig } from '../types/consumer.ts';
import type { Offsets } from '../types/producer.ts';
import { BatchRunner, type RunConfig } from './batch-runner.ts';
import type { ConsumerContext } from './consumer-context.ts';
import { Consumption, type PartitionStart } from './consumption.ts';
import { commitsOf } from './offsets.ts';
import type { CreateOwnership, Ownership } from './ownership.ts';
import type { FeedStart } from './partition-feed.ts';
import type { PartitionMap } from './partition-map.ts';
import type { PartitionWorker } from './partition-worker.ts';
import type { PausedPartitions } from './paused-partitions.ts';
import type { SubscribedTopics } from './subscribed-topics.ts';

/** What outlives a run. */
export interface RunOptions {
  readonly context: ConsumerContext;
  readonly config: ConsumerConfig;
  readonly run: RunConfig;
  readonly createOwnership: CreateOwnership;
  readonly topics: SubscribedTopics;
  readonly assigned: readonly PartitionStart[] | undefined;
  readonly paused: PausedPartitions;
  /** Seeks to partitions that are not here. */
  readonly seeks: PartitionMap<FeedStart>;
  /** Handlers at work, also those that earlier runs gave up. */
  readonly handlers: PartitionMap<Promise<void>>;
  readonly failed: (error: Error) => void;
}

export class ConsumerRun {
  readonly ownership: Ownership;
  private readonly options: RunOptions;
  private readonly runner: BatchRunner;
  private isRunning = true;
  private isLooking = false;
  private timer: Timer | undefined;

  constructor(options: RunOptions) {
    this.options = options;
    const { context, config, run, topics, assigned } = options;
    this.runner = new BatchRunner(context, run, {
      isRunning: () => this.isRunning,
      isPaused: (tp) => options.paused.isPaused(tp),
      pause: (tp) => this.pause(tp),
      commitIfDue: () => this.ownership.commitIfDue(),
      autoCommitIfDue: () => this.ownership.autoCommitIfDue(),
      commit: (offsets, worker) => this.commit(offsets, worker),
      uncommittedOffsets: () => this.ownership.uncommittedOffsets(),
    });
    this.ownership = options.createOwnership({
      context,
      config,
      run,
      host: {
        topics,
        assigned,
        takeSeek: (tp) => this.takeSeek(tp),
        consume: (partitions, progressed) => this.consume(partitions, progressed),
        failed: (error) => this.fail(error),
      },
    });
  }

  /** Resolves when there are partitions, or the run is over. */
  async start(): Promise<void> {
    this.watchTopics();
    await this.ownership.start();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    this.timer?.cancel();
    await this.ownership.stop();
  }

  seek(tp: TopicPartition, start: FeedStart): void {
    if (!this.ownership.consumption?.seek(tp, start)) this.options.seeks.set(tp, start);
  }

  wake(): void {
    this.ownership.consumption?.wake();
  }

  async commitResolved(worker: PartitionWorker): Promise<void> {
    this.requireOwned(worker);
    await this.ownership.commitResolved();
  }

  private async commit(offsets: Offsets, worker: PartitionWorker): Promise<void> {
    this.requireOwned(worker);
    const list = offsets.topics.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, ...partition })),
    );
    await this.ownership.commit(commitsOf(list));
  }

  /** Others may have the partition by now, and be further. */
  private requireOwned(worker: PartitionWorker): void {
    if (!this.ownership.consumption?.has(worker)) throw protocolError('REBALANCE_IN_PROGRESS');
  }

  private consume(partitions: readonly PartitionStart[], progressed: () => void): Consumption {
    const { context, run, topics, paused, handlers } = this.options;
    return new Consumption(
      context,
      {
        concurrency: run.partitionsConsumedConcurrently ?? 1,
        handle: (batch, worker) => this.runner.run(batch, worker),
        resetTo: (topic) => topics.startOf(topic),
        isPaused: (tp) => paused.isPaused(tp),
        metadataIsStale: () => void this.lookAtTopics(),
        failed: (error) => this.fail(error),
        progressed,
        running: handlers,
      },
      partitions,
    );
  }

  private takeSeek(tp: TopicPartition): FeedStart | undefined {
    const start = this.options.seeks.get(tp);
    this.options.seeks.delete(tp);
    return start;
  }

  private pause(tp: TopicPartition): () => void {
    const { paused } = this.options;
    const what = { topic: tp.topic, partitions: [tp.partition] };
    paused.pause(what);
    return () => {
      paused.resume(what);
      this.wake();
    };
  }

  private watchTopics(): void {
    const { platform, settings } = this.options.context;
    this.timer = platform.clock.setTimer(settings.metadataMaxAge, () => {
      void this.lookAtTopics();
      this.watchTopics();
    });
  }

  /** New partitions, and new topics that match a pattern. */
  private async lookAtTopics(): Promise<void> {
    if (this.isLooking || !this.isRunning) return;
    this.isLooking = true;
    const { topics, context } = this.options;
    try {
      const change = await topics.refresh();
      if (this.isRunning) this.ownership.topicsChanged(change);
    } catch (error) {
      context.logger.warn('Could not ask for the topics', { error: String(error) });
    } finally {
      this.isLooking = false;
    }
  }

  private fail(error: Error): void {
    if (this.isRunning) this.options.failed(error);
  }
}
