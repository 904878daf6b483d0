// Goal: every version of every API that is announced works. Method: one broker, and a client that says the same in each of
// them, from the oldest to the newest; what is common to all versions is compared.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuid } from '../../src/model/ids.ts';
import { METADATA_TOPIC } from '../../src/model/topic-partition.ts';
import {
  APIS,
  SERVED,
  type ApiName,
  type RequestDraft,
  type ResponseBody,
} from '../../src/protocol/kafka/registry.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';
import { KafkaClient } from '../support/kafka-client.ts';

let cluster: TestCluster;
let client: KafkaClient;
let topicId: string;

const TOPIC = 't';
const OLD_MS = 1_700_000_000_000;
const NO_ID = uuid('AAAAAAAAAAAAAAAAAAAAAA');
const ANY_ACL = {
  resourceTypeFilter: 1,
  resourceNameFilter: null,
  principalFilter: null,
  hostFilter: null,
  operation: 1,
  permissionType: 1,
};
const THE_TOPIC = { resourceType: 2, resourceName: TOPIC };
const ACL = { ...THE_TOPIC, principal: 'User:a', host: '*', operation: 3, permissionType: 3 };
const NOBODY = { generationId: -1, memberId: '' };

function batch(value: string, timestampMs = OLD_MS): Uint8Array {
  const builder = new BatchBuilder();
  builder.append({ key: null, value: new TextEncoder().encode(value), timestampMs });
  return builder.finish();
}

beforeAll(async () => {
  cluster = await startCluster({ brokers: 1, topics: { [TOPIC]: 1 } });
  client = await KafkaClient.connect(cluster.kafkaAddresses[0]!);
  const { topics } = await client.ask('Metadata', 12, { topics: [{ name: TOPIC }] });
  topicId = topics[0]!.topicId;
  await client.ask('Produce', 3, produceOf('first', 3));
  await client.ask('FindCoordinator', 0, { key: 'g' });
});
afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await cluster?.[Symbol.asyncDispose]();
});

interface Case<Name extends ApiName> {
  draft(version: number): RequestDraft<Name> | Promise<RequestDraft<Name>>;
  check(body: ResponseBody<Name>, version: number): void;
}

const ofTopic = (version: number, idsFrom: number) =>
  version < idsFrom ? { name: TOPIC } : { topicId: topicId as never };

function produceOf(value: string, version: number): RequestDraft<'Produce'> {
  const partitionData = [{ index: 0, records: batch(value) }];
  return { acks: -1, timeoutMs: 1000, topicData: [{ ...ofTopic(version, 13), partitionData }] };
}

async function joined(groupId: string): Promise<{ memberId: string; generationId: number }> {
  const join = (memberId: string) =>
    client.ask('JoinGroup', 4, {
      groupId,
      memberId,
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 1000,
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: new Uint8Array(4) }],
    });
  const { memberId } = await join('');
  const { errorCode, generationId } = await join(memberId);
  expect(errorCode).toBe(0);
  return { memberId, generationId };
}

