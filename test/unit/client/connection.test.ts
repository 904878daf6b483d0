// The client connection against a real door on a real port. Method: a broker whose answers the test chooses; every
// method of BrokerApi goes over the wire and must come back as it was given.
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { BrokerApi } from '../../../src/broker/api.ts';
import { connect, connectAny } from '../../../src/client/connection.ts';
import type { FlotillaConnection } from '../../../src/client/open-connection.ts';
import { startHttpDoor, type HttpDoor } from '../../../src/gateway/http/server.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { nodeId, offset, term } from '../../../src/model/ids.ts';
import { systemClock } from '../../../src/client/system-clock.ts';
import {
  batchOf,
  brokerWith,
  CLUSTER_ID,
  fetchResult,
  RECEIPT,
  recordingLogger,
  silentMeter,
  TOPIC_ID,
} from '../gateway/broker.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function startDoor({ broker }: { broker: BrokerApi }): Promise<HttpDoor> {
  const door = await startHttpDoor({
    host: '127.0.0.1',
    port: 0,
    broker,
    readiness: () => [],
    metricsText: () => Promise.resolve(''),
    clock: systemClock,
    logger: recordingLogger(),
    meter: silentMeter,
    serverVersion: '9.9.9',
  });
  ends.push(() => door.close());
  return door;
}

