/** Record batches as producers send them: what the broker takes must be readable by everyone. */
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { installGzipCodec } from '../../../src/node/gzip-codec.ts';
import { BatchBuilder } from '../../../src/record/batch-builder.ts';
import {
  attributesAt,
  BATCH_HEADER_BYTES,
  COMPRESSION_MASK,
  crcIsTrue,
  stampCrc,
  stampLogAppendTime,
} from '../../../src/record/batch-header.ts';
import { CodecMissing } from '../../../src/record/compression.ts';
import { decodeMarker, encodeMarker } from '../../../src/record/marker.ts';
import { iterateRecords, type RecordView } from '../../../src/record/records.ts';
import { validateIncomingBatch } from '../../../src/record/validate.ts';
import { position } from '../../../src/model/position.ts';
import { goldenBytes, goldenNames } from '../../support/golden-bytes.ts';
import { bytesOf, simpleBatch } from '../../unit/record/samples.ts';
import { Finding } from '../finding.ts';
import { requireProportion, requireSame } from '../oracle.ts';
import { seedOf, type Mark, type Seed } from '../seed.ts';
import { accepted, type Target } from '../target.ts';

const DECOMPRESSED_BYTES_MAX = 256 * 1024;
const LIMITS = { bytesMax: 1_048_588, nowMs: 1_700_000_000_000 };

/** Base offset, length, epoch, magic, CRC, attributes, last offset delta, ... and the first record. */
const MARKS: readonly Mark[] = [
  { at: 0, width: 8 },
  { at: 8, width: 4 },
  { at: 12, width: 4 },
  { at: 16, width: 1 },
  { at: 21, width: 2 },
  { at: 23, width: 4 },
  { at: 27, width: 8 },
  { at: 35, width: 8 },
  { at: 43, width: 8 },
  { at: 51, width: 2 },
  { at: 53, width: 4 },
  { at: 57, width: 4 },
  ...[61, 62, 63, 64, 65, 66, 67].map((at): Mark => ({ at, width: 0 })),
];

export const batch: Target = {
  name: 'batch',
  what: 'validateIncomingBatch, then the records; what was taken can be read, and built again from its records',
  refusals: [MalformedBytes, BrokerError, CodecMissing],
  weight: 160,
  seeds: () => {
    installGzipCodec();
    return batchSeeds();
  },
  run: (input) => {
    const header = validateIncomingBatch(input, LIMITS);
    if (!crcIsTrue(input))
      throw new Finding('differential', 'a batch was taken with a false checksum');
    const compression = header.attributes & COMPRESSION_MASK;
    const records = compression === 0 ? readTaken(input) : readCompressed(input);
    if (records.length !== header.recordsCount && compression === 0) {
      throw new Finding('differential', `${header.recordsCount} records became ${records.length}`);
    }
    if (compression === 0) requireProportion(records, input);
    // A time beyond 2^53 is read as near as a number comes to it, and never written.
    if (records.every(({ timestampMs }) => Number.isSafeInteger(timestampMs))) {
      requireSame(records, rebuilt(records), 'the records built again');
    }
    stampLogAppendTime(input, LIMITS.nowMs);
    return accepted(
      `compression ${compression} headers ${records.some((one) => one.headers.length > 0)}`,
    );
  },
  repair,
};

/** `validateIncomingBatch` promises that every consumer gets past what it took. */
function readTaken(input: Uint8Array): RecordView[] {
  try {
    return [...iterateRecords(input, DECOMPRESSED_BYTES_MAX)];
  } catch (error) {
    if (!(error instanceof MalformedBytes)) throw error;
    throw new Finding('differential', `taken, and cannot be read: ${error.message}`);
  }
}

/** The broker does not look into these. */
function readCompressed(input: Uint8Array): RecordView[] {
  return [...iterateRecords(input, DECOMPRESSED_BYTES_MAX)];
}

/** Built and read again. A compressed batch may have gaps in its offsets, which the builder does not make. */
function rebuilt(records: readonly RecordView[]): readonly RecordView[] {
  if (records.length === 0) return records;
  const builder = new BatchBuilder();
  for (const record of records) builder.append(record);
  const again = [...iterateRecords(builder.finish())];
  return again.map((record, i) => ({ ...record, offset: records[i]?.offset ?? -1 }));
}

function repair(input: Uint8Array): void {
  if (input.length < BATCH_HEADER_BYTES) return;
  new DataView(input.buffer, input.byteOffset).setInt32(8, input.length - 12);
  stampCrc(input);
}

export function batchSeeds(): Seed[] {
  const golden = goldenNames()
    .filter((name) => !name.startsWith('marker-') && name !== 'log-append-time')
    .map((name) => goldenBytes(name));
  const headers = [
    { key: 'trace', value: bytesOf('a1b2') },
    { key: '', value: null },
  ];
  const own = [
    simpleBatch(1),
    simpleBatch(3),
    simpleBatch(40),
    simpleBatch(3, { producer: { id: 17, epoch: 2, baseSequence: 9 } }),
    simpleBatch(5, { compression: 1 }),
    headered([{ key: bytesOf('k'), value: null, headers, timestampMs: 1_700_000_000_000 }]),
    headered([
      { key: null, value: bytesOf('v'.repeat(200)), headers: [], timestampMs: 5 },
      { key: bytesOf(''), value: bytesOf(''), headers, timestampMs: 3 },
    ]),
  ];
  return [...golden, ...own].map((bytes) => seedOf(bytes, MARKS));
}

function headered(records: Parameters<BatchBuilder['append']>[0][]): Uint8Array {
  const builder = new BatchBuilder();
  for (const record of records) builder.append(record);
  return builder.finish();
}

/** Raft's own entries, whose bodies other brokers and files carry too. */
export const marker: Target = {
  name: 'marker',
  what: 'decodeMarker; encoded again it is the same',
  refusals: [MalformedBytes],
  weight: 60,
  seeds: () =>
    goldenNames()
      .filter((name) => name.startsWith('marker-'))
      .map((name) => seedOf(goldenBytes(name), MARKS)),
  run: (input) => {
    if (input.length < BATCH_HEADER_BYTES) throw new MalformedBytes('shorter than a header');
    const view = new DataView(input.buffer, input.byteOffset);
    const at = position(Math.max(0, view.getInt32(4)), 3);
    const entry = decodeMarker(input, at);
    requireProportion(entry, input);
    requireSame(entry, decodeMarker(encodeMarker(entry), at), 'a marker');
    return accepted(`${entry.kind} ${attributesAt(input)}`);
  },
  repair,
};
