// Goal: every method of kafkajs's admin works here or says why not, and what is refused bears Kafka's exact error. Method:
// kafkajs as it comes from npm, with its own defaults, against three brokers in this process; one table of what works,
// one of what is refused.
import type { Admin } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kafka, logLevel } from '../support/observed-kafkajs.ts';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';

const TOPIC_RESOURCE = 2;
const BROKER_RESOURCE = 4;
const TOPIC = 'there';
const GROUP = 'group-there';
const BUSY_GROUP = 'group-with-a-member';
const RECORDS = 10;
const ACL = {
  resourceType: TOPIC_RESOURCE,
  resourceName: TOPIC,
  resourcePatternType: 3,
  principal: 'User:a',
  host: '*',
  operation: 3,
  permissionType: 3,
};

let cluster: TestCluster;
let kafka: InstanceType<typeof Kafka>;
let admin: Admin;
let consumer: ReturnType<InstanceType<typeof Kafka>['consumer']>;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
  kafka = new Kafka({ brokers: [...cluster.kafkaAddresses], logLevel: logLevel.NOTHING });
  admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    topics: [{ topic: TOPIC, numPartitions: 2, replicationFactor: 3 }, { topic: 'busy' }],
  });
  const producer = kafka.producer();
  await producer.connect();
  const messages = Array.from({ length: RECORDS }, (_, at) => ({
    partition: 0,
    value: String(at),
    timestamp: String(1000 + at),
  }));
  await producer.send({ topic: TOPIC, messages });
  await producer.disconnect();
  await admin.setOffsets({
    groupId: GROUP,
    topic: TOPIC,
    partitions: [{ partition: 0, offset: '4' }],
  });
  consumer = kafka.consumer({ groupId: BUSY_GROUP });
  await consumer.connect();
  await consumer.subscribe({ topics: ['busy'] });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.run({ eachMessage: async () => undefined });
  await joined;
  // An admin of kafkajs finds the leaders only of topics that it has been asked about before.
  await admin.fetchTopicOffsets(TOPIC);
});
afterAll(async () => {
  await consumer?.disconnect();
  await admin?.disconnect();
  await cluster?.[Symbol.asyncDispose]();
});

