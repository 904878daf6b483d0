/** The files of a data directory, each by its decoder. recovery.ts has them together, as they lie on a disk. */
import { crc32c } from '../../../src/base/crc32c.ts';
import { nodeId, offset, term, uuid } from '../../../src/model/ids.ts';
import { ORIGIN, position } from '../../../src/model/position.ts';
import { groupKey } from '../../../src/model/topic-partition.ts';
import {
  decodeHardStateFile,
  encodeHardStateBlock,
  encodeHardStateFile,
  encodeVoucher,
} from '../../../src/storage/hard-state-file.ts';
import {
  decodeIndexFiles,
  encodeIndex,
  encodeTimeIndex,
} from '../../../src/storage/index-files.ts';
import {
  decodeCleanStop,
  decodeLogStart,
  decodeProducerState,
  decodeTailRewrite,
  encodeCleanStop,
  encodeLogStart,
  encodeProducerState,
  encodeTailRewrite,
} from '../../../src/storage/log-files.ts';
import { LogDamage } from '../../../src/storage/log.ts';
import {
  decodeMeta,
  encodeMeta,
  type MetaProperties,
} from '../../../src/storage/meta-properties.ts';
import { encodeGroupIdentity } from '../../../src/storage/seal.ts';
import { Segment } from '../../../src/storage/segment.ts';
import { StorageRefused } from '../../../src/storage/storage-refused.ts';
import { configurationOf, GROUP } from '../../support/log-entries.ts';
import { requireProportion, requireSame } from '../oracle.ts';
import { joined, seedOf, type Mark, type Seed } from '../seed.ts';
import { accepted, refused, type Target } from '../target.ts';

export const IDENTITY = encodeGroupIdentity(GROUP);
const FRAME_BYTES_MIN = 16;
const INDEX_INTERVAL_BYTES = 200;
const ID = uuid('AAAAAAAAAAAAAAAAAAAABA');

/** Length and checksum of a framed file (storage/framed-file.ts). */
export function repairFrame(frame: Uint8Array): void {
  if (frame.length < FRAME_BYTES_MIN) return;
  const view = new DataView(frame.buffer, frame.byteOffset);
  view.setUint32(8, frame.length - FRAME_BYTES_MIN);
  view.setUint32(frame.length - 4, crc32c(frame.subarray(0, frame.length - 4)));
}

/** Behind the frame's head and the identity of the group, numbers may stand anywhere. */
function framedSeed(prefix: readonly number[], file: Uint8Array): Seed {
  const marks = Array.from({ length: Math.max(0, file.length - 32) }, (_, i): Mark => {
    return { at: prefix.length + 32 + i, width: 4 };
  });
  return seedOf(Uint8Array.of(...prefix, ...file), marks);
}

const LOG_START = {
  base: { position: position(12, 3), term: term(4), configuration: configurationOf(1, 2, 3) },
  logStartOffset: offset(12),
  state: Uint8Array.of(1, 2, 3, 4),
};
const { configuration } = LOG_START.base;
const JOINT = { ...configuration, oldVoters: configuration.voters };

interface FileKind {
  readonly name: string;
  readonly samples: readonly Uint8Array[];
  /** Decoded, encoded and decoded again. */
  read(bytes: Uint8Array): readonly [unknown, unknown];
}

function fileKind<T>(
  name: string,
  codec: {
    readonly decode: (identity: Uint8Array, bytes: Uint8Array) => T;
    readonly encode: (identity: Uint8Array, value: T) => Uint8Array;
  },
  samples: readonly T[],
): FileKind {
  return {
    name,
    samples: samples.map((sample) => codec.encode(IDENTITY, sample)),
    read: (bytes) => {
      const value = codec.decode(IDENTITY, bytes);
      return [value, codec.decode(IDENTITY, codec.encode(IDENTITY, value))];
    },
  };
}

