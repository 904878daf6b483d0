/** The checksum, native and pure. `npx tsx bench/micro/crc.ts` */
import { crc32c as native } from '@node-rs/crc32';
import { crc32cPure } from '../../src/base/crc32c.ts';
import { measure } from './measure.ts';

for (const size of [16, 64, 256, 1024, 16_384, 1_048_576]) {
  const bytes = new Uint8Array(size).fill(7);
  measure(`crc32c native ${size} B`, size, () => native(bytes));
  measure(`crc32c pure ${size} B`, size, () => crc32cPure(bytes));
}