/** In the order in which a test runs them: some rest on those before. */
const WORKS: readonly (readonly [string, (admin: Admin) => Promise<unknown>, unknown])[] = [
  [
    'createTopics, with the broker’s defaults for -1',
    async (at) => {
      const made = await at.createTopics({
        topics: [{ topic: 'defaults', numPartitions: -1, replicationFactor: -1 }],
      });
      return [made, ...(await replicasOf(at, 'defaults')).map((replicas) => replicas.length)];
    },
    [true, 3],
  ],
  [
    'createTopics, with replicas placed by hand',
    async (at) => {
      const replicaAssignment = [
        { partition: 1, replicas: [2, 3] },
        { partition: 0, replicas: [3, 1] },
      ];
      await at.createTopics({ topics: [{ topic: 'placed', replicaAssignment }] });
      return await replicasOf(at, 'placed');
    },
    [
      [3, 1],
      [2, 3],
    ],
  ],
  ['createTopics, again', (at) => at.createTopics({ topics: [{ topic: TOPIC }] }), false],
  [
    'createTopics, validated only',
    async (at) => {
      const topics = [{ topic: 'only-validated' }];
      const answer = await at.createTopics({ topics, validateOnly: true, waitForLeaders: false });
      return [answer, (await at.listTopics()).includes('only-validated')];
    },
    [true, false],
  ],
  [
    'createPartitions, with and without places',
    async (at) => {
      const topic = 'placed';
      await at.createPartitions({ topicPartitions: [{ topic, count: 3, assignments: [[1, 2]] }] });
      await at.createPartitions({ topicPartitions: [{ topic, count: 4 }] });
      await at.createPartitions({ topicPartitions: [{ topic, count: 9 }], validateOnly: true });
      const replicas = await replicasOf(at, topic);
      return [replicas.length, replicas[2], replicas[3]!.length];
    },
    [4, [1, 2], 2],
  ],
  [
    'listTopics',
    async (at) => (await at.listTopics()).filter((name) => !name.startsWith('_')).sort(),
    ['busy', 'defaults', 'placed', TOPIC],
  ],
  [
    'fetchTopicMetadata',
    async (at) => {
      const { topics } = await at.fetchTopicMetadata({ topics: [TOPIC] });
      return topics.map(({ name, partitions }) => [name, partitions.length]);
    },
    [[TOPIC, 2]],
  ],
  [
    'fetchTopicOffsets',
    async (at) => (await at.fetchTopicOffsets(TOPIC)).sort((a, b) => a.partition - b.partition)[0],
    { partition: 0, offset: '10', high: '10', low: '0' },
  ],
  [
    'fetchTopicOffsetsByTimestamp',
    async (at) =>
      (await at.fetchTopicOffsetsByTimestamp(TOPIC, 1006)).find(({ partition }) => partition === 0),
    { partition: 0, offset: '6' },
  ],
  [
    'fetchOffsets',
    async (at) => offsetsOf(at),
    [
      [0, '4'],
      [1, '-1'],
    ],
  ],
  [
    'setOffsets',
    async (at) => {
      const partitions = [{ partition: 0, offset: '7' }];
      await at.setOffsets({ groupId: GROUP, topic: TOPIC, partitions });
      return (await offsetsOf(at))[0];
    },
    [0, '7'],
  ],
  [
    'resetOffsets',
    async (at) => {
      await at.resetOffsets({ groupId: GROUP, topic: TOPIC, earliest: true });
      const [{ partitions } = { partitions: [] }] = await at.fetchOffsets({
        groupId: GROUP,
        topics: [TOPIC],
        resolveOffsets: true,
      });
      return partitions.find(({ partition }) => partition === 0)!.offset;
    },
    '0',
  ],
  [
    'describeCluster',
    async (at) => {
      const { brokers, controller, clusterId } = await at.describeCluster();
      return [brokers.length, controller !== null, clusterId.length];
    },
    [3, true, 22],
  ],
  [
    'listGroups',
    async (at) => (await at.listGroups()).groups.map(({ groupId }) => groupId).sort(),
    [GROUP, BUSY_GROUP].sort(),
  ],
  [
    'describeGroups',
    async (at) => {
      const { groups } = await at.describeGroups([GROUP, BUSY_GROUP, 'nobody']);
      return groups
        .map(({ groupId, state, members }) => `${groupId} ${state} ${members.length}`)
        .sort();
    },
    [`${GROUP} Empty 0`, `${BUSY_GROUP} Stable 1`, 'nobody Dead 0'],
  ],
  [
    'describeConfigs of a topic and of a broker',
    async (at) => {
      const { resources } = await at.describeConfigs({
        includeSynonyms: false,
        resources: [
          { type: TOPIC_RESOURCE, name: TOPIC, configNames: ['retention.ms'] },
          { type: BROKER_RESOURCE, name: '1', configNames: ['num.partitions'] },
        ],
      });
      const entries = resources.flatMap(({ configEntries }) => configEntries);
      return entries.map(({ configName, configValue }) => `${configName} ${configValue}`).sort();
    },
    ['num.partitions 1', 'retention.ms 604800000'],
  ],
  [
    'alterConfigs',
    async (at) => {
      const configEntries = [{ name: 'retention.ms', value: '1234567' }];
      const resources = [{ type: TOPIC_RESOURCE, name: TOPIC, configEntries }];
      await at.alterConfigs({ validateOnly: false, resources });
      const described = await at.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: TOPIC_RESOURCE, name: TOPIC, configNames: ['retention.ms'] }],
      });
      return described.resources[0]!.configEntries[0]!.configValue;
    },
    '1234567',
  ],
  [
    'listPartitionReassignments',
    (at) => at.listPartitionReassignments({ topics: [{ topic: TOPIC, partitions: [0] }] }),
    { topics: [] },
  ],
  [
    'deleteTopicRecords',
    async (at) => {
      await at.deleteTopicRecords({ topic: TOPIC, partitions: [{ partition: 0, offset: '3' }] });
      const offsets = await at.fetchTopicOffsets(TOPIC);
      return offsets.find(({ partition }) => partition === 0)!.low;
    },
    '3',
  ],
  [
    'deleteGroups',
    async (at) => {
      const [deleted] = await at.deleteGroups([GROUP]);
      const { groups } = await at.listGroups();
      return [deleted!.errorCode, groups.some(({ groupId }) => groupId === GROUP)];
    },
    [0, false],
  ],
  [
    'deleteTopics',
    async (at) => {
      await at.deleteTopics({ topics: ['placed'] });
      // Any broker is asked, and it may hear of that a moment later than the one which did it.
      await expect.poll(() => at.listTopics()).not.toContain('placed');
    },
    undefined,
  ],
];

const create = (topic: object) => (at: Admin) =>
  at.createTopics({ topics: [{ topic: 'refused', ...topic }] });
const config = (type: number, name: string, configName: string, value: string) => (at: Admin) => {
  const configEntries = [{ name: configName, value }];
  return at.alterConfigs({ validateOnly: false, resources: [{ type, name, configEntries }] });
};
const grow = (topic: string, count: number, assignments?: number[][]) => (at: Admin) =>
  at.createPartitions({
    topicPartitions: [{ topic, count, ...(assignments && { assignments }) }],
  });
const describeConfigsOf = (type: number, name: string) => (at: Admin) =>
  at.describeConfigs({ includeSynonyms: false, resources: [{ type, name }] });
const deleteRecords = (partition: number, offset: string) => (at: Admin) =>
  at.deleteTopicRecords({ topic: TOPIC, partitions: [{ partition, offset }] });