const CASES: { readonly [Name in ApiName]?: Case<Name> } = {
  ApiVersions: {
    draft: () => ({ clientSoftwareName: 'test', clientSoftwareVersion: '1' }),
    check: ({ errorCode, apiKeys }) => {
      expect([errorCode, apiKeys.length]).toEqual([0, SERVED.size]);
    },
  },
  Metadata: {
    draft: (version) => ({
      topics: [version < 12 ? { name: TOPIC } : { name: null, topicId: topicId as never }],
    }),
    check: ({ brokers, topics }, version) => {
      const port = Number(cluster.kafkaAddresses[0]!.split(':')[1]);
      expect(brokers).toEqual([{ nodeId: 1, host: '127.0.0.1', port, rack: null }]);
      const { name, partitions, topicId: id } = topics[0]!;
      expect([name, version < 10 ? topicId : id]).toEqual([TOPIC, topicId]);
      const { errorCode, leaderId, replicaNodes, isrNodes } = partitions[0]!;
      expect([errorCode, leaderId, replicaNodes, isrNodes]).toEqual([0, 1, [1], [1]]);
    },
  },
  Produce: {
    draft: (version) => produceOf('more', version),
    check: ({ responses }) => {
      const { errorCode, index, baseOffset } = responses[0]!.partitionResponses[0]!;
      expect([errorCode, index, baseOffset > 0]).toEqual([0, 0, true]);
    },
  },
  Fetch: {
    draft: (version) => ({
      maxWaitMs: 1000,
      minBytes: 1,
      isolationLevel: 1,
      topics: [
        {
          ...(version < 13 ? { topic: TOPIC } : { topicId: topicId as never }),
          partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1 }],
        },
      ],
    }),
    check: ({ errorCode, sessionId, responses }) => {
      expect([errorCode, sessionId]).toEqual([0, 0]);
      const partition = responses[0]!.partitions[0]!;
      expect(partition.errorCode).toBe(0);
      expect(partition.lastStableOffset).toBe(partition.highWatermark);
      // One batch, whatever the limit; the leader stamps base offset and epoch.
      expect(Uint8Array.from(partition.records!.subarray(16))).toEqual(batch('first').subarray(16));
    },
  },
  ListOffsets: {
    draft: () => ({
      replicaId: -1,
      topics: [{ name: TOPIC, partitions: [{ partitionIndex: 0, timestamp: OLD_MS }] }],
    }),
    check: ({ topics }) => {
      const { errorCode, offset, timestamp } = topics[0]!.partitions[0]!;
      expect([errorCode, offset, timestamp]).toEqual([0, 0, OLD_MS]);
    },
  },
  FindCoordinator: {
    draft: (version) => (version < 4 ? { key: 'g', keyType: 0 } : { coordinatorKeys: ['g'] }),
    check: (body, version) => {
      const { errorCode, nodeId } = version < 4 ? body : body.coordinators[0]!;
      expect([errorCode, nodeId]).toEqual([0, 1]);
    },
  },
  JoinGroup: {
    draft: (version) => ({
      groupId: `join-${version}`,
      memberId: '',
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 1000,
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: new Uint8Array(4) }],
    }),
    check: ({ errorCode, memberId, generationId, members }, version) => {
      expect(memberId).toMatch(/./);
      // From version 4 on a member is only given its id at first.
      if (version >= 4) expect([errorCode, generationId]).toEqual([79, -1]);
      else expect([errorCode, generationId, members.length]).toEqual([0, 1, 1]);
    },
  },
  SyncGroup: {
    draft: async (version) => {
      const groupId = `sync-${version}`;
      const member = await joined(groupId);
      const assignment = new TextEncoder().encode('yours');
      return { groupId, ...member, assignments: [{ memberId: member.memberId, assignment }] };
    },
    check: ({ errorCode, assignment, protocolName }, version) => {
      expect([errorCode, new TextDecoder().decode(assignment)]).toEqual([0, 'yours']);
      if (version >= 5) expect(protocolName).toBe('range');
    },
  },
  Heartbeat: {
    draft: async (version) => {
      const groupId = `heartbeat-${version}`;
      const member = await joined(groupId);
      await client.ask('SyncGroup', 0, { groupId, ...member, assignments: [] });
      return { groupId, ...member };
    },
    check: ({ errorCode }) => expect(errorCode).toBe(0),
  },
  LeaveGroup: {
    draft: async (version) => {
      const groupId = `leave-${version}`;
      const { memberId } = await joined(groupId);
      return version < 3 ? { groupId, memberId } : { groupId, members: [{ memberId }] };
    },
    check: ({ errorCode, members }, version) => {
      expect(errorCode).toBe(0);
      if (version >= 3) expect(members.map((member) => member.errorCode)).toEqual([0]);
    },
  },
  OffsetCommit: {
    draft: (version) => ({
      groupId: 'g',
      generationIdOrMemberEpoch: NOBODY.generationId,
      memberId: NOBODY.memberId,
      topics: [
        {
          ...ofTopic(version, 10),
          partitions: [
            { partitionIndex: 0, committedOffset: 100 + version, committedMetadata: 'note' },
            { partitionIndex: 7, committedOffset: 0, committedMetadata: null },
          ],
        },
      ],
    }),
    check: ({ topics }) => {
      const codes = topics[0]!.partitions.map(({ errorCode }) => errorCode);
      expect(codes).toEqual([0, 3]);
    },
  },
  OffsetFetch: {
    draft: (version) => {
      const topics = [{ ...ofTopic(version, 10), name: TOPIC, partitionIndexes: [0, 1] }];
      return version < 8
        ? { groupId: 'g', topics }
        : {
            groups: [
              { groupId: 'g', topics: [{ ...ofTopic(version, 10), partitionIndexes: [0, 1] }] },
            ],
          };
    },
    check: (body, version) => {
      const { errorCode, topics } = version < 8 ? body : body.groups[0]!;
      expect(errorCode).toBe(0);
      const [first, second] = topics[0]!.partitions;
      // The last version of OffsetCommit wrote it.
      expect([first!.committedOffset, first!.metadata]).toEqual([110, 'note']);
      expect([second!.committedOffset, second!.errorCode]).toEqual([-1, 0]);
    },
  },
  DescribeGroups: {
    draft: () => ({ groups: ['g', 'nobody'], includeAuthorizedOperations: true }),
    check: ({ groups }, version) => {
      expect(groups.map(({ groupState }) => groupState)).toEqual(['Empty', 'Dead']);
      expect(groups.map(({ errorCode }) => errorCode)).toEqual([0, version < 6 ? 0 : 69]);
    },
  },
  ListGroups: {
    draft: () => ({ statesFilter: ['Empty'], typesFilter: ['classic'] }),
    check: ({ errorCode, groups }) => {
      expect([errorCode, groups.some(({ groupId }) => groupId === 'g')]).toEqual([0, true]);
    },
  },
  DeleteGroups: {
    draft: async (version) => {
      const groupId = `deleted-${version}`;
      await client.ask('OffsetCommit', 2, {
        groupId,
        topics: [
          {
            name: TOPIC,
            partitions: [{ partitionIndex: 0, committedOffset: 1, committedMetadata: '' }],
          },
        ],
        memberId: '',
      });
      return { groupsNames: [groupId, 'nobody'] };
    },
    check: ({ results }) => {
      expect(results.map(({ errorCode }) => errorCode)).toEqual([0, 69]);
    },
  },
  OffsetDelete: {
    draft: () => ({ groupId: 'g', topics: [{ name: TOPIC, partitions: [{ partitionIndex: 0 }] }] }),
    check: ({ errorCode, topics }) => {
      expect([errorCode, topics[0]!.partitions[0]!.errorCode]).toEqual([0, 0]);
    },
  },
  CreateTopics: {
    draft: (version) => ({
      topics: [
        {
          name: `made-${version}`,
          // The broker's defaults, as kafkajs asks for them.
          numPartitions: -1,
          replicationFactor: -1,
          assignments: [],
          configs: [{ name: 'retention.ms', value: '1000' }],
        },
        { name: TOPIC, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] },
      ],
      validateOnly: false,
    }),
    check: ({ topics }, version) => {
      expect(topics.map(({ errorCode }) => errorCode)).toEqual([0, 36]);
      if (version < 5) return;
      const [made] = topics;
      expect([made!.numPartitions, made!.replicationFactor]).toEqual([1, 1]);
      const retention = made!.configs!.find(({ name }) => name === 'retention.ms');
      expect([retention!.value, retention!.configSource]).toEqual(['1000', 1]);
    },
  },
  CreatePartitions: {
    draft: (version) => ({
      topics: [
        { name: 'made-2', count: version + 2, assignments: null },
        { name: TOPIC, count: 1, assignments: null },
      ],
      timeoutMs: 1000,
      validateOnly: false,
    }),
    check: ({ results }) => {
      expect(results.map(({ errorCode }) => errorCode)).toEqual([0, 37]);
    },
  },
  DeleteTopics: {
    draft: async (version) => {
      const { topics } = await client.ask('Metadata', 12, {
        topics: [{ name: `made-${version}` }],
      });
      return version < 6
        ? { topicNames: [topics[0]!.name!, 'nothing'], timeoutMs: 1000 }
        : {
            topics: [
              { name: null, topicId: topics[0]!.topicId },
              { name: 'nothing', topicId: NO_ID },
            ],
            timeoutMs: 1000,
          };
    },
    check: ({ responses }, version) => {
      expect(responses.map(({ errorCode }) => errorCode)).toEqual([0, 3]);
      expect(responses[0]!.name).toBe(`made-${version}`);
    },
  },
  InitProducerId: {
    draft: () => ({ transactionalId: null, transactionTimeoutMs: 1000 }),
    check: ({ errorCode, producerId, producerEpoch }) => {
      expect([errorCode, producerId >= 0, producerEpoch]).toEqual([0, true, 0]);
    },
  },
  OffsetForLeaderEpoch: {
    draft: () => ({ topics: [{ topic: TOPIC, partitions: [{ partition: 0, leaderEpoch: 1 }] }] }),
    check: ({ topics }) => {
      const { errorCode, leaderEpoch, endOffset } = topics[0]!.partitions[0]!;
      expect([errorCode, leaderEpoch, endOffset > 0]).toEqual([0, 1, true]);
    },
  },
  DescribeConfigs: {
    draft: () => ({
      resources: [
        { resourceType: 2, resourceName: TOPIC, configurationKeys: ['retention.ms'] },
        { resourceType: 4, resourceName: '1', configurationKeys: ['num.partitions'] },
        { resourceType: 2, resourceName: 'nothing', configurationKeys: null },
      ],
      includeSynonyms: true,
      includeDocumentation: true,
    }),
    check: ({ results }, version) => {
      expect(results.map(({ errorCode }) => errorCode)).toEqual([0, 0, 3]);
      const [retention] = results[0]!.configs;
      expect([retention!.value, retention!.readOnly]).toEqual(['604800000', false]);
      expect([retention!.configSource, retention!.synonyms.length]).toEqual([5, 1]);
      expect(results[1]!.configs[0]!.readOnly).toBe(true);
      if (version >= 3) {
        expect([retention!.configType, retention!.documentation]).toEqual([5, expect.any(String)]);
      }
    },
  },
  AlterConfigs: {
    draft: () => ({
      resources: [
        { ...THE_TOPIC, configs: [{ name: 'segment.ms', value: '9000' }] },
        { ...THE_TOPIC, configs: [{ name: 'nonsense', value: '1' }] },
        { resourceType: 4, resourceName: '1', configs: [] },
      ],
      validateOnly: false,
    }),
    check: ({ responses }) => {
      expect(responses.map(({ errorCode }) => errorCode)).toEqual([0, 40, 40]);
    },
  },
  IncrementalAlterConfigs: {
    draft: () => ({
      resources: [
        { ...THE_TOPIC, configs: [{ name: 'segment.ms', configOperation: 1, value: null }] },
        { ...THE_TOPIC, configs: [{ name: 'retention.ms', configOperation: 2, value: '1' }] },
      ],
      validateOnly: false,
    }),
    check: ({ responses }) => {
      expect(responses.map(({ errorCode }) => errorCode)).toEqual([0, 40]);
    },
  },
  DescribeLogDirs: {
    draft: () => ({ topics: [{ topic: TOPIC, partitions: [0] }] }),
    check: ({ errorCode, results }) => {
      const { logDir, topics } = results[0]!;
      expect([errorCode, logDir, topics[0]!.name]).toEqual([0, '/data', TOPIC]);
      expect(topics[0]!.partitions[0]!.partitionSize).toBeGreaterThan(0);
    },
  },
  DeleteRecords: {
    draft: () => ({
      topics: [
        {
          name: TOPIC,
          partitions: [
            { partitionIndex: 0, offset: 0 },
            { partitionIndex: 0, offset: 1e9 },
          ],
        },
      ],
      timeoutMs: 1000,
    }),
    check: ({ topics }) => {
      const outcomes = topics[0]!.partitions.map(({ errorCode, lowWatermark: low }) => [
        errorCode,
        low,
      ]);
      expect(outcomes).toEqual([
        [0, 0],
        [1, -1],
      ]);
    },
  },
  DescribeProducers: {
    draft: () => ({ topics: [{ name: TOPIC, partitionIndexes: [0, 9] }] }),
    check: ({ topics }) => {
      expect(topics[0]!.partitions.map(({ errorCode }) => errorCode)).toEqual([0, 3]);
    },
  },
  ElectLeaders: {
    draft: () => ({
      electionType: 0,
      topicPartitions: [{ topic: TOPIC, partitions: [0] }],
    }),
    check: ({ errorCode, replicaElectionResults }) => {
      const { partitionResult } = replicaElectionResults[0]!;
      expect([errorCode, partitionResult[0]!.errorCode]).toEqual([0, 84]);
    },
  },
  ListPartitionReassignments: {
    draft: () => ({}),
    check: ({ errorCode, topics }) => expect([errorCode, topics]).toEqual([0, []]),
  },
  DescribeQuorum: {
    draft: () => ({ topics: [{ topicName: METADATA_TOPIC, partitions: [{ partitionIndex: 0 }] }] }),
    check: ({ errorCode, topics }) => {
      const { leaderId, currentVoters, highWatermark } = topics[0]!.partitions[0]!;
      expect([errorCode, leaderId, currentVoters.length]).toEqual([0, 1, 1]);
      expect(currentVoters[0]!.logEndOffset).toBe(highWatermark);
    },
  },
  DescribeCluster: {
    draft: () => ({ includeClusterAuthorizedOperations: true }),
    check: ({ errorCode, clusterId, controllerId, brokers }) => {
      expect([errorCode, clusterId, controllerId]).toEqual([0, cluster.clusterId, 1]);
      expect(brokers).toHaveLength(1);
    },
  },
  DescribeTopicPartitions: {
    draft: () => ({ topics: [{ name: TOPIC }, { name: 'nothing' }] }),
    check: ({ topics, nextCursor }) => {
      expect(topics.map(({ name, errorCode }) => [name, errorCode])).toEqual([
        ['nothing', 3],
        [TOPIC, 0],
      ]);
      expect([topics[1]!.partitions.length, nextCursor]).toEqual([1, null]);
      // A Java client's describeTopics fails on null.
      const { eligibleLeaderReplicas, lastKnownElr } = topics[1]!.partitions[0]!;
      expect([eligibleLeaderReplicas, lastKnownElr]).toEqual([[], []]);
    },
  },
  DescribeAcls: {
    draft: () => ANY_ACL,
    check: ({ errorCode }) => expect(errorCode).toBe(54),
  },
  CreateAcls: {
    draft: () => ({ creations: [ACL] }),
    check: ({ results }) => expect(results.map(({ errorCode }) => errorCode)).toEqual([54]),
  },
  DeleteAcls: {
    draft: () => ({ filters: [ANY_ACL] }),
    check: ({ filterResults }) => expect(filterResults[0]!.errorCode).toBe(54),
  },
};

describe('every version that is announced', () => {
  it('is tried', () => {
    expect(new Set(Object.keys(CASES))).toEqual(SERVED);
  });

  for (const [name, one] of Object.entries(CASES) as [ApiName, Case<ApiName>][]) {
    const { min, max } = APIS[name].versions;
    it(`of ${name} works: ${min} to ${max}`, async () => {
      for (let version = min; version <= max; version += 1) {
        const body = await client.ask(name, version, await one.draft(version));
        one.check(body, version);
      }
    });
  }
});
