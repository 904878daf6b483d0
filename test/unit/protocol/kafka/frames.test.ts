// Goal: whole frames: headers of each kind, what cannot be decoded, what librdkafka sends. Method: bytes by hand, and both
// ends of our own codec.
import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Uuid } from '../../../../src/model/ids.ts';
import { MalformedBytes } from '../../../../src/base/byte-reader.ts';
import {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  type KafkaRequest,
} from '../../../../src/protocol/kafka/frames.ts';
import type { RequestBody, ResponseDraft } from '../../../../src/protocol/kafka/registry.ts';
import { goldenBytes } from '../../../support/golden-bytes.ts';

function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(chunks));
}

describe('a frame that is sent', () => {
  it('begins with its size, over all of its chunks', () => {
    const records = new Uint8Array(5000).fill(1);
    const chunks = encodeRequest(
      { name: 'Produce', version: 9, correlationId: 1, clientId: null },
      {
        transactionalId: null,
        acks: 1,
        timeoutMs: 5,
        topicData: [{ name: 't', partitionData: [{ index: 0, records }] }],
      },
    );
    const frame = join(chunks);
    expect(new DataView(frame.buffer).getInt32(0)).toBe(frame.length - 4);
    expect(decodeRequest(frame.subarray(4))).toMatchObject({
      clientId: null,
      body: { topicData: [{ name: 't', partitionData: [{ index: 0, records }] }] },
    });
  });

  it('has records as they are, without a copy, also in pieces', () => {
    const pieces = [new Uint8Array(2000), new Uint8Array(3000)];
    const response = {
      responses: [
        {
          topic: 't',
          partitions: [
            {
              partitionIndex: 0,
              errorCode: 0,
              highWatermark: 9,
              abortedTransactions: null,
              records: pieces,
            },
          ],
        },
      ],
    };
    const call = { name: 'Fetch', version: 11, correlationId: 1 } as const;
    const chunks = encodeResponse(call, response);
    expect(chunks).toHaveLength(3);
    expect(chunks[1]).toBe(pieces[0]);
    expect(chunks[2]).toBe(pieces[1]);
    const { body } = decodeResponse('Fetch', 11, join(chunks).subarray(4));
    expect(body.responses[0]!.partitions[0]!.records).toHaveLength(5000);
  });

  it('has a header with tagged fields exactly from the first flexible version on', () => {
    const sizes = [3, 4].map((version) =>
      join(encodeResponse({ name: 'Heartbeat', version, correlationId: 1 }, { errorCode: 0 })),
    );
    // Size, correlation id, throttle time and error; then one byte for the header and one for the body.
    expect(sizes.map(({ length }) => length)).toEqual([14, 16]);
  });
});

describe('ApiVersions', () => {
  it('is answered with the old header in every version (KIP-511)', () => {
    for (const version of [0, 3, 4]) {
      const call = { name: 'ApiVersions', version, correlationId: 7 } as const;
      const frame = join(encodeResponse(call, { errorCode: 35, apiKeys: [] }));
      expect(frame.subarray(4, 10)).toEqual(hex('00 00 00 07 00 23'));
      const { correlationId, body } = decodeResponse('ApiVersions', version, frame.subarray(4));
      expect(correlationId).toBe(7);
      expect(body).toMatchObject({ errorCode: 35, finalizedFeaturesEpoch: -1 });
    }
  });

  it('of a version to come is told from others, with all that an answer needs', () => {
    expect(decodeRequest(hex('0012 0063 00000007 ffff 00'))).toEqual({
      kind: 'unknown',
      key: 18,
      version: 99,
      correlationId: 7,
    });
  });
});

