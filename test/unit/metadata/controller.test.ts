// Goal: requests on the metadata are decided as Kafka decides them, refused in one sentence, and happen whole or not.
// Method: a metadata group of one, which commits and replays each decision; what it wrote and what it refused.
import { describe, expect, it } from 'vitest';
import { InvariantViolation } from '../../../src/base/invariant.ts';
import { MetadataImage } from '../../../src/metadata/image.ts';
import { encodeRecord } from '../../../src/metadata/records.ts';
import { encodeSnapshot } from '../../../src/metadata/snapshot.ts';
import {
  decodeMetadataRequest,
  encodeMetadataRequest,
  type MetadataRequest,
} from '../../../src/metadata/requests.ts';
import { nodeId } from '../../../src/model/ids.ts';
import { brokerOf, configOf, idOf, Metadata } from './samples.ts';

describe('registering a broker', () => {
  it('makes it known, and once more changes nothing', () => {
    const metadata = new Metadata(0);
    metadata.handle({ kind: 'register-broker', broker: brokerOf(1) });
    metadata.handle({ kind: 'register-broker', broker: brokerOf(1) });
    expect(metadata.log).toHaveLength(1);
    expect(metadata.image.broker(nodeId(1))).toEqual(brokerOf(1));
  });

  it('again at another address changes the address', () => {
    const metadata = new Metadata(1);
    const moved = { ...brokerOf(1), host: 'elsewhere', kafkaPort: 9092 };
    metadata.handle({ kind: 'register-broker', broker: moved });
    expect(metadata.image.brokers).toEqual([moved]);
  });

  it('with another data directory is refused in one sentence', () => {
    const metadata = new Metadata(3);
    const broker = { ...brokerOf(2), directoryId: idOf(77) };
    const { error, message } = metadata.refusal({ kind: 'register-broker', broker });
    expect(error).toBe('DUPLICATE_BROKER_REGISTRATION');
    expect(message).toMatch(/^Broker 2 is known with the data directory .*wiped disk.*\.$/);
  });

  it.each([{ host: '' }, { host: 'x'.repeat(256) }, { httpPort: 0 }, { peerPort: 65_536 }])(
    'that cannot be reached is refused: %j',
    (wrong) => {
      const broker = { ...brokerOf(1), ...wrong };
      const { error } = new Metadata(0).refusal({ kind: 'register-broker', broker });
      expect(error).toBe('INVALID_REQUEST');
    },
  );
});

