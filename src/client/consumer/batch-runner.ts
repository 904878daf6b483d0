/** One batch through the application's handler: `eachMessage` or `eachBatch`, as kafkajs calls them. */
import type { TopicPartition } from '../../model/topic-partition.ts';
import { protocolError } from '../error-mapping.ts';
import type { ConsumerRunConfig, EachBatchPayload } from '../types/consumer.ts';
import type { Offsets } from '../types/producer.ts';
import type { ConsumerContext } from './consumer-context.ts';
import type { KafkaBatch } from './kafka-batch.ts';
import type { PartitionWorker } from './partition-worker.ts';

/** Our own handlers also get what stands behind the batch. */
export interface RunConfig extends Omit<ConsumerRunConfig, 'eachBatch'> {
  eachBatch?: (payload: EachBatchPayload, worker: PartitionWorker) => Promise<void>;
}

/** What the consumer does for a handler. */
export interface RunnerHost {
  isRunning(): boolean;
  isPaused(tp: TopicPartition): boolean;
  /** Returns what resumes it. */
  pause(tp: TopicPartition): () => void;
  commitIfDue(): Promise<void>;
  /** The same for `autoCommit`: a failure is the consumer's, not the handler's. */
  autoCommitIfDue(): Promise<void>;
  /** Rejects for a worker whose partition was given back: others may be further by now. */
  commit(offsets: Offsets, worker: PartitionWorker): Promise<void>;
  uncommittedOffsets(): Offsets;
}

export class BatchRunner {
  private readonly context: ConsumerContext;
  private readonly config: RunConfig;
  private readonly host: RunnerHost;

  constructor(context: ConsumerContext, config: RunConfig, host: RunnerHost) {
    this.context = context;
    this.config = config;
    this.host = host;
  }

  /** Rejects with what the handler rejected with. */
  async run(batch: KafkaBatch, worker: PartitionWorker): Promise<void> {
    const { emitter, platform } = this.context;
    const { eachMessage, eachBatch } = this.config;
    const isWatched =
      emitter.hasListeners('consumer.start_batch_process') ||
      emitter.hasListeners('consumer.end_batch_process');
    const facts = isWatched ? factsOf(batch) : undefined;
    const startMs = platform.clock.monotonic();
    if (facts) emitter.emit('consumer.start_batch_process', facts);
    if (eachMessage !== undefined) await this.runEachMessage(batch, worker);
    else if (eachBatch !== undefined && !batch.isEmpty()) await this.runEachBatch(batch, worker);
    else worker.resolve(batch.endOffset);
    const duration = Math.round(platform.clock.monotonic() - startMs);
    if (facts) emitter.emit('consumer.end_batch_process', { ...facts, duration });
  }

  private async runEachMessage(batch: KafkaBatch, worker: PartitionWorker): Promise<void> {
    const { host } = this;
    const { topic, partition } = batch;
    const heartbeat = (): Promise<void> => this.heartbeat(worker);
    const pause = (): (() => void) => host.pause(worker.tp);
    for (const message of batch.iterate()) {
      if (!host.isRunning() || worker.isStale || host.isPaused(worker.tp)) return;
      try {
        await this.config.eachMessage!({ topic, partition, message, heartbeat, pause });
      } catch (error) {
        this.logFailure('eachMessage', error, { topic, partition, offset: message.offset });
        throw error;
      }
      worker.resolve(Number(message.offset) + 1);
      await host.autoCommitIfDue();
    }
    worker.resolve(batch.endOffset);
  }

  private async runEachBatch(batch: KafkaBatch, worker: PartitionWorker): Promise<void> {
    const { topic, partition } = batch;
    let wasToldToStop = false;
    const tell = (isOver: boolean): boolean => (wasToldToStop ||= isOver);
    try {
      await this.config.eachBatch!(this.batchPayload(batch, worker, tell), worker);
    } catch (error) {
      this.logFailure('eachBatch', error, { topic, partition, offset: batch.firstOffset() });
      throw error;
    }
    // A handler that was told to stop may have stopped anywhere: what it has resolved itself counts, and no more.
    const isAutoResolved = (this.config.eachBatchAutoResolve ?? true) && !wasToldToStop;
    if (isAutoResolved) worker.resolve(batch.endOffset);
  }

  private batchPayload(
    batch: KafkaBatch,
    worker: PartitionWorker,
    tell: (isOver: boolean) => boolean,
  ): EachBatchPayload {
    const { host } = this;
    return {
      batch,
      resolveOffset: (offset) => {
        const last = batch.messages.at(-1)?.offset;
        // Behind the last record there may be offsets without one, which nobody could resolve.
        worker.resolve(offset === last ? batch.endOffset : Number(offset) + 1);
      },
      heartbeat: () => this.heartbeat(worker),
      pause: () => host.pause(worker.tp),
      commitOffsetsIfNecessary: (offsets) =>
        offsets ? host.commit(offsets, worker) : host.commitIfDue(),
      uncommittedOffsets: () => host.uncommittedOffsets(),
      isRunning: () => !tell(!host.isRunning()),
      isStale: () => tell(worker.isStale),
    };
  }

  /**
   * Heartbeats are sent without the handler's help. What is left of kafkajs's is that it rejects when the partition is
   * wanted back, so that a handler which calls it between its steps ends soon.
   */
  private async heartbeat(worker: PartitionWorker): Promise<void> {
    if (worker.isRevoked && this.host.isRunning()) throw protocolError('REBALANCE_IN_PROGRESS');
  }

  private logFailure(handler: string, error: unknown, where: object): void {
    const { message, stack } = error instanceof Error ? error : { message: String(error) };
    this.context.logger.error(`${handler} failed: ${message}`, { ...where, stack });
  }
}

function factsOf(batch: KafkaBatch) {
  const { topic, partition, highWatermark } = batch;
  return {
    topic,
    partition,
    highWatermark,
    offsetLag: batch.offsetLag(),
    offsetLagLow: batch.offsetLagLow(),
    batchSize: batch.messages.length,
    firstOffset: batch.firstOffset() ?? batch.lastOffset(),
    lastOffset: batch.lastOffset(),
  };
}
