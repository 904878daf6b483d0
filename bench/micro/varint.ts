/** Zigzag varints as record fields have them. `npx tsx bench/micro/varint.ts` */
import { ByteReader } from '../../src/base/byte-reader.ts';
import { ByteWriter } from '../../src/base/byte-writer.ts';
import { measure } from './measure.ts';

const COUNT = 1000;

for (const [name, value] of [
  ['1 byte', 5],
  ['2 bytes', 1000],
  ['5 bytes', 2_000_000_000],
  ['6 bytes', 2 ** 40],
] as const) {
  const write = (): Uint8Array => {
    const writer = new ByteWriter(COUNT * 8);
    for (let i = 0; i < COUNT; i += 1) writer.varint(value);
    return writer.written();
  };
  const bytes = write();
  measure(`write ${COUNT} varints of ${name}`, bytes.length, () => write().length);
  measure(`read ${COUNT} varints of ${name}`, bytes.length, () => {
    const reader = new ByteReader(bytes);
    let sum = 0;
    for (let i = 0; i < COUNT; i += 1) sum += reader.varint();
    return sum;
  });
}
