// Goal: what a client sees that asks the wrong broker, waits, or reads several partitions. Method: three brokers in this
// process, and a client that speaks the protocol itself.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KAFKA_LIMITS } from '../../src/gateway/kafka/limits.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import { batchSizeAt } from '../../src/record/batch-header.ts';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';
import { KafkaClient } from '../support/kafka-client.ts';

const TOPIC = 't';
const PARTITIONS = 6;
const NOT_LEADER = 6;
const NOT_COORDINATOR = 16;

let cluster: TestCluster;
const clients = new Map<number, KafkaClient>();

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3, topics: { [TOPIC]: PARTITIONS } });
  for (const { id, kafkaAddress } of cluster.brokers) {
    clients.set(id, await KafkaClient.connect(kafkaAddress));
  }
});
afterAll(async () => {
  for (const client of clients.values()) await client[Symbol.asyncDispose]();
  await cluster?.[Symbol.asyncDispose]();
});

function batch(bytes: number): Uint8Array {
  const builder = new BatchBuilder();
  builder.append({ key: null, value: new Uint8Array(bytes), timestampMs: 1 });
  return builder.finish();
}

async function produce(partition: number, bytes: number, to?: number) {
  const leader = to ?? (await cluster.leaderOf(TOPIC, partition));
  const { responses, nodeEndpoints } = await clients.get(leader)!.ask('Produce', 10, {
    acks: -1,
    timeoutMs: 1000,
    topicData: [{ name: TOPIC, partitionData: [{ index: partition, records: batch(bytes) }] }],
  });
  return { ...responses[0]!.partitionResponses[0]!, nodeEndpoints };
}

interface Fetching {
  readonly minBytes?: number;
  readonly maxBytes?: number;
  readonly maxWaitMs?: number;
  readonly currentLeaderEpoch?: number;
  readonly lastFetchedEpoch?: number;
  /** Where to read from, by partition. */
  readonly offsets: Readonly<Record<number, number>>;
}

async function fetch(from: number, { offsets, ...asked }: Fetching) {
  const { minBytes = 1, maxBytes = 1e6, maxWaitMs = 0, ...check } = asked;
  return clients.get(from)!.ask('Fetch', 12, {
    maxWaitMs,
    minBytes,
    maxBytes,
    isolationLevel: 0,
    topics: [
      {
        topic: TOPIC,
        partitions: Object.entries(offsets).map(([partition, fetchOffset]) => ({
          partition: Number(partition),
          fetchOffset,
          partitionMaxBytes: 1e6,
          ...check,
        })),
      },
    ],
  });
}

async function otherThanLeader(partition: number): Promise<number> {
  const leader = await cluster.leaderOf(TOPIC, partition);
  return cluster.brokers.find(({ id }) => id !== leader)!.id;
}

/** Of one broker. */
async function ledBy(broker: number): Promise<number[]> {
  const all = Array.from({ length: PARTITIONS }, (_, at) => at);
  const leaders = await Promise.all(all.map((at) => cluster.leaderOf(TOPIC, at)));
  return all.filter((at) => leaders[at] === broker);
}

