/** A batch of one record, and batches that are damaged in one place. */
import { crc32c } from '../../src/base/crc32c.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';

/** Where things lie in a batch v2 (docs/formats). */
export const AT = { length: 8, magic: 16, crc: 17, attributes: 22, count: 60, record: 65 };

export function oneRecord(value: Uint8Array | string): Uint8Array {
  const builder = new BatchBuilder();
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  builder.append({ key: null, value: bytes, timestampMs: Date.now() });
  return builder.finish();
}

export function withByte(batch: Uint8Array, at: number, value: number): Uint8Array {
  const changed = batch.slice();
  changed[at] = value;
  return changed;
}

/** With a checksum that is true, so that only the lie itself is wrong. */
export function sealed(batch: Uint8Array): Uint8Array {
  new DataView(batch.buffer).setUint32(AT.crc, crc32c(batch.subarray(AT.crc + 4)));
  return batch;
}
