/** What kafkajs's encoders take, made from a value as we decode it. Only the names differ. */
import type { ApiName } from '../../../../src/protocol/kafka/registry.ts';

/** Loosely typed on purpose: it is kafkajs that decides what it takes. */
type Loose = { readonly [name: string]: any };

const renamed = (list: readonly Loose[], rename: (element: Loose) => Loose): Loose[] =>
  list.map(rename);

const acl = (v: Loose): Loose => ({
  resourceType: v['resourceType'] ?? v['resourceTypeFilter'],
  resourceName: v['resourceName'] ?? v['resourceNameFilter'],
  resourcePatternType: v['resourcePatternType'] ?? v['patternTypeFilter'],
  principal: v['principal'] ?? v['principalFilter'],
  host: v['host'] ?? v['hostFilter'],
  operation: v['operation'],
  permissionType: v['permissionType'],
});

export const KAFKAJS_ARGUMENTS: { readonly [Name in ApiName]?: (value: Loose) => unknown } = {
  Produce: (v) => ({
    transactionalId: v.transactionalId,
    acks: v.acks,
    timeout: v.timeoutMs,
    topicData: renamed(v.topicData, (t) => ({
      topic: t.name,
      partitions: renamed(t.partitionData, (p) => ({
        partition: p.index,
        messages: [{ key: 'k', value: 'v', timestamp: 1, headers: {} }],
      })),
    })),
  }),
  Fetch: (v) => ({
    replicaId: v.replicaId,
    maxWaitTime: v.maxWaitMs,
    minBytes: v.minBytes,
    maxBytes: v.maxBytes,
    isolationLevel: v.isolationLevel,
    sessionId: v.sessionId,
    sessionEpoch: v.sessionEpoch,
    topics: renamed(v.topics, (t) => ({
      topic: t.topic,
      partitions: renamed(t.partitions, (p) => ({ ...p, maxBytes: p.partitionMaxBytes })),
    })),
    forgottenTopics: v.forgottenTopicsData,
    rackId: v.rackId,
  }),
  ListOffsets: (v) => ({
    replicaId: v.replicaId,
    isolationLevel: v.isolationLevel,
    topics: renamed(v.topics, (t) => ({
      topic: t.name,
      partitions: renamed(t.partitions, (p) => ({
        partition: p.partitionIndex,
        timestamp: p.timestamp,
      })),
    })),
  }),
  Metadata: (v) => ({
    topics: v.topics.map((t: Loose) => t.name),
    allowAutoTopicCreation: v.allowAutoTopicCreation,
  }),
  OffsetCommit: (v) => ({
    groupId: v.groupId,
    groupGenerationId: v.generationIdOrMemberEpoch,
    memberId: v.memberId,
    retentionTime: v.retentionTimeMs,
    topics: renamed(v.topics, (t) => ({
      topic: t.name,
      partitions: renamed(t.partitions, (p) => ({
        partition: p.partitionIndex,
        offset: p.committedOffset,
        metadata: p.committedMetadata,
      })),
    })),
  }),
  OffsetFetch: (v) => ({
    groupId: v.groupId,
    topics: renamed(v.topics, (t) => ({
      topic: t.name,
      partitions: t.partitionIndexes.map((partition: number) => ({ partition })),
    })),
  }),
  FindCoordinator: (v) => ({ groupId: v.key, coordinatorType: v.keyType }),
  JoinGroup: (v) => ({
    groupId: v.groupId,
    sessionTimeout: v.sessionTimeoutMs,
    rebalanceTimeout: v.rebalanceTimeoutMs,
    memberId: v.memberId,
    groupInstanceId: v.groupInstanceId,
    protocolType: v.protocolType,
    groupProtocols: renamed(v.protocols, (p) => ({
      name: p.name,
      metadata: Buffer.from(p.metadata),
    })),
  }),
  Heartbeat: (v) => ({ ...v, groupGenerationId: v.generationId }),
  LeaveGroup: (v) => ({ ...v, ...v.members[0] }),
  SyncGroup: (v) => ({
    ...v,
    groupAssignment: renamed(v.assignments, (a) => ({
      memberId: a.memberId,
      memberAssignment: Buffer.from(a.assignment),
    })),
  }),
  DescribeGroups: (v) => ({ groupIds: v.groups }),
  CreateTopics: (v) => ({
    timeout: v.timeoutMs,
    validateOnly: v.validateOnly,
    topics: renamed(v.topics, (t) => ({
      topic: t.name,
      numPartitions: t.numPartitions,
      replicationFactor: t.replicationFactor,
      configEntries: t.configs,
      replicaAssignment: renamed(t.assignments, (a) => ({
        partition: a.partitionIndex,
        replicas: a.brokerIds,
      })),
    })),
  }),
  DeleteTopics: (v) => ({ topics: v.topicNames, timeout: v.timeoutMs }),
  DeleteRecords: (v) => ({
    timeout: v.timeoutMs,
    topics: renamed(v.topics, (t) => ({
      topic: t.name,
      partitions: renamed(t.partitions, (p) => ({
        partition: p.partitionIndex,
        offset: p.offset,
      })),
    })),
  }),
  InitProducerId: (v) => ({ ...v, transactionTimeout: v.transactionTimeoutMs }),
  DescribeAcls: (v) => acl({ ...v, resourceType: v.resourceTypeFilter }),
  CreateAcls: (v) => ({ creations: renamed(v.creations, acl) }),
  DeleteAcls: (v) => ({ filters: renamed(v.filters, acl) }),
  DescribeConfigs: (v) => ({
    includeSynonyms: v.includeSynonyms,
    resources: renamed(v.resources, (r) => ({
      type: r.resourceType,
      name: r.resourceName,
      configNames: r.configurationKeys,
    })),
  }),
  AlterConfigs: (v) => ({
    validateOnly: v.validateOnly,
    resources: renamed(v.resources, (r) => ({
      type: r.resourceType,
      name: r.resourceName,
      configEntries: r.configs,
    })),
  }),
  CreatePartitions: (v) => ({
    timeout: v.timeoutMs,
    validateOnly: v.validateOnly,
    topicPartitions: renamed(v.topics, (t) => ({
      topic: t.name,
      count: t.count,
      assignments: t.assignments.map((a: Loose) => a.brokerIds),
    })),
  }),
  DeleteGroups: (v) => v.groupsNames,
  AlterPartitionReassignments: (v) => ({
    timeout: v.timeoutMs,
    topics: renamed(v.topics, (t) => ({
      topic: t.name,
      partitionAssignment: renamed(t.partitions, (p) => ({
        partition: p.partitionIndex,
        replicas: p.replicas,
      })),
    })),
  }),
  ListPartitionReassignments: (v) => ({
    timeout: v.timeoutMs,
    topics: renamed(v.topics, (t) => ({ topic: t.name, partitions: t.partitionIndexes })),
  }),
};
