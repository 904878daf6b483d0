/**
 * What a consumer of a group does, in kafkajs's words only: the same cases for our client over WebSocket and for kafkajs over
 * TCP. Every wait is for something to happen, with the time limit of the test.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deferred } from '../../src/client/deferred.ts';

/** As much of kafkajs as the cases use. */
interface ContractMessage {
  key: Buffer | null;
  value: Buffer | null;
  offset: string;
  timestamp: string;
  headers?: Record<string, unknown> | undefined;
}

interface ContractBatch {
  topic: string;
  partition: number;
  highWatermark: string;
  messages: ContractMessage[];
  firstOffset(): string | null;
  lastOffset(): string;
}

interface ContractRun {
  autoCommit?: boolean;
  eachBatchAutoResolve?: boolean;
  partitionsConsumedConcurrently?: number;
  eachMessage?: (payload: {
    topic: string;
    partition: number;
    message: ContractMessage;
    heartbeat: () => Promise<void>;
    pause: () => () => void;
  }) => Promise<void>;
  eachBatch?: (payload: {
    batch: ContractBatch;
    resolveOffset: (offset: string) => void;
    commitOffsetsIfNecessary: () => Promise<void>;
    isRunning: () => boolean;
    isStale: () => boolean;
  }) => Promise<void>;
}

interface TopicPartitionOffset {
  topic: string;
  partition: number;
  offset: string;
}

interface ContractConsumer {
  readonly events: { readonly GROUP_JOIN: 'consumer.group_join'; readonly CRASH: 'consumer.crash' };
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  stop(): Promise<void>;
  subscribe(subscription: { topics: (string | RegExp)[]; fromBeginning?: boolean }): Promise<void>;
  run(config: ContractRun): Promise<void>;
  seek(position: TopicPartitionOffset): void;
  commitOffsets(offsets: TopicPartitionOffset[]): Promise<void>;
  pause(topics: { topic: string; partitions?: number[] }[]): void;
  resume(topics: { topic: string; partitions?: number[] }[]): void;
  paused(): { topic: string; partitions: number[] }[];
  describeGroup(): Promise<{ groupId: string; state: string; members: unknown[] }>;
  on(
    event: 'consumer.group_join',
    listener: (event: { payload: { memberAssignment: Record<string, number[]> } }) => void,
  ): () => void;
  on(
    event: 'consumer.crash',
    listener: (event: { payload: { error: Error; restart: boolean } }) => void,
  ): () => void;
}

interface ContractMessageToSend {
  key?: string;
  value: string;
  partition: number;
  headers?: Record<string, string>;
}

export interface ContractClient {
  producer(): {
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    send(record: { topic: string; messages: ContractMessageToSend[] }): Promise<unknown>;
  };
  consumer(config: {
    groupId: string;
    sessionTimeout?: number;
    rebalanceTimeout?: number;
    heartbeatInterval?: number;
    maxWaitTimeInMs?: number;
    retry?: { retries?: number; initialRetryTime?: number };
  }): ContractConsumer;
}

export interface ContractServer {
  client(): ContractClient;
  createTopic(topic: string, partitions: number): Promise<void>;
  close(): Promise<void>;
}

/** Short, so that a rebalance is seen soon. */
const TIMES = { sessionTimeout: 10_000, heartbeatInterval: 200, maxWaitTimeInMs: 100 };

