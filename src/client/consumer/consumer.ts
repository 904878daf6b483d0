/** The consumer that an application holds: kafkajs's, and what that one lacks. */
import type { Timer } from '../../platform/clock.ts';
import { describeGroups } from '../admin/groups.ts';
import { KafkaJSNonRetriableError, KafkaJSNumberOfRetriesExceeded } from '../errors.ts';
import type { Abortable } from '../types/config.ts';
import type { GroupDescription } from '../types/admin.ts';
import type {
  ConsumerConfig,
  ConsumerSubscribeTopic,
  ConsumerSubscribeTopics,
  StreamOptions,
  TopicPartitionOffset,
  TopicPartitionOffsetAndMetadata,
  TopicPartitions,
} from '../types/consumer.ts';
import type { RunConfig } from './batch-runner.ts';
import { BatchStream } from './batch-stream.ts';
import type { ConsumerContext } from './consumer-context.ts';
import { ConsumerRun } from './consumer-run.ts';
import type { PartitionStart } from './consumption.ts';
import { commitsOf, partitionOf, startOf } from './offsets.ts';
import type { CreateOwnership } from './ownership.ts';
import type { FeedStart } from './partition-feed.ts';
import { groupByTopic, PartitionMap } from './partition-map.ts';
import { PausedPartitions } from './paused-partitions.ts';
import { SubscribedTopics } from './subscribed-topics.ts';

type TopicAndPartitions = { topic: string; partitions?: number[] };

const RESTART_MS = 300;

export class FlotillaConsumer {
  private readonly context: ConsumerContext;
  private readonly config: ConsumerConfig;
  private readonly createOwnership: CreateOwnership;
  private readonly topics: SubscribedTopics;
  private readonly pauses = new PausedPartitions();
  private readonly seeks = new PartitionMap<FeedStart>();
  private readonly handlers = new PartitionMap<Promise<void>>();
  private assigned: PartitionStart[] | undefined;
  private current: ConsumerRun | undefined;
  private stopping: Promise<void> | undefined;
  private streaming: BatchStream | undefined;
  private restartTimer: Timer | undefined;
  /** How often the application has said stop: a crash must not start again what was stopped meanwhile. */
  private stops = 0;

  constructor(context: ConsumerContext, config: ConsumerConfig, createOwnership: CreateOwnership) {
    this.context = context;
    this.config = config;
    this.createOwnership = createOwnership;
    this.topics = new SubscribedTopics(context);
  }

  async connect(options?: Abortable): Promise<void> {
    const { cluster, emitter } = this.context;
    const isNew = !cluster.isOpen();
    await cluster.connect(options);
    if (isNew) emitter.emit('consumer.connect', null);
  }

  async disconnect(): Promise<void> {
    const { cluster, emitter } = this.context;
    await this.stop();
    const wasOpen = cluster.isOpen();
    await cluster.disconnect();
    if (wasOpen) emitter.emit('consumer.disconnect', null);
  }

  async subscribe(subscription: ConsumerSubscribeTopics | ConsumerSubscribeTopic): Promise<void> {
    if (this.current) {
      throw new KafkaJSNonRetriableError('Cannot subscribe to topic while consumer is running');
    }
    await this.topics.subscribe(subscription);
  }

  assign(partitions: TopicPartitionOffset[]): void {
    if (this.config.groupId) {
      throw new KafkaJSNonRetriableError(
        'The group assigns the partitions of this consumer; leave out groupId to assign your own.',
      );
    }
    if (this.current) {
      throw new KafkaJSNonRetriableError('Cannot assign partitions while consumer is running');
    }
    this.assigned = partitions.map((one) => ({
      tp: partitionOf(one),
      start: startOf(one.offset),
    }));
  }

  /** Resolves when there are partitions for the first time. What fails from then on is a crash. */
  async run(run: RunConfig = {}): Promise<void> {
    if (this.stopping) {
      const { stops } = this;
      await this.stopping;
      if (this.stops !== stops) return;
    }
    if (this.current) {
      this.context.logger.warn('run was called, but the consumer is already running');
      return;
    }
    if (typeof run.eachMessage !== 'function' && typeof run.eachBatch !== 'function') {
      throw new KafkaJSNonRetriableError('run takes eachMessage or eachBatch, a function.');
    }
    this.checkSubscribed();
    this.restartTimer?.cancel();
    await this.start(run);
  }

  stream({ signal, ...run }: StreamOptions = {}): BatchStream {
    const stream: BatchStream = new BatchStream(
      {
        start: (eachBatch) => this.runStream(stream, { ...run, eachBatch }),
        stop: () => this.stop(),
        commitResolved: async (worker) => this.running().commitResolved(worker),
      },
      signal,
    );
    return stream;
  }

  /** Waits for the handlers at work; not for the loop of a stream. */
  async stop(): Promise<void> {
    this.stops += 1;
    const halted = this.halt();
    this.streaming?.end();
    await halted;
  }

