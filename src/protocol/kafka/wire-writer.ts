import { ByteWriter } from '../../base/byte-writer.ts';
import { invariant } from '../../base/invariant.ts';
import { STRING_BYTES_MAX } from './wire-reader.ts';

const encoder = new TextEncoder();
/** As long as a string may be; what does not fit is too long. Encoding into it is ten times as fast as into a new array. */
const scratch = new Uint8Array(STRING_BYTES_MAX);

/** Below this a copy costs less than a chunk of its own. */
const CHUNK_BYTES_MIN = 1024;

interface Insertion {
  /** Before this byte of what was written. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Writes a message as chunks, so that records are not copied. */
export class WireWriter extends ByteWriter {
  private insertions: Insertion[] = [];
  private insertedBytes = 0;

  /** Of all chunks. */
  get size(): number {
    return this.length + this.insertedBytes;
  }

  unsignedVarint(value: number): this {
    let rest = value;
    while (rest >= 0x80) {
      this.uint8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.uint8(rest);
  }

  /** With its length in front: a varint one more than it is, or an int16. */
  text(value: string, isCompact: boolean): void {
    const { read, written } = encoder.encodeInto(value, scratch);
    invariant(read === value.length, `a string has at most ${STRING_BYTES_MAX} bytes`);
    if (isCompact) this.unsignedVarint(written + 1);
    else this.int16(written);
    this.bytes(scratch.subarray(0, written));
  }

  float64(value: number): this {
    const encoded = new Uint8Array(8);
    new DataView(encoded.buffer).setFloat64(0, value);
    return this.bytes(encoded);
  }

  /** Nobody may change the bytes before the message is sent. */
  bulk(bytes: Uint8Array): void {
    if (bytes.length < CHUNK_BYTES_MIN) {
      this.bytes(bytes);
      return;
    }
    this.insertions.push({ at: this.length, bytes });
    this.insertedBytes += bytes.length;
  }

  /** Everything in order. The writer is used up: its chunks are views of it. */
  chunks(): Uint8Array[] {
    const own = this.written();
    const chunks: Uint8Array[] = [];
    let from = 0;
    for (const { at, bytes } of this.insertions) {
      if (at > from) chunks.push(own.subarray(from, at));
      chunks.push(bytes);
      from = at;
    }
    if (own.length > from) chunks.push(own.subarray(from));
    return chunks;
  }
}