export function consumerCases(name: string, open: () => Promise<ContractServer>): void {
  describe(`a consumer of a group: ${name}`, () => {
    let server: ContractServer;
    let client: ContractClient;
    let producer: ReturnType<ContractClient['producer']>;
    let topic: string;
    let groupId: string;
    const consumers: ContractConsumer[] = [];

    beforeAll(async () => {
      server = await open();
      client = server.client();
      producer = client.producer();
      await producer.connect();
    });
    afterEach(async () => {
      await Promise.all(consumers.splice(0).map((consumer) => consumer.disconnect()));
    });
    afterAll(async () => {
      await producer?.disconnect();
      await server?.close();
    });

    async function newTopic(partitions: number): Promise<void> {
      topic = `t-${randomUUID()}`;
      groupId = `g-${randomUUID()}`;
      await server.createTopic(topic, partitions);
    }

    /** Numbers as text. */
    async function send(from: number, end: number, partition = 0): Promise<void> {
      const values = Array.from({ length: end - from }, (_, at) => String(from + at));
      await producer.send({ topic, messages: values.map((value) => ({ value, partition })) });
    }

    async function consume(run: ContractRun, fromBeginning = true): Promise<ContractConsumer> {
      const consumer = client.consumer({ groupId, ...TIMES, retry: { initialRetryTime: 50 } });
      consumers.push(consumer);
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning });
      await consumer.run(run);
      return consumer;
    }

    it('reads from the beginning, in order, with keys, headers and timestamps', async () => {
      await newTopic(1);
      const headers = { h: 'x' };
      await producer.send({ topic, messages: [{ key: 'k', value: 'v', partition: 0, headers }] });
      await send(1, 50);
      const heard = hearing(50);
      const first = deferred<ContractMessage>();
      await consume({
        eachMessage: async ({ message }) => {
          if (message.offset === '0') first.resolve(message);
          heard.hear(message);
        },
      });
      expect((await heard.all).slice(1)).toEqual(numbers(1, 50));
      const message = await first.promise;
      expect([String(message.key), String(message.value)]).toEqual(['k', 'v']);
      expect(String(message.headers?.['h'])).toBe('x');
      expect(Math.abs(Date.now() - Number(message.timestamp))).toBeLessThan(60_000);
    });

    it('goes on where the group has committed', async () => {
      await newTopic(1);
      await send(0, 5);
      const before = hearing(5);
      const consumer = await consume({ eachMessage: async ({ message }) => before.hear(message) });
      await before.all;
      await consumer.disconnect();
      await send(5, 8);
      const after = hearing(3);
      await consume({ eachMessage: async ({ message }) => after.hear(message) });
      expect(await after.all).toEqual(numbers(5, 8));
    });

    it('gives what was not committed again', async () => {
      await newTopic(1);
      await send(0, 4);
      const before = hearing(4);
      const consumer = await consume({
        autoCommit: false,
        eachMessage: async ({ message }) => before.hear(message),
      });
      await before.all;
      await consumer.commitOffsets([{ topic, partition: 0, offset: '2' }]);
      await consumer.disconnect();
      const after = hearing(2);
      await consume({ eachMessage: async ({ message }) => after.hear(message) });
      expect(await after.all).toEqual(numbers(2, 4));
    });

    it('shares the partitions with another, and takes them over again', async () => {
      await newTopic(4);
      for (const partition of [0, 1, 2, 3]) await send(0, 3, partition);
      const begun = hearing(12);
      const one = await consume({ eachMessage: async ({ message }) => begun.hear(message) });
      await begun.all;
      const joins: Record<string, number[]>[] = [];
      const halved = deferred<void>();
      const whole = deferred<void>();
      one.on(one.events.GROUP_JOIN, ({ payload }) => {
        joins.push(payload.memberAssignment);
        const { length } = payload.memberAssignment[topic] ?? [];
        if (length === 2) halved.resolve();
        if (length === 4 && joins.length > 1) whole.resolve();
      });
      const shared = hearing(4);
      const two = await consume({
        eachMessage: async ({ partition, message }) => shared.hear(message, partition),
      });
      await halved.promise;
      for (const partition of [0, 1, 2, 3]) await send(3, 5, partition);
      expect(new Set(await shared.all)).toEqual(new Set(['3', '4']));
      expect(shared.partitions.size).toBe(2);
      await two.disconnect();
      await whole.promise;
    });

    it('seeks in a run, and pauses and resumes', async () => {
      await newTopic(1);
      await send(0, 4);
      const first = hearing(4);
      const again = hearing(2);
      let current = first;
      const consumer = await consume({ eachMessage: async ({ message }) => current.hear(message) });
      expect(await first.all).toEqual(numbers(0, 4));
      current = again;
      consumer.seek({ topic, partition: 0, offset: '2' });
      expect(await again.all).toEqual(numbers(2, 4));
      consumer.pause([{ topic }]);
      expect(consumer.paused()).toEqual([{ topic, partitions: [0] }]);
      const resumed = hearing(2);
      current = resumed;
      await send(4, 6);
      consumer.resume([{ topic }]);
      expect(await resumed.all).toEqual(numbers(4, 6));
      expect(consumer.paused()).toEqual([]);
    });

    it('seeks before it has partitions', async () => {
      await newTopic(1);
      await send(0, 4);
      const heard = hearing(1);
      const consumer = client.consumer({ groupId, ...TIMES });
      consumers.push(consumer);
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      const run = consumer.run({ eachMessage: async ({ message }) => heard.hear(message) });
      consumer.seek({ topic, partition: 0, offset: '3' });
      await run;
      expect(await heard.all).toEqual(['3']);
    });

    it('resolves a part of a batch, and gets the rest again', async () => {
      await newTopic(1);
      await send(0, 6);
      const batches: string[][] = [];
      const done = deferred<void>();
      await consume({
        eachBatchAutoResolve: false,
        eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary }) => {
          const values = batch.messages.map(({ value }) => String(value));
          batches.push(values);
          expect(batch.firstOffset()).toBe(batch.messages[0]!.offset);
          if (batches.length === 1) return resolveOffset(batch.messages[1]!.offset);
          resolveOffset(batch.lastOffset());
          await commitOffsetsIfNecessary();
          if (values.at(-1) === '5') done.resolve();
        },
      });
      await done.promise;
      expect([batches[0]!.slice(0, 2), batches.slice(1).flat()]).toEqual([
        numbers(0, 2),
        numbers(2, 6),
      ]);
    });

    it('calls a handler again that has failed, from the record that failed', async () => {
      await newTopic(1);
      await send(0, 3);
      const heard: string[] = [];
      const done = deferred<void>();
      await consume({
        eachMessage: async ({ message }) => {
          heard.push(String(message.value));
          if (heard.length === 2) throw new Error('the handler fails once');
          if (message.offset === '2') done.resolve();
        },
      });
      await done.promise;
      expect(heard).toEqual(['0', '1', '1', '2']);
    });

    it('works on several partitions at once, on each in order', async () => {
      await newTopic(3);
      for (const partition of [0, 1, 2]) await send(0, 20, partition);
      const heard = hearing(60);
      await consume({
        partitionsConsumedConcurrently: 3,
        eachMessage: async ({ partition, message }) => heard.hear(message, partition),
      });
      await heard.all;
      for (const values of heard.partitions.values()) expect(values).toEqual(numbers(0, 20));
    });

    it('stops, and runs again', async () => {
      await newTopic(1);
      await send(0, 2);
      const before = hearing(2);
      const consumer = await consume({ eachMessage: async ({ message }) => before.hear(message) });
      await before.all;
      await consumer.stop();
      await send(2, 4);
      const after = hearing(2);
      await consumer.run({ eachMessage: async ({ message }) => after.hear(message) });
      expect(await after.all).toEqual(numbers(2, 4));
    });

    it('describes its group', async () => {
      await newTopic(1);
      const consumer = await consume({ eachMessage: async () => undefined });
      const group = await consumer.describeGroup();
      expect([group.groupId, group.state, group.members.length]).toEqual([groupId, 'Stable', 1]);
    });

    it('refuses what makes no sense', async () => {
      await newTopic(1);
      const idle = client.consumer({ groupId });
      const position = { topic, partition: 0, offset: '0' };
      expect(() => idle.seek(position)).toThrow(/run must be called first/);
      await expect(idle.commitOffsets([position])).rejects.toThrow(/run must be called first/);
      expect(() => client.consumer({ groupId, sessionTimeout: 10, heartbeatInterval: 10 })).toThrow(
        /heartbeatInterval/,
      );
      const consumer = await consume({ eachMessage: async () => undefined });
      await expect(consumer.subscribe({ topics: ['x'] })).rejects.toThrow(
        /while consumer is running/,
      );
      expect(() => consumer.seek({ ...position, offset: '-5' })).toThrow(/must not be a negative/);
    });
  });
}

function numbers(from: number, end: number): string[] {
  return Array.from({ length: end - from }, (_, at) => String(from + at));
}

/** Collects so many values, then resolves `all`. */
function hearing(count: number) {
  const values: string[] = [];
  const partitions = new Map<number, string[]>();
  const heard = deferred<string[]>();
  const hear = ({ value }: ContractMessage, partition = 0): void => {
    values.push(String(value));
    partitions.set(partition, [...(partitions.get(partition) ?? []), String(value)]);
    if (values.length === count) heard.resolve(values);
  };
  return { hear, all: heard.promise, partitions };
}