describe('a frame that comes in', () => {
  it('is unknown by its key, or by a version on either side of ours', () => {
    const keys = [-1, 4, 24, 999].map((key) => [key, 0] as const);
    for (const [key, version] of [...keys, [0, 2], [0, 14], [1, 3], [11, 10], [3, -1]] as const) {
      const frame = new Uint8Array(10);
      new DataView(frame.buffer).setInt16(0, key);
      new DataView(frame.buffer).setInt16(2, version);
      expect(decodeRequest(frame)).toMatchObject({ kind: 'unknown', key, version });
    }
  });

  it('may have tagged fields that nobody knows, in the header and in the body', () => {
    const header = '000c 0004 00000001 0001 63 02 07 01 aa 89 01 02 bb cc';
    const body = '02 67 00000005 02 6d 00 01 05 03 010203';
    expect(decodeRequest(hex(`${header} ${body}`))).toMatchObject({
      name: 'Heartbeat',
      clientId: 'c',
      body: { groupId: 'g', generationId: 5, memberId: 'm', groupInstanceId: null },
    });
  });

  it('is refused with the tagged fields out of order, twice, or of another size', () => {
    const request = '0012 0003 00000001 ffff';
    const names = '02 61 02 62';
    expect(() => decodeRequest(hex(`${request} 02 07 00 05 00 ${names} 00`))).toThrow('ascending');
    expect(() => decodeRequest(hex(`${request} 02 07 00 07 00 ${names} 00`))).toThrow('ascending');
    expect(() => decodeRequest(hex(`${request} 01 07 40 ${names} 00`))).toThrow(MalformedBytes);
    // Of a response, whose fields have tags: the epoch takes 8 bytes, not 7.
    const response = '00000001 0000 01 00000000 01 01 07 0000000000000005';
    expect(() => decodeResponse('ApiVersions', 3, hex(response))).toThrow('another size');
  });

  it('of random bytes is a request, unknown, or malformed', () => {
    const head = fc.tuple(fc.integer({ min: -1, max: 80 }), fc.integer({ min: -1, max: 19 }));
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 200 }), ([key, version], rest) => {
        const frame = new Uint8Array([...hex('00000000 00000007'), ...rest]);
        new DataView(frame.buffer).setInt16(0, key);
        new DataView(frame.buffer).setInt16(2, version);
        try {
          expect(['request', 'unknown']).toContain(decodeRequest(frame).kind);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedBytes);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('librdkafka', () => {
  it('sends ApiVersions 3', () => {
    expect(decodeRequest(goldenBytes('kafka/librdkafka-api-versions-3'))).toEqual({
      kind: 'request',
      name: 'ApiVersions',
      version: 3,
      correlationId: 1,
      clientId: 'rdkafka',
      body: { clientSoftwareName: 'librdkafka', clientSoftwareVersion: '2.0.2' },
    });
  });

  it('sends Metadata 4', () => {
    expect(decodeRequest(goldenBytes('kafka/librdkafka-metadata-4'))).toMatchObject({
      name: 'Metadata',
      version: 4,
      body: { topics: [{ name: 'orders' }], allowAutoTopicCreation: false },
    });
  });

  it('sends Produce 7', () => {
    const records = goldenBytes('one-record');
    expect(decodeRequest(goldenBytes('kafka/librdkafka-produce-7'))).toMatchObject({
      name: 'Produce',
      version: 7,
      body: {
        transactionalId: null,
        acks: -1,
        timeoutMs: 30_000,
        topicData: [{ name: 'orders', partitionData: [{ index: 5, records }] }],
      },
    });
  });

  it('sends Fetch 11', () => {
    const partition = {
      partition: 5,
      currentLeaderEpoch: -1,
      fetchOffset: 42,
      logStartOffset: -1,
      partitionMaxBytes: 1_048_576,
    };
    expect(decodeRequest(goldenBytes('kafka/librdkafka-fetch-11'))).toMatchObject({
      name: 'Fetch',
      version: 11,
      body: {
        replicaId: -1,
        maxWaitMs: 500,
        minBytes: 1,
        maxBytes: 52_428_800,
        isolationLevel: 1,
        sessionId: 0,
        sessionEpoch: -1,
        topics: [{ topic: 'orders', partitions: [partition] }],
        forgottenTopicsData: [],
        rackId: '',
      },
    });
  });

  it('sends JoinGroup 5', () => {
    const subscription = hex('0001 00000001 0006 6f7264657273 00000000 00000000');
    expect(decodeRequest(goldenBytes('kafka/librdkafka-join-group-5'))).toMatchObject({
      name: 'JoinGroup',
      version: 5,
      body: {
        groupId: 'billing',
        sessionTimeoutMs: 45_000,
        rebalanceTimeoutMs: 300_000,
        memberId: '',
        groupInstanceId: null,
        protocolType: 'consumer',
        protocols: [
          { name: 'range', metadata: subscription },
          { name: 'roundrobin', metadata: subscription },
        ],
      },
    });
  });
});

describe('the types', () => {
  it('of a decoded request have every field of every version', () => {
    type Topics = RequestBody<'Metadata'>['topics'];
    expectTypeOf<Topics>().toEqualTypeOf<
      readonly { readonly topicId: Uuid; readonly name: string | null }[] | null
    >();
    expectTypeOf<RequestBody<'Heartbeat'>>().toEqualTypeOf<{
      readonly groupId: string;
      readonly generationId: number;
      readonly memberId: string;
      readonly groupInstanceId: string | null;
    }>();
  });

  it('of a draft leave out what has a default of its own or is not in all versions, and nothing else', () => {
    expectTypeOf<ResponseDraft<'Heartbeat'>>().toEqualTypeOf<{
      readonly errorCode: number;
      readonly throttleTimeMs?: number | undefined;
    }>();
    expectTypeOf<
      NonNullable<ResponseDraft<'ListOffsets'>['topics'][number]>['partitions'][number]
    >().toHaveProperty('errorCode');
    // @ts-expect-error what happened must be said
    const silent: ResponseDraft<'Heartbeat'> = {};
    expect(silent).toEqual({});
  });

  it('tell requests apart by their names', () => {
    const read = (request: KafkaRequest): number =>
      request.name === 'Produce' ? request.body.acks : request.correlationId;
    const request = decodeRequest(goldenBytes('kafka/librdkafka-produce-7'));
    expect(request.kind === 'request' && read(request)).toBe(-1);
  });
});
