/** What the state machines of groups, metadata and producers read from logs, snapshots and other brokers. */
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import {
  decodeMemberAssignment,
  decodeMemberMetadata,
  encodeMemberAssignment,
  encodeMemberMetadata,
} from '../../../src/client/consumer/assigner-protocol.ts';
import {
  decodeGroupRequest,
  decodeGroupResponse,
  encodeGroupRequest,
  encodeGroupResponse,
} from '../../../src/group/codec.ts';
import { GroupImage } from '../../../src/group/image.ts';
import {
  encodeGenerationKey,
  encodeGenerationValue,
  encodeOffsetKey,
  encodeOffsetValue,
  GroupLogTooNew,
} from '../../../src/group/records.ts';
import { decodeRecord, encodeRecord, MetadataTooNew } from '../../../src/metadata/records.ts';
import {
  decodeMetadataRequest,
  decodeMetadataResponse,
  encodeMetadataRequest,
  encodeMetadataResponse,
} from '../../../src/metadata/requests.ts';
import {
  decodeSnapshot as decodeMetadataSnapshot,
  encodeSnapshot as encodeMetadataSnapshot,
} from '../../../src/metadata/snapshot.ts';
import {
  decodeProducerTable,
  encodeProducerTable,
} from '../../../src/partition/producer-table-codec.ts';
import { goldenBytes } from '../../support/golden-bytes.ts';
import { Metadata } from '../../unit/metadata/samples.ts';
import { protobufMarks } from '../marks.ts';
import { requireProportion, requireSame } from '../oracle.ts';
import { seedOf, type Seed } from '../seed.ts';
import { accepted, refused, type Target, type Verdict } from '../target.ts';
import { frameSeeds } from './door-frames.ts';

/** A decoder and the encoder of the same thing. */
interface CodecPair<T> {
  readonly decode: (bytes: Uint8Array) => T;
  readonly encode: (value: T) => Uint8Array;
  readonly kindOf?: (value: T) => string;
}

function roundTrip<T>({ decode, encode, kindOf }: CodecPair<T>): (input: Uint8Array) => Verdict {
  return (input) => {
    const value = decode(input);
    requireProportion(value, input);
    requireSame(value, decode(encode(value)), 'what was decoded');
    return accepted(kindOf?.(value) ?? 'taken');
  };
}

function kindOf(value: { readonly kind: string }): string {
  return value.kind;
}

const EXPIRATION_MS = 1000;

export const producerTable: Target = {
  name: 'producer-table',
  what: 'decodeProducerTable; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 60,
  seeds: () => [seedOf(new Uint8Array(0)), seedOf(goldenBytes('../storage/producer-state'))],
  run: roundTrip({
    // What the table says of itself is what it was read from.
    decode: (bytes) => encodeProducerTable(decodeProducerTable(bytes, EXPIRATION_MS)),
    encode: (bytes) => bytes,
  }),
};

const SUBSCRIPTION = encodeMemberMetadata({ version: 1, topics: ['orders', 'payments'] });
const ASSIGNMENT = encodeMemberAssignment({
  version: 1,
  assignment: { orders: [0, 2], payments: [1] },
});
const MEMBER = {
  memberId: 'm-1',
  clientId: 'c',
  clientHost: '127.0.0.1',
  rebalanceTimeoutMs: 60_000,
  sessionTimeoutMs: 10_000,
  subscription: SUBSCRIPTION,
  assignment: ASSIGNMENT,
};
const GENERATION = {
  protocolType: 'consumer',
  generationId: 3,
  protocolName: 'range',
  leader: 'm-1',
  stateSinceMs: 9,
  members: [MEMBER, { ...MEMBER, memberId: 'm-2', groupInstanceId: 'i' }],
};
const OFFSET_KEY = { groupId: 'gé', topic: 't', partition: 258 };
const OFFSET = { offset: 4_294_967_298, leaderEpoch: 5, metadata: 'm', committedAtMs: 7 };

/** A key as its length says, then the value; no value is a tombstone. */
export const offsetsRecord: Target = {
  name: 'offsets-record',
  what: 'GroupImage.replay of __consumer_offsets; the snapshot of the image is the image',
  refusals: [MalformedBytes, GroupLogTooNew],
  weight: 60,
  seeds: () => [
    recordSeed(encodeOffsetKey(OFFSET_KEY), encodeOffsetValue(OFFSET)),
    recordSeed(encodeOffsetKey(OFFSET_KEY), new Uint8Array(0)),
    recordSeed(encodeGenerationKey('g'), encodeGenerationValue(GENERATION)),
    recordSeed(
      encodeGenerationKey('g'),
      encodeGenerationValue({ protocolType: '', generationId: 4, stateSinceMs: 0, members: [] }),
    ),
  ],
  run: (input) => {
    if (input.length < 2) return refused('no key');
    const keyBytes = (input[0]! << 8) | input[1]!;
    const value = input.subarray(2 + keyBytes);
    const image = new GroupImage();
    image.replay(input.subarray(2, 2 + keyBytes), value.length === 0 ? null : value);
    if (image.sizeBytes > input.length + 64)
      throw new MalformedBytes('an image larger than its record');
    requireSame(image.snapshot(), GroupImage.fromSnapshot(image.snapshot()).snapshot(), 'an image');
    return accepted(`${image.groupIds.size} groups, ${[...image.allOffsets()].length} offsets`);
  },
};

