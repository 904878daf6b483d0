/**
 * What a broker can do, in model terms. Every door translates its wire into these calls and back; the client
 * connection (client/connection.ts) implements the same interface over a WebSocket. Any broker takes any call
 * and forwards it once to the leader that it concerns. Failures are `BrokerError`s.
 */
import type { NodeId, Offset, Term, Uuid } from '../model/ids.ts';
import type { TopicPartition } from '../model/topic-partition.ts';
import type {
  AddPartitionsOptions,
  ConfigEntry,
  CreatedTopic,
  CreateTopicRequest,
} from '../model/topics.ts';
import type { GroupRequestKind, GroupRequestOf, GroupResponseOf } from '../group/requests.ts';

export type {
  AddPartitionsOptions,
  ConfigEntry,
  CreatedTopic,
  CreateTopicRequest,
} from '../model/topics.ts';

export interface BrokerApi {
  describeCluster(): Promise<ClusterDescription>;
  /** All topics when `names` is undefined. An unknown name gives an entry with `error`. */
  describeTopics(names?: readonly string[]): Promise<TopicDescription[]>;
  produce(request: ProduceRequest): Promise<ProduceReceipt>;
  /** Long poll: waits until `bytesMin` are there or `waitMsMax` passed. Committed records only. */
  fetch(request: FetchRequest): Promise<FetchResult>;
  listOffsets(request: ListOffsetsRequest): Promise<ListedOffset>;
  createTopic(request: CreateTopicRequest): Promise<CreatedTopic>;
  deleteTopic(name: string): Promise<void>;
  /** `partitionCount` is the new total. */
  addPartitions(
    name: string,
    partitionCount: number,
    options?: AddPartitionsOptions,
  ): Promise<void>;
  describeTopicConfig(name: string): Promise<ConfigEntry[]>;
  /** `null` returns a key to its default. */
  alterTopicConfig(name: string, changes: Readonly<Record<string, string | null>>): Promise<void>;
  /** Every replica of one partition as its own broker describes it; METADATA_TOPIC is allowed. */
  describePartition(tp: TopicPartition): Promise<PartitionDescription>;
  /** Resolves when the new leader is in office. */
  transferLeadership(tp: TopicPartition, to: NodeId): Promise<void>;
  clusterHealth(): Promise<ClusterHealth>;
  /** A producer id that nobody else has, with epoch 0 (KIP-98): what makes a retry of a batch safe. */
  initProducerId(): Promise<ProducerIdentity>;
  /** Carried out by the coordinator of the group; `list`, `describe` and `delete` may concern several. */
  group<Kind extends GroupRequestKind>(
    request: GroupRequestOf<Kind>,
    options?: GroupCallOptions,
  ): Promise<GroupResponseOf<Kind>>;
  /** The broker that coordinates the group at the moment. Makes the topic of the groups when there is none yet. */
  findCoordinator(groupId: string): Promise<BrokerDescription>;
}

export interface GroupCallOptions {
  /** Waits for a coordinator that loads, instead of being refused. */
  readonly isPatient?: boolean;
  /** The client went away: a join or sync that waits is forgotten, unless another broker coordinates the group. */
  readonly signal?: AbortSignal;
}

export interface ProducerIdentity {
  /** 0 to 2^53 - 1. */
  readonly producerId: number;
  /** 0 to 32767. A producer may raise it by itself, with sequence 0 again (KIP-360). */
  readonly producerEpoch: number;
}

export interface BrokerDescription {
  readonly nodeId: NodeId;
  readonly host: string;
  /** WebSocket and HTTP. */
  readonly httpPort: number;
  readonly peerPort: number;
  /** Undefined: it has no door for Kafka clients. A client over WebSocket is not told. */
  readonly kafkaPort?: number;
  /** As the answering broker sees it. */
  readonly isConnected: boolean;
}

export interface ClusterDescription {
  readonly clusterId: Uuid;
  /** Who answers. */
  readonly nodeId: NodeId;
  /** Leader of the metadata group, if known. */
  readonly controller: NodeId | undefined;
  readonly brokers: readonly BrokerDescription[];
}