const KINDS: readonly FileKind[] = [
  fileKind('log-start', { decode: decodeLogStart, encode: encodeLogStart }, [
    LOG_START,
    { ...LOG_START, base: { ...LOG_START.base, configuration: JOINT } },
  ]),
  fileKind('rewrite', { decode: decodeTailRewrite, encode: encodeTailRewrite }, [
    { segmentName: '00000000000000000012', filePosition: 700, bytes: new Uint8Array(20) },
  ]),
  fileKind('clean-stop', { decode: decodeCleanStop, encode: encodeCleanStop }, [
    { end: position(9, 4), lastSegment: { name: '00000000000000000000', bytes: 900 } },
    { end: ORIGIN, lastSegment: undefined },
  ]),
  fileKind('producer-state', { decode: decodeProducerState, encode: encodeProducerState }, [
    Uint8Array.of(5, 6, 7),
  ]),
];

/** The first byte says which file it is. */
export const logFiles: Target = {
  name: 'log-files',
  what: 'log-start, rewrite, clean-stop, producer-state; encoded again they are the same',
  refusals: [LogDamage],
  weight: 80,
  seeds: () =>
    KINDS.flatMap(({ samples }, kind) => samples.map((sample) => framedSeed([kind], sample))),
  run: (input) => {
    const kind = KINDS[input[0] ?? KINDS.length];
    if (kind === undefined) return refused('no such file');
    const [value, again] = kind.read(input.subarray(1));
    requireProportion(value, input);
    requireSame(value, again, kind.name);
    return accepted(kind.name);
  },
  repair: (input) => repairFrame(input.subarray(1)),
};

function sampleSegment(): Segment {
  const segment = new Segment(position(10, 2), INDEX_INTERVAL_BYTES);
  segment.end = position(30, 5);
  segment.bytes = 4000;
  segment.createdMs = 1000;
  segment.maxTimestampMs = 2000;
  segment.index.offsets.push(10, 20);
  segment.index.filePositions.push(0, 2000);
  segment.index.timestamps.push(1500, 2000);
  segment.index.timeOffsets.push(20, 30);
  return segment;
}

/** The length of `.index` in two bytes, `.index`, `.timeindex`. */
export const indexFiles: Target = {
  name: 'index-files',
  what: 'decodeIndexFiles (segment summary, epochs, offset and time index); encoded again they are the same',
  refusals: [LogDamage],
  weight: 80,
  seeds: () => {
    const segment = sampleSegment();
    const runs = [
      { term: term(4), from: position(10, 2), to: position(20, 3) },
      { term: term(6), from: position(20, 3), to: position(30, 5) },
    ];
    const configurations = [{ position: position(20, 4), configuration }];
    const summary = { segment, prevTerm: term(3), runs, configurations };
    const index = encodeIndex(IDENTITY, summary);
    const timeIndex = encodeTimeIndex(IDENTITY, segment);
    const prefix = [index.length >> 8, index.length & 0xff];
    return [framedSeed(prefix, joined([index, timeIndex]))];
  },
  run: (input) => {
    const summary = decodeIndexFiles(splitIndexes(input), IDENTITY, INDEX_INTERVAL_BYTES);
    requireProportion(summary, input);
    const index = encodeIndex(IDENTITY, summary);
    const timeIndex = encodeTimeIndex(IDENTITY, summary.segment);
    const again = decodeIndexFiles({ index, timeIndex }, IDENTITY, INDEX_INTERVAL_BYTES);
    requireSame(summary, again, 'an index');
    return accepted(`${Math.min(summary.runs.length, 4)} runs`);
  },
  repair: (input) => {
    const { index, timeIndex } = splitIndexes(input);
    repairFrame(index);
    repairFrame(timeIndex);
  },
};

function splitIndexes(input: Uint8Array): { index: Uint8Array; timeIndex: Uint8Array } {
  const length = ((input[0] ?? 0) << 8) | (input[1] ?? 0);
  return { index: input.subarray(2, 2 + length), timeIndex: input.subarray(2 + length) };
}

const HARD_STATE_BYTES = 64 * 1024;
const [HEADER_BYTES, VOUCHER_AT, VOUCHER_BYTES, BLOCKS_AT] = [16, 4096, 12, 8192];