describe('creating a topic', () => {
  it('places every partition, the first replica leading', () => {
    const metadata = new Metadata(3);
    const response = metadata.create('demo', 3, 3);
    expect(response).toEqual({
      kind: 'topic-created',
      topic: {
        name: 'demo',
        topicId: idOf(1),
        partitionCount: 3,
        replicationFactor: 3,
        warnings: [],
      },
    });
    const topic = metadata.image.topic('demo');
    expect(topic?.partitions.map((replicas) => replicas.map((r) => r.nodeId))).toEqual([
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
    ]);
    expect(metadata.image.replicas({ topic: 'demo', partition: 1 })?.[0]).toEqual({
      nodeId: 2,
      directoryId: brokerOf(2).directoryId,
    });
    expect(metadata.changes.at(-1)).toEqual({ kind: 'topic-created', topic });
  });

  it('without numbers takes the defaults of the broker', () => {
    const metadata = new Metadata(3);
    metadata.context = {
      config: configOf({ 'num.partitions': 5, 'default.replication.factor': 1 }),
      unreachable: new Set(),
    };
    expect(metadata.create('demo')).toMatchObject({
      topic: { partitionCount: 5, replicationFactor: 1 },
    });
  });

  it('only to validate says the same and writes nothing', () => {
    const metadata = new Metadata(3);
    const written = metadata.log.length;
    const request = { kind: 'create-topic', topicId: idOf(5), name: 'demo' } as const;
    const response = metadata.handle({ ...request, validateOnly: true });
    expect(response).toMatchObject({ topic: { name: 'demo', partitionCount: 1 } });
    expect(metadata.log).toHaveLength(written);
    expect(metadata.refusal({ ...request, name: '..', validateOnly: true }).error).toBe(
      'INVALID_TOPIC_EXCEPTION',
    );
  });

  it('a second time is refused, but the same request again gets its answer again', () => {
    const metadata = new Metadata(3);
    const request: MetadataRequest = {
      kind: 'create-topic',
      topicId: idOf(5),
      name: 'demo',
      partitionCount: 2,
    };
    const first = metadata.handle(request);
    const written = metadata.log.length;
    expect(metadata.handle(request)).toEqual(first);
    expect(metadata.log).toHaveLength(written);
    expect(metadata.refusal({ ...request, topicId: idOf(6) })).toEqual({
      error: 'TOPIC_ALREADY_EXISTS',
      message: 'The topic demo exists already.',
    });
  });

  it.each([
    ['', 'is empty'],
    ['.', 'may not be'],
    ['..', 'may not be'],
    ['a/b', 'ASCII letters'],
    ['a b', 'ASCII letters'],
    ['ä', 'ASCII letters'],
    ['a\n', 'ASCII letters'],
    ['x'.repeat(250), '249'],
    ['__mine', "broker's own"],
    ['__cluster_metadata', "broker's own"],
  ])('with the name %j is refused', (name, reason) => {
    const metadata = new Metadata(3);
    const { error, message } = metadata.refusal(() => metadata.create(name));
    expect(error).toBe('INVALID_TOPIC_EXCEPTION');
    expect(message).toContain(reason);
  });

  it("is allowed under a name of the broker's own to the broker", () => {
    const metadata = new Metadata(3);
    const topic = { kind: 'create-topic', topicId: idOf(5), name: '__consumer_offsets' } as const;
    expect(metadata.refusal(topic).error).toBe('INVALID_TOPIC_EXCEPTION');
    const request = decodeMetadataRequest(encodeMetadataRequest({ ...topic, isInternal: true }));
    metadata.handle(request);
    expect(metadata.image.topic('__consumer_offsets')?.partitions).toHaveLength(1);
  });

  it.each(['a', 'x'.repeat(249), '_ok', 'A.b-c_9', '...', 'constructor', '0'])(
    'with the name %j is fine',
    (name) => {
      const metadata = new Metadata(3);
      metadata.create(name);
      expect(metadata.image.topic(name)?.name).toBe(name);
    },
  );

  it.each([0, -1, -2_147_483_648, 1.5, Number.NaN])('with %d partitions is refused', (count) => {
    const metadata = new Metadata(3);
    expect(metadata.refusal(() => metadata.create('a', count)).error).toBe('INVALID_PARTITIONS');
  });

  it('with more replicas than brokers is refused, and says how many brokers there are', () => {
    for (const [brokers, sentence] of [
      [0, 'there are 0 brokers'],
      [1, 'there is 1 broker;'],
      [2, 'there are 2 brokers'],
    ] as const) {
      const metadata = new Metadata(brokers);
      const { error, message } = metadata.refusal(() => metadata.create('a', 1, 3));
      expect(error).toBe('INVALID_REPLICATION_FACTOR');
      expect(message).toContain(sentence);
    }
    const metadata = new Metadata(3);
    for (const factor of [0, -1, 1.5]) {
      expect(metadata.refusal(() => metadata.create('a', 1, factor)).error).toBe(
        'INVALID_REPLICATION_FACTOR',
      );
    }
  });

  it('with two replicas is allowed with a warning', () => {
    const response = new Metadata(3).create('a', 1, 2);
    expect(response).toMatchObject({ topic: { warnings: [expect.stringContaining('factor 2')] } });
  });

  it('with min.insync.replicas above its replicas is allowed with a warning', () => {
    const response = new Metadata(3).create('a', 1, 1, { 'min.insync.replicas': '2' });
    expect(response).toMatchObject({
      topic: { warnings: [expect.stringContaining('only 1 replicas')] },
    });
  });

  it('with a config that is unknown or out of range is refused', () => {
    const metadata = new Metadata(3);
    expect(metadata.refusal(() => metadata.create('a', 1, 1, { 'retention.mss': '1' }))).toEqual({
      error: 'INVALID_CONFIG',
      message: '"retention.mss" is not a topic config; the nearest name is retention.ms.',
    });
    expect(metadata.refusal(() => metadata.create('a', 1, 1, { __proto__x: '1' })).error).toBe(
      'INVALID_CONFIG',
    );
  });

  it('beyond the limits is refused, before anything is computed over absurd numbers', () => {
    const metadata = new Metadata(3);
    metadata.context = {
      config: configOf({ 'topic.partitions.max': 10, 'broker.partitions.max': 12 }),
      unreachable: new Set(),
    };
    for (const count of [11, 2_147_483_647]) {
      const { error, message } = metadata.refusal(() => metadata.create('a', count, 1));
      expect(error).toBe('POLICY_VIOLATION');
      expect(message).toContain('topic.partitions.max');
    }
    metadata.create('a', 10, 3);
    const { error, message } = metadata.refusal(() => metadata.create('b', 3, 3));
    expect(error).toBe('POLICY_VIOLATION');
    expect(message).toContain('broker.partitions.max');
    metadata.create('b', 2, 3);
    expect(metadata.image.partitionCount).toBe(12);
  });

  it('avoids brokers that do not answer, where it can', () => {
    const metadata = new Metadata(4);
    metadata.context = { config: configOf(), unreachable: new Set([nodeId(2)]) };
    metadata.create('a', 12, 3);
    const nodes = metadata.image.topic('a')!.partitions.map((p) => p.map((r) => Number(r.nodeId)));
    expect(nodes.flat()).not.toContain(2);
    metadata.create('b', 4, 4);
    const leaders = metadata.image.topic('b')!.partitions.map((p) => p[0]?.nodeId);
    expect(leaders).not.toContain(2);
  });
});

