/**
 * Walks over the records of a batch, uncompressed, without an object per record: the fields of the cursor
 * describe the record that `next` stepped on. Strict: every length is checked, and a record ends where it says.
 *
 * record: length varint, attributes int8, timestampDelta varint, offsetDelta varint, keyLength varint (-1 null), key,
 * valueLength varint (-1 null), value, header count varint, then per header keyLength, key, valueLength, value.
 */
import { MalformedBytes } from '../base/byte-reader.ts';

/** Length, attributes, two deltas, two lengths and the header count, at a byte each. */
const RECORD_BYTES_MIN = 7;

export interface RecordHeader {
  readonly key: string;
  readonly value: Uint8Array | null;
}

/**
 * What is not UTF-8 in the key of a header becomes U+FFFD, as in Kafka's clients. The broker does not look into keys, and
 * librdkafka sends any bytes as one: a consumer that threw here would never get past the batch.
 */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class RecordCursor {
  timestampDelta = 0;
  offsetDelta = 0;
  keyStart = 0;
  /** -1: null. */
  keyLength = 0;
  valueStart = 0;
  /** -1: null. */
  valueLength = 0;
  headersCount = 0;

  private readonly bytes: Uint8Array;
  private readonly end: number;
  private at: number;
  private left: number;
  private headersStart = 0;

  /** `count` records fill `bytes` from `start` to its end. */
  constructor(bytes: Uint8Array, start: number, count: number) {
    this.bytes = bytes;
    this.at = start;
    this.end = bytes.length;
    this.left = count;
    if (count * RECORD_BYTES_MIN > this.end - start) {
      throw new MalformedBytes(`${count} records do not fit in ${this.end - start} bytes`);
    }
  }

  /** False once all records were read; then no byte is left over. */
  next(): boolean {
    if (this.left === 0) {
      if (this.at !== this.end) throw new MalformedBytes('there are bytes behind the last record');
      return false;
    }
    this.left -= 1;
    const length = this.varint();
    const recordEnd = this.at + length;
    if (length < 0 || recordEnd > this.end) throw new MalformedBytes('a record overruns its batch');
    this.at += 1;
    this.timestampDelta = this.varint();
    this.offsetDelta = this.varint();
    this.keyLength = this.varint();
    this.keyStart = this.at;
    this.skip(this.keyLength);
    this.valueLength = this.varint();
    this.valueStart = this.at;
    this.skip(this.valueLength);
    this.headersCount = this.varint();
    this.headersStart = this.at;
    if (this.headersCount !== 0) this.skipHeaders(recordEnd);
    if (this.at !== recordEnd) throw new MalformedBytes('a record does not end where it says');
    return true;
  }

  key(): Uint8Array | null {
    if (this.keyLength < 0) return null;
    return this.bytes.subarray(this.keyStart, this.keyStart + this.keyLength);
  }

  value(): Uint8Array | null {
    if (this.valueLength < 0) return null;
    return this.bytes.subarray(this.valueStart, this.valueStart + this.valueLength);
  }

  headers(): RecordHeader[] {
    const resume = this.at;
    this.at = this.headersStart;
    const headers: RecordHeader[] = [];
    for (let i = 0; i < this.headersCount; i += 1) {
      const key = decoder.decode(this.field(this.varint()));
      const valueLength = this.varint();
      headers.push({ key, value: valueLength < 0 ? null : this.field(valueLength) });
    }
    this.at = resume;
    return headers;
  }

  private skipHeaders(recordEnd: number): void {
    // Two lengths are the least that a header takes, so an absurd count cannot keep this loop busy.
    if (this.headersCount < 0 || this.headersCount * 2 > recordEnd - this.at) {
      throw new MalformedBytes('a record has an impossible number of headers');
    }
    for (let i = 0; i < this.headersCount; i += 1) {
      const keyLength = this.varint();
      if (keyLength < 0) throw new MalformedBytes('the key of a header is null');
      this.skip(keyLength);
      this.skip(this.varint());
    }
  }

  private field(length: number): Uint8Array {
    const start = this.at;
    this.skip(length);
    return this.bytes.subarray(start, start + length);
  }

  private skip(length: number): void {
    if (length > 0) {
      if (length > this.end - this.at) throw new MalformedBytes('a field overruns its batch');
      this.at += length;
    } else if (length < -1) {
      throw new MalformedBytes('a length is negative');
    }
  }

  /** Zigzag. Bytes past the end read as undefined, which `| 0` and the comparisons turn into a refusal. */
  private varint(): number {
    const first = this.bytes[this.at];
    if (first === undefined) throw new MalformedBytes('a varint is cut off');
    this.at += 1;
    if (first < 0x80) return (first >>> 1) ^ -(first & 1);
    return this.longVarint(first & 0x7f);
  }

  private longVarint(low: number): number {
    let value = low;
    let scale = 0x80;
    for (let i = 1; i < 10; i += 1) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new MalformedBytes('a varint is cut off');
      this.at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        // Beyond 2^53 the lowest bit, which is the sign, is lost already.
        if (value > Number.MAX_SAFE_INTEGER) throw new MalformedBytes('a varint is out of range');
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      }
      scale *= 0x80;
    }
    throw new MalformedBytes('a varint is longer than 10 bytes');
  }
}
