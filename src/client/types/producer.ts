import type { CompressionTypes } from '../constants.ts';
import type { Bytes, BytesLike } from './bytes.ts';
import type { Abortable, Logger, RetryOptions } from './config.ts';
import type {
  ClientEventsOf,
  ClientPayloadsOf,
  ClientStatus,
  InstrumentationEvent,
  RemoveInstrumentationEventListener,
} from './events.ts';

interface HeadersOf<Value> {
  [key: string]: Value | Value[] | undefined;
}

interface MessageOf<Value> {
  key?: Value | null;
  value: Value | null;
  partition?: number;
  headers?: HeadersOf<Value>;
  /** Milliseconds since 1970, as text. Default: now. */
  timestamp?: string;
}

export type IHeaders = HeadersOf<BytesLike>;
export type Message = MessageOf<BytesLike>;

export interface PartitionMetadata {
  partitionErrorCode: number;
  partitionId: number;
  /** -1: nobody leads at the moment. */
  leader: number;
  replicas: number[];
  isr: number[];
  offlineReplicas?: number[];
}

export interface PartitionerArgs {
  topic: string;
  partitionMetadata: PartitionMetadata[];
  /** Bytes are Buffers in Node, whatever the application gave. */
  message: MessageOf<Bytes | string>;
}

export type ICustomPartitioner = () => (args: PartitionerArgs) => number;
export type DefaultPartitioner = ICustomPartitioner;
export type LegacyPartitioner = ICustomPartitioner;

export interface ProducerConfig {
  createPartitioner?: ICustomPartitioner;
  retry?: RetryOptions;
  metadataMaxAge?: number;
  /** Creates an unknown topic with the broker's defaults. Default true. */
  allowAutoTopicCreation?: boolean;
  /** Default true; kafkajs has false. A send with `acks` other than -1 goes out without it. */
  idempotent?: boolean;
  transactionalId?: string;
  transactionTimeout?: number;
  /** Batches in flight per partition, 1 to 5. Default 5. */
  maxInFlightRequests?: number | null;

  /** Ours: how long a record may wait for company, in ms. Default 0: what queues while batches are in flight goes as one. */
  lingerMs?: number;
  /** Ours: a batch is closed at this size. Default 256 KiB. One larger record makes a batch of its own. */
  batchBytes?: number;
  /** Ours: what may wait and be in flight in all. Beyond it `send` waits. Default 32 MiB. */
  bufferBytesMax?: number;
  /** Ours: how long a record may take to be written before its `send` fails, in ms. Default 120000, as Java has it. */
  deliveryTimeoutMs?: number;
  /** Ours: how long a `send` waits for room in the buffer before it fails, in ms. Default 60000. */
  bufferWaitMsMax?: number;
}

export interface ProducerRecord extends Abortable {
  topic: string;
  messages: Message[];
  /** -1 (default): synced on a majority. 1: appended by the leader. 0: sent. */
  acks?: number;
  /** How long the broker may wait for the replicas, in ms. Default 30000. */
  timeout?: number;
  compression?: CompressionTypes;
}

export interface TopicMessages {
  topic: string;
  messages: Message[];
}

export interface ProducerBatch extends Abortable {
  acks?: number;
  timeout?: number;
  compression?: CompressionTypes;
  topicMessages?: TopicMessages[];
}

/** One for each partition that was written to. Without `baseOffset`, the broker knows only that it has the records already. */
export interface RecordMetadata {
  topicName: string;
  partition: number;
  errorCode: number;
  offset?: string;
  timestamp?: string;
  baseOffset?: string;
  logAppendTime?: string;
  logStartOffset?: string;
}

export interface PartitionOffset {
  partition: number;
  offset: string;
}

export interface TopicOffsets {
  topic: string;
  partitions: PartitionOffset[];
}

export interface Offsets {
  topics: TopicOffsets[];
}

export interface Sender {
  send(record: ProducerRecord): Promise<RecordMetadata[]>;
  sendBatch(batch: ProducerBatch): Promise<RecordMetadata[]>;
}

export type ProducerEvents = ClientEventsOf<'producer'>;
type ProducerPayloads = ClientPayloadsOf<'producer'>;

export interface Producer extends Sender {
  connect(options?: Abortable): Promise<void>;
  /** Sends what is still queued first. */
  disconnect(): Promise<void>;
  isIdempotent(): boolean;
  readonly events: ProducerEvents;
  on<Type extends keyof ProducerPayloads>(
    eventName: Type,
    listener: (event: InstrumentationEvent<ProducerPayloads[Type]>) => void,
  ): RemoveInstrumentationEventListener<Type>;
  transaction(): Promise<Transaction>;
  logger(): Logger;

  /** Ours: when everything that was sent before has its answer, good or bad. Cuts lingering short. */
  flush(): Promise<void>;
  /** Ours: when there is room in the buffer. */
  readonly ready: Promise<void>;
  status(): AsyncIterableIterator<ClientStatus>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Transaction extends Sender {
  sendOffsets(offsets: Offsets & { consumerGroupId: string }): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
  isActive(): boolean;
}
