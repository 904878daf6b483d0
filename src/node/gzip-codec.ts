import { gunzipSync, gzipSync } from 'node:zlib';
import { installCodec } from '../record/compression.ts';

/** Called once by the composition root and by every command that reads or writes records. */
export function installGzipCodec(): void {
  installCodec(1, {
    name: 'gzip',
    compress: (bytes) => plain(gzipSync(bytes)),
    decompress: (bytes, bytesMax) =>
      plain(gunzipSync(bytes, { maxOutputLength: Math.max(bytesMax, 1) })),
  });
}

/** A Buffer is a Uint8Array with other habits (its `slice` is a view); the pure floors know only the latter. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
