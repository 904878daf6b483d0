// Goal: every config of a topic that is said to have an effect has it through Kafka's door, whether it is set when the topic
// is made, altered later while the broker runs, or taken back. Method: what a client is answered, before and after; where
// time matters, brokers whose clock is driven.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorNameOf, type ErrorName } from '../../src/model/errors.ts';
import { TOPIC_SETTING_NAMES, TOPIC_SETTINGS } from '../../src/metadata/topic-configs.ts';
import { batchSizeAt } from '../../src/record/batch-header.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import { iterateRecords } from '../../src/record/records.ts';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';
import { KafkaClient } from '../support/kafka-client.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TOPIC_RESOURCE = 2;
const SET = 0;
const DELETE = 1;
const GZIP = 1;
const NONE = -1;

/** Null takes a config back. */
type Configs = Readonly<Record<string, string | null>>;
type Outcome = { readonly error: ErrorName | 'NONE'; readonly message: string | null };

interface Write {
  readonly timestampMs?: number;
  readonly bytes?: number;
  readonly compression?: typeof GZIP;
  readonly acks?: number;
}

/** One broker, asked in Kafka's words. */
class Door {
  readonly cluster: TestCluster;
  private readonly address: string;
  private client: KafkaClient;
  private aheadMs = 0;

  private constructor(cluster: TestCluster, address: string, client: KafkaClient) {
    this.cluster = cluster;
    this.address = address;
    this.client = client;
  }

  static async open(cluster: TestCluster, broker = 1): Promise<Door> {
    const address = cluster.kafkaAddresses[broker - 1]!;
    return new Door(cluster, address, await KafkaClient.connect(address));
  }

  /** The time of the brokers. */
  get nowMs(): number {
    return Date.now() + this.aheadMs;
  }

  async advance(ms: number): Promise<void> {
    await this.cluster.advance(ms);
    this.aheadMs += ms;
    // The old connection was idle for too long.
    this.client.close();
    this.client = await KafkaClient.connect(this.address);
  }

  async create(name: string, configs: Configs = {}): Promise<Outcome> {
    const wanted = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
    const { topics } = await this.client.ask('CreateTopics', 7, {
      topics: [{ name, numPartitions: 1, replicationFactor: -1, assignments: [], configs: wanted }],
      timeoutMs: 10 * SECOND_MS,
      validateOnly: false,
    });
    return outcomeOf(topics[0]!);
  }

  async alter(name: string, changes: Configs): Promise<Outcome> {
    const configs = Object.entries(changes).map(([key, value]) => ({
      name: key,
      configOperation: value === null ? DELETE : SET,
      value,
    }));
    const { responses } = await this.client.ask('IncrementalAlterConfigs', 1, {
      resources: [{ resourceType: TOPIC_RESOURCE, resourceName: name, configs }],
      validateOnly: false,
    });
    return outcomeOf(responses[0]!);
  }

  async describe(resourceName: string) {
    const { results } = await this.client.ask('DescribeConfigs', 4, {
      resources: [{ resourceType: TOPIC_RESOURCE, resourceName, configurationKeys: null }],
      includeSynonyms: false,
      includeDocumentation: true,
    });
    return results[0]!.configs;
  }

  /** One record in a batch of its own. Answers with its offset, or the name of the error. */
  async write(topic: string, write: Write = {}): Promise<number | ErrorName> {
    const { errorCode, baseOffset } = await this.produce(topic, this.batch(write), write.acks);
    return errorCode === 0 ? baseOffset : errorNameOf(errorCode);
  }

  batch({ timestampMs = this.nowMs, bytes = 1, compression }: Write): Uint8Array {
    const builder = new BatchBuilder(compression === undefined ? {} : { compression });
    builder.append({ key: null, value: new Uint8Array(bytes), timestampMs });
    return builder.finish();
  }

  async produce(name: string, records: Uint8Array, acks = -1) {
    const { responses } = await this.client.ask('Produce', 9, {
      acks,
      timeoutMs: 10 * SECOND_MS,
      topicData: [{ name, partitionData: [{ index: 0, records }] }],
    });
    return responses[0]!.partitionResponses[0]!;
  }

  /** The whole log, as a consumer gets it. */
  async fetch(topic: string): Promise<Uint8Array> {
    const { responses } = await this.client.ask('Fetch', 12, {
      maxWaitMs: 0,
      minBytes: 0,
      isolationLevel: 0,
      topics: [{ topic, partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1e6 }] }],
    });
    return responses[0]!.partitions[0]!.records!;
  }

  async start(topic: string): Promise<number> {
    const { topics } = await this.client.ask('ListOffsets', 7, {
      replicaId: -1,
      topics: [{ name: topic, partitions: [{ partitionIndex: 0, timestamp: -2 }] }],
    });
    return topics[0]!.partitions[0]!.offset;
  }

  /** As many as the leader counts. */
  async inSync(topic: string): Promise<number> {
    const { topics } = await this.client.ask('Metadata', 12, { topics: [{ name: topic }] });
    return topics[0]!.partitions[0]!.isrNodes.length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client[Symbol.asyncDispose]();
  }
}

