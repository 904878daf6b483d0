import { invariant } from './invariant.ts';

const encoder = new TextEncoder();

/** Big-endian writer that grows. All lengths are bytes; 64-bit numbers are safe integers. */
export class ByteWriter {
  private buffer: Uint8Array<ArrayBuffer>;
  private view: DataView;
  private at = 0;

  constructor(capacity = 256) {
    this.buffer = new Uint8Array(capacity);
    this.view = new DataView(this.buffer.buffer);
  }

  get length(): number {
    return this.at;
  }

  uint8(value: number): this {
    this.reserve(1);
    this.view.setUint8(this.at, value);
    this.at += 1;
    return this;
  }

  uint16(value: number): this {
    this.reserve(2);
    this.view.setUint16(this.at, value);
    this.at += 2;
    return this;
  }

  uint32(value: number): this {
    this.reserve(4);
    this.view.setUint32(this.at, value);
    this.at += 4;
    return this;
  }

  int16(value: number): this {
    return this.uint16(value & 0xffff);
  }

  int32(value: number): this {
    return this.uint32(value >>> 0);
  }

  int64(value: number): this {
    invariant(Number.isSafeInteger(value), 'a 64-bit field holds a safe integer');
    this.reserve(8);
    this.view.setInt32(this.at, Math.floor(value / 0x1_0000_0000));
    this.view.setUint32(this.at + 4, value >>> 0);
    this.at += 8;
    return this;
  }

  /** Zigzag varint, as record fields have it. Safe integers. */
  varint(value: number): this {
    invariant(Number.isSafeInteger(value), 'a varint holds a safe integer');
    // Doubled, as zigzag has it, a large one would not be safe any more: so the sign bit goes into the first
    // byte by hand, and only the rest is a number.
    const half = value >= 0 ? value : -value - 1;
    let byte = (half % 0x40) * 2 + (value < 0 ? 1 : 0);
    let rest = Math.floor(half / 0x40);
    this.reserve(10);
    while (rest > 0) {
      this.buffer[this.at] = byte | 0x80;
      this.at += 1;
      byte = rest % 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.buffer[this.at] = byte;
    this.at += 1;
    return this;
  }

  bytes(value: Uint8Array): this {
    this.reserve(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
    return this;
  }

  /** uint16 length and UTF-8. */
  string(value: string): this {
    const encoded = encoder.encode(value);
    invariant(encoded.length <= 0xffff, 'a string field has at most 65,535 bytes');
    return this.uint16(encoded.length).bytes(encoded);
  }

  setUint32(position: number, value: number): void {
    this.view.setUint32(position, value);
  }

  /** A view of what was written; valid until the next write. */
  written(): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(0, this.at);
  }

  /** A copy of what was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.buffer.slice(0, this.at);
  }

  private reserve(more: number): void {
    const needed = this.at + more;
    if (needed <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    grown.set(this.written());
    this.buffer = grown;
    this.view = new DataView(grown.buffer);
  }
}