export interface TopicDescription {
  readonly name: string;
  readonly topicId?: Uuid;
  readonly error?: { readonly name: string; readonly message: string };
  readonly partitions: readonly PartitionLeadership[];
}

/** From the leadership table of the answering broker; may be stale. */
export interface PartitionLeadership {
  readonly partition: number;
  readonly leader: NodeId | undefined;
  readonly leaderEpoch: Term;
  readonly replicas: readonly NodeId[];
  readonly inSyncReplicas: readonly NodeId[];
}

export type Acks = 0 | 1 | -1;

export interface ProduceRequest extends TopicPartition {
  readonly acks: Acks;
  /** One whole record batch v2, as the client built it. The broker may patch its offset and epoch fields in place. */
  readonly records: Uint8Array;
  readonly timeoutMs: number;
}

export interface ProduceReceipt {
  readonly baseOffset: Offset;
  /** Inclusive. */
  readonly lastOffset: Offset;
  readonly leaderEpoch: Term;
  /** -1 unless the topic has LogAppendTime. */
  readonly logAppendTimeMs: number;
  readonly logStartOffset: Offset;
  /** What the receipt vouches for. 'sent' (acks 0): nothing; its offsets are 0 and mean nothing. */
  readonly waitedFor: 'synced-on-majority' | 'appended-on-leader' | 'sent';
}

export interface FetchRequest extends TopicPartition {
  readonly offset: number;
  readonly bytesMin: number;
  readonly bytesMax: number;
  readonly waitMsMax: number;
  /** The epoch of the last record that the reader saw, to detect a truncation; undefined when it does not know. */
  readonly lastFetchedEpoch?: Term;
}

export interface FetchResult {
  /** Whole record batches, in order; the first may begin before the wanted offset. */
  readonly batches: readonly Uint8Array[];
  readonly highWatermark: Offset;
  readonly logStartOffset: Offset;
  readonly leaderEpoch: Term;
}

export interface ListOffsetsRequest extends TopicPartition {
  /** `timestampMs`: the first record with a timestamp at or after it. */
  readonly at:
    | { readonly kind: 'earliest' }
    | { readonly kind: 'latest' }
    | { readonly kind: 'timestamp'; readonly timestampMs: number };
}

export interface ListedOffset {
  /** Undefined: no record is that late. */
  readonly offset: Offset | undefined;
  readonly timestampMs: number | undefined;
  readonly leaderEpoch: Term;
}

export interface PartitionDescription extends TopicPartition {
  readonly topicId: Uuid;
  readonly leader: NodeId | undefined;
  readonly leaderEpoch: Term;
  readonly replicas: readonly ReplicaDescription[];
}

export type ReplicaDescription =
  | ({ readonly nodeId: NodeId; readonly isReachable: true } & ReplicaState)
  | { readonly nodeId: NodeId; readonly isReachable: false; readonly reason: string };

export interface ReplicaState {
  readonly role: 'follower' | 'pre-candidate' | 'candidate' | 'leader' | 'failed';
  readonly term: Term;
  readonly votedFor: NodeId | undefined;
  readonly leader: NodeId | undefined;
  readonly logStartOffset: Offset;
  /** Positions as `[nextOffset, ordinal]`. */
  readonly logEnd: readonly [number, number];
  readonly syncedEnd: readonly [number, number];
  readonly commitIndex: readonly [number, number];
  readonly highWatermark: Offset;
  /** Why it is 'failed'. */
  readonly fault?: string;
  /** On the leader only. */
  readonly followers?: readonly FollowerProgress[];
}

export interface FollowerProgress {
  readonly nodeId: NodeId;
  readonly progress: 'probe' | 'replicate' | 'catch-up';
  readonly match: readonly [number, number];
  readonly next: readonly [number, number];
  readonly inFlightBytes: number;
  /** Offsets between the leader's log end and its match. */
  readonly lag: number;
  readonly lastContactMs: number | undefined;
  readonly isInSync: boolean;
}

export interface ClusterHealth {
  readonly isHealthy: boolean;
  /** One sentence each. */
  readonly reasons: readonly string[];
  readonly brokersConnected: number;
  readonly brokersKnown: number;
  readonly partitions: number;
  readonly partitionsWithoutLeader: number;
  readonly partitionsUnderReplicated: number;
}