describe('a broker that does not lead', () => {
  it('says who does, in answer to a write and to a read', async () => {
    const leader = await cluster.leaderOf(TOPIC, 0);
    const other = await otherThanLeader(0);
    const written = await produce(0, 10, other);
    expect([written.errorCode, written.currentLeader.leaderId]).toEqual([NOT_LEADER, leader]);
    const [host, port] = cluster.brokers[leader - 1]!.kafkaAddress.split(':');
    expect(written.nodeEndpoints).toEqual([
      { nodeId: leader, host, port: Number(port), rack: null },
    ]);
    const read = await fetch(other, { offsets: { 0: 0 }, maxWaitMs: 60_000 });
    const { errorCode, currentLeader } = read.responses[0]!.partitions[0]!;
    expect([errorCode, currentLeader.leaderId]).toEqual([NOT_LEADER, leader]);
  });

  it('does not say so to a client that would misunderstand it', async () => {
    const other = await otherThanLeader(0);
    await using client = await KafkaClient.connect(cluster.brokers[other - 1]!.kafkaAddress);
    await client.ask('ApiVersions', 3, {
      clientSoftwareName: 'platformatic-kafka',
      clientSoftwareVersion: '1.35.0',
    });
    const { responses, nodeEndpoints } = await client.ask('Produce', 10, {
      acks: 1,
      timeoutMs: 1000,
      topicData: [{ name: TOPIC, partitionData: [{ index: 0, records: batch(1) }] }],
    });
    const { errorCode, currentLeader } = responses[0]!.partitionResponses[0]!;
    expect([errorCode, currentLeader.leaderId, nodeEndpoints]).toEqual([NOT_LEADER, -1, []]);
  });

  it('lists no offsets, and no ends of epochs', async () => {
    const other = clients.get(await otherThanLeader(0))!;
    const listed = await other.ask('ListOffsets', 1, {
      replicaId: -1,
      topics: [{ name: TOPIC, partitions: [{ partitionIndex: 0, timestamp: -1 }] }],
    });
    expect(listed.topics[0]!.partitions[0]!.errorCode).toBe(NOT_LEADER);
    const ends = await other.ask('OffsetForLeaderEpoch', 2, {
      topics: [{ topic: TOPIC, partitions: [{ partition: 0, leaderEpoch: 0 }] }],
    });
    expect(ends.topics[0]!.partitions[0]!.errorCode).toBe(NOT_LEADER);
  });

  it('coordinates no groups: each is asked of the broker that FindCoordinator names', async () => {
    const found = await clients.get(1)!.ask('FindCoordinator', 2, { key: 'g', keyType: 0 });
    expect(found.errorCode).toBe(0);
    for (const [id, client] of clients) {
      const { errorCode } = await client.ask('Heartbeat', 0, {
        groupId: 'g',
        generationId: 1,
        memberId: 'nobody',
      });
      // UNKNOWN_MEMBER_ID is what the coordinator says.
      expect([id, errorCode]).toEqual([id, id === found.nodeId ? 25 : NOT_COORDINATOR]);
    }
    const shares = await clients.get(1)!.ask('FindCoordinator', 2, { key: 'g', keyType: 2 });
    expect([shares.errorCode, shares.nodeId]).toEqual([42, -1]);
  });

  it('says in a way that no client tries again that there are no transactions', async () => {
    const found = await clients.get(1)!.ask('FindCoordinator', 2, { key: 't', keyType: 1 });
    // librdkafka gives up for TRANSACTIONAL_ID_AUTHORIZATION_FAILED alone, and repeats the words to the application.
    expect([found.errorCode, found.nodeId]).toEqual([53, -1]);
    expect(found.errorMessage).toMatch(/no transactions/);
  });

  it('answers whoever administers a group, whoever coordinates it: kafkajs asks the same broker again and again', async () => {
    const found = await clients.get(1)!.ask('FindCoordinator', 2, { key: 'g', keyType: 0 });
    const partitions = [{ partitionIndex: 0, committedOffset: 1, committedMetadata: null }];
    await clients.get(found.nodeId)!.ask('OffsetCommit', 2, {
      groupId: 'g',
      memberId: '',
      topics: [{ name: TOPIC, partitions }],
    });
    const codes = [...clients].map(async ([id, client]) => {
      const asked = [{ name: TOPIC, partitionIndexes: [0] }];
      const fetched = await client.ask('OffsetFetch', 4, { groupId: 'g', topics: asked });
      const described = await client.ask('DescribeGroups', 2, { groups: ['g'] });
      const deleted = await client.ask('OffsetDelete', 0, { groupId: 'nobody', topics: [] });
      const gone = await client.ask('DeleteGroups', 1, { groupsNames: ['nobody'] });
      return {
        id,
        offset: fetched.topics[0]?.partitions[0]?.committedOffset,
        state: described.groups[0]!.groupState,
        errors: [deleted.errorCode, gone.results[0]!.errorCode],
      };
    });
    const GROUP_ID_NOT_FOUND = 69;
    const errors = [GROUP_ID_NOT_FOUND, GROUP_ID_NOT_FOUND];
    expect(await Promise.all(codes)).toEqual(
      [...clients.keys()].map((id) => ({ id, offset: 1, state: 'Empty', errors })),
    );
  });
});