  seek({ topic, partition, offset }: TopicPartitionOffset): void {
    const tp = partitionOf({ topic, partition });
    this.running().seek(tp, startOf(offset));
  }

  async commitOffsets(offsets: TopicPartitionOffsetAndMetadata[] = []): Promise<void> {
    const commits = commitsOf(offsets);
    const { ownership } = this.running();
    if (commits.length > 0) await ownership.commit(commits);
  }

  pause(topics: TopicAndPartitions[] = []): void {
    checkTopics(topics);
    this.running();
    for (const topic of topics) this.pauses.pause(topic);
  }

  resume(topics: TopicAndPartitions[] = []): void {
    checkTopics(topics);
    const run = this.running();
    for (const topic of topics) this.pauses.resume(topic);
    run.wake();
  }

  paused(): TopicPartitions[] {
    const partitions = this.current?.ownership.consumption?.partitions ?? [];
    return groupByTopic(partitions.filter((tp) => this.pauses.isPaused(tp)));
  }

  async describeGroup(): Promise<GroupDescription> {
    const { groupId } = this.config;
    if (groupId === undefined) throw new KafkaJSNonRetriableError('This consumer has no group.');
    const { groups } = await describeGroups(this.context.cluster, [groupId]);
    return groups[0]!;
  }

  private runStream(stream: BatchStream, run: RunConfig): void {
    if (this.current) {
      return stream.end(new KafkaJSNonRetriableError('The consumer is running already.'));
    }
    try {
      this.checkSubscribed();
    } catch (error) {
      return stream.end(error as Error);
    }
    this.streaming = stream;
    void this.run({ ...run, eachBatchAutoResolve: false });
  }

  private checkSubscribed(): void {
    if (this.assigned || this.topics.isSubscribed) return;
    throw new KafkaJSNonRetriableError('This consumer has no topics; call subscribe() first.');
  }

  private async start(run: RunConfig): Promise<void> {
    const { context, config, createOwnership, topics, assigned, seeks, handlers } = this;
    const started: ConsumerRun = new ConsumerRun({
      context,
      config,
      run,
      createOwnership,
      topics,
      assigned,
      seeks,
      handlers,
      paused: this.pauses,
      failed: (error) => void this.crash(error, started, run),
    });
    // Before anything is waited for, so that `seek` works right after `run`.
    this.current = started;
    try {
      await this.connect();
      if (this.current === started && !this.stopping) await started.start();
    } catch (error) {
      await this.crash(error as Error, started, run);
    }
  }

  private halt(): Promise<void> {
    this.restartTimer?.cancel();
    this.stopping ??= this.end().finally(() => {
      this.stopping = undefined;
    });
    return this.stopping;
  }

  private async end(): Promise<void> {
    const { current } = this;
    if (current === undefined) return;
    await current.stop();
    this.current = undefined;
    this.context.emitter.emit('consumer.stop', null);
  }

  private async crash(error: Error, run: ConsumerRun, config: RunConfig): Promise<void> {
    if (this.current !== run || this.stopping) return;
    const { logger, emitter, platform, retry } = this.context;
    const { groupId = '' } = this.config;
    const { stops } = this;
    logger.error(`Crash: ${error.name}: ${error.message}`, { groupId, stack: error.stack });
    await this.halt();
    const restart = await this.shouldRestart(error);
    if (!restart) {
      this.streaming?.end(error);
      await this.disconnect();
    }
    emitter.emit('consumer.crash', { error, groupId, restart });
    if (!restart || this.stops !== stops) return;
    const { retryTime = 0 } = error as { retryTime?: number };
    const delayMs = retryTime || (retry.initialRetryTime ?? RESTART_MS);
    this.restartTimer = platform.clock.setTimer(delayMs, () => void this.start(config));
  }

  private async shouldRestart(error: Error): Promise<boolean> {
    if (!(error instanceof KafkaJSNumberOfRetriesExceeded) && !isRootRetriable(error)) return false;
    const { restartOnFailure } = this.context.retry;
    if (restartOnFailure === undefined) return true;
    try {
      return await restartOnFailure(error);
    } catch (failure) {
      this.context.logger.error('restartOnFailure failed; restarting', { error: String(failure) });
      return true;
    }
  }

  private running(): ConsumerRun {
    if (this.current) return this.current;
    throw new KafkaJSNonRetriableError(
      'Consumer group was not initialized, consumer#run must be called first',
    );
  }
}

function isRootRetriable(error: Error): boolean {
  if (error.cause instanceof Error) return isRootRetriable(error.cause);
  return (error as { retriable?: boolean }).retriable === true;
}

function checkTopics(topics: TopicAndPartitions[]): void {
  for (const { topic, partitions } of topics) {
    for (const partition of partitions ?? [0]) partitionOf({ topic, partition });
  }
}
