/**
 * The 61 bytes in front of every record batch v2, read and patched where they lie (docs/formats/record-batch.md).
 *
 * The single-field readers take no DataView: one costs more to make than the field to read. They trust that
 * 61 bytes are there at `at`; `readBatchHeader` checks it. Bytes 0 to 20 (base offset, length, leader epoch, magic)
 * are outside of the batch's CRC, so a broker may patch them without touching it.
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import { crc32c } from '../base/crc32c.ts';
import { invariant } from '../base/invariant.ts';

export const BATCH_HEADER_BYTES = 61;
/** Base offset and batchLength itself, which batchLength does not count. */
export const BATCH_OVERHEAD_BYTES = 12;
export const MAGIC_V2 = 2;
/** The CRC covers everything from the attributes on. */
export const CRC_FROM = 21;

export const COMPRESSION_MASK = 0x07;
export const LOG_APPEND_TIME_BIT = 0x08;
export const TRANSACTIONAL_BIT = 0x10;
export const CONTROL_BIT = 0x20;

/** Kafka's -1 of a batch without idempotent producer, for id, epoch and sequence; also "no timestamp". */
export const NONE = -1;

export interface BatchHeader {
  readonly baseOffset: number;
  /** Without the first 12 bytes. */
  readonly batchLength: number;
  readonly leaderEpoch: number;
  readonly magic: number;
  readonly crc: number;
  readonly attributes: number;
  /** -1 in a marker (marker.ts), else the number of offsets less one. */
  readonly lastOffsetDelta: number;
  readonly baseTimestamp: number;
  readonly maxTimestamp: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly recordsCount: number;
}

function int16At(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) >> 16) | bytes[at + 1]!;
}

