import type { TextBytes } from './types/bytes.ts';

const decoder = new TextDecoder();

/** What a Buffer is in Node: bytes that give their text. */
export class Utf8Bytes extends Uint8Array implements TextBytes {
  override toString(): string {
    return decoder.decode(this);
  }
}
