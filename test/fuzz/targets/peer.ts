/** What comes from other brokers: the greeting, to which anyone can connect, and the frames behind it. */
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { crc32c } from '../../../src/base/crc32c.ts';
import { decodePeerFrame, encodePeerFrame } from '../../../src/host/peer-codec.ts';
import { decodeHello, encodeHello, type Hello } from '../../../src/host/peer-hello.ts';
import type { PeerItem } from '../../../src/host/peer-item.ts';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import type { LogEntry } from '../../../src/model/log-entry.ts';
import { ORIGIN, position } from '../../../src/model/position.ts';
import { flotilla } from '../../../src/protocol/generated/peer.js';
import type { Message } from '../../../src/raft/messages.ts';
import { BATCH_HEADER_BYTES, stampCrc } from '../../../src/record/batch-header.ts';
import { configurationOf, EntryMaker, GROUP } from '../../support/log-entries.ts';
import { protobufMarks } from '../marks.ts';
import { requireProportion, requireSame } from '../oracle.ts';
import { joined, seedOf, type Seed } from '../seed.ts';
import { accepted, type Target } from '../target.ts';

const ID = uuid('AAAAAAAAAAAAAAAAAAAABA');
const HELLO: Hello = { nodeId: nodeId(3), clusterId: ID, directoryId: ID, formatId: ID };
const PREFIX_BYTES = 8;

export const peerHello: Target = {
  name: 'peer-hello',
  what: 'decodeHello; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 40,
  seeds: () =>
    [
      encodeHello({ kind: 'hello', hello: HELLO }),
      encodeHello({ kind: 'welcome' }),
      encodeHello({ kind: 'refusal', reason: 'an other cluster é' }),
    ].map((bytes) => seedOf(bytes)),
  run: (input) => {
    const opening = decodeHello(input);
    requireSame(opening, decodeHello(encodeHello(opening)), 'a greeting');
    return accepted(opening.kind);
  },
};

export const peerFrame: Target = {
  name: 'peer-frame',
  what: 'decodePeerFrame: all of Raft, beats, leaderships, forwarded requests; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 100,
  seeds: peerSeeds,
  run: (input) => {
    const items = decodePeerFrame(input);
    requireProportion(items, input);
    requireSame(items, decodePeerFrame(joined(encodePeerFrame(items))), 'a peer frame');
    return accepted(items.map(kindOf).sort().slice(0, 3).join(' '));
  },
  repair,
};

function kindOf(item: PeerItem): string {
  return item.kind === 'group' ? item.message.kind : item.kind;
}

function entries(): LogEntry[] {
  const maker = new EntryMaker(position(40, 1), 7);
  return [maker.batch({ records: 3 }), maker.termStart(), maker.configuration(1, 2), maker.batch()];
}

function messages(): Message[] {
  const configuration = configurationOf(1, 2, 3);
  const base = { position: position(40, 1), term: term(5), configuration };
  const joint = { ...base, configuration: { ...configuration, oldVoters: configuration.voters } };
  const reply = { kind: 'append-entries-response', term: term(7), readContext: 1 } as const;
  const rejected = {
    kind: 'rejected',
    prevLogIndex: ORIGIN,
    prevLogTerm: term(5),
    hint: { position: position(3, 2), term: term(1) },
  } as const;
  return [
    {
      kind: 'request-vote',
      isPreVote: true,
      term: term(9),
      lastLogIndex: position(7, 1),
      lastLogTerm: term(8),
      isLeadershipTransfer: true,
    },
    { kind: 'request-vote-response', isPreVote: false, term: term(9), voteGranted: true },
    {
      kind: 'append-entries',
      term: term(7),
      prevLogIndex: position(40, 1),
      prevLogTerm: term(5),
      entries: entries(),
      leaderCommit: position(3, 1),
      readContext: 12,
    },
    { ...reply, result: { kind: 'success', matchIndex: position(9, 4) } },
    { ...reply, result: rejected },
    ...[base, joint].map((one): Message => {
      const state = Uint8Array.of(1, 2, 3);
      return { kind: 'install-snapshot', term: term(7), base: one, logStartOffset: 38, state };
    }),
    { kind: 'timeout-now', term: term(7) },
  ];
}

function peerSeeds(): Seed[] {
  const group = GROUP;
  const items: PeerItem[] = [
    ...messages().map((message): PeerItem => ({ kind: 'group', group, message })),
    {
      kind: 'leadership',
      rows: [
        { group, term: term(4), leader: nodeId(1), inSync: [nodeId(1), nodeId(2)] },
        { group, term: term(5), leader: undefined, inSync: [] },
      ],
    },
    { kind: 'beats', sequence: 7, beats: [{ group, term: term(3), commitIndex: position(5, 2) }] },
    { kind: 'beat-answer', sequence: 7, refused: [0, 3] },
    { kind: 'request', id: 5, body: Uint8Array.of(1, 2), payloads: [Uint8Array.of(9, 9, 9)] },
    { kind: 'response', id: 6, body: Uint8Array.of(3), payloads: [] },
  ];
  return [...items.map((item) => [item]), items].map((frame) => {
    const bytes = joined(encodePeerFrame(frame));
    const headerBytes = new DataView(bytes.buffer).getUint32(0);
    return seedOf(bytes, protobufMarks(bytes, PREFIX_BYTES, PREFIX_BYTES + headerBytes));
  });
}

/** The checksum of the header, and of each batch that it says is there. */
function repair(input: Uint8Array): void {
  if (input.length < PREFIX_BYTES) return;
  const view = new DataView(input.buffer, input.byteOffset);
  const headerBytes = Math.min(view.getUint32(0), input.length - PREFIX_BYTES);
  view.setUint32(0, headerBytes);
  const header = input.subarray(PREFIX_BYTES, PREFIX_BYTES + headerBytes);
  view.setUint32(4, crc32c(header));
  let at = PREFIX_BYTES + headerBytes;
  for (const size of batchSizesIn(header)) {
    if (size > input.length - at) return;
    if (size >= BATCH_HEADER_BYTES) stampCrc(input.subarray(at, at + size));
    at += size;
  }
}

function batchSizesIn(header: Uint8Array): number[] {
  try {
    const { messages: sent } = flotilla.peer.v1.PeerFrame.decode(header);
    return sent.flatMap(({ appendEntries }) =>
      (appendEntries?.entries ?? []).flatMap(({ kind, size }) => (kind ? [] : [size ?? 0])),
    );
  } catch {
    return [];
  }
}
