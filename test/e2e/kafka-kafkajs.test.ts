// Goal: kafkajs 2.2.4, as it comes from npm, works against this cluster and through its failures. Method: brokers in this
// process; what kafkajs says and reads, with its own defaults (5 retries from 300 ms) wherever that does not cost minutes.
// What it has in common with our client is in test/contract; a coordinator that stays away for long is in `npm run shown`.
import type { Admin, Producer } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deferred } from '../../src/client/deferred.ts';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';
import { CompressionTypes, Kafka, logLevel, Partitioners } from '../support/observed-kafkajs.ts';

let cluster: TestCluster;
let kafka: InstanceType<typeof Kafka>;
let admin: Admin;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
  kafka = new Kafka({ brokers: [...cluster.kafkaAddresses], logLevel: logLevel.NOTHING });
  admin = kafka.admin();
  await admin.connect();
});
afterAll(async () => {
  await admin?.disconnect();
  await cluster?.[Symbol.asyncDispose]();
});

async function producing(run: (producer: Producer) => Promise<void>, idempotent = false) {
  const createPartitioner = Partitioners.DefaultPartitioner;
  const producer = kafka.producer({ createPartitioner, idempotent });
  await producer.connect();
  try {
    await run(producer);
  } finally {
    await producer.disconnect();
  }
}

