/** What our code and the generated declarations need of protobuf-runtime.js. */
export class Reader {
  constructor(bytes: Uint8Array);
  readonly pos: number;
  readonly len: number;
  tag(): number;
  /** A length prefix. */
  size(): number;
  uint32(): number;
  skip(length?: number): this;
  skipType(wireType: number, depth?: number, fieldNumber?: number): this;
  /** A safe integer, or a RangeError; likewise the next two. */
  uint64(): number;
  int64(): number;
  sint64(): number;
}

export class Writer {
  static create(): Writer;
  uint32(value: number): this;
  uint64(value: number): this;
  int64(value: number): this;
  sint64(value: number): this;
  /** Without tag and length. */
  raw(bytes: Uint8Array): this;
  /** Empties it; the buffer is kept. */
  reset(): this;
  /** A copy. */
  finish(): Uint8Array;
}
