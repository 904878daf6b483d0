// Goal: @platformatic/kafka 1.35.0 works against this cluster. It sends almost only flexible requests, in the newest versions,
// where kafkajs sends the old ones. Method: brokers in this process.
import {
  Admin,
  Consumer,
  MessagesStreamModes,
  Producer,
  stringDeserializers,
  stringSerializers,
} from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';

let cluster: TestCluster;
let bootstrapBrokers: string[];
let admin: Admin;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
  bootstrapBrokers = [...cluster.kafkaAddresses];
  admin = new Admin({ clientId: 'admin', bootstrapBrokers });
});
afterAll(async () => {
  await admin?.close();
  await cluster?.[Symbol.asyncDispose]();
});

async function produce(topic: string, values: readonly string[]): Promise<void> {
  const producer = new Producer({
    clientId: 'producer',
    bootstrapBrokers,
    serializers: stringSerializers,
    idempotent: true,
  });
  const messages = values.map((value) => ({ topic, key: value, value, headers: { h: value } }));
  await producer.send({ messages });
  await producer.close();
}

async function read(topic: string, groupId: string, count: number): Promise<string[]> {
  const consumer = new Consumer({
    clientId: 'consumer',
    groupId,
    bootstrapBrokers,
    deserializers: stringDeserializers,
  });
  const stream = await consumer.consume({
    topics: [topic],
    mode: MessagesStreamModes.COMMITTED,
    fallbackMode: 'earliest',
    autocommit: false,
    maxWaitTime: 100,
    sessionTimeout: 10_000,
    heartbeatInterval: 500,
  });
  const values: string[] = [];
  for await (const message of stream) {
    expect(message.headers.get('h')).toBe(message.value);
    values.push(message.value);
    await message.commit();
    if (values.length === count) break;
  }
  await stream.close();
  await consumer.close();
  return values.toSorted();
}

describe('@platformatic/kafka', () => {
  it('produces with sequences, consumes in a group, and goes on where it has committed', async () => {
    const [topic] = await admin.createTopics({ topics: ['t'], partitions: 3, replicas: 3 });
    expect([topic!.name, topic!.partitions, topic!.replicas]).toEqual(['t', 3, 3]);
    await produce('t', ['a', 'b', 'c', 'd']);
    expect(await read('t', 'g', 4)).toEqual(['a', 'b', 'c', 'd']);
    await produce('t', ['e', 'f']);
    expect(await read('t', 'g', 2)).toEqual(['e', 'f']);
  });

  it('looks at groups, and deletes groups and topics', async () => {
    const groups = await admin.describeGroups({ groups: ['g'] });
    expect(groups.get('g')).toMatchObject({ state: 'EMPTY', protocolType: 'consumer' });
    expect([...(await admin.listGroups()).keys()]).toEqual(['g']);
    await admin.deleteGroups({ groups: ['g'] });
    expect([...(await admin.listGroups()).keys()]).toEqual([]);
    await admin.deleteTopics({ topics: ['t'] });
    // Any broker is asked, and it may hear of that a moment later than the one which did it.
    await expect.poll(() => admin.listTopics()).toEqual([]);
  });

  it('is not confused by what is told of new leaders when one is killed', async () => {
    await admin.createTopics({ topics: ['moved'], partitions: 1, replicas: 3 });
    await produce('moved', ['a']);
    const leader = await cluster.leaderOf('moved');
    await cluster.kill(leader);
    await cluster.leaderOf('moved');
    await produce('moved', ['b']);
    expect(await read('moved', 'after', 2)).toEqual(['a', 'b']);
    await cluster.restart(leader);
  });
});
