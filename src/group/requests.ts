/**
 * What the members of a consumer group and its administrators ask of the group's coordinator, and its answers: Kafka's
 * classic group protocol (KIP-62, 345, 394, 447, 559, 800), in no door's words. codec.ts has them as bytes.
 *
 * A refusal is a BrokerError; where Kafka answers per partition, per member or per group, the answer holds the name.
 */
import type { ErrorName } from '../model/errors.ts';
import type { TopicPartition } from '../model/topic-partition.ts';

/** Who asks, in all that a member sends. */
export interface MemberIdentity {
  readonly groupId: string;
  /** -1 with an empty `memberId`: not as a member; such a commit is allowed while the group is empty. */
  readonly generationId: number;
  readonly memberId: string;
  /** Static membership (KIP-345). */
  readonly groupInstanceId?: string;
}

export interface GroupProtocol {
  /** The name of an assignor. */
  readonly name: string;
  /** The member's subscription, opaque to the coordinator. */
  readonly metadata: Uint8Array;
}

export interface JoinGroupRequest {
  readonly kind: 'join';
  readonly groupId: string;
  /** Empty: a new member. */
  readonly memberId: string;
  readonly groupInstanceId?: string;
  readonly clientId: string;
  readonly clientHost: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  /** 'consumer' for consumers. */
  readonly protocolType: string;
  /** In the order of the member's preference. */
  readonly protocols: readonly GroupProtocol[];
  /** KIP-394: a new dynamic member first gets its id (`memberIdRequired`) and joins again with it. */
  readonly requiresKnownMemberId: boolean;
  readonly reason?: string;
}

export interface JoinedMember {
  readonly memberId: string;
  readonly groupInstanceId?: string;
  readonly metadata: Uint8Array;
}

export interface JoinGroupResponse {
  readonly kind: 'join';
  /** Not joined yet: join again with this `memberId` (Kafka's MEMBER_ID_REQUIRED); the rest says nothing. */
  readonly isMemberIdRequired: boolean;
  readonly memberId: string;
  readonly generationId: number;
  readonly protocolType: string;
  /** The chosen one. */
  readonly protocolName: string;
  /** The member id of the member that assigns. */
  readonly leader: string;
  /** KIP-814: the leader came back as a static member and must not assign anew. */
  readonly skipAssignment: boolean;
  /** Only for the leader. */
  readonly members: readonly JoinedMember[];
}

export interface SyncGroupRequest extends MemberIdentity {
  readonly kind: 'sync';
  /** Checked when they are there (KIP-559). */
  readonly protocolType?: string;
  readonly protocolName?: string;
  /** From the leader; empty from the others. */
  readonly assignments: readonly { readonly memberId: string; readonly assignment: Uint8Array }[];
}

export interface SyncGroupResponse {
  readonly kind: 'sync';
  readonly protocolType: string;
  readonly protocolName: string;
  readonly assignment: Uint8Array;
}

export interface HeartbeatRequest extends MemberIdentity {
  readonly kind: 'heartbeat';
}

export interface HeartbeatResponse {
  readonly kind: 'heartbeat';
}

export interface LeaveGroupRequest {
  readonly kind: 'leave';
  readonly groupId: string;
  /** A static member may leave by its instance id alone, with an empty `memberId`. */
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId?: string;
    readonly reason?: string;
  }[];
}

export interface LeaveGroupResponse {
  readonly kind: 'leave';
  readonly members: readonly {
    readonly memberId: string;
    readonly groupInstanceId?: string;
    readonly error?: ErrorName;
  }[];
}

export interface CommitOffsetsRequest extends MemberIdentity {
  readonly kind: 'commit-offsets';
  readonly offsets: readonly OffsetToCommit[];
}

export interface OffsetToCommit extends TopicPartition {
  /** Of the next record to read. */
  readonly offset: number;
  /** Of the last record that was read. */
  readonly leaderEpoch?: number;
  /** Whatever the application wants to keep with it; at most offset.metadata.max.bytes. */
  readonly metadata: string;
}