function recordSeed(key: Uint8Array, value: Uint8Array): Seed {
  return seedOf(Uint8Array.of(key.length >> 8, key.length, ...key, ...value));
}

export const offsetsSnapshot: Target = {
  name: 'offsets-snapshot',
  what: 'GroupImage.fromSnapshot; the snapshot of the image is the image',
  refusals: [MalformedBytes, GroupLogTooNew],
  weight: 40,
  seeds: () => {
    const image = new GroupImage();
    image.replay(encodeOffsetKey(OFFSET_KEY), encodeOffsetValue(OFFSET));
    image.replay(encodeOffsetKey({ ...OFFSET_KEY, partition: 0 }), encodeOffsetValue(OFFSET));
    image.replay(encodeGenerationKey('g'), encodeGenerationValue(GENERATION));
    return [withMarks(image.snapshot())];
  },
  run: roundTrip({
    decode: (bytes) => GroupImage.fromSnapshot(bytes).snapshot(),
    encode: (bytes) => bytes,
  }),
};

function withMarks(bytes: Uint8Array): Seed {
  return seedOf(bytes, protobufMarks(bytes));
}

export const groupRequest: Target = {
  name: 'group-request',
  what: 'decodeGroupRequest; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 60,
  seeds: () => frameSeeds('group', 'flotilla.group.v1', 'GroupRequest'),
  run: roundTrip({ decode: decodeGroupRequest, encode: encodeGroupRequest, kindOf }),
};

export const groupResponse: Target = {
  name: 'group-response',
  what: 'decodeGroupResponse; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 60,
  seeds: () => frameSeeds('group', 'flotilla.group.v1', 'GroupResponse'),
  run: roundTrip({ decode: decodeGroupResponse, encode: encodeGroupResponse, kindOf }),
};

function sampleMetadata(): Metadata {
  const metadata = new Metadata();
  metadata.create('orders', 3, 3, { 'retention.ms': '1000' });
  metadata.create('payments', 1, 1);
  metadata.handle({ kind: 'add-partitions', name: 'orders', partitionCount: 5 });
  const changes = { 'retention.ms': null, 'segment.bytes': '2000000' };
  metadata.handle({ kind: 'alter-topic-config', name: 'orders', changes });
  metadata.handle({ kind: 'allocate-producer-ids', brokerId: metadata.image.brokers[0]!.nodeId });
  metadata.handle({ kind: 'delete-topic', name: 'payments' });
  return metadata;
}

export const metadataRecord: Target = {
  name: 'metadata-record',
  what: 'decodeRecord of the metadata log; encoded again it is the same',
  refusals: [MalformedBytes, MetadataTooNew],
  weight: 60,
  seeds: () => sampleMetadata().log.map(withMarks),
  run: roundTrip({ decode: decodeRecord, encode: encodeRecord, kindOf }),
};

export const metadataSnapshot: Target = {
  name: 'metadata-snapshot',
  what: 'decodeSnapshot of the metadata; encoded again it is the same',
  refusals: [MalformedBytes, MetadataTooNew],
  weight: 40,
  seeds: () => [withMarks(sampleMetadata().image.snapshot())],
  run: roundTrip({ decode: decodeMetadataSnapshot, encode: encodeMetadataSnapshot }),
};

export const metadataRequest: Target = {
  name: 'metadata-request',
  what: 'decodeMetadataRequest, which comes from another broker; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 40,
  seeds: () => frameSeeds('metadata', 'flotilla.metadata.v1', 'MetadataRequest'),
  run: roundTrip({ decode: decodeMetadataRequest, encode: encodeMetadataRequest, kindOf }),
};

export const metadataResponse: Target = {
  name: 'metadata-response',
  what: 'decodeMetadataResponse; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 40,
  seeds: () => frameSeeds('metadata', 'flotilla.metadata.v1', 'MetadataResponse'),
  run: roundTrip({ decode: decodeMetadataResponse, encode: encodeMetadataResponse, kindOf }),
};

export const memberMetadata: Target = {
  name: 'member-metadata',
  what: 'decodeMemberMetadata of other members of a group; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 30,
  seeds: () => [seedOf(SUBSCRIPTION)],
  run: roundTrip({ decode: decodeMemberMetadata, encode: encodeMemberMetadata }),
};

export const memberAssignment: Target = {
  name: 'member-assignment',
  what: 'decodeMemberAssignment of the leader of a group; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 30,
  seeds: () => [seedOf(ASSIGNMENT), seedOf(new Uint8Array(0))],
  run: roundTrip({
    decode: decodeMemberAssignment,
    encode: (value) => (value === null ? new Uint8Array(0) : encodeMemberAssignment(value)),
  }),
};
