import type { Bytes } from './bytes.ts';
import type { Abortable, Logger, RetryOptions } from './config.ts';
import type {
  ClientEventsOf,
  ClientPayloadsOf,
  ClientStatus,
  InstrumentationEvent,
  RemoveInstrumentationEventListener,
} from './events.ts';
import type { GroupDescription } from './admin.ts';
import type { Offsets, TopicOffsets } from './producer.ts';

export interface ConsumerConfig {
  /** Without it (ours): no group; all partitions of the topics, or those of `assign`, and no commits. */
  groupId?: string;
  partitionAssigners?: PartitionAssigner[];
  metadataMaxAge?: number;
  sessionTimeout?: number;
  rebalanceTimeout?: number;
  heartbeatInterval?: number;
  maxBytesPerPartition?: number;
  minBytes?: number;
  maxBytes?: number;
  maxWaitTimeInMs?: number;
  retry?: RetryOptions;
  allowAutoTopicCreation?: boolean;
  maxInFlightRequests?: number | null;
  readUncommitted?: boolean;
  rackId?: string;
  /** Ours: static membership (KIP-345). */
  groupInstanceId?: string;
  /** Ours: what to do when records are gone that were not read. Default 'reset', as kafkajs does. */
  gapPolicy?: GapPolicy;
}

/**
 * 'reset': go on at the beginning or at the end of the partition, as `fromBeginning` says. 'continue': go on with the next
 * record that there is. 'fail': the consumer crashes. In each case there is a `consumer.gap` event.
 */
export type GapPolicy = 'reset' | 'continue' | 'fail';

/** What an assigner may ask of the cluster: as much of kafkajs's Cluster as an assignment needs. */
export interface AssignerCluster {
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[];
}

export type PartitionAssigner = (config: {
  cluster: AssignerCluster;
  groupId: string;
  logger: Logger;
}) => Assigner;

export interface Assignment {
  [topic: string]: number[];
}

export interface GroupMember {
  memberId: string;
  memberMetadata: Bytes;
}

export interface GroupMemberAssignment {
  memberId: string;
  memberAssignment: Bytes;
}

/** A protocol that a member offers: the name of an assigner and the member's subscription for it. */
export interface AssignerProtocolState {
  name: string;
  metadata: Bytes;
}

export interface Assigner {
  name: string;
  version: number;
  assign(group: { members: GroupMember[]; topics: string[] }): Promise<GroupMemberAssignment[]>;
  protocol(subscription: { topics: string[] }): AssignerProtocolState;
}

export interface ISerializer<T> {
  encode(value: T): Bytes;
  decode(bytes: Bytes): T | null;
}

export interface MemberMetadata {
  version: number;
  topics: string[];
  userData: Bytes;
}

export interface MemberAssignment {
  version: number;
  assignment: Assignment;
  userData: Bytes;
}

/** Headers as they are read: bytes, and an array where a key came more than once. */
export interface MessageHeaders {
  [key: string]: Bytes | Bytes[] | undefined;
}

export interface KafkaMessage {
  key: Bytes | null;
  value: Bytes | null;
  timestamp: string;
  attributes: number;
  offset: string;
  headers: MessageHeaders;
}

export interface TopicPartitions {
  topic: string;
  partitions: number[];
}

export interface TopicPartitionNumber {
  topic: string;
  partition: number;
}

export interface TopicPartitionOffset extends TopicPartitionNumber {
  offset: string;
}

export interface TopicPartitionOffsetAndMetadata extends TopicPartitionOffset {
  metadata?: string | null;
}

export interface Batch {
  topic: string;
  partition: number;
  highWatermark: string;
  messages: KafkaMessage[];
  isEmpty(): boolean;
  firstOffset(): string | null;
  lastOffset(): string;
  offsetLag(): string;
  offsetLagLow(): string;
}

/** Functions, not methods: handlers take them apart. */
export interface EachMessagePayload {
  topic: string;
  partition: number;
  message: KafkaMessage;
  heartbeat: () => Promise<void>;
  /** Returns what resumes the partition. */
  pause: () => () => void;
}

export interface EachBatchPayload {
  batch: Batch;
  resolveOffset: (offset: string) => void;
  heartbeat: () => Promise<void>;
  pause: () => () => void;
  commitOffsetsIfNecessary: (offsets?: Offsets) => Promise<void>;
  uncommittedOffsets: () => Offsets;
  isRunning: () => boolean;
  isStale: () => boolean;
}

export type EachBatchHandler = (payload: EachBatchPayload) => Promise<void>;
export type EachMessageHandler = (payload: EachMessagePayload) => Promise<void>;

export interface ConsumerRunConfig {
  autoCommit?: boolean;
  autoCommitInterval?: number | null;
  autoCommitThreshold?: number | null;
  eachBatchAutoResolve?: boolean;
  partitionsConsumedConcurrently?: number;
  eachBatch?: EachBatchHandler;
  eachMessage?: EachMessageHandler;
}