async function open(
  methods: Partial<BrokerApi>,
): Promise<{ client: FlotillaConnection; door: HttpDoor; url: string }> {
  const door = await startDoor({ broker: brokerWith(methods) });
  const url = `ws://127.0.0.1:${door.address.port}`;
  const client = await connect(url);
  ends.push(() => client.close());
  return { client, door, url };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const demo0 = { topic: 'demo', partition: 0 };
const produceDemo = { ...demo0, acks: -1 as const, timeoutMs: 1000, records: batchOf(100) };
const fetchDemo = { ...demo0, offset: 0, bytesMin: 1, bytesMax: 1000, waitMsMax: 10 };

describe('a connection', () => {
  it('knows after the hello to whom it speaks and with which limits', async () => {
    const { client } = await open({});
    expect(client.hello).toMatchObject({
      protocolVersion: 1,
      serverVersion: '9.9.9',
      clusterId: CLUSTER_ID,
      nodeId: 1,
      limits: { frameBytesMax: 8 * 1024 * 1024, requestsInFlightMax: 1024 },
    });
  });

  it('carries every read of BrokerApi unchanged', async () => {
    const topics = [
      {
        name: 'demo',
        topicId: TOPIC_ID,
        partitions: [
          {
            partition: 0,
            leader: nodeId(0),
            leaderEpoch: term(4),
            replicas: [nodeId(0), nodeId(1)],
            inSyncReplicas: [nodeId(1)],
          },
          {
            partition: 1,
            leader: undefined,
            leaderEpoch: term(0),
            replicas: [],
            inSyncReplicas: [],
          },
        ],
      },
      {
        name: 'nope',
        error: { name: 'UNKNOWN_TOPIC_OR_PARTITION', message: 'No.' },
        partitions: [],
      },
    ];
    const partition = {
      ...demo0,
      topicId: TOPIC_ID,
      leader: nodeId(1),
      leaderEpoch: term(4),
      replicas: [
        {
          nodeId: nodeId(1),
          isReachable: true as const,
          role: 'leader' as const,
          term: term(4),
          votedFor: nodeId(1),
          leader: nodeId(1),
          logStartOffset: offset(0),
          logEnd: [12, 1] as const,
          syncedEnd: [11, 0] as const,
          commitIndex: [2 ** 40, 0] as const,
          highWatermark: offset(2 ** 40),
          followers: [
            {
              nodeId: nodeId(2),
              progress: 'catch-up' as const,
              match: [1, 2] as const,
              next: [3, 4] as const,
              inFlightBytes: 5,
              lag: 6,
              lastContactMs: 7.5,
              isInSync: true,
            },
          ],
        },
        {
          nodeId: nodeId(2),
          isReachable: true as const,
          role: 'failed' as const,
          term: term(4),
          votedFor: undefined,
          leader: undefined,
          logStartOffset: offset(0),
          logEnd: [0, 0] as const,
          syncedEnd: [0, 0] as const,
          commitIndex: [0, 0] as const,
          highWatermark: offset(0),
          fault: 'the disk failed',
        },
        { nodeId: nodeId(3), isReachable: false as const, reason: 'no connection' },
      ],
    };
    const health = {
      isHealthy: false,
      reasons: ['Broker 3 is away.'],
      brokersConnected: 2,
      brokersKnown: 3,
      partitions: 9,
      partitionsWithoutLeader: 1,
      partitionsUnderReplicated: 2,
    };
    const entries = [
      {
        name: 'retention.ms',
        value: '1',
        source: 'topic' as const,
        documentation: 'd',
        hasEffect: true,
      },
      {
        name: 'flush.ms',
        value: '2',
        source: 'default' as const,
        documentation: '',
        hasEffect: false,
      },
    ];
    const listed = { offset: offset(5), timestampMs: 123, leaderEpoch: term(4) };
    const asked: unknown[] = [];
    const give =
      <T>(value: T) =>
      (...args: unknown[]): Promise<T> => {
        asked.push(args.filter((arg) => arg !== undefined));
        return Promise.resolve(value);
      };
    const { client } = await open({
      describeTopics: give(topics),
      describePartition: give(partition),
      clusterHealth: give(health),
      describeTopicConfig: give(entries),
      listOffsets: give(listed),
    });
    expect(await client.describeCluster()).toMatchObject({ clusterId: CLUSTER_ID, controller: 2 });
    expect(await client.describeTopics()).toEqual(topics);
    expect(await client.describeTopics(['a', 'b'])).toEqual(topics);
    expect(await client.describePartition(demo0)).toEqual(partition);
    expect(await client.clusterHealth()).toEqual(health);
    expect(await client.describeTopicConfig('demo')).toEqual(entries);
    for (const at of [
      { kind: 'earliest' as const },
      { kind: 'latest' as const },
      { kind: 'timestamp' as const, timestampMs: 0 },
    ]) {
      expect(await client.listOffsets({ ...demo0, at })).toEqual(listed);
    }
    expect(asked).toEqual([
      [],
      [['a', 'b']],
      [demo0],
      [],
      ['demo'],
      [{ ...demo0, at: { kind: 'earliest' } }],
      [{ ...demo0, at: { kind: 'latest' } }],
      [{ ...demo0, at: { kind: 'timestamp', timestampMs: 0 } }],
    ]);
  });

  it('carries every change of BrokerApi unchanged', async () => {
    const asked: unknown[][] = [];
    const note = (...args: unknown[]): Promise<void> => {
      asked.push(args);
      return Promise.resolve();
    };
    const created = {
      name: 'a',
      topicId: TOPIC_ID,
      partitionCount: 3,
      replicationFactor: 2,
      warnings: ['two'],
    };
    const { client } = await open({
      createTopic: (request) => note(request).then(() => created),
      deleteTopic: note,
      addPartitions: note,
      alterTopicConfig: note,
      transferLeadership: note,
    });
    expect(
      await client.createTopic({ name: 'a', partitionCount: -5, configs: { k: 'v' } }),
    ).toEqual(created);
    await client.deleteTopic('a');
    await client.addPartitions('a', 6);
    await client.alterTopicConfig('a', { 'retention.ms': '5', 'segment.ms': null });
    await client.transferLeadership(demo0, nodeId(3));
    expect(asked).toEqual([
      [{ name: 'a', partitionCount: -5, configs: { k: 'v' }, validateOnly: false }],
      ['a'],
      ['a', 6],
      ['a', { 'retention.ms': '5', 'segment.ms': null }],
      [demo0, 3],
    ]);
  });

  it('carries records both ways as the same bytes, small and large', async () => {
    const batches = [batchOf(61, 1), batchOf(200_000, 2), batchOf(100, 3), batchOf(70_000, 4)];
    const produced: Uint8Array[] = [];
    const { client } = await open({
      produce: ({ records }) => {
        produced.push(records.slice());
        return Promise.resolve(RECEIPT);
      },
      fetch: () => Promise.resolve(fetchResult(batches)),
    });
    for (const records of batches) {
      expect(await client.produce({ ...produceDemo, records })).toEqual(RECEIPT);
    }
    expect(produced.map(sha256)).toEqual(batches.map(sha256));
    const result = await client.fetch({ ...fetchDemo, bytesMax: 1_000_000 });
    expect(result.batches.map(sha256)).toEqual(batches.map(sha256));
    expect(result).toMatchObject({ highWatermark: 9, logStartOffset: 0, leaderEpoch: 3 });
  });

  it('gives errors back with their names, and hides what is not a BrokerError', async () => {
    const { client } = await open({
      produce: () => Promise.reject(new BrokerError('NOT_ENOUGH_REPLICAS', 'Two are away.')),
      fetch: () => Promise.reject(new Error('secret')),
    });
    await expect(client.produce(produceDemo)).rejects.toMatchObject({
      errorName: 'NOT_ENOUGH_REPLICAS',
      message: 'Two are away.',
      retriable: true,
    });
    await expect(client.fetch(fetchDemo)).rejects.toMatchObject({
      errorName: 'UNKNOWN_SERVER_ERROR',
      message: expect.not.stringContaining('secret'),
    });
  });

  it('refuses numbers that the wire would change without a word', async () => {
    const { client } = await open({});
    const absurd = [2 ** 32 + 3, 1.5, Number.NaN];
    for (const partition of absurd) {
      await expect(client.describePartition({ topic: 'a', partition })).rejects.toMatchObject({
        errorName: 'INVALID_REQUEST',
      });
    }
    await expect(client.fetch({ ...fetchDemo, offset: 2 ** 60 })).rejects.toMatchObject({
      errorName: 'INVALID_REQUEST',
    });
    await expect(client.produce({ ...produceDemo, acks: 5 as never })).rejects.toMatchObject({
      errorName: 'INVALID_REQUIRED_ACKS',
    });
  });

  it('refuses a frame that the broker would close the connection for', async () => {
    const { client } = await open({ produce: () => Promise.resolve(RECEIPT) });
    const records = batchOf(9 * 1024 * 1024);
    await expect(client.produce({ ...produceDemo, records })).rejects.toMatchObject({
      errorName: 'MESSAGE_TOO_LARGE',
    });
    expect(await client.produce(produceDemo)).toEqual(RECEIPT);
  });

  it('fails what is in flight with NETWORK_EXCEPTION when the broker goes, and everything after it', async () => {
    const { client, door } = await open({ produce: () => new Promise(() => {}) });
    const inFlight = client.produce(produceDemo);
    inFlight.catch(() => {});
    await client.describeCluster();
    await door.close();
    await expect(inFlight).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
    expect(await client.closed).toBe('the broker is stopping (1001)');
    await expect(client.describeCluster()).rejects.toMatchObject({
      errorName: 'NETWORK_EXCEPTION',
    });
  });

  it('gives up on an answer after its time, and lives on', async () => {
    const { url } = await open({ produce: () => new Promise(() => {}) });
    const client = await connect(url, { requestTimeoutMs: 50 });
    ends.push(() => client.close());
    await expect(client.produce({ ...produceDemo, timeoutMs: 20 })).rejects.toMatchObject({
      errorName: 'REQUEST_TIMED_OUT',
    });
    expect(await client.describeCluster()).toMatchObject({ clusterId: CLUSTER_ID });
  });
});

describe('connecting', () => {
  it('fails in one sentence when nobody listens', async () => {
    await expect(connect('ws://127.0.0.1:1')).rejects.toMatchObject({
      errorName: 'NETWORK_EXCEPTION',
      message: expect.stringContaining('ws://127.0.0.1:1'),
    });
    await expect(connect('no url at all')).rejects.toMatchObject({
      errorName: 'NETWORK_EXCEPTION',
    });
  });

  it('takes http URLs and bare addresses too', async () => {
    const { door } = await open({});
    for (const url of [`http://127.0.0.1:${door.address.port}`, `127.0.0.1:${door.address.port}`]) {
      const client = await connect(url);
      expect(client.hello.clusterId).toBe(CLUSTER_ID);
      await client.close();
    }
  });

  it('takes the first broker that answers', async () => {
    const { url } = await open({});
    const client = await connectAny(['ws://127.0.0.1:1', url]);
    expect(client.hello.nodeId).toBe(1);
    await client.close();
    await expect(connectAny(['ws://127.0.0.1:1', 'ws://127.0.0.1:2'])).rejects.toMatchObject({
      errorName: 'NETWORK_EXCEPTION',
      message: expect.stringContaining('127.0.0.1:2'),
    });
    await expect(connectAny([])).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
  });

  it('can be given up, before the connection is open and before the hello is answered', async () => {
    const { door } = await open({});
    const url = `ws://127.0.0.1:${door.address.port}`;
    await expect(connect(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      errorName: 'NETWORK_EXCEPTION',
    });
    const mute = await startDoor({
      broker: brokerWith({ describeCluster: () => new Promise(() => {}) }),
    });
    const controller = new AbortController();
    const waiting = connect(`ws://127.0.0.1:${mute.address.port}`, { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(waiting).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
  });
});
