/**
 * What producers and admins do, in kafkajs's words only: the same cases for our client over WebSocket and for kafkajs over TCP.
 * Consumers have client-consumer.cases.ts; here one reads back what was written.
 */
import { randomUUID } from 'node:crypto';
import type { Kafka, KafkaMessage, Message, Producer, RecordMetadata } from 'kafkajs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deferred } from '../../src/client/deferred.ts';

export type ContractClient = Kafka;

export interface ContractCluster {
  client(): ContractClient;
  close(): Promise<void>;
}

const TOPIC = 2;
const GZIP = 1;

const inOrder = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

export function clientCases(name: string, start: () => Promise<ContractCluster>): void {
  describe(`producers and admins of ${name}`, () => {
    let cluster: ContractCluster;
    let client: ContractClient;
    const ends: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      cluster = await start();
      client = cluster.client();
    });
    afterAll(() => cluster.close());
    afterEach(async () => {
      for (const end of ends.splice(0)) await end();
    });

    const newAdmin = async () => {
      const admin = client.admin();
      await admin.connect();
      ends.push(() => admin.disconnect());
      return admin;
    };
    const newProducer = async (
      config: Parameters<ContractClient['producer']>[0] = {},
    ): Promise<Producer> => {
      const producer = client.producer(config);
      await producer.connect();
      ends.push(() => producer.disconnect());
      return producer;
    };
    const newTopic = async (numPartitions = 1): Promise<string> => {
      const admin = await newAdmin();
      const topic = `t-${randomUUID()}`;
      await admin.createTopics({ topics: [{ topic, numPartitions }] });
      return topic;
    };
    const readBack = async (
      topic: string,
      count: number,
    ): Promise<{ partition: number; message: KafkaMessage }[]> => {
      const consumer = client.consumer({ groupId: `g-${randomUUID()}` });
      ends.push(() => consumer.disconnect());
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      const read: { partition: number; message: KafkaMessage }[] = [];
      const all = deferred<void>();
      await consumer.run({
        eachMessage: async ({ partition, message }) => {
          read.push({ partition, message });
          if (read.length === count) all.resolve();
        },
      });
      await all.promise;
      return read;
    };

    describe('a producer', () => {
      it('tells the offset of the first record for each partition', async () => {
        const topic = await newTopic(2);
        const producer = await newProducer();
        const to = (partition: number, ...values: string[]): Promise<RecordMetadata[]> =>
          producer.send({ topic, messages: values.map((value) => ({ value, partition })) });
        expect(await to(0, 'a', 'b')).toMatchObject([
          { topicName: topic, partition: 0, errorCode: 0, baseOffset: '0' },
        ]);
        expect(await to(0, 'c')).toMatchObject([{ partition: 0, baseOffset: '2' }]);
        expect(await to(1, 'd')).toMatchObject([{ partition: 1, baseOffset: '0' }]);
      });

      it('writes keys, values, headers and timestamps as they are read again', async () => {
        const topic = await newTopic();
        const producer = await newProducer();
        const timestamp = String(Date.now() - 1000);
        const headers = { text: 'é', bytes: Buffer.from([0, 255]), twice: ['1', '2'] };
        const messages: Message[] = [
          { key: 'k', value: 'välue', headers, timestamp },
          { key: Buffer.from([1, 2]), value: Buffer.from([3]) },
          { value: 'no key' },
          { key: 'tombstone', value: null },
          { key: '', value: '' },
        ];
        await producer.send({ topic, messages });
        const read = (await readBack(topic, messages.length)).map(({ message }) => message);
        expect(read.map(({ key }) => key?.toString('latin1') ?? null)).toEqual([
          'k',
          '\u0001\u0002',
          null,
          'tombstone',
          '',
        ]);
        expect(read.map(({ value }) => value?.toString() ?? null)).toEqual([
          'välue',
          '\u0003',
          'no key',
          null,
          '',
        ]);
        expect(read.map(({ offset }) => offset)).toEqual(['0', '1', '2', '3', '4']);
        expect(read[0]!.timestamp).toBe(timestamp);
        const { text, bytes, twice } = read[0]!.headers!;
        expect(String(text)).toBe('é');
        expect(bytes).toEqual(Buffer.from([0, 255]));
        expect((twice as Buffer[]).map(String)).toEqual(['1', '2']);
      });

      it('puts a key where Java puts it, and names win over keys', async () => {
        const topic = await newTopic(3);
        const producer = await newProducer();
        // (murmur2 & 0x7fffffff) % 3 of Kafka's own vectors.
        const messages = [
          { key: '21', value: '' },
          { key: 'foobar', value: '' },
          { key: 'abc', value: '' },
          { key: 'abc', value: '', partition: 1 },
        ];
        const hashes = [-973932308, -790332482, 479470107];
        await producer.send({ topic, messages });
        const read = await readBack(topic, messages.length);
        const partitionsOf = (key: string): number[] =>
          read
            .filter(({ message }) => String(message.key) === key)
            .map(({ partition }) => partition);
        const [a, b, c] = hashes.map((hash) => (hash & 0x7fffffff) % 3);
        expect(partitionsOf('21')).toEqual([a]);
        expect(partitionsOf('foobar')).toEqual([b]);
        expect(inOrder(partitionsOf('abc'))).toEqual(inOrder([c!, 1]));
      });

      it('spreads records without a key over all partitions', async () => {
        const topic = await newTopic(3);
        const producer = await newProducer();
        const sent = await producer.send({
          topic,
          messages: Array.from({ length: 6 }, () => ({ value: 'x' })),
        });
        expect(inOrder(sent.map(({ partition }) => partition))).toEqual([0, 1, 2]);
      });

      it('asks its own partitioner', async () => {
        const topic = await newTopic(3);
        const producer = await newProducer({
          createPartitioner:
            () =>
            ({ partitionMetadata, message }) =>
              Number(message.value) % partitionMetadata.length,
        });
        const sent = await producer.send({ topic, messages: [{ value: '2' }, { value: '4' }] });
        expect(inOrder(sent.map(({ partition }) => partition))).toEqual([1, 2]);
      });

      it('sends to several topics at once, compressed or not, with any acks', async () => {
        const [one, other] = [await newTopic(), await newTopic()];
        const producer = await newProducer();
        const messages = Array.from({ length: 50 }, (_, i) => ({ value: `value ${i}` }));
        const topicMessages = [
          { topic: one, messages },
          { topic: other, messages },
          { topic: one, messages },
        ];
        const sent = await producer.sendBatch({ topicMessages, compression: GZIP });
        expect(sent.map(({ topicName }) => topicName).toSorted()).toEqual([one, other].toSorted());
        await producer.send({ topic: other, messages, acks: 1 });
        await producer.send({ topic: other, messages: [{ value: 'last' }], acks: 0 });
        expect((await readBack(one, 100)).map(({ message }) => String(message.value))).toEqual(
          [...messages, ...messages].map(({ value }) => value),
        );
        expect(await readBack(other, 101)).toHaveLength(101);
      });

      it('refuses what cannot be sent', async () => {
        const producer = await newProducer();
        const nonRetriable = { name: 'KafkaJSNonRetriableError', retriable: false };
        await expect(producer.send({ topic: '', messages: [] })).rejects.toMatchObject(
          nonRetriable,
        );
        await expect(
          producer.send({ topic: 't', messages: [{ key: 'k' } as Message] }),
        ).rejects.toMatchObject(nonRetriable);
        await expect(producer.send({ topic: 't', messages: null as never })).rejects.toMatchObject(
          nonRetriable,
        );
        const unconnected = client.producer();
        await expect(unconnected.send({ topic: 't', messages: [{ value: 'a' }] })).rejects.toThrow(
          /disconnected/,
        );
      });

      it('says that it is connected and disconnected, and what it asked', async () => {
        const topic = await newTopic();
        const producer = client.producer();
        const seen: string[] = [];
        producer.on(producer.events.CONNECT, ({ type }) => void seen.push(type));
        producer.on(producer.events.DISCONNECT, ({ type }) => void seen.push(type));
        const stop = producer.on(producer.events.REQUEST, ({ payload }) => {
          if (payload.apiName === 'Produce') seen.push(payload.apiName);
        });
        await producer.connect();
        await producer.send({ topic, messages: [{ value: 'a' }] });
        stop();
        await producer.send({ topic, messages: [{ value: 'b' }] });
        await producer.disconnect();
        expect(seen).toEqual(['producer.connect', 'Produce', 'producer.disconnect']);
        expect(() => producer.on('nothing' as never, () => undefined)).toThrow();
      });
    });

    describe('an admin', () => {
      it('creates, lists, describes, enlarges and deletes topics', async () => {
        const admin = await newAdmin();
        const topic = `t-${randomUUID()}`;
        const topics = [{ topic, numPartitions: 2, replicationFactor: 3 }];
        expect(await admin.createTopics({ topics })).toBe(true);
        expect(await admin.createTopics({ topics })).toBe(false);
        // kafkajs asks any broker, and that may hear of it a moment later than the one which did it.
        await expect.poll(() => admin.listTopics()).toContain(topic);
        await admin.createPartitions({ topicPartitions: [{ topic, count: 4 }] });
        const { topics: described } = await admin.fetchTopicMetadata({ topics: [topic] });
        expect(described).toMatchObject([{ name: topic }]);
        const { partitions } = described[0]!;
        expect(inOrder(partitions.map(({ partitionId }) => partitionId))).toEqual([0, 1, 2, 3]);
        expect(partitions.every(({ replicas }) => replicas.length === 3)).toBe(true);
        await admin.deleteTopics({ topics: [topic] });
        await expect.poll(() => admin.listTopics()).not.toContain(topic);
      });

      it('tells in one error what was wrong with each topic', async () => {
        const admin = await newAdmin();
        const topics = [
          { topic: 'not/legal' },
          { topic: `t-${randomUUID()}`, replicationFactor: 9 },
        ];
        await expect(admin.createTopics({ topics })).rejects.toMatchObject({
          name: 'KafkaJSAggregateError',
          errors: [
            {
              name: 'KafkaJSCreateTopicError',
              topic: 'not/legal',
              type: 'INVALID_TOPIC_EXCEPTION',
            },
            { type: 'INVALID_REPLICATION_FACTOR', code: 38 },
          ],
        });
        const twice = [{ topic: 'a' }, { topic: 'a' }];
        await expect(admin.createTopics({ topics: twice })).rejects.toMatchObject({
          name: 'KafkaJSNonRetriableError',
        });
      });

      it('reads and changes the configuration of a topic', async () => {
        const admin = await newAdmin();
        const topic = `t-${randomUUID()}`;
        const configEntries = [{ name: 'retention.ms', value: '60000' }];
        await admin.createTopics({ topics: [{ topic, configEntries }] });
        const read = async (): Promise<Record<string, string>> => {
          const configNames = ['retention.ms', 'segment.bytes'];
          const resource = { type: TOPIC, name: topic, configNames };
          const { resources } = await admin.describeConfigs({
            resources: [resource],
            includeSynonyms: false,
          });
          const entries = resources[0]!.configEntries;
          return Object.fromEntries(entries.map((one) => [one.configName, one.configValue]));
        };
        const before = await read();
        expect(before).toMatchObject({ 'retention.ms': '60000' });
        const changed = [{ name: 'segment.bytes', value: '20971520' }];
        const resources = [{ type: TOPIC, name: topic, configEntries: changed }];
        await admin.alterConfigs({ resources, validateOnly: false });
        const after = await read();
        expect(after['segment.bytes']).toBe('20971520');
        expect(after['retention.ms']).not.toBe('60000');
      });

      it('finds offsets, by time too', async () => {
        const topic = await newTopic(2);
        const admin = await newAdmin();
        const producer = await newProducer();
        const messages = [1000, 2000, 3000].map((ms) => ({
          value: 'x',
          partition: 0,
          timestamp: String(ms),
        }));
        await producer.send({ topic, messages });
        const byPartition = <T extends { partition: number }>(offsets: T[]): T[] =>
          offsets.toSorted((a, b) => a.partition - b.partition);
        expect(byPartition(await admin.fetchTopicOffsets(topic))).toEqual([
          { partition: 0, offset: '3', high: '3', low: '0' },
          { partition: 1, offset: '0', high: '0', low: '0' },
        ]);
        const at = async (ms: number) =>
          byPartition(await admin.fetchTopicOffsetsByTimestamp(topic, ms));
        expect(await at(1500)).toEqual([
          { partition: 0, offset: '1' },
          { partition: 1, offset: '0' },
        ]);
        expect(await at(9000)).toMatchObject([{ offset: '3' }, { offset: '0' }]);
      });

      it('sets, resets and reads the offsets of a group, and deletes it', async () => {
        const topic = await newTopic(2);
        const admin = await newAdmin();
        const producer = await newProducer();
        const groupId = `g-${randomUUID()}`;
        await producer.send({ topic, messages: [{ value: 'a', partition: 0 }] });
        const committed = async (): Promise<Record<number, string>> => {
          const found = await admin.fetchOffsets({ groupId, topics: [topic] });
          const partitions = found.find((one) => one.topic === topic)!.partitions;
          return Object.fromEntries(partitions.map(({ partition, offset }) => [partition, offset]));
        };
        expect(await committed()).toEqual({ 0: '-1', 1: '-1' });
        const partitions = [{ partition: 0, offset: '1' }];
        await admin.setOffsets({ groupId, topic, partitions });
        expect(await committed()).toEqual({ 0: '1', 1: '-1' });
        const { groups } = await admin.listGroups();
        expect(groups.map((group) => group.groupId)).toContain(groupId);
        expect(await admin.describeGroups([groupId])).toMatchObject({
          groups: [{ groupId, state: 'Empty', members: [] }],
        });
        expect(await admin.deleteGroups([groupId])).toMatchObject([{ groupId }]);
        expect((await admin.listGroups()).groups.map((group) => group.groupId)).not.toContain(
          groupId,
        );
      });

      it('refuses to delete a group that has members, and names it', async () => {
        const topic = await newTopic();
        const admin = await newAdmin();
        const groupId = `g-${randomUUID()}`;
        const consumer = client.consumer({ groupId });
        ends.push(() => consumer.disconnect());
        const joined = deferred<void>();
        consumer.on(consumer.events.GROUP_JOIN, () => joined.resolve());
        await consumer.connect();
        await consumer.subscribe({ topics: [topic] });
        await consumer.run({ eachMessage: async () => undefined });
        await joined.promise;
        await expect(admin.deleteGroups([groupId])).rejects.toMatchObject({
          name: 'KafkaJSDeleteGroupsError',
          groups: [{ groupId, errorCode: 68 }],
        });
        const partitions = [{ partition: 0, offset: '0' }];
        await expect(admin.setOffsets({ groupId, topic, partitions })).rejects.toMatchObject({
          name: 'KafkaJSNonRetriableError',
        });
      });

      it('describes the cluster', async () => {
        const admin = await newAdmin();
        const { brokers, controller, clusterId } = await admin.describeCluster();
        expect(brokers).toHaveLength(3);
        expect(brokers.map(({ nodeId }) => nodeId)).toContain(controller);
        expect(clusterId).toMatch(/\S/);
      });
    });
  });
}
