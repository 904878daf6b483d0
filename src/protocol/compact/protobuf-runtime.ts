/**
 * protobuf's wire format in as little code as will do, for browsers: what protobuf-runtime.js has, in whose place it
 * stands there (package.json, `browser`). 64-bit numbers are two halves of 32 bits. Throws RangeError for bytes that are none.
 */
const HALF = 0x1_0000_0000;
const VARINT_BYTES_MAX = 10;

// A leading byte order mark is a part of the text, as it is for a Buffer and for protobufjs.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

type Halves = readonly [low: number, high: number];

function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('a 64-bit field is out of range');
  return value;
}

/** Of a safe integer, as two's complement. */
function halvesOf(value: number): Halves {
  return [value >>> 0, Math.floor(value / HALF) >>> 0];
}

export class Reader {
  pos = 0;
  readonly len: number;
  private readonly source: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.source = bytes;
    this.len = bytes.length;
  }

  tag(): number {
    const tag = this.short();
    if (tag >>> 3 === 0) throw new RangeError('a field has the number 0');
    return tag;
  }

  uint32(): number {
    return this.halves()[0];
  }

  int32(): number {
    return this.uint32() | 0;
  }

  sint32(): number {
    const value = this.uint32();
    return (value >>> 1) ^ -(value & 1);
  }

  bool(): boolean {
    return this.halves().some((half) => half !== 0);
  }

  uint64(): number {
    const [low, high] = this.halves();
    return safe(high * HALF + low);
  }

  int64(): number {
    const [low, high] = this.halves();
    return safe((high | 0) * HALF + low);
  }

  sint64(): number {
    const [low, high] = this.halves();
    const magnitude = (high >>> 1) * HALF + (((high << 31) | (low >>> 1)) >>> 0);
    return safe((low & 1) === 0 ? magnitude : -magnitude - 1);
  }

  double(): number {
    const { buffer, byteOffset, length } = this.take(8);
    return new DataView(buffer, byteOffset, length).getFloat64(0, true);
  }

  string(): string {
    const encoded = this.bytes();
    try {
      return decoder.decode(encoded);
    } catch {
      throw new RangeError('a text is not UTF-8');
    }
  }

  /** A view. */
  bytes(): Uint8Array {
    return this.take(this.short());
  }

  skipType(wireType: number): this {
    if (wireType === 0) this.halves();
    else if (wireType === 1) this.take(8);
    else if (wireType === 2) this.bytes();
    else if (wireType === 5) this.take(4);
    else throw new RangeError(`there is no wire type ${wireType} here`);
    return this;
  }

  /** A tag or a length: unlike a value it is not cut to 32 bits, and is not padded beyond 5 bytes. */
  private short(): number {
    const start = this.pos;
    const [low, high] = this.halves();
    if (high > 0 || this.pos - start > 5) throw new RangeError('a tag or length is too long');
    return low;
  }

  private halves(): Halves {
    let low = 0;
    let high = 0;
    for (let i = 0; i < VARINT_BYTES_MAX; i += 1) {
      const [byte] = this.take(1);
      const bits = byte! & 0x7f;
      // The fifth byte belongs to both halves; what a shift pushes out of its half is not of it.
      if (i < 5) low |= bits << (7 * i);
      if (i === 4) high = bits >> 4;
      if (i > 4) high |= bits << (7 * i - 32);
      if (byte! < 0x80) return [low >>> 0, high >>> 0];
    }
    throw new RangeError('a varint is longer than 10 bytes');
  }

  private take(count: number): Uint8Array {
    const end = this.pos + count;
    if (end > this.len) throw new RangeError('a field is cut off');
    const taken = this.source.subarray(this.pos, end);
    this.pos = end;
    return taken;
  }
}

export class Writer {
  private buffer = new Uint8Array(256);
  private at = 0;

  static create(): Writer {
    return new Writer();
  }

  uint32(value: number): this {
    return this.halves([value >>> 0, 0]);
  }

  /** Negative numbers take ten bytes, as everywhere. */
  int32(value: number): this {
    return this.halves(halvesOf(value));
  }

  sint32(value: number): this {
    return this.sint64(value);
  }

  bool(value: boolean): this {
    return this.uint32(Number(value));
  }

  uint64(value: number): this {
    return this.halves(halvesOf(safe(value)));
  }

  int64(value: number): this {
    return this.uint64(value);
  }

  sint64(value: number): this {
    const [low, high] = halvesOf(safe(value < 0 ? -value - 1 : value));
    return this.halves([
      ((low << 1) | Number(value < 0)) >>> 0,
      ((high << 1) | (low >>> 31)) >>> 0,
    ]);
  }

  double(value: number): this {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    return this.raw(bytes);
  }

  string(value: string): this {
    return this.bytes(encoder.encode(value));
  }

  bytes(value: Uint8Array): this {
    return this.uint32(value.length).raw(value);
  }

  raw(bytes: Uint8Array): this {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
    return this;
  }

  reset(): this {
    this.at = 0;
    return this;
  }

  finish(): Uint8Array {
    return this.buffer.slice(0, this.at);
  }

  private halves([low, high]: Halves): this {
    this.reserve(VARINT_BYTES_MAX);
    while (low >= 0x80 || high > 0) {
      this.buffer[this.at] = low | 0x80;
      this.at += 1;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.buffer[this.at] = low;
    this.at += 1;
    return this;
  }

  private reserve(more: number): void {
    const needed = this.at + more;
    if (needed <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    grown.set(this.buffer.subarray(0, this.at));
    this.buffer = grown;
  }
}
