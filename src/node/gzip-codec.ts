import { gunzipSync, gzipSync } from 'node:zlib';
import { installCodec } from '../record/compression.ts';

/** Called once by the composition root and by every command that reads or writes records. */
export function installGzipCodec(): void {
  installCodec(1, {
    name: 'gzip',
    compress: (bytes) => gzipSync(bytes),
    decompress: (bytes, bytesMax) => gunzipSync(bytes, { maxOutputLength: Math.max(bytesMax, 1) }),
  });
}