describe('all offsets of a group', () => {
  it('come with the names of their topics, from version 10 of OffsetFetch on with their ids', async () => {
    const groupId = 'all-topics';
    const { topics } = await clients.get(1)!.ask('Metadata', 12, { topics: [{ name: TOPIC }] });
    const { nodeId } = await clients.get(1)!.ask('FindCoordinator', 2, { key: groupId });
    const coordinator = clients.get(nodeId)!;
    const partitions = [{ partitionIndex: 0, committedOffset: 7, committedMetadata: '' }];
    const commit = async (): Promise<number> => {
      const answer = await coordinator.ask('OffsetCommit', 8, {
        groupId,
        generationIdOrMemberEpoch: -1,
        memberId: '',
        topics: [{ name: TOPIC, partitions }],
      });
      return answer.topics[0]!.partitions[0]!.errorCode;
    };
    // It may still be loading.
    await expect.poll(commit).toBe(0);
    for (let version = 8; version <= 10; version += 1) {
      const groups = [{ groupId, topics: null }];
      const answer = await coordinator.ask('OffsetFetch', version, { groups });
      const [topic] = answer.groups[0]!.topics;
      expect(topic!.partitions[0]!.committedOffset).toBe(7);
      if (version < 10) expect(topic!.name).toBe(TOPIC);
      else expect(topic!.topicId).toBe(topics[0]!.topicId);
    }
  });
});

describe('a fetch over several partitions', () => {
  it('waits until there is enough in all of them together', async () => {
    const leader = await cluster.leaderOf(TOPIC, 0);
    const offsets = Object.fromEntries((await ledBy(leader)).map((at) => [at, 0]));
    const [first, second] = Object.keys(offsets).map(Number);
    const reading = fetch(leader, { offsets, minBytes: 1500, maxWaitMs: 30_000 });
    await using producer = await KafkaClient.connect(cluster.brokers[leader - 1]!.kafkaAddress);
    for (const index of [first!, second!]) {
      await producer.ask('Produce', 3, {
        acks: -1,
        timeoutMs: 1000,
        topicData: [{ name: TOPIC, partitionData: [{ index, records: batch(1000) }] }],
      });
    }
    const { responses } = await reading;
    const sizes = responses[0]!.partitions.map(({ records }) => records!.length);
    expect(sizes.filter((size) => size > 1000)).toHaveLength(2);
  });

  it('gives the first batch whatever its size, and each partition its turn', async () => {
    const leader = await cluster.leaderOf(TOPIC, 0);
    const led = await ledBy(leader);
    for (const partition of led) await produce(partition, 5000);
    const offsets = Object.fromEntries(led.map((at) => [at, 0]));
    const seen = new Set<number>();
    for (const _ of led) {
      const { responses } = await fetch(leader, { offsets, maxBytes: 1 });
      const filled = responses[0]!.partitions.filter(({ records }) => records!.length > 0);
      expect(filled).toHaveLength(1);
      const { records, partitionIndex } = filled[0]!;
      expect(batchSizeAt(records!)).toBe(records!.length);
      seen.add(partitionIndex);
    }
    expect([...seen].toSorted((a, b) => a - b)).toEqual(led);
  });

  it('is answered at once when one of them cannot be read', async () => {
    const leader = await cluster.leaderOf(TOPIC, 0);
    const { responses } = await fetch(leader, {
      offsets: { 0: 0, 99: 0 },
      minBytes: 1e6,
      maxWaitMs: 60_000,
    });
    expect(responses[0]!.partitions.map(({ errorCode }) => errorCode)).toEqual([0, 3]);
  });

  it('is told of an offset that there is not, and of an epoch that is over', async () => {
    const leader = await cluster.leaderOf(TOPIC, 0);
    const codeOf = async (asked: Fetching) => {
      const { responses } = await fetch(leader, asked);
      return responses[0]!.partitions[0]!.errorCode;
    };
    expect(await codeOf({ offsets: { 0: 1000 } })).toBe(1);
    expect(await codeOf({ offsets: { 0: 0 }, currentLeaderEpoch: 0 })).toBe(74);
    expect(await codeOf({ offsets: { 0: 0 }, currentLeaderEpoch: 99 })).toBe(75);
  });

  it('of a session that was never given is refused', async () => {
    const body = await clients.get(1)!.ask('Fetch', 12, {
      maxWaitMs: 0,
      minBytes: 1,
      isolationLevel: 0,
      sessionId: 5,
      sessionEpoch: 1,
      topics: [],
    });
    expect(body.errorCode).toBe(70);
  });
});

