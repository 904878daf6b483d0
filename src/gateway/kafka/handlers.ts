/** Who answers which API. What is not here is not announced (SERVED in protocol/kafka/registry.ts). */
import { encodeResponse, type KafkaRequest } from '../../protocol/kafka/frames.ts';
import type { ApiName } from '../../protocol/kafka/registry.ts';
import { Disconnect, type CallContext, type Handler } from './call.ts';
import { alterConfigs } from './handlers/alter-configs.ts';
import { apiVersions } from './handlers/api-versions.ts';
import { createAcls } from './handlers/create-acls.ts';
import { createPartitions } from './handlers/create-partitions.ts';
import { createTopics } from './handlers/create-topics.ts';
import { deleteAcls } from './handlers/delete-acls.ts';
import { deleteGroups } from './handlers/delete-groups.ts';
import { deleteRecords } from './handlers/delete-records.ts';
import { deleteTopics } from './handlers/delete-topics.ts';
import { describeAcls } from './handlers/describe-acls.ts';
import { describeCluster } from './handlers/describe-cluster.ts';
import { describeConfigs } from './handlers/describe-configs.ts';
import { describeGroups } from './handlers/describe-groups.ts';
import { describeLogDirs } from './handlers/describe-log-dirs.ts';
import { describeProducers } from './handlers/describe-producers.ts';
import { describeQuorum } from './handlers/describe-quorum.ts';
import { describeTopicPartitions } from './handlers/describe-topic-partitions.ts';
import { electLeaders } from './handlers/elect-leaders.ts';
import { fetch } from './handlers/fetch.ts';
import { findCoordinator } from './handlers/find-coordinator.ts';
import { heartbeat } from './handlers/heartbeat.ts';
import { incrementalAlterConfigs } from './handlers/incremental-alter-configs.ts';
import { initProducerId } from './handlers/init-producer-id.ts';
import { joinGroup } from './handlers/join-group.ts';
import { leaveGroup } from './handlers/leave-group.ts';
import { listGroups } from './handlers/list-groups.ts';
import { listOffsets } from './handlers/list-offsets.ts';
import { listPartitionReassignments } from './handlers/list-partition-reassignments.ts';
import { metadata } from './handlers/metadata.ts';
import { offsetCommit } from './handlers/offset-commit.ts';
import { offsetDelete } from './handlers/offset-delete.ts';
import { offsetFetch } from './handlers/offset-fetch.ts';
import { offsetForLeaderEpoch } from './handlers/offset-for-leader-epoch.ts';
import { produce } from './handlers/produce.ts';
import { syncGroup } from './handlers/sync-group.ts';

export const HANDLERS: { readonly [Name in ApiName]?: Handler<Name> } = {
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
  ListPartitionReassignments: listPartitionReassignments,
  OffsetDelete: offsetDelete,
  DescribeQuorum: describeQuorum,
  DescribeCluster: describeCluster,
  DescribeProducers: describeProducers,
  DescribeTopicPartitions: describeTopicPartitions,
};

/** The frame of the answer, its size included; undefined when there is none. Rejects with Disconnect. */
export async function answerRequest(
  request: KafkaRequest,
  at: CallContext,
): Promise<Uint8Array[] | undefined> {
  // One of them for each name, which the compiler cannot see.
  const handler = HANDLERS[request.name] as Handler<ApiName> | undefined;
  if (handler === undefined) throw new Disconnect(`${request.name} is not served`);
  const draft = await handler(request, at);
  return draft === undefined ? undefined : encodeResponse(request, draft);
}
