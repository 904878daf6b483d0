/** kafkajs, and our client, which has the same words: one set of operations for both. */
import kafkajs, {
  CompressionTypes,
  Kafka as TheirKafka,
  logLevel,
  Partitioners,
  type ConfigResourceTypes,
  type Consumer,
  type IHeaders,
  type Kafka,
  type KafkaMessage,
  type Producer,
} from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { CompressionCodecs as OurCodecs, Kafka as OurKafka } from '../../src/client/index.ts';
import { deferred } from '../../src/client/deferred.ts';
import { installCodecs } from '../../src/client/node/codecs.ts';
import {
  type Codec,
  CODECS,
  type Handlers,
  type InteropClient,
  localClient,
  versionOf,
  withoutNullHeaders,
} from './client.ts';
import { type Bytes, type InteropRecord, readCorpus, type Shown, shown } from './records.ts';

const TOPIC: ConfigResourceTypes = 2;
const PATIENCE_MS = 30_000;
const SEND_RECORDS = 100;
/** With a record as large as this one, others would make the batch larger than a topic allows. */
const ALONE_BYTES = 500_000;

const typeOf = (codec: Codec): CompressionTypes => CODECS.indexOf(codec);

/** kafkajs has gzip; the others are plugged in, as its documentation says, with the packages that our client takes. */
function plugIn(): void {
  installCodecs();
  for (const type of [
    CompressionTypes.Snappy,
    CompressionTypes.LZ4,
    CompressionTypes.ZSTD,
  ] as const) {
    const ours = OurCodecs[type]!();
    kafkajs.CompressionCodecs[type] = () => ({
      // kafkajs wants buffers; ours give plain bytes.
      compress: async (encoder: { buffer: Buffer }) => Buffer.from(await ours.compress(encoder)),
      decompress: async (bytes: Buffer) => Buffer.from(await ours.decompress(bytes)),
    });
  }
}

/** Those of one name together, in the order in which the names came first. */
function grouped<T>(headers: readonly (readonly [string, T])[]): [string, T][] {
  const names = [...new Set(headers.map(([name]) => name))];
  return names.flatMap((name) =>
    valuesOf(headers, name).map((value): [string, T] => [name, value]),
  );
}

function valuesOf<T>(headers: readonly (readonly [string, T])[], wanted: string): T[] {
  return headers.filter(([name]) => name === wanted).map(([, value]) => value);
}

