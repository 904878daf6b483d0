// Goal: the records of __consumer_offsets are Kafka's, byte for byte; requests and responses arrive as they were sent; and no
// bytes do worse than a named error. Method: bytes written by hand from Kafka's schemas, and properties over any request.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
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
import type { GroupRequest, GroupResponse, GroupState } from '../../../src/group/requests.ts';
import type { ErrorName } from '../../../src/model/errors.ts';
import { flotilla } from '../../../src/protocol/generated/group.js';
import { bytesOf } from './rig.ts';

const offsetKey = { groupId: 'gé', topic: 't', partition: 258 };
const offset = { offset: 4_294_967_298, leaderEpoch: 5, metadata: 'm', committedAtMs: 7 };
const generation = {
  protocolType: 'consumer',
  generationId: 3,
  protocolName: 'range',
  leader: 'a',
  stateSinceMs: 9,
  members: [
    {
      memberId: 'a',
      groupInstanceId: 'i',
      clientId: 'c',
      clientHost: 'h',
      rebalanceTimeoutMs: 1,
      sessionTimeoutMs: 2,
      subscription: Uint8Array.of(1, 2),
      assignment: Uint8Array.of(3),
    },
    {
      memberId: 'b',
      clientId: '',
      clientHost: '',
      rebalanceTimeoutMs: 1,
      sessionTimeoutMs: 2,
      subscription: new Uint8Array(),
      assignment: new Uint8Array(),
    },
  ],
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('a record', () => {
  it("has Kafka's bytes: OffsetCommitKey 1, OffsetCommitValue 3", () => {
    expect(hex(encodeOffsetKey(offsetKey))).toBe(
      ['0001', '0003', '67c3a9', '0001', '74', '00000102'].join(''),
    );
    expect(hex(encodeOffsetValue(offset))).toBe(
      ['0003', '0000000100000002', '00000005', '0001', '6d', '0000000000000007'].join(''),
    );
    const { leaderEpoch, ...withoutEpoch } = offset;
    expect(hex(encodeOffsetValue(withoutEpoch)).slice(20, 28)).toBe('ffffffff');
    expect(leaderEpoch).toBe(5);
  });

  it("has Kafka's bytes: GroupMetadataKey 2, GroupMetadataValue 3", () => {
    expect(hex(encodeGenerationKey('g'))).toBe('0002000167');
    const consumer = `0008${hex(bytesOf('consumer'))}`;
    const range = `0005${hex(bytesOf('range'))}`;
    const a = ['000161', '000169', '000163', '000168', '00000001', '00000002'].join('');
    const b = ['000162', 'ffff', '0000', '0000', '00000001', '00000002'].join('');
    expect(hex(encodeGenerationValue(generation))).toBe(
      [
        ...['0003', consumer, '00000003', range, '000161', '0000000000000009', '00000002'],
        ...[a, '00000002', '0102', '00000001', '03'],
        ...[b, '00000000', '00000000'],
      ].join(''),
    );
    const empty = encodeGenerationValue({
      protocolType: '',
      generationId: 4,
      stateSinceMs: 0,
      members: [],
    });
    expect(hex(empty)).toBe(
      ['0003', '0000', '00000004', 'ffff', 'ffff', '0000000000000000', '00000000'].join(''),
    );
  });

  it('keeps a byte order mark in a group id', () => {
    const image = new GroupImage();
    const key = { ...offsetKey, groupId: '\ufeffg' };
    image.replay(encodeOffsetKey(key), encodeOffsetValue(offset));
    expect([...image.groupIds]).toEqual(['\ufeffg']);
  });

  it('is replayed as it was written; a tombstone takes it away', () => {
    const image = new GroupImage();
    image.replay(encodeOffsetKey(offsetKey), encodeOffsetValue(offset));
    image.replay(encodeGenerationKey('g'), encodeGenerationValue(generation));
    expect([...image.allOffsets()]).toEqual([{ ...offsetKey, ...offset }]);
    expect(image.generation('g')).toEqual(generation);
    expect([...image.groupIds].sort()).toEqual(['g', 'gé']);
    image.replay(encodeOffsetKey(offsetKey), null);
    image.replay(encodeGenerationKey('g'), null);
    image.replay(encodeGenerationKey('h'), null);
    expect(image.groupIds.size).toBe(0);
    expect(image.sizeBytes).toBe(0);
  });

  it('of a version that is not known halts with an error that names it, and changes nothing', () => {
    const image = new GroupImage();
    const cases: [Uint8Array, Uint8Array][] = [
      [Uint8Array.of(0, 3, 0, 1, 103), encodeGenerationValue(generation)],
      [encodeGenerationKey('g'), Uint8Array.of(0, 4)],
      [encodeOffsetKey(offsetKey), Uint8Array.of(0, 4, 1, 1)],
    ];
    for (const [key, value] of cases) {
      expect(() => image.replay(key, value)).toThrow(GroupLogTooNew);
      expect(() => image.replay(key, value)).toThrow(/of version [34]/);
    }
    expect(image.sizeBytes).toBe(0);
    const snapshot = flotilla.group.v1.GroupSnapshot.encode({ version: 2 }).finish();
    expect(() => GroupImage.fromSnapshot(snapshot)).toThrow(GroupLogTooNew);
    expect(() => GroupImage.fromSnapshot(new Uint8Array())).toThrow(MalformedBytes);
  });

  it('that is cut or has flipped bits is malformed, or another record', () => {
    const records: [Uint8Array, Uint8Array][] = [
      [encodeOffsetKey(offsetKey), encodeOffsetValue(offset)],
      [encodeGenerationKey('g'), encodeGenerationValue(generation)],
    ];
    for (const [key, value] of records) {
      for (let i = 0; i < value.length; i += 1) {
        expectNamed(() => new GroupImage().replay(key, value.subarray(0, i)), 'must');
        for (let bit = 0; bit < 8; bit += 1) {
          const flipped = value.slice();
          flipped[i]! ^= 1 << bit;
          expectNamed(() => new GroupImage().replay(key, flipped));
        }
      }
      for (let i = 0; i < key.length; i += 1) {
        expectNamed(() => new GroupImage().replay(key.subarray(0, i), value), 'must');
      }
    }
  });
});

const text = fc.string({ maxLength: 8, unit: 'binary' });
const bytes = fc.uint8Array({ maxLength: 8 });
const int = fc.integer({ min: -5, max: 2 ** 31 - 1 });
const partition = fc.record({ topic: text, partition: int });
const error = fc.constantFrom<ErrorName>('UNKNOWN_MEMBER_ID', 'NON_EMPTY_GROUP');
const instance = { groupInstanceId: text };

/** With `optional` there or not, never undefined. */
function record<T, O>(
  required: { [K in keyof T]: fc.Arbitrary<T[K]> },
  optional: { [K in keyof O]: fc.Arbitrary<O[K]> },
) {
  const fields: Record<string, fc.Arbitrary<unknown>> = { ...required, ...optional };
  return fc.record(fields, { requiredKeys: Object.keys(required) }) as fc.Arbitrary<T & Partial<O>>;
}

const identity = { groupId: text, generationId: int, memberId: text };

const anyRequest = fc.oneof(
  record(
    {
      kind: fc.constant('join' as const),
      ...{ groupId: text, memberId: text, clientId: text, clientHost: text, protocolType: text },
      ...{ sessionTimeoutMs: int, rebalanceTimeoutMs: int, requiresKnownMemberId: fc.boolean() },
      protocols: fc.array(fc.record({ name: text, metadata: bytes }), { maxLength: 3 }),
    },
    { ...instance, reason: text },
  ),
  record(
    {
      kind: fc.constant('sync' as const),
      ...identity,
      assignments: fc.array(fc.record({ memberId: text, assignment: bytes }), { maxLength: 3 }),
    },
    { ...instance, protocolType: text, protocolName: text },
  ),
  record({ kind: fc.constant('heartbeat' as const), ...identity }, instance),
  fc.record({
    kind: fc.constant('leave' as const),
    groupId: text,
    members: fc.array(record({ memberId: text }, { ...instance, reason: text }), { maxLength: 3 }),
  }),
  record(
    {
      kind: fc.constant('commit-offsets' as const),
      ...identity,
      offsets: fc.array(
        record(
          { topic: text, partition: int, offset: fc.maxSafeInteger(), metadata: text },
          { leaderEpoch: int },
        ),
        { maxLength: 3 },
      ),
    },
    instance,
  ),
  record(
    { kind: fc.constant('fetch-offsets' as const), groupId: text },
    { memberId: text, generationId: int, partitions: fc.array(partition, { maxLength: 3 }) },
  ),
  fc.record({
    kind: fc.constantFrom('describe' as const, 'delete' as const),
    groupIds: fc.array(text),
  }),
  record({ kind: fc.constant('list' as const) }, { states: fc.array(text) }),
  fc.record({
    kind: fc.constant('delete-offsets' as const),
    groupId: text,
    partitions: fc.array(partition),
  }),
) as fc.Arbitrary<GroupRequest>;

const outcomes = fc.array(record({ topic: text, partition: int }, { error }), { maxLength: 3 });
const state = fc.constantFrom<GroupState>('Empty', 'Stable', 'Dead', 'PreparingRebalance');

const anyResponse = fc.oneof(
  fc.record({
    kind: fc.constant('join' as const),
    ...{ isMemberIdRequired: fc.boolean(), skipAssignment: fc.boolean(), generationId: int },
    ...{ memberId: text, protocolType: text, protocolName: text, leader: text },
    members: fc.array(record({ memberId: text, metadata: bytes }, instance), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('sync' as const),
    ...{ protocolType: text, protocolName: text, assignment: bytes },
  }),
  fc.constant({ kind: 'heartbeat' as const }),
  fc.record({
    kind: fc.constant('leave' as const),
    members: fc.array(record({ memberId: text }, { ...instance, error }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constantFrom('commit-offsets' as const, 'delete-offsets' as const),
    partitions: outcomes,
  }),
  fc.record({
    kind: fc.constant('fetch-offsets' as const),
    offsets: fc.array(
      record(
        {
          ...{ topic: text, partition: int, metadata: text },
          offset: fc.option(fc.nat(), { nil: undefined }),
        },
        { leaderEpoch: int },
      ),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant('describe' as const),
    groups: fc.array(
      record(
        {
          ...{ groupId: text, state, generationId: int, protocolType: text, protocolName: text },
          members: fc.array(
            record(
              {
                memberId: text,
                clientId: text,
                clientHost: text,
                metadata: bytes,
                assignment: bytes,
              },
              instance,
            ),
            { maxLength: 2 },
          ),
        },
        { error },
      ),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constant('list' as const),
    groups: fc.array(fc.record({ groupId: text, protocolType: text, state })),
  }),
  fc.record({
    kind: fc.constant('delete' as const),
    groups: fc.array(record({ groupId: text }, { error })),
  }),
) as fc.Arbitrary<GroupResponse>;

describe('a request and its response', () => {
  it('arrive as they were sent', () => {
    fc.assert(
      fc.property(anyRequest, anyResponse, (request, response) => {
        expect(decodeGroupRequest(encodeGroupRequest(request))).toEqual(request);
        expect(decodeGroupResponse(encodeGroupResponse(response))).toEqual(response);
      }),
      { numRuns: 500 },
    );
  });

  it('that are empty, cut or flipped are malformed or others, never a crash', () => {
    expect(() => decodeGroupRequest(new Uint8Array())).toThrow(MalformedBytes);
    expect(() => decodeGroupResponse(new Uint8Array())).toThrow(MalformedBytes);
    fc.assert(
      fc.property(anyRequest, anyResponse, fc.nat(), (request, response, seed) => {
        const encodings = [
          [encodeGroupRequest(request), decodeGroupRequest],
          [encodeGroupResponse(response), decodeGroupResponse],
        ] as const;
        for (const [encoded, decode] of encodings) {
          expectNamed(() => decode(encoded.subarray(0, seed % encoded.length)));
          encoded[seed % encoded.length]! ^= 1 << (seed % 8);
          expectNamed(() => decode(encoded));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of a group id of megabytes arrives, for the coordinator to refuse; other texts may not be so long', () => {
    const long = 'x'.repeat(1_000_000);
    const heartbeat = { kind: 'heartbeat', groupId: long, generationId: 1, memberId: '' } as const;
    expect(decodeGroupRequest(encodeGroupRequest(heartbeat))).toEqual(heartbeat);
    const encoded = encodeGroupRequest({ ...heartbeat, memberId: long });
    expect(() => decodeGroupRequest(encoded)).toThrow(MalformedBytes);
  });

  it('with more items than any proper one is malformed, and so is text that is not well-formed', () => {
    const groupIds = Array.from({ length: 100_001 }, () => '');
    expect(() => decodeGroupRequest(encodeGroupRequest({ kind: 'delete', groupIds }))).toThrow(
      MalformedBytes,
    );
    // UTF-8 of a lone surrogate, which is none.
    const encoded = encodeGroupRequest({ kind: 'delete', groupIds: ['abc'] });
    encoded.set([0xed, 0xa0, 0x80], encoded.length - 3);
    let decoded: unknown;
    expectNamed(() => {
      decoded = decodeGroupRequest(encoded);
    });
    expect(JSON.stringify(decoded) ?? '').not.toContain('\\ud800');
  });
});

function expectNamed(act: () => unknown, must?: 'must'): void {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof MalformedBytes || thrown instanceof GroupLogTooNew) return;
    throw thrown;
  }
  if (must === 'must') throw new Error('nothing was thrown');
}
