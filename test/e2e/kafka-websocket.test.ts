// Goal: kafkajs 2.2.4, as it comes from npm, works through one WebSocket URL and through the cluster's failures, with its own
// defaults for retries. Method: brokers in this process. What it has in common with the other clients is in test/contract.
import { setTimeout as wait } from 'node:timers/promises';
import { type Admin, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deferred } from '../../src/client/deferred.ts';
import { socketFactory } from '../../src/client/kafkajs/index.ts';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';

let cluster: TestCluster;
let admin: Admin;
let topics = 0;

function kafkaAt(...urls: string[]): Kafka {
  return new Kafka({
    brokers: ['flotilla:9092'],
    socketFactory: socketFactory(urls),
    logLevel: logLevel.NOTHING,
  });
}

async function producing<Result>(
  kafka: Kafka,
  run: (producer: Producer) => Promise<Result>,
  idempotent = false,
): Promise<Result> {
  const createPartitioner = Partitioners.DefaultPartitioner;
  const producer = kafka.producer({ createPartitioner, idempotent });
  await producer.connect();
  try {
    return await run(producer);
  } finally {
    await producer.disconnect();
  }
}

/** All values of the first partition, in the order of their offsets. */
async function valuesOf(topic: string): Promise<string[]> {
  const [end] = await admin.fetchTopicOffsets(topic);
  const consumer = kafkaAt(...cluster.urls).consumer({ groupId: `read-${topic}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const values: string[] = [];
  const all = deferred<void>();
  await consumer.run({
    eachMessage: async ({ message }) => {
      values.push(String(message.value));
      if (Number(message.offset) === Number(end!.high) - 1) all.resolve();
    },
  });
  await all.promise;
  await consumer.disconnect();
  return values;
}

async function newTopic(numPartitions = 1): Promise<string> {
  topics += 1;
  const topic = `t-${topics}`;
  await admin.createTopics({ topics: [{ topic, numPartitions, replicationFactor: 3 }] });
  return topic;
}

/** Led by `broker` from now on. */
async function leadBy(topic: string, broker: number): Promise<void> {
  const connection = await cluster.client();
  if ((await cluster.leaderOf(topic)) !== broker) {
    await connection.transferLeadership({ topic, partition: 0 }, broker as never);
  }
  await cluster.ready(topic);
}

const urlOf = (broker: number): string => cluster.urls[broker - 1]!;
const numbers = (from: number, end: number): string[] =>
  Array.from({ length: end - from }, (_, at) => String(from + at));

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
  admin = kafkaAt(...cluster.urls).admin();
  await admin.connect();
});
beforeEach(async () => {
  for (const { id, isRunning } of cluster.brokers) if (!isRunning) await cluster.restart(id);
});
afterAll(async () => {
  await admin?.disconnect();
  await cluster?.[Symbol.asyncDispose]();
});

describe('kafkajs through one URL', () => {
  it('sees every broker, by a name that leads through the URL', async () => {
    const { brokers } = await admin.describeCluster();
    expect(brokers.map(({ nodeId, host }) => `${nodeId} ${host}`).toSorted()).toEqual([
      '1 broker-1.flotilla.invalid',
      '2 broker-2.flotilla.invalid',
      '3 broker-3.flotilla.invalid',
    ]);
  });

  it('writes and reads what every broker leads, 900,000 bytes at once too', async () => {
    const topic = await newTopic(6);
    const values = numbers(0, 6).map((value) => value.repeat(900_000));
    const kafka = kafkaAt(urlOf(2));
    await producing(kafka, (producer) =>
      producer.send({
        topic,
        messages: values.map((value, partition) => ({ value, partition })),
      }),
    );
    const consumer = kafka.consumer({ groupId: `g-${topic}` });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const read = new Map<number, string>();
    const all = deferred<void>();
    await consumer.run({
      eachMessage: async ({ partition, message }) => {
        read.set(partition, String(message.value));
        if (read.size === values.length) all.resolve();
      },
    });
    await all.promise;
    await consumer.disconnect();
    expect(values.map((value, partition) => read.get(partition) === value)).not.toContain(false);
    expect(new Set(await Promise.all(values.map((_, at) => cluster.leaderOf(topic, at))))).toEqual(
      new Set([1, 2, 3]),
    );
  });

  it('never runs out of its default retries when the leader is killed', async () => {
    const topic = await newTopic();
    await leadBy(topic, 2);
    await producing(kafkaAt(urlOf(1)), async (producer) => {
      for (const value of numbers(0, 40)) {
        if (value === '20') await cluster.kill(2);
        await producer.send({ topic, messages: [{ value }] });
      }
    });
    // Not idempotent: a write whose answer was lost is repeated.
    expect([...new Set(await valuesOf(topic))]).toEqual(numbers(0, 40));
  });

  it('doubles nothing either when it is idempotent, and the broker of the first URL is killed', async () => {
    const topic = await newTopic();
    await leadBy(topic, 3);
    const kafka = kafkaAt(urlOf(1), urlOf(2));
    await producing(
      kafka,
      async (producer) => {
        for (const value of numbers(0, 40)) {
          if (value === '20') await cluster.kill(1);
          await producer.send({ topic, messages: [{ value }] });
        }
      },
      true,
    );
    expect(await valuesOf(topic)).toEqual(numbers(0, 40));
  });

  it('never runs out of its default retries when the broker of the first URL is killed, which leads too', async () => {
    const topic = await newTopic();
    await leadBy(topic, 1);
    await producing(kafkaAt(urlOf(1), urlOf(2)), async (producer) => {
      for (const value of numbers(0, 40)) {
        if (value === '20') await cluster.kill(1);
        await producer.send({ topic, messages: [{ value }] });
      }
    });
    expect([...new Set(await valuesOf(topic))]).toEqual(numbers(0, 40));
  });

  it.each([
    ['goes through', 1],
    ['goes to', 2],
  ])(
    'loses and doubles nothing when the broker that it %s is stopped as planned',
    async (_, id) => {
      const topic = await newTopic();
      await leadBy(topic, 2);
      await producing(kafkaAt(urlOf(1), urlOf(3)), async (producer) => {
        for (const value of numbers(0, 40)) {
          const stopped = value === '20' ? cluster.stop(id) : undefined;
          await producer.send({ topic, messages: [{ value }] });
          await stopped;
        }
      });
      expect(await valuesOf(topic)).toEqual(numbers(0, 40));
    },
  );

  it('gets through when the broker of its URL and the leader were cut off from each other', async () => {
    const topic = await newTopic();
    await leadBy(topic, 2);
    await producing(kafkaAt(urlOf(1)), async (producer) => {
      await producer.send({ topic, messages: [{ value: '0' }] });
      cluster.partition(1, 2);
      const sent = producer.send({ topic, messages: [{ value: '1' }] });
      // Longer than it takes to notice, so that a stand-in has to give way; shorter than the retries.
      await wait(2000);
      cluster.heal();
      await sent;
    });
    expect([...new Set(await valuesOf(topic))]).toEqual(['0', '1']);
  });

  it('goes on reading without a crash when the coordinator of its group is killed for good', async () => {
    const topic = await newTopic(3);
    const groupId = `g-${topic}`;
    const { coordinator } = await coordinatorOf(groupId);
    const kafka = kafkaAt(urlOf((coordinator % 3) + 1));
    const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, heartbeatInterval: 200 });
    const crashes: unknown[] = [];
    consumer.on(consumer.events.CRASH, ({ payload }) => crashes.push(payload.error));
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const read = new Set<string>();
    const [some, all] = [deferred<void>(), deferred<void>()];
    await consumer.run({
      eachMessage: async ({ message }) => {
        read.add(String(message.value));
        if (read.size === 30) some.resolve();
        if (read.size === 60) all.resolve();
      },
    });
    await producing(kafka, async (producer) => {
      const send = async (values: string[]): Promise<void> => {
        for (const value of values)
          await producer.send({ topic, messages: [{ value, key: value }] });
      };
      await send(numbers(0, 30));
      await some.promise;
      await cluster.kill(coordinator);
      await send(numbers(30, 60));
      await all.promise;
    });
    await consumer.disconnect();
    expect(crashes).toEqual([]);
  });

  async function coordinatorOf(groupId: string): Promise<{ coordinator: number }> {
    const connection = await cluster.client();
    return { coordinator: (await connection.findCoordinator(groupId)).nodeId };
  }
});