function headersFor(headers: InteropRecord['headers']): IHeaders {
  return Object.fromEntries(
    headers.map(([name]) => {
      const values = valuesOf(headers, name) as Buffer[];
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

function shownMessage({ offset, timestamp, key, value, headers = {} }: KafkaMessage): Shown {
  const all = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((one): [string, Bytes] => [name, one as Bytes]),
  );
  const record = { key, value, headers: all, timestampMs: Number(timestamp) };
  return shown(Number(offset), record);
}

class KafkajsShaped {
  private readonly kafka: Kafka;

  constructor(kafka: Kafka) {
    this.kafka = kafka;
  }

  readonly handlers: Handlers = {
    produce: async ({ topic, codec, path, idempotent = false }) => {
      const createPartitioner = Partitioners.DefaultPartitioner;
      const producer = this.kafka.producer({ createPartitioner, idempotent });
      await using _ = await connected(producer);
      for (const records of inSends(readCorpus(path))) {
        const messages = records.map(({ headers, timestampMs, ...record }) => ({
          ...record,
          headers: headersFor(headers),
          timestamp: String(timestampMs),
        }));
        await producer.send({ topic, compression: typeOf(codec), messages, acks: -1 });
      }
    },
    read: async ({ topics, maxBytes }) => {
      const limits = maxBytes === undefined ? {} : { maxBytesPerPartition: maxBytes };
      const found: Record<string, Shown[]> = Object.fromEntries(
        Object.keys(topics).map((topic) => [topic, []]),
      );
      const total = Object.values(topics).reduce((sum, count) => sum + count, 0);
      const groupId = `read-${randomUUID()}`;
      const consumer = this.kafka.consumer({ groupId, maxWaitTimeInMs: 100, ...limits });
      await this.consuming(consumer, Object.keys(topics), total, async (topic, message) => {
        found[topic]!.push(shownMessage(message));
      });
      return found;
    },
    createTopic: ({ topic, partitions, replicas, configs }) =>
      this.asAdmin((admin) =>
        admin.createTopics({
          topics: [
            {
              topic,
              numPartitions: partitions,
              replicationFactor: replicas,
              configEntries: Object.entries(configs).map(([name, value]) => ({ name, value })),
            },
          ],
        }),
      ),
    listTopics: () => this.asAdmin((admin) => admin.listTopics()),
    describeTopic: ({ topic }) =>
      this.asAdmin(async (admin) => {
        const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
        const byId = topics[0]!.partitions.toSorted((a, b) => a.partitionId - b.partitionId);
        return byId.map(({ leader, replicas, isr }) => ({ leader, replicas, isr }));
      }),
    describeConfigs: ({ topic }) =>
      this.asAdmin(async (admin) => {
        const { resources } = await admin.describeConfigs({
          includeSynonyms: false,
          resources: [{ type: TOPIC, name: topic }],
        });
        const entries = resources[0]!.configEntries;
        return Object.fromEntries(entries.map((entry) => [entry.configName, entry.configValue]));
      }),
    alterConfig: ({ topic, name, value }) =>
      this.asAdmin((admin) =>
        admin.alterConfigs({
          validateOnly: false,
          resources: [{ type: TOPIC, name: topic, configEntries: [{ name, value }] }],
        }),
      ),
    createPartitions: ({ topic, count }) =>
      this.asAdmin((admin) => admin.createPartitions({ topicPartitions: [{ topic, count }] })),
    deleteTopic: ({ topic }) => this.asAdmin((admin) => admin.deleteTopics({ topics: [topic] })),
    consumeGroup: async ({ topic, group, count }) => {
      const values: string[] = [];
      const consumer = this.kafka.consumer({ groupId: group, maxWaitTimeInMs: 100 });
      await this.consuming(consumer, [topic], count, async (_, { value, offset }, partition) => {
        values.push(String(value));
        const next = String(Number(offset) + 1);
        await consumer.commitOffsets([{ topic, partition, offset: next }]);
      });
      return values;
    },
    committed: ({ topic, group, partitions }) =>
      this.asAdmin(async (admin) => {
        const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
        return Array.from({ length: partitions }, (_, at) =>
          Number(found!.partitions.find(({ partition }) => partition === at)?.offset ?? -1),
        );
      }),
    listGroups: () =>
      this.asAdmin(async (admin) =>
        (await admin.listGroups()).groups.map(({ groupId }) => groupId),
      ),
    describeGroup: ({ group }) =>
      this.asAdmin(async (admin) => (await admin.describeGroups([group])).groups[0]!.state),
    deleteGroup: ({ group }) => this.asAdmin((admin) => admin.deleteGroups([group])),
    offsets: ({ topic }) =>
      this.asAdmin(async (admin) => {
        const [first] = await admin.fetchTopicOffsets(topic);
        return { low: Number(first!.low), high: Number(first!.high) };
      }),
    // Both clients give the end of the log where no record is as late as that; that is made -1 here.
    offsetForTime: ({ topic, timestamp }) =>
      this.asAdmin(async (admin) => {
        const [first] = await admin.fetchTopicOffsetsByTimestamp(topic, timestamp);
        const [ends] = await admin.fetchTopicOffsets(topic);
        return first!.offset === ends!.high ? -1 : Number(first!.offset);
      }),
    readFrom: async ({ topic, offset }) => {
      let value = '';
      const groupId = `seek-${randomUUID()}`;
      const consumer = this.kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
      const hasSought = { yet: false };
      await this.consuming(consumer, [topic], 2, async (_, message, partition) => {
        if (hasSought.yet && Number(message.offset) !== offset) return false;
        value = String(message.value);
        if (!hasSought.yet) consumer.seek({ topic, partition, offset: String(offset) });
        hasSought.yet = true;
        return true;
      });
      return value;
    },
  };

  /** Until `count` messages were taken; what gives false does not count. */
  private async consuming(
    consumer: Consumer,
    topics: string[],
    count: number,
    take: (topic: string, message: KafkaMessage, partition: number) => Promise<unknown>,
  ): Promise<void> {
    await using _ = await connected(consumer);
    await consumer.subscribe({ topics, fromBeginning: true });
    const all = deferred<void>();
    let taken = 0;
    const patience = setTimeout(
      () => all.reject(new Error(`${taken} of ${count} records came`)),
      PATIENCE_MS,
    );
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ topic, message, partition }) => {
        if (taken === count) return;
        try {
          if ((await take(topic, message, partition)) !== false) taken += 1;
        } catch (error) {
          all.reject(error);
        }
        if (taken === count) all.resolve();
      },
    });
    try {
      await all.promise;
    } finally {
      clearTimeout(patience);
    }
  }

  private async asAdmin<T>(run: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    await using _ = await connected(admin);
    return await run(admin);
  }
}

async function connected(
  client: Pick<Producer, 'connect' | 'disconnect'>,
): Promise<AsyncDisposable> {
  await client.connect();
  return { [Symbol.asyncDispose]: () => client.disconnect() };
}

function* inSends(records: readonly InteropRecord[]): Iterable<InteropRecord[]> {
  let send: InteropRecord[] = [];
  for (const record of records) {
    const isAlone = (record.value?.length ?? 0) >= ALONE_BYTES;
    if (send.length === SEND_RECORDS || (isAlone && send.length > 0)) {
      yield send;
      send = [];
    }
    send.push(record);
  }
  if (send.length > 0) yield send;
}

const TRAITS = {
  exceptions: ['headers of one name are written and shown together, whatever stood between them'],
  writable: (record: InteropRecord) => ({ ...record, headers: grouped(record.headers) }),
  visible: (record: Shown) => ({ ...record, h: grouped(record.h) }),
};

const THEIR_TRAITS = {
  ...TRAITS,
  exceptions: [...TRAITS.exceptions, 'a header without a value cannot be written (it can be read)'],
  writable: (record: InteropRecord) => TRAITS.writable(withoutNullHeaders(record)),
};

export function kafkajsClient(brokers: string[]): InteropClient {
  plugIn();
  const kafka = new TheirKafka({ brokers, logLevel: logLevel.NOTHING });
  const traits = { ...THEIR_TRAITS, name: 'kafkajs', version: versionOf('kafkajs') };
  return localClient(traits, new KafkajsShaped(kafka).handlers);
}

export function flotillaClient(urls: string[]): InteropClient {
  const kafka = new OurKafka({ brokers: urls, logLevel: 0 }) as unknown as Kafka;
  const traits = { ...TRAITS, name: 'flotilla', version: 'flotilla/client' };
  return localClient(traits, new KafkajsShaped(kafka).handlers);
}
