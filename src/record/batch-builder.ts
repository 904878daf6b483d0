/**
 * Builds record batches, byte for byte as a Java or kafkajs client does: deltas to the first record's timestamp,
 * attributes 0 per record, -1 for null. On the client's hot path: one growing buffer, no object per record.
 */
import { invariant } from '../base/invariant.ts';
import {
  BATCH_HEADER_BYTES,
  type BatchProducer,
  LOG_APPEND_TIME_BIT,
  NONE,
  SEQUENCE_COUNT,
  writeBatchHeader,
} from './batch-header.ts';
import { compressRecords, type CompressionId } from './compression.ts';
import type { RecordHeader } from './record-cursor.ts';

export interface BatchBuilderOptions {
  readonly compression?: CompressionId;
  /** Of the first batch; the builder counts on for the next ones. */
  readonly producer?: BatchProducer;
  readonly timestampType?: 'create-time' | 'log-append-time';
  /** What the first batch is expected to take; later ones start at the size of the one before. */
  readonly capacityBytes?: number;
}

export interface NewRecord {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers?: readonly RecordHeader[];
  readonly timestampMs: number;
}

/** The most that a record takes besides its key, value and headers: length, attributes, deltas, four varints. */
const RECORD_OVERHEAD_BYTES_MAX = 5 + 1 + 8 + 5 + 5 + 5 + 5;
/** So that the next batch of the same size does not double its buffer for a last few bytes. */
const CAPACITY_SLACK_BYTES = 64;
/** `set` has a fixed cost that a loop over this many bytes stays below (measured). */
const LOOP_COPY_BYTES_MAX = 24;

const encoder = new TextEncoder();

export class BatchBuilder {
  private readonly options: BatchBuilderOptions;
  private buffer: Uint8Array;
  private at = BATCH_HEADER_BYTES;
  private recordsCount = 0;
  private baseTimestamp = 0;
  private maxTimestamp = 0;
  private nextSequence: number;

  constructor(options: BatchBuilderOptions = {}) {
    this.options = options;
    this.buffer = new Uint8Array(Math.max(options.capacityBytes ?? 1024, BATCH_HEADER_BYTES));
    this.nextSequence = options.producer?.baseSequence ?? NONE;
  }

  get count(): number {
    return this.recordsCount;
  }

  /** Never less than what `finish` will give: exact without compression. */
  get sizeBytes(): number {
    return this.at;
  }

  append(record: NewRecord): void {
    const { key, value, headers, timestampMs } = record;
    invariant(Number.isSafeInteger(timestampMs), 'a timestamp is a safe integer');
    if (this.recordsCount === 0) {
      this.baseTimestamp = timestampMs;
      this.maxTimestamp = timestampMs;
    } else if (timestampMs > this.maxTimestamp) {
      this.maxTimestamp = timestampMs;
    }
    const timestampDelta = timestampMs - this.baseTimestamp;
    const encodedHeaders =
      headers === undefined || headers.length === 0 ? NO_HEADERS : headers.map(encodeHeader);
    const bodyBytes =
      1 +
      varintBytes(timestampDelta) +
      varintBytes(this.recordsCount) +
      fieldBytes(key) +
      fieldBytes(value) +
      headersBytes(encodedHeaders);

    this.reserve(bodyBytes + 5);
    this.writeVarint(bodyBytes);
    this.buffer[this.at] = 0;
    this.at += 1;
    this.writeVarint(timestampDelta);
    this.writeVarint(this.recordsCount);
    this.writeField(key);
    this.writeField(value);
    this.writeVarint(encodedHeaders.length);
    for (const field of encodedHeaders) {
      this.writeField(field.key);
      this.writeField(field.value);
    }
    this.recordsCount += 1;
  }

