// Goal: what one broker says reaches the other as it was said, and damaged frames are refused, never believed.
// Method: every kind of item there and back; every truncation and every flipped byte of a frame.
import { describe, expect, test } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { decodePeerFrame, encodePeerFrame } from '../../../src/host/peer-codec.ts';
import type { PeerItem } from '../../../src/host/peer-item.ts';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import type { Configuration, LogEntry } from '../../../src/model/log-entry.ts';
import { afterBatch, afterMarker, position } from '../../../src/model/position.ts';
import type { Message } from '../../../src/raft/messages.ts';
import { BatchBuilder } from '../../../src/record/batch-builder.ts';
import { stampBatch } from '../../../src/record/batch-header.ts';

const GROUP = { topicId: uuid('AAAAAAAAAAAAAAAAAAAABQ'), partition: 7 };
const REPLICA = { nodeId: nodeId(2), directoryId: uuid('AAAAAAAAAAAAAAAAAAAACQ') };
const SIMPLE: Configuration = { voters: [REPLICA], learners: [] };
const JOINT: Configuration = { voters: [REPLICA], learners: [REPLICA], oldVoters: [] };
const START = position(40, 1);

function batchEntry(prev: typeof START, values: readonly string[]): LogEntry {
  const builder = new BatchBuilder();
  for (const value of values) {
    builder.append({ key: null, value: new TextEncoder().encode(value), timestampMs: 5 });
  }
  const bytes = builder.finish();
  stampBatch(bytes, prev.nextOffset, 6);
  return { kind: 'batch', prev, end: afterBatch(prev, values.length), term: term(6), bytes };
}

function entries(): LogEntry[] {
  const first = batchEntry(START, ['a', 'b', 'c']);
  const marker: LogEntry = {
    kind: 'term-start',
    prev: first.end,
    end: afterMarker(first.end),
    term: term(7),
  };
  const configuration: LogEntry = {
    kind: 'configuration',
    prev: marker.end,
    end: afterMarker(marker.end),
    term: term(7),
    configuration: JOINT,
  };
  return [first, marker, configuration];
}

const MESSAGES: readonly Message[] = [
  {
    kind: 'request-vote',
    isPreVote: true,
    term: term(0),
    lastLogIndex: position(0, 0),
    lastLogTerm: term(0),
    isLeadershipTransfer: false,
  },
  { kind: 'request-vote-response', isPreVote: false, term: term(9), voteGranted: true },
  {
    kind: 'append-entries',
    term: term(7),
    prevLogIndex: START,
    prevLogTerm: term(5),
    entries: entries(),
    leaderCommit: position(3, 0),
    readContext: 12,
  },
  {
    kind: 'append-entries-response',
    term: term(7),
    readContext: 0,
    result: { kind: 'success', matchIndex: position(0, 0) },
  },
  {
    kind: 'append-entries-response',
    term: term(7),
    readContext: 1,
    result: {
      kind: 'rejected',
      prevLogIndex: START,
      prevLogTerm: term(5),
      hint: { position: position(3, 2), term: term(0) },
    },
  },
  {
    kind: 'install-snapshot',
    term: term(7),
    base: { position: START, term: term(5), configuration: SIMPLE },
    logStartOffset: 38,
    state: Uint8Array.of(1, 2, 3),
  },
  { kind: 'timeout-now', term: term(7) },
];

const ITEMS: readonly PeerItem[] = [
  ...MESSAGES.map((message): PeerItem => ({ kind: 'group', group: GROUP, message })),
  {
    kind: 'leadership',
    rows: [
      { group: GROUP, term: term(4), leader: nodeId(0), inSync: [nodeId(0), nodeId(2)] },
      { group: GROUP, term: term(5), leader: undefined, inSync: [] },
    ],
  },
  {
    kind: 'beats',
    sequence: 7,
    beats: [
      { group: GROUP, term: term(3), commitIndex: START },
      { group: { ...GROUP, partition: 0 }, term: term(1), commitIndex: position(0, 1) },
    ],
  },
  { kind: 'beat-answer', sequence: 7, refused: [1] },
  {
    kind: 'request',
    id: 4,
    body: Uint8Array.of(9),
    payloads: [Uint8Array.of(1, 2), new Uint8Array()],
  },
  { kind: 'response', id: 5, body: new Uint8Array(), payloads: [Uint8Array.of(7)] },
];

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function frameOf(items: readonly PeerItem[]): Uint8Array {
  return join(encodePeerFrame(items));
}

/** Views and arrays of equal bytes are equal here. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

describe('the frames between brokers', () => {
  test.each(
    ITEMS.map((item) => [item.kind === 'group' ? item.message.kind : item.kind, item] as const),
  )('%s goes there and back', (_, item) => {
    expect(plain(decodePeerFrame(frameOf([item])))).toEqual(plain([item]));
  });

  test('many items share a frame, each with its own payload', () => {
    expect(plain(decodePeerFrame(frameOf(ITEMS)))).toEqual(plain(ITEMS));
  });

  test('every truncation is refused with a typed error', () => {
    const frame = frameOf(ITEMS);
    for (let length = 0; length < frame.length; length += 1) {
      expect(() => decodePeerFrame(frame.subarray(0, length)), `${length} bytes`).toThrow(
        MalformedBytes,
      );
    }
  });

  test('every flipped byte of a replicated batch or its header is refused with a typed error', () => {
    const frame = frameOf([ITEMS[2]!]);
    for (let at = 0; at < frame.length; at += 1) {
      const damaged = frame.slice();
      damaged[at]! ^= 0x41;
      expect(() => decodePeerFrame(damaged), `byte ${at}`).toThrow(MalformedBytes);
    }
  });

  test('bytes that belong to nothing are refused', () => {
    const frame = join([frameOf(ITEMS), Uint8Array.of(0)]);
    expect(() => decodePeerFrame(frame)).toThrow(/belong to nothing/);
  });
});