export interface CommitOffsetsResponse {
  readonly kind: 'commit-offsets';
  readonly partitions: readonly PartitionOutcome[];
}

export interface PartitionOutcome extends TopicPartition {
  readonly error?: ErrorName;
}

export interface FetchOffsetsRequest {
  readonly kind: 'fetch-offsets';
  readonly groupId: string;
  /** Checked when they are there (KIP-848 clients send them). */
  readonly memberId?: string;
  readonly generationId?: number;
  /** Undefined: all that the group has. */
  readonly partitions?: readonly TopicPartition[];
}

export interface CommittedOffset extends TopicPartition {
  /** Undefined: nothing is committed. */
  readonly offset: number | undefined;
  readonly leaderEpoch?: number;
  readonly metadata: string;
}

export interface FetchOffsetsResponse {
  readonly kind: 'fetch-offsets';
  readonly offsets: readonly CommittedOffset[];
}

/** Kafka's names of them. */
export type GroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

export interface DescribeGroupsRequest {
  readonly kind: 'describe';
  readonly groupIds: readonly string[];
}

export interface GroupMemberDescription {
  readonly memberId: string;
  readonly groupInstanceId?: string;
  readonly clientId: string;
  readonly clientHost: string;
  /** Of the chosen protocol; empty during a rebalance. */
  readonly metadata: Uint8Array;
  readonly assignment: Uint8Array;
}

export interface GroupDescription {
  readonly groupId: string;
  /** When it could not be described: the rest says nothing. A group that does not exist is 'Dead' without an error. */
  readonly error?: ErrorName;
  readonly state: GroupState;
  readonly generationId: number;
  readonly protocolType: string;
  readonly protocolName: string;
  readonly members: readonly GroupMemberDescription[];
}

export interface DescribeGroupsResponse {
  readonly kind: 'describe';
  readonly groups: readonly GroupDescription[];
}

export interface ListGroupsRequest {
  readonly kind: 'list';
  /** Undefined: in whatever state. */
  readonly states?: readonly string[];
}

export interface GroupListing {
  readonly groupId: string;
  readonly protocolType: string;
  readonly state: GroupState;
}

export interface ListGroupsResponse {
  readonly kind: 'list';
  readonly groups: readonly GroupListing[];
}

export interface DeleteGroupsRequest {
  readonly kind: 'delete';
  readonly groupIds: readonly string[];
}

export interface DeleteGroupsResponse {
  readonly kind: 'delete';
  /** NON_EMPTY_GROUP, GROUP_ID_NOT_FOUND, ... */
  readonly groups: readonly { readonly groupId: string; readonly error?: ErrorName }[];
}

export interface DeleteOffsetsRequest {
  readonly kind: 'delete-offsets';
  readonly groupId: string;
  readonly partitions: readonly TopicPartition[];
}

export interface DeleteOffsetsResponse {
  readonly kind: 'delete-offsets';
  /** GROUP_SUBSCRIBED_TO_TOPIC while a member reads it. */
  readonly partitions: readonly PartitionOutcome[];
}

export type GroupRequest =
  | JoinGroupRequest
  | SyncGroupRequest
  | HeartbeatRequest
  | LeaveGroupRequest
  | CommitOffsetsRequest
  | FetchOffsetsRequest
  | DescribeGroupsRequest
  | ListGroupsRequest
  | DeleteGroupsRequest
  | DeleteOffsetsRequest;

export type GroupResponse =
  | JoinGroupResponse
  | SyncGroupResponse
  | HeartbeatResponse
  | LeaveGroupResponse
  | CommitOffsetsResponse
  | FetchOffsetsResponse
  | DescribeGroupsResponse
  | ListGroupsResponse
  | DeleteGroupsResponse
  | DeleteOffsetsResponse;

export type GroupRequestKind = GroupRequest['kind'];
export type GroupRequestOf<Kind extends GroupRequestKind> = Extract<GroupRequest, { kind: Kind }>;
export type GroupResponseOf<Kind extends GroupRequestKind> = Extract<GroupResponse, { kind: Kind }>;
