// Frames of flotilla.v1: the hand-made ones with records are what the generated code would have made, and the envelope
// agrees with the full decoder. Method: comparison of the two over sizes and kinds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import {
  decodeClientFrame,
  decodeServerFrame,
  encodeFetchResponse,
  encodeRequest,
  readEnvelope,
  type Request,
} from '../../../src/protocol/client-frame.ts';
import { flotilla } from '../../../src/protocol/generated/flotilla.js';

const { ClientFrame, ServerFrame } = flotilla.v1;

describe('a frame with records', () => {
  it.each([0, 1, 100, 127, 128, 8191, 8192, 20_000, 300_000])(
    'of %i bytes is byte for byte what the generated code makes',
    (size) => {
      const records = new Uint8Array(size).fill(7);
      const produce = { topic: 'demo', partition: 3, acks: 1, timeoutMs: 30_000, records };
      const asked = Buffer.concat(encodeRequest(300, { produce }));
      expect(asked.equals(ClientFrame.encode({ correlationId: 300, produce }).finish())).toBe(true);

      const fetch = { highWatermark: 2 ** 45, logStartOffset: 3, leaderEpoch: 2 };
      const batches = [records.subarray(0, size / 2), records.subarray(size / 2)];
      const answered = Buffer.concat(encodeFetchResponse(300, fetch, batches));
      expect(decodeServerFrame(answered)).toMatchObject({ correlationId: 300, fetch });
      if (size === 0) return;
      const generated = ServerFrame.encode({ correlationId: 300, fetch: { ...fetch, records } });
      expect(answered.equals(generated.finish())).toBe(true);
    },
  );

  it('is decoded without a copy', () => {
    const frame = Buffer.concat(encodeRequest(1, { produce: { records: new Uint8Array(10_000) } }));
    expect(decodeClientFrame(frame).produce!.records!.buffer).toBe(frame.buffer);
  });
});

describe('the envelope', () => {
  const kinds: (keyof Request)[] = [
    ...(['hello', 'describeCluster', 'describeTopics', 'produce', 'fetch', 'listOffsets'] as const),
    ...(['createTopic', 'deleteTopic', 'addPartitions', 'describeTopicConfig'] as const),
    ...(['alterTopicConfig', 'describePartition', 'transferLeadership', 'clusterHealth'] as const),
  ];

  it.each(kinds)('names %s as the decoder does', (kind) => {
    const [frame] = encodeRequest(70_000, { [kind]: {} });
    expect(readEnvelope(frame!)).toEqual({ kind, correlationId: 70_000 });
    expect(decodeClientFrame(frame!).request).toBe(kind);
  });

  it('and the decoder throw nothing but MalformedBytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const read of [readEnvelope, decodeClientFrame, decodeServerFrame]) {
          try {
            read(bytes);
          } catch (error) {
            if (!(error instanceof MalformedBytes)) throw error;
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses nesting that would overflow the stack', () => {
    const groups = new Uint8Array(100_000).fill((20 << 3) | 3);
    expect(() => readEnvelope(groups)).toThrow(MalformedBytes);
    expect(() => decodeClientFrame(groups)).toThrow(MalformedBytes);
  });
});
