import { BrokerError } from '../model/errors.ts';
import { BATCH_HEADER_BYTES, batchSizeAt } from '../record/batch-header.ts';

/** The record batches of a fetch lie one behind the other; the results are views. */
export function splitBatches(records: Uint8Array): Uint8Array[] {
  const batches: Uint8Array[] = [];
  let at = 0;
  while (at < records.length) {
    const left = records.length - at;
    const size = left < BATCH_HEADER_BYTES ? 0 : batchSizeAt(records, at);
    if (size < BATCH_HEADER_BYTES || size > left) {
      throw new BrokerError('CORRUPT_MESSAGE', 'The broker sent a record batch that is cut off.');
    }
    batches.push(records.subarray(at, at + size));
    at += size;
  }
  return batches;
}