const REFUSED: readonly (readonly [string, (admin: Admin) => Promise<unknown>, string])[] = [
  ['a topic without partitions', create({ numPartitions: 0 }), 'INVALID_PARTITIONS'],
  ['a topic with -2 partitions', create({ numPartitions: -2 }), 'INVALID_PARTITIONS'],
  ['no replicas', create({ replicationFactor: 0 }), 'INVALID_REPLICATION_FACTOR'],
  ['more replicas than brokers', create({ replicationFactor: 9 }), 'INVALID_REPLICATION_FACTOR'],
  ['an illegal name', create({ topic: 'a b' }), 'INVALID_TOPIC_EXCEPTION'],
  ['a name of the broker’s own', create({ topic: '__mine' }), 'INVALID_TOPIC_EXCEPTION'],
  [
    'an unknown config',
    create({ configEntries: [{ name: 'retention.sm', value: '1' }] }),
    'INVALID_CONFIG',
  ],
  [
    'an impossible config',
    create({ configEntries: [{ name: 'retention.ms', value: 'soon' }] }),
    'INVALID_CONFIG',
  ],
  [
    'a broker that there is not',
    create({ replicaAssignment: [{ partition: 0, replicas: [1, 9] }] }),
    'INVALID_REPLICA_ASSIGNMENT',
  ],
  [
    'a partition left out',
    create({ replicaAssignment: [{ partition: 1, replicas: [1] }] }),
    'INVALID_REPLICA_ASSIGNMENT',
  ],
  [
    'places and a number',
    create({ numPartitions: 1, replicaAssignment: [{ partition: 0, replicas: [1] }] }),
    'INVALID_REQUEST',
  ],
  ['fewer partitions', grow(TOPIC, 1), 'INVALID_PARTITIONS'],
  ['partitions for nobody', grow('nobody', 3), 'UNKNOWN_TOPIC_OR_PARTITION'],
  ['a place too few', grow(TOPIC, 4, [[1, 2, 3]]), 'INVALID_REPLICA_ASSIGNMENT'],
  [
    'the deletion of a topic that there is not',
    (at) => at.deleteTopics({ topics: ['nobody'] }),
    'UNKNOWN_TOPIC_OR_PARTITION',
  ],
  [
    'an unknown config of a topic',
    config(TOPIC_RESOURCE, TOPIC, 'no.such.config', '1'),
    'INVALID_CONFIG',
  ],
  [
    'a config of a topic that there is not',
    config(TOPIC_RESOURCE, 'nobody', 'retention.ms', '1'),
    'UNKNOWN_TOPIC_OR_PARTITION',
  ],
  [
    'a config of a broker while it runs',
    config(BROKER_RESOURCE, '1', 'num.partitions', '2'),
    'INVALID_CONFIG',
  ],
  [
    'the configs of a topic that there is not',
    describeConfigsOf(TOPIC_RESOURCE, 'nobody'),
    'UNKNOWN_TOPIC_OR_PARTITION',
  ],
  ['records beyond the end', deleteRecords(0, '11'), 'OFFSET_OUT_OF_RANGE'],
  ['a group with members', (at) => at.deleteGroups([BUSY_GROUP]), 'NON_EMPTY_GROUP'],
  ['a group that there is not', (at) => at.deleteGroups(['nobody']), 'GROUP_ID_NOT_FOUND'],
  ['ACLs, asked for', (at) => at.describeAcls(ACL), 'SECURITY_DISABLED'],
  ['ACLs, made', (at) => at.createAcls({ acl: [ACL] }), 'SECURITY_DISABLED'],
  ['ACLs, deleted', (at) => at.deleteAcls({ filters: [ACL] }), 'SECURITY_DISABLED'],
];

async function replicasOf(at: Admin, topic: string): Promise<number[][]> {
  const { topics } = await at.fetchTopicMetadata({ topics: [topic] });
  return topics[0]!.partitions
    .toSorted((a, b) => a.partitionId - b.partitionId)
    .map(({ replicas }) => replicas);
}

async function offsetsOf(at: Admin): Promise<(readonly [number, string])[]> {
  const [topic] = await at.fetchOffsets({ groupId: GROUP, topics: [TOPIC] });
  return topic!.partitions
    .map(({ partition, offset }) => [partition, offset] as const)
    .sort(([a], [b]) => a - b);
}

/** kafkajs puts the protocol's error now here and now there. */
function typeIn(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const {
    type,
    error: inner,
    errors,
    groups,
    partitions,
    cause,
  } = error as {
    readonly [name: string]: unknown;
  };
  if (typeof type === 'string') return type;
  const lists = [errors, groups, partitions].flatMap((list) => (Array.isArray(list) ? list : []));
  for (const one of [inner, ...lists, cause]) {
    const found = typeIn(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe('kafkajs’s admin does', () => {
  it.each(WORKS)('%s', async (_, ask, answer) => {
    expect(await ask(admin)).toEqual(answer);
  });
});

describe('kafkajs’s admin is refused', () => {
  it.each(REFUSED)('%s', async (_, ask, type) => {
    const outcome: unknown = await ask(admin).catch((error: unknown) => error);
    expect([outcome, typeIn(outcome)]).toEqual([expect.any(Error), type]);
  });

  it('a reassignment of partitions, since no broker serves that yet', async () => {
    const moved = admin.alterPartitionReassignments({
      topics: [{ topic: TOPIC, partitionAssignment: [{ partition: 0, replicas: [1] }] }],
    });
    await expect(moved).rejects.toThrow(/does not support the requested API/);
  });
});