describe('deleting a topic', () => {
  it('forgets it by name and by id, and says what it was', () => {
    const metadata = new Metadata(3);
    metadata.create('demo', 2);
    const topic = metadata.image.topic('demo');
    metadata.handle({ kind: 'delete-topic', name: 'demo' });
    expect(metadata.image.topic('demo')).toBeUndefined();
    expect(metadata.image.topicById(idOf(1))).toBeUndefined();
    expect(metadata.image.partitionCount).toBe(0);
    expect(metadata.changes.at(-1)).toEqual({ kind: 'topic-deleted', topic });
    metadata.create('demo', 1);
    expect(metadata.image.topic('demo')?.topicId).toBe(idOf(2));
  });

  it("is refused for one that is not there, or is not a client's", () => {
    const metadata = new Metadata(3);
    const refusal = (name: string) => metadata.refusal({ kind: 'delete-topic', name }).error;
    expect(refusal('demo')).toBe('UNKNOWN_TOPIC_OR_PARTITION');
    expect(refusal('__cluster_metadata')).toBe('INVALID_TOPIC_EXCEPTION');
    expect(refusal('constructor')).toBe('UNKNOWN_TOPIC_OR_PARTITION');
  });
});

describe('adding partitions', () => {
  it('keeps the old ones as they are', () => {
    const metadata = new Metadata(3);
    metadata.create('demo', 2, 2);
    const before = metadata.image.topic('demo')!.partitions;
    metadata.handle({ kind: 'add-partitions', name: 'demo', partitionCount: 5 });
    const topic = metadata.image.topic('demo')!;
    expect(topic.partitions).toHaveLength(5);
    expect(topic.partitions.slice(0, 2)).toEqual(before);
    expect(topic.partitions.every((replicas) => replicas.length === 2)).toBe(true);
    expect(metadata.image.topicById(idOf(1))).toBe(topic);
    expect(metadata.image.partitionCount).toBe(5);
    expect(metadata.changes.at(-1)).toEqual({ kind: 'partitions-added', topic, firstAdded: 2 });
  });

  it.each([2, 1, 0, -1])('to %d of 2 is refused: it must grow', (partitionCount) => {
    const metadata = new Metadata(3);
    metadata.create('demo', 2);
    const request = { kind: 'add-partitions', name: 'demo', partitionCount } as const;
    const { error, message } = metadata.refusal(request);
    expect(error).toBe('INVALID_PARTITIONS');
    expect(message).toContain('has 2 partitions');
  });

  it('beyond the limit is refused', () => {
    const metadata = new Metadata(3);
    metadata.create('demo', 2);
    for (const partitionCount of [1001, 2_147_483_647]) {
      const request = { kind: 'add-partitions', name: 'demo', partitionCount } as const;
      expect(metadata.refusal(request).error).toBe('POLICY_VIOLATION');
    }
  });
});

describe('replicas placed by hand', () => {
  const placedOf = (metadata: Metadata, name = 'demo'): number[][] =>
    metadata.image
      .topic(name)!
      .partitions.map((replicas) => replicas.map((replica) => replica.nodeId));
  const create = (placed: number[][], others = {}): MetadataRequest =>
    decodeMetadataRequest(
      encodeMetadataRequest({
        kind: 'create-topic',
        topicId: idOf(1),
        name: 'demo',
        placed,
        ...others,
      }),
    );

  it('lie where they were placed, the first one preferred, over any way that the request takes', () => {
    const metadata = new Metadata(3);
    const response = metadata.handle(create([[3], [1], [3]]));
    expect(placedOf(metadata)).toEqual([[3], [1], [3]]);
    expect(response).toMatchObject({ topic: { partitionCount: 3, replicationFactor: 1 } });
    const more = { kind: 'add-partitions', name: 'demo', partitionCount: 5 } as const;
    metadata.handle(decodeMetadataRequest(encodeMetadataRequest({ ...more, placed: [[2], [2]] })));
    expect(placedOf(metadata)).toEqual([[3], [1], [3], [2], [2]]);
  });

  it.each([
    ['a broker that there is not', [[1, 4]], /no broker 4/],
    ['a negative broker', [[-1]], /no broker -1/],
    ['a broker twice', [[1, 1]], /names? a broker twice/],
    ['no broker', [[]], /has no replica/],
    ['another number of replicas', [[1, 2], [1]], /1 replicas where others have 2/],
  ])('are refused with %s', (_, placed, text) => {
    const { error, message } = new Metadata(3).refusal(create(placed));
    expect(error).toBe('INVALID_REPLICA_ASSIGNMENT');
    expect(message).toMatch(text);
  });

  it('are refused beside numbers', () => {
    const { error } = new Metadata(3).refusal(create([[1]], { partitionCount: 1 }));
    expect(error).toBe('INVALID_REQUEST');
  });

  it('of added partitions are as many as are added, with as many replicas as there were', () => {
    const metadata = new Metadata(3);
    metadata.create('demo', 1, 2);
    const add = (placed: number[][]) =>
      metadata.refusal({ kind: 'add-partitions', name: 'demo', partitionCount: 3, placed }).error;
    expect(add([[1, 2]])).toBe('INVALID_REPLICA_ASSIGNMENT');
    expect(add([[1], [2]])).toBe('INVALID_REPLICA_ASSIGNMENT');
  });

  it('and added partitions can be validated alone', () => {
    const metadata = new Metadata(3);
    metadata.create('demo', 1, 1);
    const request = { kind: 'add-partitions', name: 'demo', validateOnly: true } as const;
    const written = metadata.log.length;
    metadata.handle(
      decodeMetadataRequest(encodeMetadataRequest({ ...request, partitionCount: 2 })),
    );
    expect(metadata.log).toHaveLength(written);
    expect(metadata.refusal({ ...request, partitionCount: 1 }).error).toBe('INVALID_PARTITIONS');
  });
});

