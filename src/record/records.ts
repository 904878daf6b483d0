/** The records of a batch as people read them: absolute offsets and timestamps, views instead of copies. */
import { MalformedBytes } from '../base/byte-reader.ts';
import {
  attributesAt,
  baseOffsetAt,
  baseTimestampAt,
  BATCH_HEADER_BYTES,
  batchSizeAt,
  COMPRESSION_MASK,
  lastOffsetDeltaAt,
  LOG_APPEND_TIME_BIT,
  MAGIC_V2,
  magicAt,
  maxTimestampAt,
  recordsCountAt,
} from './batch-header.ts';
import { decompressRecords } from './compression.ts';
import { RecordCursor, type RecordHeader } from './record-cursor.ts';

export type { RecordHeader } from './record-cursor.ts';

/** Views into the batch (into the decompressed records if it is compressed); copy what outlives it. */
export interface RecordView {
  readonly offset: number;
  readonly timestampMs: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
}

/** A batch of max.message.bytes (1 MiB) that decompresses to more than this is taken for a bomb. */
export const DECOMPRESSED_BYTES_MAX = 64 * 1024 * 1024;

const NO_HEADERS: readonly RecordHeader[] = Object.freeze([]);

/**
 * Exactly one whole batch. Offsets rise but may have gaps (compaction). Throws MalformedBytes at the first
 * contradiction, and CodecMissing for a compression that is not installed. A marker has no records.
 * The CRC is not looked at: whoever read the bytes from somewhere has verified it.
 */
export function* iterateRecords(
  batchBytes: Uint8Array,
  decompressedBytesMax = DECOMPRESSED_BYTES_MAX,
): Generator<RecordView, void, undefined> {
  checkFrame(batchBytes);
  const count = recordsCountAt(batchBytes);
  const lastOffsetDelta = lastOffsetDeltaAt(batchBytes);
  if (count === 0 && lastOffsetDelta === -1) return;
  const baseOffset = baseOffsetAt(batchBytes);
  const attributes = attributesAt(batchBytes);
  const baseTimestamp = baseTimestampAt(batchBytes);
  const appendTime =
    (attributes & LOG_APPEND_TIME_BIT) === 0 ? undefined : maxTimestampAt(batchBytes);
  const cursor = openRecords(batchBytes, decompressedBytesMax);
  let previousDelta = -1;
  while (cursor.next()) {
    const delta = cursor.offsetDelta;
    if (delta <= previousDelta || delta > lastOffsetDelta) {
      throw new MalformedBytes(`offset delta ${delta} is out of order or out of the batch`);
    }
    previousDelta = delta;
    yield {
      offset: baseOffset + delta,
      timestampMs: appendTime ?? baseTimestamp + cursor.timestampDelta,
      key: cursor.key(),
      value: cursor.value(),
      headers: cursor.headersCount === 0 ? NO_HEADERS : cursor.headers(),
    };
  }
}

/** A cursor before the first record, over decompressed bytes if need be. The frame is checked already. */
export function openRecords(batchBytes: Uint8Array, decompressedBytesMax: number): RecordCursor {
  const count = recordsCountAt(batchBytes);
  if (count < 0) throw new MalformedBytes(`a batch has ${count} records`);
  const compression = attributesAt(batchBytes) & COMPRESSION_MASK;
  if (compression === 0) return new RecordCursor(batchBytes, BATCH_HEADER_BYTES, count);
  const compressed = batchBytes.subarray(BATCH_HEADER_BYTES);
  return new RecordCursor(
    decompressRecords(compression, compressed, decompressedBytesMax),
    0,
    count,
  );
}

function checkFrame(batchBytes: Uint8Array): void {
  if (batchBytes.length < BATCH_HEADER_BYTES) throw new MalformedBytes('a batch is cut off');
  if (batchSizeAt(batchBytes) !== batchBytes.length) {
    throw new MalformedBytes('the bytes are not exactly one batch');
  }
  if (magicAt(batchBytes) !== MAGIC_V2) throw new MalformedBytes('the batch is not format v2');
}
