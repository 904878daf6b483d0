/** Where a consumer's partitions come from: a group, or its own word. */
import type { OffsetToCommit } from '../../group/requests.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { ConsumerConfig } from '../types/consumer.ts';
import type { Offsets } from '../types/producer.ts';
import type { RunConfig } from './batch-runner.ts';
import type { ConsumerContext } from './consumer-context.ts';
import type { Consumption, PartitionStart } from './consumption.ts';
import type { FeedStart } from './partition-feed.ts';
import type { SubscribedTopics, TopicsChange } from './subscribed-topics.ts';

/** What the consumer does for whoever gives it partitions. */
export interface OwnershipHost {
  readonly topics: SubscribedTopics;
  /** From `assign`; undefined without it. */
  readonly assigned: readonly PartitionStart[] | undefined;
  /** A `seek` that waits for its partition, once. */
  takeSeek(tp: TopicPartition): FeedStart | undefined;
  /** Begins to consume. `progressed`: there may be something to commit. */
  consume(partitions: readonly PartitionStart[], progressed: () => void): Consumption;
  failed(error: Error): void;
}

export interface Ownership {
  /** The partitions of now. */
  readonly consumption: Consumption | undefined;
  /** Resolves when there are partitions for the first time, or never will be. */
  start(): Promise<void>;
  /** Waits for the handlers, commits, and gives the partitions back. Never rejects. */
  stop(): Promise<void>;
  topicsChanged(change: TopicsChange): void;
  commitIfDue(): Promise<void>;
  autoCommitIfDue(): Promise<void>;
  commit(offsets: readonly OffsetToCommit[]): Promise<void>;
  /** All that is resolved. */
  commitResolved(): Promise<void>;
  uncommittedOffsets(): Offsets;
}

export interface OwnershipOptions {
  readonly context: ConsumerContext;
  readonly config: ConsumerConfig;
  readonly run: RunConfig;
  readonly host: OwnershipHost;
}

export type CreateOwnership = (options: OwnershipOptions) => Ownership;