describe('times', () => {
  it('are found exactly, and so is the latest of all', async () => {
    await using client = await KafkaClient.connect(cluster.kafkaAddresses[0]!);
    const topic = 'times';
    await client.ask('CreateTopics', 2, {
      topics: [
        { name: topic, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] },
      ],
      validateOnly: false,
    });
    const leader = clients.get(await cluster.leaderOf(topic))!;
    const times = [100, 5000, 200, 4000];
    for (const timestampMs of times) {
      const builder = new BatchBuilder();
      builder.append({ key: null, value: null, timestampMs });
      await leader.ask('Produce', 3, {
        acks: -1,
        timeoutMs: 1000,
        topicData: [{ name: topic, partitionData: [{ index: 0, records: builder.finish() }] }],
      });
    }
    const at = async (timestamp: number) => {
      const { topics } = await leader.ask('ListOffsets', 7, {
        replicaId: -1,
        topics: [{ name: topic, partitions: [{ partitionIndex: 0, timestamp }] }],
      });
      const { errorCode, offset, timestamp: found } = topics[0]!.partitions[0]!;
      return [errorCode, offset, found];
    };
    expect(await at(101)).toEqual([0, 1, 5000]);
    expect(await at(5001)).toEqual([0, -1, -1]);
    expect(await at(-1)).toEqual([0, 4, -1]);
    expect(await at(-2)).toEqual([0, 0, -1]);
    expect(await at(-3)).toEqual([0, 1, 5000]);
    expect(await at(-7)).toEqual([35, -1, -1]);
  });
});

describe('a broker that stops', () => {
  it('answers who waits for records, and is gone soon', async () => {
    const id = await otherThanLeader(0);
    await using client = await KafkaClient.connect(cluster.brokers[id - 1]!.kafkaAddress);
    const led = await ledBy(id);
    const waiting = client.ask('Fetch', 4, {
      maxWaitMs: 60_000,
      minBytes: 1e6,
      isolationLevel: 0,
      topics: [
        {
          topic: TOPIC,
          partitions: led.map((partition) => ({
            partition,
            fetchOffset: 0,
            partitionMaxBytes: 1e6,
          })),
        },
      ],
    });
    // It is in the order of the connection, so the fetch has begun by then.
    const begun = clients.get(id)!.ask('ApiVersions', 0, {
      clientSoftwareName: '',
      clientSoftwareVersion: '',
    });
    await begun;
    const stopped = cluster.stop(id);
    await waiting.catch((error: unknown) => expect(String(error)).toMatch(/closed/));
    await stopped;
    await cluster.restart(id);
    clients.set(id, await KafkaClient.connect(cluster.brokers[id - 1]!.kafkaAddress));
  });
});

describe('a socket', () => {
  const closedAfter = (bytes: Uint8Array): Promise<number> =>
    new Promise((resolve) => {
      const [host, port] = cluster.kafkaAddresses[0]!.split(':');
      const socket = connect(Number(port), host);
      let received = 0;
      socket.on('data', (piece) => (received += piece.length));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(received));
      socket.on('connect', () => socket.write(bytes));
    });

  it('that announces more than a frame may have is closed before it sends it', async () => {
    const size = (bytes: number): Buffer => {
      const header = Buffer.alloc(4);
      header.writeUInt32BE(bytes);
      return header;
    };
    expect(await closedAfter(size(0xffff_ffff))).toBe(0);
    expect(await closedAfter(size(KAFKA_LIMITS.frameBytesMax + 1))).toBe(0);
    expect(await closedAfter(size(0))).toBe(0);
    expect(await closedAfter(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toBe(0);
    expect(await closedAfter(Buffer.from([0x16, 3, 1, 2, 0]))).toBe(0);
  });
});
