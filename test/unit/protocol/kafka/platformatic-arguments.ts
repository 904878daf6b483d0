/** What the encoders of @platformatic/kafka take, made from a value as we decode it. Its names are mostly Kafka's. */
import type { ApiName } from '../../../../src/protocol/kafka/registry.ts';

/** Loosely typed on purpose: it is the other library that decides what it takes. */
type Loose = any;

const acl = (v: Loose): Loose => ({
  ...v,
  resourceType: v.resourceTypeFilter ?? v.resourceType,
  resourceName: v.resourceNameFilter ?? v.resourceName,
  resourcePatternType: v.patternTypeFilter ?? v.resourcePatternType,
  principal: v.principalFilter ?? v.principal,
  host: v.hostFilter ?? v.host,
});

/** Version 12 takes names where later ones take ids, and calls them ids. */
const fetchTopics = (v: Loose, version: number): Loose =>
  version > 12 ? v.topics : v.topics.map((t: Loose) => ({ ...t, topicId: t.topic }));

export const PLATFORMATIC_ARGUMENTS: {
  readonly [Name in ApiName]?: (value: Loose, version: number) => readonly unknown[];
} = {
  Produce: (v) => [
    v.acks,
    v.timeoutMs,
    v.topicData.flatMap((t: Loose) =>
      t.partitionData.map((p: Loose) => ({
        topic: t.name,
        partition: p.index,
        key: Buffer.from('k'),
        value: Buffer.from('v'),
        timestamp: 1n,
      })),
    ),
    { transactionalId: v.transactionalId },
  ],
  Fetch: (v, version) => [
    v.maxWaitMs,
    v.minBytes,
    v.maxBytes,
    v.isolationLevel,
    v.sessionId,
    v.sessionEpoch,
    fetchTopics(v, version),
    [],
    v.rackId,
  ],
  ListOffsets: (v) => [v.replicaId, v.isolationLevel, v.topics],
  Metadata: (v) => [
    v.topics.map((t: Loose) => t.name),
    v.allowAutoTopicCreation,
    v.includeTopicAuthorizedOperations,
  ],
  OffsetCommit: (v) => [
    v.groupId,
    v.generationIdOrMemberEpoch,
    v.memberId,
    v.groupInstanceId,
    v.topics,
  ],
  OffsetFetch: (v) => [v.groups, v.requireStable],
  FindCoordinator: (v) => [v.keyType, v.coordinatorKeys],
  JoinGroup: (v) => [
    v.groupId,
    v.sessionTimeoutMs,
    v.rebalanceTimeoutMs,
    v.memberId,
    v.groupInstanceId,
    v.protocolType,
    v.protocols,
    v.reason,
  ],
  Heartbeat: (v) => [v.groupId, v.generationId, v.memberId, v.groupInstanceId],
  LeaveGroup: (v) => [v.groupId, v.members],
  SyncGroup: (v) => [
    v.groupId,
    v.generationId,
    v.memberId,
    v.groupInstanceId,
    v.protocolType,
    v.protocolName,
    v.assignments,
  ],
  DescribeGroups: (v) => [v.groups, v.includeAuthorizedOperations],
  ListGroups: (v) => [v.statesFilter, v.typesFilter],
  ApiVersions: (v) => [v.clientSoftwareName, v.clientSoftwareVersion],
  CreateTopics: (v) => [v.topics, v.timeoutMs, v.validateOnly],
  DeleteTopics: (v) => [v.topics, v.timeoutMs],
  DeleteRecords: (v) => [v.topics, v.timeoutMs],
  InitProducerId: (v) => [v.transactionalId, v.transactionTimeoutMs, v.producerId, v.producerEpoch],
  OffsetForLeaderEpoch: (v) => [
    v.replicaId,
    v.topics.map((t: Loose) => ({
      name: t.topic,
      partitions: t.partitions.map((p: Loose) => ({ ...p, partitionIndex: p.partition })),
    })),
  ],
  DescribeAcls: (v) => [acl(v)],
  CreateAcls: (v) => [v.creations.map(acl)],
  DeleteAcls: (v) => [v.filters.map(acl)],
  DescribeConfigs: (v) => [v.resources, v.includeSynonyms, v.includeDocumentation],
  AlterConfigs: (v) => [v.resources, v.validateOnly],
  DescribeLogDirs: (v) => [v.topics.map((t: Loose) => ({ ...t, name: t.topic }))],
  CreatePartitions: (v) => [v.topics, v.timeoutMs, v.validateOnly],
  DeleteGroups: (v) => [v.groupsNames],
  IncrementalAlterConfigs: (v) => [v.resources, v.validateOnly],
  AlterPartitionReassignments: (v) => [v.timeoutMs, v.allowReplicationFactorChange, v.topics],
  ListPartitionReassignments: (v) => [v.timeoutMs, v.topics],
  OffsetDelete: (v) => [v.groupId, v.topics],
  DescribeQuorum: (v) => [v.topics],
  DescribeCluster: (v) => [v.includeClusterAuthorizedOperations, v.endpointType],
  DescribeProducers: (v) => [v.topics],
  DescribeTopicPartitions: (v) => [v.topics, v.responsePartitionLimit, v.cursor],
};