function outcomeOf(answer: { errorCode: number; errorMessage: string | null }): Outcome {
  const { errorCode, errorMessage: message } = answer;
  return { error: errorCode === 0 ? 'NONE' : errorNameOf(errorCode), message };
}

describe('what a topic takes', () => {
  let cluster: TestCluster;
  let door: Door;

  beforeAll(async () => {
    cluster = await startCluster({ brokers: 1 });
    door = await Door.open(cluster);
  });
  afterAll(async () => {
    await door?.[Symbol.asyncDispose]();
    await cluster?.[Symbol.asyncDispose]();
  });

  it('max.message.bytes: no larger batch, compressed if it is', async () => {
    const topic = 'sizes';
    await door.create(topic, { 'max.message.bytes': '1000' });
    expect(await door.write(topic, { bytes: 2000 })).toBe('MESSAGE_TOO_LARGE');
    expect(await door.write(topic, { bytes: 500 })).toBe(0);
    expect(await door.write(topic, { bytes: 2000, compression: GZIP })).toBe(1);
    await door.alter(topic, { 'max.message.bytes': '3000' });
    expect(await door.write(topic, { bytes: 2000 })).toBe(2);
    expect(await door.write(topic, { bytes: 4000 })).toBe('MESSAGE_TOO_LARGE');
    await door.alter(topic, { 'max.message.bytes': null });
    expect(await door.write(topic, { bytes: 1_000_000 })).toBe(3);
    expect(await door.write(topic, { bytes: 1_100_000 })).toBe('MESSAGE_TOO_LARGE');
  });

  it('max.message.bytes: up to what a frame takes, which ends the connection without a word', async () => {
    const topic = 'large';
    const bytesMax = 8 * 1024 * 1024;
    const refusal: Outcome = {
      error: 'INVALID_CONFIG',
      message: `max.message.bytes is ${bytesMax}; it must be less than frame.max.bytes of the brokers, which is ${bytesMax}.`,
    };
    expect(await door.create(topic, { 'max.message.bytes': String(bytesMax) })).toEqual(refusal);
    await door.create(topic, { 'max.message.bytes': String(bytesMax - 1) });
    expect(await door.alter(topic, { 'max.message.bytes': String(bytesMax) })).toEqual(refusal);
    expect(await door.write(topic, { bytes: bytesMax - 1000 })).toBe(0);
  });

  it('message.timestamp.type: LogAppendTime puts the time of the leader in place of the producer’s', async () => {
    const topic = 'append-time';
    const timestampMs = door.nowMs - 2 * DAY_MS;
    const stamp = async () => {
      const { logAppendTimeMs } = await door.produce(topic, door.batch({ timestampMs }));
      const [...records] = iterateRecords(lastBatch(await door.fetch(topic)));
      return { logAppendTimeMs, timestampMs: records.at(-1)!.timestampMs };
    };
    const before = door.nowMs;
    await door.create(topic, { 'message.timestamp.type': 'LogAppendTime' });
    const stamped = await stamp();
    expect(stamped.logAppendTimeMs).toBeGreaterThanOrEqual(before);
    expect(stamped.timestampMs).toBe(stamped.logAppendTimeMs);
    await door.alter(topic, { 'message.timestamp.type': 'CreateTime' });
    expect(await stamp()).toEqual({ logAppendTimeMs: NONE, timestampMs });
    await door.alter(topic, { 'message.timestamp.type': 'LogAppendTime' });
    expect((await stamp()).logAppendTimeMs).toBeGreaterThanOrEqual(before);
    await door.alter(topic, { 'message.timestamp.type': null });
    expect(await stamp()).toEqual({ logAppendTimeMs: NONE, timestampMs });
  });

  it.each([
    ['message.timestamp.before.max.ms', -1, null],
    ['message.timestamp.after.max.ms', 1, HOUR_MS],
  ])('%s: no timestamp beyond it, unless the leader stamps', async (name, sign, unsetMs) => {
    const at = (ms: number): Write => ({ timestampMs: door.nowMs + sign * ms });
    await door.create(name, { [name]: String(60 * SECOND_MS) });
    expect(await door.write(name, at(90 * SECOND_MS))).toBe('INVALID_TIMESTAMP');
    expect(await door.write(name, at(30 * SECOND_MS))).toBe(0);
    await door.alter(name, { [name]: String(2 * DAY_MS) });
    expect(await door.write(name, at(DAY_MS))).toBe(1);
    expect(await door.write(name, at(3 * DAY_MS))).toBe('INVALID_TIMESTAMP');
    await door.alter(name, { 'message.timestamp.type': 'LogAppendTime' });
    expect(await door.write(name, at(3 * DAY_MS))).toBe(2);
    await door.alter(name, { 'message.timestamp.type': null, [name]: null });
    const unset = await door.write(name, at(3 * DAY_MS));
    expect(unset).toBe(unsetMs === null ? 3 : 'INVALID_TIMESTAMP');
  });

  it('compression.type: producer, and nothing else', async () => {
    const topic = 'compressed';
    await door.create(topic, { 'compression.type': 'producer' });
    const sent = door.batch({ bytes: 1000, compression: GZIP });
    await door.produce(topic, Uint8Array.from(sent));
    // Base offset, length, epoch and magic lie before what the producer answers for.
    expect(Buffer.from(await door.fetch(topic)).subarray(21)).toEqual(
      Buffer.from(sent).subarray(21),
    );
    expect(await door.alter(topic, { 'compression.type': 'gzip' })).toEqual({
      error: 'INVALID_CONFIG',
      message:
        'compression.type is "gzip"; it must be producer. The broker does not compress again; choose the compression in the producer.',
    });
  });

  it('takes all that another topic has, as tools that copy do, and what has no effect says so', async () => {
    await door.create('original', { 'flush.ms': '1', 'retention.ms': '1000' });
    const described = await door.describe('original');
    const configs = Object.fromEntries(described.map(({ name, value }) => [name, value]));
    expect(await door.create('copy', configs)).toEqual({ error: 'NONE', message: null });
    expect(await door.alter('copy', configs)).toEqual({ error: 'NONE', message: null });
    expect((await door.describe('copy')).map(({ name, value }) => [name, value])).toEqual(
      Object.entries(configs),
    );
    expect(configs).toMatchObject({ 'flush.ms': '1', 'retention.ms': '1000' });
    const saidToHaveNone = described.filter((config) =>
      config.documentation?.startsWith('Accepted without effect. '),
    );
    expect(saidToHaveNone.map(({ name }) => name)).toEqual(
      TOPIC_SETTING_NAMES.filter((name) => !TOPIC_SETTINGS[name]!.hasEffect),
    );
  });

  it('refuses a name that there is not, with the nearest', async () => {
    const refusal: Outcome = {
      error: 'INVALID_CONFIG',
      message: '"retention.sm" is not a topic config; the nearest name is retention.ms.',
    };
    expect(await door.create('misspelt', { 'retention.sm': '1' })).toEqual(refusal);
    await door.create('spelt');
    expect(await door.alter('spelt', { 'retention.sm': '1' })).toEqual(refusal);
    expect(await door.alter('spelt', { 'retention.sm': null })).toEqual(refusal);
  });

  const withRange = TOPIC_SETTING_NAMES.filter((name) => !name.endsWith('throttled.replicas'));
  it.each(withRange)('refuses nonsense for %s, in a sentence', async (name) => {
    const refusal = {
      error: 'INVALID_CONFIG',
      message: expect.stringMatching(
        new RegExp(`^${name} is "\\?"; it must be [^.]+(\\.[^.]+)*\\.`),
      ),
    };
    expect(await door.create('nonsense', { [name]: '?' })).toEqual(refusal);
    await door.create('sense');
    expect(await door.alter('sense', { [name]: '?' })).toEqual(refusal);
  });
});

