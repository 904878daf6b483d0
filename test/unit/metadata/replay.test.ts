// Goal: every broker gets the same image from the same log, from any snapshot on, and stops at what it does not know.
// Method: random requests; the log replayed from each snapshot; every record and request cut and flipped.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { InvariantViolation } from '../../../src/base/invariant.ts';
import { MetadataImage } from '../../../src/metadata/image.ts';
import { encodeRecord, MetadataTooNew } from '../../../src/metadata/records.ts';
import {
  decodeMetadataRequest,
  decodeMetadataResponse,
  encodeMetadataRequest,
  encodeMetadataResponse,
  type MetadataRequest,
} from '../../../src/metadata/requests.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { nodeId } from '../../../src/model/ids.ts';
import { flotilla } from '../../../src/protocol/generated/metadata.js';
import { flipBit } from '../../support/golden-bytes.ts';
import { brokerOf, idOf, Metadata } from './samples.ts';

const { MetadataRecord, MetadataSnapshot } = flotilla.metadata.v1;

const anyName = fc.constantFrom('a', 'b', 'c', 'orders.v1');
const anyRequest: fc.Arbitrary<MetadataRequest> = fc.oneof(
  fc.record({
    kind: fc.constant('register-broker' as const),
    broker: fc
      .record({ id: fc.integer({ min: 1, max: 5 }), kafkaPort: fc.constantFrom(0, 9092) })
      .map(({ id, kafkaPort }) =>
        kafkaPort === 0 ? brokerOf(id) : { ...brokerOf(id), kafkaPort },
      ),
  }),
  fc.record({
    kind: fc.constant('create-topic' as const),
    topicId: fc.nat(1_000_000).map(idOf),
    name: anyName,
    partitionCount: fc.integer({ min: 1, max: 5 }),
    replicationFactor: fc.integer({ min: 1, max: 3 }),
    configs: fc.constantFrom({}, { 'retention.ms': '5' }),
    validateOnly: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('delete-topic' as const), name: anyName }),
  fc.record({
    kind: fc.constant('add-partitions' as const),
    name: anyName,
    partitionCount: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    kind: fc.constant('alter-topic-config' as const),
    name: anyName,
    changes: fc.constantFrom<Record<string, string | null>>(
      { 'retention.ms': '7', 'segment.ms': '8' },
      { 'retention.ms': null },
    ),
  }),
  fc.record({
    kind: fc.constant('allocate-producer-ids' as const),
    brokerId: fc.integer({ min: 1, max: 5 }).map(nodeId),
  }),
);

function afterRequests(requests: readonly MetadataRequest[]): Metadata {
  const metadata = new Metadata(3);
  for (const request of requests) {
    try {
      metadata.handle(request);
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
    }
  }
  return metadata;
}

/** A metadata log with a record of every type. */
function fullLog(): Uint8Array[] {
  return afterRequests([
    { kind: 'create-topic', topicId: idOf(1), name: 'a', configs: { 'retention.ms': '5' } },
    { kind: 'add-partitions', name: 'a', partitionCount: 4 },
    { kind: 'alter-topic-config', name: 'a', changes: { 'segment.ms': '8', 'retention.ms': null } },
    { kind: 'create-topic', topicId: idOf(2), name: 'b' },
    { kind: 'delete-topic', name: 'b' },
    { kind: 'allocate-producer-ids', brokerId: nodeId(2) },
  ]).log;
}

describe('the image', () => {
  it('is the same from the whole log and from any snapshot with the log behind it', () => {
    fc.assert(
      fc.property(fc.array(anyRequest, { maxLength: 30 }), (requests) => {
        const { image, log } = afterRequests(requests);
        const expected = image.snapshot();
        const replayed = new MetadataImage();
        for (let at = 0; at <= log.length; at += 1) {
          const resumed = MetadataImage.fromSnapshot(replayed.snapshot());
          for (const record of log.slice(at)) resumed.replay(record);
          expect(resumed.snapshot()).toEqual(expected);
          expect(resumed.partitionCount).toBe(image.partitionCount);
          if (at < log.length) replayed.replay(log[at] ?? new Uint8Array());
        }
        expect(replayed.topics).toEqual(image.topics);
        expect(replayed.brokers).toEqual(image.brokers);
      }),
      { numRuns: 50 },
    );
  });

  it('finds a topic by name and by id as the same thing', () => {
    fc.assert(
      fc.property(fc.array(anyRequest, { maxLength: 30 }), (requests) => {
        const { image } = afterRequests(requests);
        for (const topic of image.topics) {
          expect(image.topic(topic.name)).toBe(topic);
          expect(image.topicById(topic.topicId)).toBe(topic);
        }
        const partitions = image.topics.flatMap((topic) => topic.partitions);
        expect([...image.allReplicas()]).toEqual(partitions);
        expect(image.partitionCount).toBe(partitions.length);
      }),
    );
  });

  it('is not changed by what a caller does with a topic that it got', () => {
    const metadata = afterRequests([{ kind: 'create-topic', topicId: idOf(1), name: 'a' }]);
    const before = metadata.image.topic('a');
    metadata.handle({ kind: 'add-partitions', name: 'a', partitionCount: 2 });
    expect(before?.partitions).toHaveLength(1);
  });
});

