import type { TextBytes } from './types/bytes.ts';

// A leading byte order mark is a part of the text, as it is for a Buffer and for protobufjs.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What a Buffer is in Node: bytes that give their text. */
export class Utf8Bytes extends Uint8Array implements TextBytes {
  override toString(): string {
    return decoder.decode(this);
  }
}