describe('what a topic keeps', () => {
  const RETENTION_CHECK_MS = 6 * 60 * SECOND_MS;
  const KEEP_ALL = { 'retention.ms': '-1' };

  async function withDoor(run: (door: Door) => Promise<void>): Promise<void> {
    await using cluster = await startCluster({ brokers: 1 });
    await using door = await Door.open(cluster);
    await run(door);
  }

  /** Each record takes a little less than 1,024 bytes on the disk. */
  async function fill(door: Door, topic: string): Promise<void> {
    for (let at = 0; at < 10; at += 1) await door.write(topic, { bytes: 900 });
  }

  it('segment.bytes: the log is cut into segments of this size, and retention.bytes drops whole ones', async () => {
    await withDoor(async (door) => {
      const topics = ['one-segment', 'small-segments'];
      const configs = { ...KEEP_ALL, 'retention.bytes': '2500' };
      await door.create('one-segment', configs);
      await door.create('small-segments', { ...configs, 'segment.bytes': '1024' });
      const startsWhenFilled = async (): Promise<() => Promise<number[]>> => {
        for (const topic of topics) await fill(door, topic);
        await door.advance(RETENTION_CHECK_MS);
        return () => Promise.all(topics.map((topic) => door.start(topic)));
      };
      await expect.poll(await startsWhenFilled()).toEqual([0, 7]);
      await door.alter('one-segment', { 'segment.bytes': '1024' });
      await door.alter('small-segments', { 'segment.bytes': null });
      // What is one segment already goes as a whole; the last of the small ones is written on.
      await expect.poll(await startsWhenFilled()).toEqual([17, 9]);
    });
  });

  it('retention.bytes: set, altered and taken back', async () => {
    await withDoor(async (door) => {
      const topic = 'bytes';
      await door.create(topic, {
        ...KEEP_ALL,
        'segment.bytes': '1024',
        'retention.bytes': '5000',
      });
      await fill(door, topic);
      await door.advance(RETENTION_CHECK_MS);
      await expect.poll(() => door.start(topic)).toBe(5);
      await door.alter(topic, { 'retention.bytes': null });
      await fill(door, topic);
      await door.advance(RETENTION_CHECK_MS);
      expect(await door.start(topic)).toBe(5);
      await door.alter(topic, { 'retention.bytes': '2500' });
      await door.advance(RETENTION_CHECK_MS);
      await expect.poll(() => door.start(topic)).toBe(17);
    });
  });

  it('segment.ms: a segment of this age is followed by a new one, so that retention.ms can take it', async () => {
    await withDoor(async (door) => {
      const kept = { 'retention.ms': String(DAY_MS) };
      await door.create('together', kept);
      await door.create('apart', { ...kept, 'segment.ms': String(HOUR_MS) });
      await door.create('apart-later', kept);
      const topics = ['together', 'apart', 'apart-later'];
      for (const topic of topics) await door.write(topic);
      await door.alter('apart-later', { 'segment.ms': String(HOUR_MS) });
      await door.advance(2 * HOUR_MS);
      for (const topic of topics) await door.write(topic);
      await door.advance(DAY_MS - HOUR_MS);
      const starts = () => Promise.all(topics.map((topic) => door.start(topic)));
      await expect.poll(starts).toEqual([0, 1, 1]);
    });
  });

  it('retention.ms: set, altered and taken back', async () => {
    await withDoor(async (door) => {
      const topic = 'ages';
      await door.create(topic, { 'segment.ms': String(HOUR_MS), 'retention.ms': '-1' });
      for (let day = 0; day < 10; day += 1) {
        await door.write(topic);
        await door.advance(DAY_MS);
      }
      // The ten are 1 to 10 days old.
      expect(await door.start(topic)).toBe(0);
      await door.alter(topic, { 'retention.ms': String(8.5 * DAY_MS) });
      await door.advance(RETENTION_CHECK_MS);
      await expect.poll(() => door.start(topic)).toBe(2);
      // The default is seven days.
      await door.alter(topic, { 'retention.ms': null });
      await door.advance(RETENTION_CHECK_MS);
      await expect.poll(() => door.start(topic)).toBe(4);
    });
  });
});