/** Values, in the order of their offsets. */
async function valuesOf(topic: string, count: number): Promise<string[]> {
  const consumer = kafka.consumer({ groupId: `read-${topic}-${count}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const values: string[] = [];
  const all = deferred<void>();
  await consumer.run({
    eachMessage: async ({ message }) => {
      values.push(String(message.value));
      if (values.length === count) all.resolve();
    },
  });
  await all.promise;
  await consumer.disconnect();
  return values;
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at));

describe('kafkajs', () => {
  it('makes a topic by writing to it', async () => {
    await producing(async (producer) => {
      await producer.send({ topic: 'by-writing', messages: [{ value: 'a' }] });
    });
    expect(await admin.listTopics()).toContain('by-writing');
    expect(await valuesOf('by-writing', 1)).toEqual(['a']);
  });

  it('writes 900,000 bytes in a record, and reads them', async () => {
    const value = 'x'.repeat(900_000);
    await producing(async (producer) => {
      await producer.send({ topic: 'large', messages: [{ value }, { value: 'after' }] });
    });
    expect(await valuesOf('large', 2)).toEqual([value, 'after']);
  });

  it('is told when a record is too large, in Kafka’s word', async () => {
    await admin.createTopics({
      topics: [{ topic: 'small', configEntries: [{ name: 'max.message.bytes', value: '1000' }] }],
    });
    await producing(async (producer) => {
      const send = producer.send({ topic: 'small', messages: [{ value: 'x'.repeat(2000) }] });
      await expect(send).rejects.toMatchObject({ type: 'MESSAGE_TOO_LARGE' });
    });
  });

  it('loses and doubles nothing when the leader is killed, twice, with its default retries', async () => {
    const topic = 'killed-leader';
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 3 }] });
    await producing(async (producer) => {
      for (const value of numbers(60)) {
        if (value === '20' || value === '40') await replaceLeader(topic);
        await producer.send({ topic, messages: [{ value }] });
      }
    }, true);
    expect(await valuesOf(topic, 60)).toEqual(numbers(60));
  });

  it('goes on reading when the coordinator of its group is killed and comes back, without a crash', async () => {
    const topic = 'killed-coordinator';
    await admin.createTopics({ topics: [{ topic, numPartitions: 3, replicationFactor: 3 }] });
    const groupId = 'g-killed';
    const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, heartbeatInterval: 200 });
    const crashes: unknown[] = [];
    consumer.on(consumer.events.CRASH, ({ payload }) => crashes.push(payload.error));
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const read = new Set<string>();
    const some = deferred<void>();
    const all = deferred<void>();
    await consumer.run({
      eachMessage: async ({ message }) => {
        read.add(String(message.value));
        if (read.size === 30) some.resolve();
        if (read.size === 60) all.resolve();
      },
    });
    await producing(async (producer) => {
      // One by one: of a send to several leaders, kafkajs forgets what moves to one that has answered already.
      const send = async (values: string[]): Promise<void> => {
        for (const value of values)
          await producer.send({ topic, messages: [{ key: value, value }] });
      };
      await send(numbers(60).slice(0, 30));
      await some.promise;
      const coordinator = await coordinatorOf(groupId);
      // kafkajs holds on to a coordinator that it cannot reach: it asks for another only where that one says that it is
      // none. So it is back before anything else is done: what kafkajs does meanwhile is to try again.
      await cluster.kill(coordinator);
      await cluster.restart(coordinator);
      await send(numbers(60).slice(30));
      await all.promise;
    });
    await consumer.disconnect();
    expect(crashes).toEqual([]);
  });

  it('reads what was compressed, and asks for offsets by time', async () => {
    const topic = 'gzip';
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
    await producing(async (producer) => {
      const messages = numbers(50).map((value, at) => ({ value, timestamp: String(1000 + at) }));
      await producer.send({ topic, compression: CompressionTypes.GZIP, messages });
    });
    expect(await valuesOf(topic, 50)).toEqual(numbers(50));
    expect(await admin.fetchTopicOffsetsByTimestamp(topic, 1030)).toEqual([
      { partition: 0, offset: '30' },
    ]);
  });

  it('deletes records on every replica, for good', async () => {
    const topic = 'deleted-records';
    await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 3 }] });
    await producing(async (producer) => {
      for (const value of numbers(10)) await producer.send({ topic, messages: [{ value }] });
    });
    const offsets = async () => admin.fetchTopicOffsets(topic);
    // An admin of kafkajs finds the leaders only of topics that it has been asked about before.
    await offsets();
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '7' }] });
    expect(await offsets()).toEqual([{ partition: 0, offset: '10', high: '10', low: '7' }]);
    expect(await valuesOf(topic, 3)).toEqual(['7', '8', '9']);
    await replaceLeader(topic);
    expect(await offsets()).toEqual([{ partition: 0, offset: '10', high: '10', low: '7' }]);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '-1' }] });
    expect(await offsets()).toEqual([{ partition: 0, offset: '10', high: '10', low: '10' }]);
  });

  it('administers what the contract does not name', async () => {
    const topic = 'administered';
    await admin.createTopics({ topics: [{ topic, numPartitions: -1, replicationFactor: -1 }] });
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    expect(topics[0]!.partitions).toHaveLength(1);
    expect(topics[0]!.partitions[0]!.replicas).toHaveLength(3);
    expect(await admin.listPartitionReassignments({ topics: [] })).toEqual({ topics: [] });
    const acls = admin.describeAcls({
      resourceType: 2,
      resourcePatternType: 3,
      operation: 2,
      permissionType: 3,
    });
    await expect(acls).rejects.toMatchObject({ type: 'SECURITY_DISABLED' });
    const again = admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
    expect(await again).toBe(false);
    const tooMany = admin.createTopics({ topics: [{ topic: 'x', replicationFactor: 9 }] });
    await expect(tooMany).rejects.toMatchObject({
      errors: [{ type: 'INVALID_REPLICATION_FACTOR' }],
    });
  });
});

async function coordinatorOf(groupId: string): Promise<number> {
  const connection = await cluster.client();
  const { nodeId } = await connection.findCoordinator(groupId);
  await connection.close();
  return nodeId;
}

/** Kills it, and starts it again when another leads. */
async function replaceLeader(topic: string): Promise<void> {
  const leader = await cluster.leaderOf(topic);
  await cluster.kill(leader);
  await cluster.leaderOf(topic);
  await cluster.restart(leader);
}
