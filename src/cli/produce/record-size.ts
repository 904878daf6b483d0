/** Sizes of records inside a batch v2, so that a line over the limit is known before anything is built. */
import { BATCH_HEADER_BYTES } from '../../record/batch-header.ts';

/** Of a batch that holds one record and nothing else: every delta is 0, so this is exact. */
export function loneRecordBatchBytes(keyBytes: number | undefined, valueBytes: number): number {
  const key = keyBytes === undefined ? 1 : varintBytes(keyBytes) + keyBytes;
  const body = 1 + 1 + 1 + key + varintBytes(valueBytes) + valueBytes + 1;
  return BATCH_HEADER_BYTES + varintBytes(body) + body;
}

/** The longest value that fits into a batch of `batchBytesMax`; negative when not even an empty one does. */
export function valueBytesMax(keyBytes: number | undefined, batchBytesMax: number): number {
  let size = batchBytesMax - loneRecordBatchBytes(keyBytes, 0);
  while (size >= 0 && loneRecordBatchBytes(keyBytes, size) > batchBytesMax) size -= 1;
  return size;
}

/** Of a length, which is zigzag-encoded and not negative. */
function varintBytes(length: number): number {
  let bytes = 1;
  for (let rest = length * 2; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes += 1;
  return bytes;
}
