/**
 * The type in which keys, values and headers are handed to the application: Buffer where Node's types are there, and
 * else a Uint8Array whose `toString()` gives its UTF-8 text, as a Buffer's does.
 */
export type Bytes = typeof globalThis extends { Buffer: new (...args: never[]) => infer NodeBuffer }
  ? NodeBuffer
  : TextBytes;

export interface TextBytes extends Uint8Array {
  /** The bytes as UTF-8. */
  toString(): string;
}

/** What may be sent as key, value or header: text goes out as UTF-8. */
export type BytesLike = Uint8Array | string;
