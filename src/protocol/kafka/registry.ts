/**
 * Every API of Kafka's that we can encode and decode, and which versions of which a broker advertises.
 * docs/kafka-api.md is made from this.
 */
import type { RequestDraftOf, RequestOf, ResponseDraftOf, ResponseOf } from './api.ts';
import { alterConfigs } from './apis/alter-configs.ts';
import { alterPartitionReassignments } from './apis/alter-partition-reassignments.ts';
import { apiVersions } from './apis/api-versions.ts';
import { createAcls } from './apis/create-acls.ts';
import { createPartitions } from './apis/create-partitions.ts';
import { createTopics } from './apis/create-topics.ts';
import { deleteAcls } from './apis/delete-acls.ts';
import { deleteGroups } from './apis/delete-groups.ts';
import { deleteRecords } from './apis/delete-records.ts';
import { deleteTopics } from './apis/delete-topics.ts';
import { describeAcls } from './apis/describe-acls.ts';
import { describeCluster } from './apis/describe-cluster.ts';
import { describeConfigs } from './apis/describe-configs.ts';
import { describeGroups } from './apis/describe-groups.ts';
import { describeLogDirs } from './apis/describe-log-dirs.ts';
import { describeProducers } from './apis/describe-producers.ts';
import { describeQuorum } from './apis/describe-quorum.ts';
import { describeTopicPartitions } from './apis/describe-topic-partitions.ts';
import { electLeaders } from './apis/elect-leaders.ts';
import { fetch } from './apis/fetch.ts';
import { findCoordinator } from './apis/find-coordinator.ts';
import { heartbeat } from './apis/heartbeat.ts';
import { incrementalAlterConfigs } from './apis/incremental-alter-configs.ts';
import { initProducerId } from './apis/init-producer-id.ts';
import { joinGroup } from './apis/join-group.ts';
import { leaveGroup } from './apis/leave-group.ts';
import { listGroups } from './apis/list-groups.ts';
import { listOffsets } from './apis/list-offsets.ts';
import { listPartitionReassignments } from './apis/list-partition-reassignments.ts';
import { metadata } from './apis/metadata.ts';
import { offsetCommit } from './apis/offset-commit.ts';
import { offsetDelete } from './apis/offset-delete.ts';
import { offsetFetch } from './apis/offset-fetch.ts';
import { offsetForLeaderEpoch } from './apis/offset-for-leader-epoch.ts';
import { produce } from './apis/produce.ts';
import { syncGroup } from './apis/sync-group.ts';
import { parseVersions, type VersionRange, type Versions } from './versions.ts';

/** In the order of their keys. */
export const APIS = {
  Produce: produce,
  Fetch: fetch,
  ListOffsets: listOffsets,
  Metadata: metadata,
  OffsetCommit: offsetCommit,
  OffsetFetch: offsetFetch,
  FindCoordinator: findCoordinator,
  JoinGroup: joinGroup,
  Heartbeat: heartbeat,
  LeaveGroup: leaveGroup,
  SyncGroup: syncGroup,
  DescribeGroups: describeGroups,
  ListGroups: listGroups,
  ApiVersions: apiVersions,
  CreateTopics: createTopics,
  DeleteTopics: deleteTopics,
  DeleteRecords: deleteRecords,
  InitProducerId: initProducerId,
  OffsetForLeaderEpoch: offsetForLeaderEpoch,
  DescribeAcls: describeAcls,
  CreateAcls: createAcls,
  DeleteAcls: deleteAcls,
  DescribeConfigs: describeConfigs,
  AlterConfigs: alterConfigs,
  DescribeLogDirs: describeLogDirs,
  CreatePartitions: createPartitions,
  DeleteGroups: deleteGroups,
  ElectLeaders: electLeaders,
  IncrementalAlterConfigs: incrementalAlterConfigs,
  AlterPartitionReassignments: alterPartitionReassignments,
  ListPartitionReassignments: listPartitionReassignments,
  OffsetDelete: offsetDelete,
  DescribeQuorum: describeQuorum,
  DescribeCluster: describeCluster,
  DescribeProducers: describeProducers,
  DescribeTopicPartitions: describeTopicPartitions,
} as const;

export type ApiName = keyof typeof APIS;
export type RequestBody<Name extends ApiName> = RequestOf<(typeof APIS)[Name]>;
export type RequestDraft<Name extends ApiName> = RequestDraftOf<(typeof APIS)[Name]>;
export type ResponseBody<Name extends ApiName> = ResponseOf<(typeof APIS)[Name]>;
export type ResponseDraft<Name extends ApiName> = ResponseDraftOf<(typeof APIS)[Name]>;

export const API_NAMES = Object.keys(APIS) as readonly ApiName[];

/** Behind these the Kafka door has a handler. The others are not advertised: a client may use what it is told of. */
export const SERVED: ReadonlySet<ApiName> = new Set<ApiName>([
  'Produce',
  'Fetch',
  'ListOffsets',
  'Metadata',
  'OffsetCommit',
  'OffsetFetch',
  'FindCoordinator',
  'JoinGroup',
  'Heartbeat',
  'LeaveGroup',
  'SyncGroup',
  'DescribeGroups',
  'ListGroups',
  'ApiVersions',
  'CreateTopics',
  'DeleteTopics',
  'DeleteRecords',
  'InitProducerId',
  'OffsetForLeaderEpoch',
  'DescribeAcls',
  'CreateAcls',
  'DeleteAcls',
  'DescribeConfigs',
  'AlterConfigs',
  'DescribeLogDirs',
  'CreatePartitions',
  'DeleteGroups',
  'ElectLeaders',
  'IncrementalAlterConfigs',
  'ListPartitionReassignments',
  'OffsetDelete',
  'DescribeQuorum',
  'DescribeCluster',
  'DescribeProducers',
  'DescribeTopicPartitions',
]);

/**
 * Where a broker says something else than what it can decode. Produce 0 to 2 are refused, but librdkafka 2.0
 * compresses nothing unless they are announced (KAFKA-18659).
 */
const ANNOUNCED: { readonly [Name in ApiName]?: Versions } = { Produce: '0-13' };

const BY_KEY: ReadonlyMap<number, ApiName> = new Map(
  API_NAMES.map((name) => [APIS[name].key, name]),
);

export function apiNameOf(key: number): ApiName | undefined {
  return BY_KEY.get(key);
}

/** What ApiVersions says of an API that is served. */
export function announcedVersions(name: ApiName): VersionRange {
  const announced = ANNOUNCED[name];
  return announced === undefined ? APIS[name].versions : parseVersions(announced);
}
