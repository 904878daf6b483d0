/** @platformatic/kafka: almost only flexible requests, in the newest versions. */
import {
  Admin,
  Consumer,
  type ConsumeOptions,
  MessagesStreamModes,
  type Message,
  Producer,
} from '@platformatic/kafka';
import { randomUUID } from 'node:crypto';
import * as zlib from 'node:zlib';
import { CODECS, type Handlers, type InteropClient, localClient, versionOf } from './client.ts';
import { type InteropRecord, readCorpus, type Shown, shown } from './records.ts';

type Taken = Message;

const TOPIC_RESOURCE = 2;
const SET = 0;
const EARLIEST = -2n;
const LATEST = -1n;
const PATIENCE_MS = 30_000;
const SEND_BYTES = 500_000;
const SESSION = { sessionTimeout: 10_000, heartbeatInterval: 500 };

function shownMessage({ offset, timestamp, key, value, headers }: Taken): Shown {
  const all = [...headers].map(([name, header]): [string, Buffer | null] => [
    String(name),
    header ?? null,
  ]);
  const record = { key: key ?? null, value: value ?? null, headers: all };
  return shown(Number(offset), { ...record, timestampMs: Number(timestamp) });
}

class Platformatic {
  private readonly bootstrapBrokers: string[];
  private readonly admin: Admin;

  constructor(bootstrapBrokers: string[]) {
    this.bootstrapBrokers = bootstrapBrokers;
    this.admin = new Admin({ clientId: 'interop', bootstrapBrokers });
  }

  readonly handlers: Handlers = {
    produce: async ({ topic, codec, path, idempotent = false }) => {
      const { bootstrapBrokers } = this;
      const producer = new Producer({
        clientId: 'interop',
        bootstrapBrokers,
        idempotent,
        compression: codec,
      });
      try {
        for (const records of inSends(readCorpus(path))) {
          const messages = records.map(({ key, value, headers, timestampMs }) => ({
            topic,
            key: key as Buffer,
            value: value as Buffer,
            // A map from buffers has room for a name twice.
            headers: new Map(headers.map(([name, header]) => [Buffer.from(name), header!])),
            timestamp: BigInt(timestampMs),
          }));
          await producer.send({ messages, acks: -1 });
        }
      } finally {
        await producer.close();
      }
    },
    read: async ({ topics, maxBytes }) => {
      const found: Record<string, Shown[]> = Object.fromEntries(
        Object.keys(topics).map((topic) => [topic, []]),
      );
      const total = Object.values(topics).reduce((sum, count) => sum + count, 0);
      const options = { topics: Object.keys(topics), mode: MessagesStreamModes.EARLIEST };
      const limits = maxBytes === undefined ? {} : { maxBytes };
      await this.consuming(`read-${randomUUID()}`, { ...options, ...limits }, total, (message) => {
        found[message.topic]!.push(shownMessage(message));
      });
      return found;
    },
    createTopic: ({ topic, partitions, replicas, configs }) =>
      this.admin.createTopics({
        topics: [topic],
        partitions,
        replicas,
        configs: Object.entries(configs).map(([name, value]) => ({ name, value })),
      }),
    listTopics: () => this.admin.listTopics(),
    describeTopic: async ({ topic }) => {
      const { topics } = await this.admin.metadata({ topics: [topic], forceUpdate: true });
      // It does not keep the in-sync replicas.
      return topics
        .get(topic)!
        .partitions.map(({ leader, replicas }) => ({ leader, replicas, isr: replicas }));
    },
    describeConfigs: async ({ topic }) => {
      const [described] = await this.admin.describeConfigs({
        resources: [{ resourceType: TOPIC_RESOURCE, resourceName: topic }],
      });
      return Object.fromEntries(described!.configs.map(({ name, value }) => [name, value ?? null]));
    },
    alterConfig: ({ topic, name, value }) =>
      this.admin.incrementalAlterConfigs({
        resources: [
          {
            resourceType: TOPIC_RESOURCE,
            resourceName: topic,
            configs: [{ name, value, configOperation: SET }],
          },
        ],
      }),
    createPartitions: ({ topic, count }) =>
      this.admin.createPartitions({ topics: [{ name: topic, count, assignments: [] }] }),
    deleteTopic: ({ topic }) => this.admin.deleteTopics({ topics: [topic] }),
    consumeGroup: async ({ topic, group, count }) => {
      const values: string[] = [];
      const options = { topics: [topic], mode: MessagesStreamModes.COMMITTED };
      const start = { fallbackMode: 'earliest' } as const;
      await this.consuming(group, { ...options, ...start }, count, async (message) => {
        values.push(String(message.value));
        await message.commit();
      });
      return values;
    },
    committed: async ({ topic, group, partitions }) => {
      const [found] = await this.admin.listConsumerGroupOffsets({ groups: [group] });
      const ofTopic = found?.topics.find(({ name }) => name === topic)?.partitions ?? [];
      return Array.from({ length: partitions }, (_, at) => {
        const one = ofTopic.find(({ partitionIndex }) => partitionIndex === at);
        return Number(one?.committedOffset ?? -1);
      });
    },
    listGroups: async () => [...(await this.admin.listGroups()).keys()],
    describeGroup: async ({ group }) =>
      (await this.admin.describeGroups({ groups: [group] })).get(group)!.state,
    deleteGroup: ({ group }) => this.admin.deleteGroups({ groups: [group] }),
    offsets: async ({ topic }) => ({
      low: await this.offsetAt(topic, EARLIEST),
      high: await this.offsetAt(topic, LATEST),
    }),
    offsetForTime: ({ topic, timestamp }) => this.offsetAt(topic, BigInt(timestamp)),
    readFrom: async ({ topic, offset }) => {
      let value = '';
      const offsets = [{ topic, partition: 0, offset: BigInt(offset) }];
      const options = { topics: [topic], mode: MessagesStreamModes.MANUAL, offsets };
      await this.consuming(`seek-${randomUUID()}`, options, 1, (message) => {
        value = String(message.value);
      });
      return value;
    },
  };

