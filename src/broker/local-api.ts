/**
 * A broker as the doors of its own process have it: beside what any broker does for anybody (`BrokerApi`), what it does
 * on its own replicas only. Kafka's clients look for the leader themselves: `own` answers NOT_LEADER_OR_FOLLOWER
 * and NOT_COORDINATOR where `BrokerApi` would forward.
 */
import type { GroupRequestKind, GroupRequestOf, GroupResponseOf } from '../group/requests.ts';
import type { BrokerError } from '../model/errors.ts';
import type { Offset, Term, Uuid } from '../model/ids.ts';
import type { TopicPartition } from '../model/topic-partition.ts';
import type { ConfigEntry } from '../model/topics.ts';
import type {
  BrokerApi,
  FetchResult,
  GroupCallOptions,
  ListedOffset,
  ListOffsetsRequest,
  ProduceReceipt,
  ProduceRequest,
} from './api.ts';

export interface LocalBroker extends BrokerApi {
  readonly own: OwnReplicas;
}

export interface OwnReplicas {
  /** As far as this broker has heard. */
  topicName(topicId: Uuid): string | undefined;
  /** Resolves when this broker knows all of the metadata that was committed before the call. */
  metadataCaughtUp(): Promise<void>;
  /** Appends before it returns, so that the batches of one partition keep the order of the calls. */
  produce(request: ProduceRequest): Promise<ProduceReceipt>;
  /** In the order of `request.partitions`. */
  read(request: ReadRequest): Promise<readonly ReadOutcome[]>;
  listOffsets(request: OwnListOffsetsRequest): Promise<ListedOffset>;
  /** Where the records of the epoch end, or of the last one before it that has records. */
  endOfEpoch(request: TopicPartition & LeaderCheck, epoch: number): Promise<EpochEnd | undefined>;
  /** Gives where the log starts by then, on all replicas that are there. */
  deleteRecords(request: DeleteRecordsRequest): Promise<Offset>;
  /** Those whose last batch is committed. */
  describeProducers(tp: TopicPartition): Promise<readonly KnownSequence[]>;
  /** Of all replicas here, whether they lead or not. */
  describeLogs(): LogDirectory;
  /** The settings of this broker. */
  describeConfig(): readonly ConfigEntry[];
  /** Refuses what `alterTopicConfig` would refuse. */
  checkTopicConfig(name: string, changes: Readonly<Record<string, string | null>>): void;
  group<Kind extends GroupRequestKind>(
    request: GroupRequestOf<Kind>,
    options?: GroupCallOptions,
  ): Promise<GroupResponseOf<Kind>>;
}

/** KIP-320: a reader that knows another epoch than the leader is told so. */
export interface LeaderCheck {
  readonly currentLeaderEpoch?: number;
}

export interface OwnListOffsetsRequest extends TopicPartition, LeaderCheck {
  /** `latest-timestamp`: the first record with the greatest timestamp of all. */
  readonly at: ListOffsetsRequest['at'] | { readonly kind: 'latest-timestamp' };
}

export interface DeleteRecordsRequest extends TopicPartition {
  /** Exclusive; undefined: all that are committed. */
  readonly beforeOffset: number | undefined;
}

export interface EpochEnd {
  readonly epoch: Term;
  /** Exclusive. */
  readonly endOffset: Offset;
}

export interface KnownSequence {
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Of the last record that it wrote. */
  readonly lastSequence: number;
  /** When the leader saw it. */
  readonly seenMs: number;
}

export interface LogDirectory {
  readonly path: string;
  readonly logs: readonly (TopicPartition & {
    readonly sizeBytes: number;
    /** Offsets that are committed, and not here yet. */
    readonly lag: number;
  })[];
}

/** One long poll over several partitions. */
export interface ReadRequest {
  readonly partitions: readonly PartitionRead[];
  /** Over all partitions; an error of one of them is enough as well. */
  readonly bytesMin: number;
  /** Over all partitions; the first batch is given whatever its size. */
  readonly bytesMax: number;
  readonly waitMsMax: number;
  /** Index of the partition that is read first: who reads often begins elsewhere each time, so that none is starved. */
  readonly first: number;
  /** Ends the wait; what is there by then is given. */
  readonly signal: AbortSignal;
}

export interface PartitionRead extends TopicPartition, LeaderCheck {
  readonly offset: number;
  readonly bytesMax: number;
  /** Of the last record that the reader has, to detect a truncation. */
  readonly lastFetchedEpoch?: number;
}

export type ReadOutcome = FetchResult | Divergence | BrokerError;

/** The reader has records that this log has not: what it shares with it ends here. */
export interface Divergence {
  readonly divergingEpoch: Term;
  readonly endOffset: Offset;
}