export interface ConsumerSubscribeTopic {
  topic: string | RegExp;
  fromBeginning?: boolean;
}

export interface ConsumerSubscribeTopics {
  topics: (string | RegExp)[];
  fromBeginning?: boolean;
}

export interface ConsumerEvents extends ClientEventsOf<'consumer'> {
  HEARTBEAT: 'consumer.heartbeat';
  COMMIT_OFFSETS: 'consumer.commit_offsets';
  GROUP_JOIN: 'consumer.group_join';
  FETCH_START: 'consumer.fetch_start';
  FETCH: 'consumer.fetch';
  START_BATCH_PROCESS: 'consumer.start_batch_process';
  END_BATCH_PROCESS: 'consumer.end_batch_process';
  STOP: 'consumer.stop';
  CRASH: 'consumer.crash';
  REBALANCING: 'consumer.rebalancing';
  RECEIVED_UNSUBSCRIBED_TOPICS: 'consumer.received_unsubscribed_topics';
  /** Ours. */
  GAP: 'consumer.gap';
}

interface GroupFacts {
  groupId: string;
  memberId: string;
  groupGenerationId: number;
}

interface BatchProcessFacts {
  topic: string;
  partition: number;
  highWatermark: string;
  offsetLag: string;
  offsetLagLow: string;
  batchSize: number;
  firstOffset: string;
  lastOffset: string;
}

export interface ConsumerPayloads extends ClientPayloadsOf<'consumer'> {
  'consumer.heartbeat': GroupFacts;
  'consumer.commit_offsets': GroupFacts & { topics: TopicOffsets[] };
  'consumer.group_join': {
    duration: number;
    groupId: string;
    isLeader: boolean;
    leaderId: string;
    groupProtocol: string;
    memberId: string;
    memberAssignment: Assignment;
  };
  'consumer.fetch_start': { nodeId: number };
  'consumer.fetch': { numberOfBatches: number; duration: number; nodeId: number };
  'consumer.start_batch_process': BatchProcessFacts;
  'consumer.end_batch_process': BatchProcessFacts & { duration: number };
  'consumer.stop': null;
  'consumer.crash': { error: Error; groupId: string; restart: boolean };
  'consumer.rebalancing': { groupId: string; memberId: string };
  'consumer.received_unsubscribed_topics': {
    groupId: string;
    generationId: number;
    memberId: string;
    assignedTopics: string[];
    topicsSubscribed: string[];
    topicsNotSubscribed: string[];
  };
  'consumer.gap': {
    topic: string;
    partition: number;
    /**
     * 'gap': retention removed the records of [from, to). 'truncated': what was read from `from` on is not in the log any
     * more. 'out-of-range': the log ends before `from`. The last two mean that it is another log: the topic was made again.
     */
    kind: 'gap' | 'truncated' | 'out-of-range';
    from: string;
    to: string | null;
  };
}

export type ConsumerListener<Type extends keyof ConsumerPayloads> = (
  event: InstrumentationEvent<ConsumerPayloads[Type]>,
) => void;

export interface StreamOptions
  extends
    Abortable,
    Omit<ConsumerRunConfig, 'eachBatch' | 'eachMessage' | 'eachBatchAutoResolve'> {}

/** Ours: a batch of `consumer.stream()`. */
export interface StreamBatch extends Batch {
  /** Commits up to the end of this batch. Without a group it does nothing. */
  commit(): Promise<void>;
}

export interface Consumer {
  connect(options?: Abortable): Promise<void>;
  disconnect(): Promise<void>;
  subscribe(subscription: ConsumerSubscribeTopics | ConsumerSubscribeTopic): Promise<void>;
  stop(): Promise<void>;
  run(config?: ConsumerRunConfig): Promise<void>;
  commitOffsets(topicPartitions: TopicPartitionOffsetAndMetadata[]): Promise<void>;
  seek(topicPartitionOffset: TopicPartitionOffset): void;
  describeGroup(): Promise<GroupDescription>;
  pause(topics: { topic: string; partitions?: number[] }[]): void;
  paused(): TopicPartitions[];
  resume(topics: { topic: string; partitions?: number[] }[]): void;
  on<Type extends keyof ConsumerPayloads>(
    eventName: Type,
    listener: ConsumerListener<Type>,
  ): RemoveInstrumentationEventListener<Type>;
  logger(): Logger;
  readonly events: ConsumerEvents;

  /** Ours: the partitions to read, without a group. `offset` may be '-1' (latest) or '-2' (earliest). */
  assign(partitions: TopicPartitionOffset[]): void;
  /**
   * Ours: instead of `run`. Batches come as fast as they are taken. To ask for the next one resolves the one before; one
   * that the loop leaves with `break` or an error is not resolved, unless it was committed.
   */
  stream(options?: StreamOptions): AsyncIterableIterator<StreamBatch>;
  status(): AsyncIterableIterator<ClientStatus>;
  [Symbol.asyncDispose](): Promise<void>;
}
