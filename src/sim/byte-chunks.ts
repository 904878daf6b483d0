import { crc32c } from '../base/crc32c.ts';

export function bytesIn(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}

export function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(bytesIn(chunks));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Taken when bytes are handed over and again when they are used: whoever changed them meanwhile is found out. */
export function checksumOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((checksum, chunk) => crc32c(chunk, checksum), 0);
}