  /**
   * The batch of what was appended, with base offset 0. The bytes belong to the caller; the builder is empty
   * afterwards and ready for the next batch. `of` says whose batch it is when that was not known before.
   */
  finish(of?: BatchProducer): Uint8Array {
    invariant(this.recordsCount > 0, 'a batch has at least one record');
    const { compression, producer, timestampType } = this.options;
    const plain = this.buffer.subarray(0, this.at);
    const compressed = compression === undefined ? plain : compressBatch(compression, plain);
    const isCompressed = compressed !== plain;
    writeBatchHeader(compressed, {
      attributes:
        (isCompressed ? compression! : 0) |
        (timestampType === 'log-append-time' ? LOG_APPEND_TIME_BIT : 0),
      lastOffsetDelta: this.recordsCount - 1,
      baseTimestamp: this.baseTimestamp,
      maxTimestamp: this.maxTimestamp,
      producerId: (of ?? producer)?.id ?? NONE,
      producerEpoch: (of ?? producer)?.epoch ?? NONE,
      baseSequence: of?.baseSequence ?? this.nextSequence,
      recordsCount: this.recordsCount,
    });
    if (producer !== undefined) {
      this.nextSequence = (this.nextSequence + this.recordsCount) % SEQUENCE_COUNT;
    }
    // A compressed batch is a copy already, so its buffer serves again; a plain one goes out as it is.
    if (!isCompressed) this.buffer = new Uint8Array(this.at + CAPACITY_SLACK_BYTES);
    this.at = BATCH_HEADER_BYTES;
    this.recordsCount = 0;
    return compressed;
  }

  private writeField(bytes: Uint8Array | null): void {
    if (bytes === null) {
      this.buffer[this.at] = 1;
      this.at += 1;
      return;
    }
    const length = bytes.length;
    this.writeVarint(length);
    if (length <= LOOP_COPY_BYTES_MAX) {
      for (let i = 0; i < length; i += 1) this.buffer[this.at + i] = bytes[i]!;
    } else {
      this.buffer.set(bytes, this.at);
    }
    this.at += length;
  }

  private writeVarint(value: number): void {
    const buffer = this.buffer;
    let at = this.at;
    if (isSmall(value)) {
      let rest = ((value << 1) ^ (value >> 31)) >>> 0;
      while (rest >= 0x80) {
        buffer[at] = rest | 0x80;
        at += 1;
        rest >>>= 7;
      }
      buffer[at] = rest;
    } else {
      let rest = value >= 0 ? value * 2 : -value * 2 - 1;
      while (rest >= 0x80) {
        buffer[at] = (rest % 0x80) | 0x80;
        at += 1;
        rest = Math.floor(rest / 0x80);
      }
      buffer[at] = rest;
    }
    this.at = at + 1;
  }

  private reserve(more: number): void {
    const needed = this.at + more;
    if (needed <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    grown.set(this.buffer.subarray(0, this.at));
    this.buffer = grown;
  }
}

/** At most what `append` adds to `sizeBytes`: to know beforehand whether a record still fits. */
export function recordBytesMax(record: NewRecord): number {
  let bytes = RECORD_OVERHEAD_BYTES_MAX + (record.key?.length ?? 0) + (record.value?.length ?? 0);
  // A character has at most three bytes of UTF-8 per UTF-16 unit.
  for (const { key, value } of record.headers ?? []) {
    bytes += 10 + key.length * 3 + (value?.length ?? 0);
  }
  return bytes;
}

interface EncodedHeader {
  readonly key: Uint8Array;
  readonly value: Uint8Array | null;
}

const NO_HEADERS: readonly EncodedHeader[] = [];

function encodeHeader({ key, value }: RecordHeader): EncodedHeader {
  return { key: encoder.encode(key), value };
}

function headersBytes(headers: readonly EncodedHeader[]): number {
  let bytes = varintBytes(headers.length);
  for (const header of headers) bytes += fieldBytes(header.key) + fieldBytes(header.value);
  return bytes;
}

function fieldBytes(bytes: Uint8Array | null): number {
  return bytes === null ? 1 : varintBytes(bytes.length) + bytes.length;
}

/** Fits 32 bits, where shifts do. */
function isSmall(value: number): boolean {
  return value === (value | 0);
}

function varintBytes(value: number): number {
  if (isSmall(value)) {
    const zigzag = ((value << 1) ^ (value >> 31)) >>> 0;
    if (zigzag < 0x80) return 1;
    return Math.ceil((32 - Math.clz32(zigzag)) / 7);
  }
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  let count = 1;
  while (rest >= 0x80) {
    rest = Math.floor(rest / 0x80);
    count += 1;
  }
  return count;
}

/** `plain` itself when the codec saves nothing: then the batch goes out uncompressed. */
function compressBatch(compression: CompressionId, plain: Uint8Array): Uint8Array {
  const records = compressRecords(compression, plain.subarray(BATCH_HEADER_BYTES));
  if (records.length >= plain.length - BATCH_HEADER_BYTES) return plain;
  const batch = new Uint8Array(BATCH_HEADER_BYTES + records.length);
  batch.set(records, BATCH_HEADER_BYTES);
  return batch;
}