function int32At(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** Exact for safe integers, rounded beyond them; who reads foreign bytes asks Number.isSafeInteger. */
function int64At(bytes: Uint8Array, at: number): number {
  return int32At(bytes, at) * 0x1_0000_0000 + (int32At(bytes, at + 4) >>> 0);
}

function setInt32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

function setInt64(bytes: Uint8Array, at: number, value: number): void {
  setInt32(bytes, at, Math.floor(value / 0x1_0000_0000));
  setInt32(bytes, at + 4, value);
}

/** The whole batch, first byte to last. The claim of the bytes themselves: check it before you trust it. */
export function batchSizeAt(bytes: Uint8Array, at = 0): number {
  return BATCH_OVERHEAD_BYTES + int32At(bytes, at + 8);
}

export function baseOffsetAt(bytes: Uint8Array, at = 0): number {
  return int64At(bytes, at);
}

export function leaderEpochAt(bytes: Uint8Array, at = 0): number {
  return int32At(bytes, at + 12);
}

export function magicAt(bytes: Uint8Array, at = 0): number {
  return (bytes[at + 16]! << 24) >> 24;
}

export function crcAt(bytes: Uint8Array, at = 0): number {
  return int32At(bytes, at + 17) >>> 0;
}

export function attributesAt(bytes: Uint8Array, at = 0): number {
  return int16At(bytes, at + 21);
}

export function lastOffsetDeltaAt(bytes: Uint8Array, at = 0): number {
  return int32At(bytes, at + 23);
}

export function baseTimestampAt(bytes: Uint8Array, at = 0): number {
  return int64At(bytes, at + 27);
}

export function maxTimestampAt(bytes: Uint8Array, at = 0): number {
  return int64At(bytes, at + 35);
}

export function producerIdAt(bytes: Uint8Array, at = 0): number {
  return int64At(bytes, at + 43);
}

export function producerEpochAt(bytes: Uint8Array, at = 0): number {
  return int16At(bytes, at + 51);
}

export function baseSequenceAt(bytes: Uint8Array, at = 0): number {
  return int32At(bytes, at + 53);
}

export function recordsCountAt(bytes: Uint8Array, at = 0): number {
  return int32At(bytes, at + 57);
}

export function readBatchHeader(bytes: Uint8Array, at = 0): BatchHeader {
  if (at < 0 || bytes.length - at < BATCH_HEADER_BYTES) {
    throw new MalformedBytes(`a batch header has 61 bytes, ${bytes.length - at} are left`);
  }
  return {
    baseOffset: baseOffsetAt(bytes, at),
    batchLength: batchSizeAt(bytes, at) - BATCH_OVERHEAD_BYTES,
    leaderEpoch: leaderEpochAt(bytes, at),
    magic: magicAt(bytes, at),
    crc: crcAt(bytes, at),
    attributes: attributesAt(bytes, at),
    lastOffsetDelta: lastOffsetDeltaAt(bytes, at),
    baseTimestamp: baseTimestampAt(bytes, at),
    maxTimestamp: maxTimestampAt(bytes, at),
    producerId: producerIdAt(bytes, at),
    producerEpoch: producerEpochAt(bytes, at),
    baseSequence: baseSequenceAt(bytes, at),
    recordsCount: recordsCountAt(bytes, at),
  };
}

/** Of exactly one batch, from its first byte to its last. */
export function crcIsTrue(batchBytes: Uint8Array): boolean {
  if (batchBytes.length < BATCH_HEADER_BYTES) return false;
  return crc32c(batchBytes.subarray(CRC_FROM)) === crcAt(batchBytes);
}

/** What the leader writes into a batch before it proposes it. The CRC stays true. */
export function stampBatch(bytes: Uint8Array, baseOffset: number, leaderEpoch: number): void {
  invariant(Number.isSafeInteger(baseOffset) && baseOffset >= 0, 'a base offset is not negative');
  setInt64(bytes, 0, baseOffset);
  setInt32(bytes, 12, leaderEpoch);
}

/** For a topic with LogAppendTime: readers then take maxTimestamp for every record of the batch. */
export function stampLogAppendTime(batchBytes: Uint8Array, timestampMs: number): void {
  const attributes = attributesAt(batchBytes) | LOG_APPEND_TIME_BIT;
  batchBytes[21] = attributes >>> 8;
  batchBytes[22] = attributes;
  stampMaxTimestamp(batchBytes, timestampMs);
}

/** Sets maxTimestamp and the CRC that follows from it. */
export function stampMaxTimestamp(batchBytes: Uint8Array, timestampMs: number): void {
  invariant(Number.isSafeInteger(timestampMs), 'a timestamp is a safe integer');
  setInt64(batchBytes, 35, timestampMs);
  stampCrc(batchBytes);
}

/** KIP-98: whose batch it is, and the place of its first record among all that this producer wrote to the partition. */
export interface BatchProducer {
  readonly id: number;
  readonly epoch: number;
  readonly baseSequence: number;
}

/** Sequences are 31 bits wide, and 0 comes after the last. */
export const SEQUENCE_COUNT = 0x8000_0000;

/** For a batch that goes out under another epoch: nothing else of it changes. */
export function stampProducer(batchBytes: Uint8Array, producer: BatchProducer): void {
  setInt64(batchBytes, 43, producer.id);
  batchBytes[51] = producer.epoch >>> 8;
  batchBytes[52] = producer.epoch;
  setInt32(batchBytes, 53, producer.baseSequence);
  stampCrc(batchBytes);
}

export function stampCrc(batchBytes: Uint8Array): void {
  setInt32(batchBytes, 17, crc32c(batchBytes.subarray(CRC_FROM)));
}

/** Everything from attributes to recordsCount; base offset and leader epoch are 0 until a leader stamps them. */
export type BatchHeaderFields = Omit<
  BatchHeader,
  'batchLength' | 'crc' | 'magic' | 'baseOffset' | 'leaderEpoch'
>;

/** Writes the header of the batch that fills `batchBytes`, whose records are in place already, and its CRC. */
export function writeBatchHeader(batchBytes: Uint8Array, fields: BatchHeaderFields): void {
  invariant(batchBytes.length >= BATCH_HEADER_BYTES, 'there is room for the header');
  setInt64(batchBytes, 0, 0);
  setInt32(batchBytes, 8, batchBytes.length - BATCH_OVERHEAD_BYTES);
  setInt32(batchBytes, 12, 0);
  batchBytes[16] = MAGIC_V2;
  batchBytes[21] = fields.attributes >>> 8;
  batchBytes[22] = fields.attributes;
  setInt32(batchBytes, 23, fields.lastOffsetDelta);
  setInt64(batchBytes, 27, fields.baseTimestamp);
  setInt64(batchBytes, 35, fields.maxTimestamp);
  setInt64(batchBytes, 43, fields.producerId);
  batchBytes[51] = fields.producerEpoch >>> 8;
  batchBytes[52] = fields.producerEpoch;
  setInt32(batchBytes, 53, fields.baseSequence);
  setInt32(batchBytes, 57, fields.recordsCount);
  stampCrc(batchBytes);
}

/** The same batch with its records in another compression; its CRC follows. The old one must have been checked before. */
export function replaceRecords(
  batchBytes: Uint8Array,
  records: Uint8Array,
  compression: number,
): Uint8Array {
  invariant(batchBytes.length >= BATCH_HEADER_BYTES, 'a batch has a header');
  const replaced = new Uint8Array(BATCH_HEADER_BYTES + records.length);
  replaced.set(batchBytes.subarray(0, BATCH_HEADER_BYTES));
  replaced.set(records, BATCH_HEADER_BYTES);
  setInt32(replaced, 8, replaced.length - BATCH_OVERHEAD_BYTES);
  const attributes = (attributesAt(batchBytes) & ~COMPRESSION_MASK) | compression;
  replaced[21] = attributes >>> 8;
  replaced[22] = attributes;
  stampCrc(replaced);
  return replaced;
}