describe('a snapshot of version 1', () => {
  it('is of a time when no producer id had been given out', () => {
    const { brokers, topics } = MetadataSnapshot.decode(new Metadata(2).image.snapshot());
    const old = MetadataSnapshot.encode({ version: 1, brokers, topics }).finish();
    const image = MetadataImage.fromSnapshot(old);
    expect(image.brokers).toHaveLength(2);
    expect(image.nextProducerId).toBe(0);
  });
});

describe('a record of the metadata log', () => {
  it('of an unknown type or a newer version halts with an error that names it, and changes nothing', () => {
    const image = new MetadataImage();
    for (const [type, version] of [
      [7, 1],
      [1, 2],
      [4_000_000_000, 1],
    ] as const) {
      const bytes = MetadataRecord.encode({ type, version, body: new Uint8Array() }).finish();
      expect(() => image.replay(bytes)).toThrow(MetadataTooNew);
      expect(() => image.replay(bytes)).toThrow(`type ${type}, version ${version}`);
    }
    expect(image.snapshot()).toEqual(new MetadataImage().snapshot());
    const newer = MetadataSnapshot.encode({ version: 3 }).finish();
    expect(() => MetadataImage.fromSnapshot(newer)).toThrow(MetadataTooNew);
  });

  it('that contradicts the image is a programmer error, not a second topic', () => {
    const log = fullLog();
    const image = new MetadataImage();
    for (const record of log) image.replay(record);
    const again = log.find((record) => MetadataRecord.decode(record).type === 2);
    expect(() => image.replay(again ?? new Uint8Array())).toThrow(InvariantViolation);
    const gone = encodeRecord({ kind: 'topic-deleted', topicId: idOf(99) });
    expect(() => image.replay(gone)).toThrow(InvariantViolation);
  });

  it('gives nothing worse than a named error when any bit is flipped or the end is missing', () => {
    const log = fullLog();
    const tryReplay = (at: number, bytes: Uint8Array) => {
      const image = new MetadataImage();
      for (const record of log.slice(0, at)) image.replay(record);
      expectNamed(() => image.replay(bytes));
    };
    for (const [at, record] of log.entries()) {
      for (let length = 0; length < record.length; length += 1) {
        tryReplay(at, record.subarray(0, length));
      }
      for (let bit = 0; bit < record.length * 8; bit += 5) {
        flipBit(record, bit);
        tryReplay(at, record);
        flipBit(record, bit);
      }
    }
  });

  it('likewise a snapshot', () => {
    const image = new MetadataImage();
    for (const record of fullLog()) image.replay(record);
    const snapshot = image.snapshot();
    for (let length = 0; length < snapshot.length; length += 1) {
      expectNamed(() => MetadataImage.fromSnapshot(snapshot.subarray(0, length)));
    }
    for (let bit = 0; bit < snapshot.length * 8; bit += 1) {
      flipBit(snapshot, bit);
      expectNamed(() => MetadataImage.fromSnapshot(snapshot));
      flipBit(snapshot, bit);
    }
  });
});

describe('a forwarded request', () => {
  it('arrives as it was sent', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        expect(decodeMetadataRequest(encodeMetadataRequest(request))).toEqual(request);
      }),
    );
  });

  it('keeps absent numbers absent', () => {
    const request: MetadataRequest = { kind: 'create-topic', topicId: idOf(1), name: 'a' };
    expect(decodeMetadataRequest(encodeMetadataRequest(request))).toEqual({
      ...request,
      configs: {},
      validateOnly: false,
    });
  });

  it('gets an answer that arrives as it was sent', () => {
    const metadata = new Metadata(3);
    const ids = metadata.handle({ kind: 'allocate-producer-ids', brokerId: nodeId(2) });
    for (const response of [metadata.create('a', 2, 2), ids, { kind: 'done' as const }]) {
      expect(decodeMetadataResponse(encodeMetadataResponse(response))).toEqual(response);
    }
  });

  it('that is empty, cut or flipped is malformed or another request, never a crash', () => {
    expect(() => decodeMetadataRequest(new Uint8Array())).toThrow(MalformedBytes);
    expect(() => decodeMetadataResponse(new Uint8Array())).toThrow(MalformedBytes);
    fc.assert(
      fc.property(anyRequest, fc.nat(), (request, seed) => {
        const bytes = encodeMetadataRequest(request);
        expectNamed(() => decodeMetadataRequest(bytes.subarray(0, seed % bytes.length)));
        flipBit(bytes, seed % (bytes.length * 8));
        expectNamed(() => new Metadata(3).handle(decodeMetadataRequest(bytes)));
      }),
      { numRuns: 200 },
    );
  });
});

function expectNamed(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    const isNamed =
      error instanceof MalformedBytes ||
      error instanceof MetadataTooNew ||
      error instanceof BrokerError ||
      // A flipped id makes a record that speaks of another topic than any.
      error instanceof InvariantViolation;
    if (!isNamed) throw error;
  }
}