describe('altering the config of a topic', () => {
  it('sets and resets, and leaves out what changes nothing', () => {
    const metadata = new Metadata(3);
    metadata.create('demo', 1, 3, { 'retention.ms': '1000', 'segment.bytes': '4096' });
    const alter = (changes: Record<string, string | null>) =>
      metadata.handle({ kind: 'alter-topic-config', name: 'demo', changes });
    const written = metadata.log.length;
    alter({ 'retention.ms': '1000', 'segment.ms': null });
    expect(metadata.log).toHaveLength(written);
    alter({ 'retention.ms': '2000', 'segment.bytes': null, 'min.insync.replicas': '2' });
    expect(metadata.image.topic('demo')?.configs).toEqual(
      new Map([
        ['retention.ms', '2000'],
        ['min.insync.replicas', '2'],
      ]),
    );
  });

  it('is refused as a whole when one change is', () => {
    const metadata = new Metadata(3);
    metadata.create('demo');
    const alter = (changes: Record<string, string | null>) =>
      metadata.refusal({ kind: 'alter-topic-config', name: 'demo', changes });
    expect(alter({ 'retention.ms': '1', 'segment.bytes': 'many' })).toEqual({
      error: 'INVALID_CONFIG',
      message: 'segment.bytes is "many"; it must be an integer from 1024 to 2147483647.',
    });
    expect(alter({ 'cleanup.policy': 'compact' }).message).toBe(
      'cleanup.policy is "compact"; it must be delete. Compaction does not exist yet; create the topic with cleanup.policy=delete.',
    );
    expect(alter({ nonsense: null }).error).toBe('INVALID_CONFIG');
    expect(metadata.image.topic('demo')?.configs.size).toBe(0);
  });
});

describe('producer ids', () => {
  it('are given in blocks, each once, also when the same broker asks again', () => {
    const metadata = new Metadata(2);
    const given = [1, 2, 1].map((id) =>
      metadata.handle({ kind: 'allocate-producer-ids', brokerId: nodeId(id) }),
    );
    expect(given).toEqual(
      [1, 2, 1].map((id, n) => ({
        kind: 'producer-ids-allocated',
        ids: { brokerId: id, first: n * 1000, count: 1000 },
      })),
    );
    expect(metadata.image.nextProducerId).toBe(3000);
    const resumed = MetadataImage.fromSnapshot(metadata.image.snapshot());
    expect(resumed.nextProducerId).toBe(3000);
  });

  it('are never given by a record a second time', () => {
    const ids = { brokerId: nodeId(1), first: 0, count: 1000 };
    const record = encodeRecord({ kind: 'producer-ids-allocated', ids });
    const { image } = new Metadata(1);
    image.replay(record);
    expect(() => image.replay(record)).toThrow(InvariantViolation);
  });

  it('come to an end rather than round again', () => {
    const metadata = new Metadata(1);
    const nextProducerId = Number.MAX_SAFE_INTEGER - 1000;
    const full = { brokers: [brokerOf(1)], topics: [], nextProducerId };
    metadata.image = MetadataImage.fromSnapshot(encodeSnapshot(full));
    metadata.handle({ kind: 'allocate-producer-ids', brokerId: nodeId(1) });
    expect(
      metadata.refusal({ kind: 'allocate-producer-ids', brokerId: nodeId(1) }).message,
    ).toMatch(/every producer id/);
  });
});