describe('min.insync.replicas', () => {
  it('is what a write with acks=all needs, at creation and altered', async () => {
    await using cluster = await startCluster({ brokers: 3 });
    const topic = 'three';
    await using maker = await Door.open(cluster);
    await maker.create(topic, { 'min.insync.replicas': '3' });
    const leader = await cluster.leaderOf(topic);
    await using door = await Door.open(cluster, leader);
    await expect.poll(() => door.inSync(topic)).toBe(3);
    expect(await door.write(topic)).toBe(0);
    await cluster.kill(cluster.brokers.find(({ id }) => id !== leader)!.id);
    await expect.poll(() => door.inSync(topic), { timeout: 10_000 }).toBe(2);
    expect(await door.write(topic)).toBe('NOT_ENOUGH_REPLICAS');
    expect(await door.write(topic, { acks: 1 })).toBe(1);
    // The leader of the metadata decides, this one hears of it.
    await door.alter(topic, { 'min.insync.replicas': '2' });
    await expect.poll(() => door.write(topic)).toBe(2);
    await door.alter(topic, { 'min.insync.replicas': '3' });
    await expect.poll(() => door.write(topic)).toBe('NOT_ENOUGH_REPLICAS');
  });
});

function lastBatch(records: Uint8Array): Uint8Array {
  let at = 0;
  while (at + batchSizeAt(records, at) < records.length) at += batchSizeAt(records, at);
  return records.subarray(at);
}
