// Frames between brokers: what was joined is split again without a copy, and whatever else arrives is MalformedBytes.
// Method: round trips, and exhaustive truncation and corruption of one frame.
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { crc32c } from '../../../src/base/crc32c.ts';
import {
  joinFrame,
  PEER_HEADER_BYTES_MAX,
  splitFrame,
  type PeerHeader,
} from '../../../src/protocol/peer-frame.ts';

const TOPIC_ID = Buffer.from({ length: 16, 0: 1, 15: 255 });
const BATCHES = [Buffer.from('first batch'), Buffer.from('second')];

const HEADER: PeerHeader = {
  messages: [
    {
      topicId: TOPIC_ID,
      partition: 3,
      appendEntries: {
        term: 7,
        prevLogIndex: { nextOffset: 2 ** 40, ordinal: 1 },
        prevLogTerm: 6,
        leaderCommit: { nextOffset: 5 },
        entries: BATCHES.map((batch, i) => ({
          end: { nextOffset: 2 ** 40 + 1 + i },
          term: 7,
          size: batch.length,
        })),
      },
    },
  ],
  leadership: [{ topicId: TOPIC_ID, partition: 3, term: 7, leader: 0, inSyncReplicas: [0, 2] }],
  requests: [{ id: 9, body: Buffer.from('body'), payloadSizes: [] }],
};

const FRAME = Buffer.concat(joinFrame(HEADER, BATCHES));

describe('a peer frame', () => {
  it('goes out with its payloads as they are, and is split into views', () => {
    const chunks = joinFrame(HEADER, BATCHES);
    expect(chunks.slice(2)).toEqual(BATCHES);
    expect(chunks[2]).toBe(BATCHES[0]);
    const { header, payload } = splitFrame(FRAME);
    expect(header).toMatchObject(HEADER);
    expect(payload.buffer).toBe(FRAME.buffer);
    expect(Buffer.from(payload).toString()).toBe('first batchsecond');
  });

  it('may be empty of everything', () => {
    const { header, payload } = splitFrame(Buffer.concat(joinFrame({}, [])));
    expect(header.messages).toHaveLength(0);
    expect(payload).toHaveLength(0);
  });

  it('tells node 0 as leader from no leader', () => {
    const rows = [{ leader: 0 }, { leader: null }];
    const { header } = splitFrame(Buffer.concat(joinFrame({ leadership: rows }, [])));
    expect(header.leadership.map(({ leader }) => leader)).toEqual([0, null]);
  });

  it('that is cut off inside its header is malformed', () => {
    const headerEnd = FRAME.length - 'first batchsecond'.length;
    for (let length = 0; length < headerEnd; length += 1) {
      expect(() => splitFrame(FRAME.subarray(0, length))).toThrow(MalformedBytes);
    }
  });

  it('with any changed byte before the payload is malformed', () => {
    const headerEnd = FRAME.length - 'first batchsecond'.length;
    for (let at = 0; at < headerEnd; at += 1) {
      for (const change of [1, 0x80, 0xff]) {
        const copy = Buffer.from(FRAME);
        copy[at] = copy[at]! ^ change;
        expect(() => splitFrame(copy)).toThrow(MalformedBytes);
      }
    }
  });

  it('whose checksum is true and whose header is nonsense is malformed', () => {
    const nonsense = Buffer.from('not a header at all');
    const prefix = Buffer.alloc(8);
    prefix.writeUInt32BE(nonsense.length);
    prefix.writeUInt32BE(crc32c(nonsense), 4);
    expect(() => splitFrame(Buffer.concat([prefix, nonsense]))).toThrow(MalformedBytes);
  });

  it('that claims a gigantic header is refused before anything is looked at', () => {
    const prefix = Buffer.alloc(8);
    prefix.writeUInt32BE(PEER_HEADER_BYTES_MAX + 1);
    expect(() => splitFrame(prefix)).toThrow('a header of');
  });
});