  async close(): Promise<void> {
    await this.admin.close();
  }

  private async offsetAt(topic: string, timestamp: bigint): Promise<number> {
    const [listed] = await this.admin.listOffsets({
      topics: [{ name: topic, partitions: [{ partitionIndex: 0, timestamp }] }],
    });
    return Number(listed!.partitions[0]!.offset);
  }

  private async consuming(
    groupId: string,
    options: ConsumeOptions<Buffer, Buffer, Buffer, Buffer>,
    count: number,
    take: (message: Taken) => unknown,
  ): Promise<void> {
    const { bootstrapBrokers } = this;
    const consumer = new Consumer({
      clientId: 'interop',
      groupId,
      bootstrapBrokers,
    });
    const stream = await consumer.consume({
      autocommit: false,
      maxWaitTime: 100,
      ...SESSION,
      ...options,
    });
    let taken = 0;
    const patience = setTimeout(
      () => stream.destroy(new Error(`${taken} of ${count} records came`)),
      PATIENCE_MS,
    );
    try {
      for await (const message of stream) {
        await take(message);
        taken += 1;
        if (taken === count) break;
      }
    } finally {
      clearTimeout(patience);
      await stream.close();
      await consumer.close();
    }
  }
}

function* inSends(records: readonly InteropRecord[]): Iterable<InteropRecord[]> {
  let send: InteropRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = record.value?.length ?? 0;
    if (send.length > 0 && bytes + size > SEND_BYTES) {
      yield send;
      [send, bytes] = [[], 0];
    }
    send.push(record);
    bytes += size;
  }
  yield send;
}

export function platformaticClient(brokers: string[]): InteropClient {
  const client = new Platformatic(brokers);
  const hasZstd = 'zstdCompressSync' in zlib;
  const codecs = CODECS.filter((codec) => codec !== 'zstd' || hasZstd);
  return localClient(
    {
      name: 'platformatic',
      version: versionOf('@platformatic/kafka'),
      writes: codecs,
      reads: codecs,
      exceptions: [
        'snappy in the frames of snappy-java (of Java, sarama and kafka-python) cannot be read',
        ...(hasZstd ? [] : ['zstd needs Node 22.15 or newer']),
      ],
      snappy: { writes: 'bare', reads: ['bare'] },
      close: () => client.close(),
    },
    client.handlers,
  );
}