/** Header, voucher and blocks without the zeros between them, which a run over 64 KiB would seldom miss. */
export const hardState: Target = {
  name: 'hard-state',
  what: 'decodeHardStateFile; what it gives, written anew, is the same',
  refusals: [StorageRefused],
  weight: 20,
  seeds: () => {
    const key = (partition: number) => groupKey({ topicId: ID, partition });
    const vote = (at: number, votedFor?: number) => {
      return {
        currentTerm: term(at),
        votedFor: votedFor === undefined ? undefined : nodeId(votedFor),
      };
    };
    const first = encodeHardStateFile([
      [key(0), vote(3, 1)],
      [key(1), vote(2)],
    ]);
    const block = encodeHardStateBlock(
      [
        [key(0), vote(4)],
        [key(1), undefined],
      ],
      first.end,
    );
    const file = first.bytes.slice();
    file.set(block, first.end);
    file.set(encodeVoucher(first.end + block.length), VOUCHER_AT);
    return [
      seedOf(dense(first.bytes, first.end), HARD_STATE_MARKS),
      seedOf(dense(file, first.end + block.length), HARD_STATE_MARKS),
    ];
  },
  run: (input) => {
    const { states } = decodeHardStateFile(spread(input), '/data/hard-state');
    requireProportion(states, input);
    const again = encodeHardStateFile([...states]).bytes;
    requireSame(states, decodeHardStateFile(again, '/data/hard-state').states, 'the hard state');
    return accepted(`${Math.min(states.size, 4)} groups`);
  },
  repair: repairHardState,
};

const HARD_STATE_MARKS: readonly Mark[] = [0, 4, 8, 16, 20, 28, 32, 36, 56, 60, 61, 65].map(
  (at) => {
    return { at, width: 4 };
  },
);

function dense(file: Uint8Array, end: number): Uint8Array {
  return joined([
    file.subarray(0, HEADER_BYTES),
    file.subarray(VOUCHER_AT, VOUCHER_AT + VOUCHER_BYTES),
    file.subarray(BLOCKS_AT, end),
  ]);
}

function spread(input: Uint8Array): Uint8Array {
  const file = new Uint8Array(HARD_STATE_BYTES);
  file.set(input.subarray(0, HEADER_BYTES));
  file.set(input.subarray(HEADER_BYTES, HEADER_BYTES + VOUCHER_BYTES), VOUCHER_AT);
  file.set(input.subarray(HEADER_BYTES + VOUCHER_BYTES), BLOCKS_AT);
  return file;
}

/** Of the header, of the voucher, and of each block as long as blocks follow each other. */
function repairHardState(input: Uint8Array): void {
  const view = new DataView(input.buffer, input.byteOffset, input.length);
  if (input.length < HEADER_BYTES + VOUCHER_BYTES) return;
  view.setUint32(12, crc32c(input.subarray(0, 12)));
  view.setUint32(24, crc32c(input.subarray(16, 24)));
  for (let at = HEADER_BYTES + VOUCHER_BYTES; at + 16 <= input.length;) {
    view.setUint32(at + 4, BLOCKS_AT + at - HEADER_BYTES - VOUCHER_BYTES);
    const end = at + 12 + view.getUint32(at + 8) * 29;
    if (end + 4 > input.length) return;
    view.setUint32(end, crc32c(input.subarray(at, end)));
    at = end + 4;
  }
}

const META: MetaProperties = {
  formatVersion: 1,
  clusterId: ID,
  nodeId: nodeId(2),
  directoryId: ID,
  formatId: ID,
  voters: [
    { nodeId: nodeId(1), host: '10.0.0.1', port: 9001, directoryId: ID },
    { nodeId: nodeId(2), host: '::1', port: 0, directoryId: ID },
  ],
};

export const metaProperties: Target = {
  name: 'meta-properties',
  what: 'decodeMeta; encoded again it is the same',
  refusals: [StorageRefused],
  weight: 40,
  seeds: () => [seedOf(encodeMeta(META)), seedOf(encodeMeta({ ...META, voters: [] }))],
  run: (input) => {
    const meta = decodeMeta(input, '/data/meta.properties');
    requireSame(meta, decodeMeta(encodeMeta(meta), '/data/meta.properties'), 'meta.properties');
    return accepted(`${Math.min(meta.voters.length, 3)} voters`);
  },
  repair: (input) => {
    const text = new TextDecoder().decode(input);
    const at = text.lastIndexOf('crc32c=');
    if (at < 0 || text.length !== input.length || text.length - at !== 16) return;
    const crc = crc32c(input.subarray(0, at)).toString(16).padStart(8, '0');
    input.set(new TextEncoder().encode(crc), at + 7);
  },
};
