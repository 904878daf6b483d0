/** What a batch costs besides its checksum: header fields, stamping, building, iterating. `npx tsx bench/micro/record-batch.ts` */
import { crc32c } from '@node-rs/crc32';
import { installNativeCrc32c } from '../../src/base/crc32c.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import {
  batchSizeAt,
  crcIsTrue,
  readBatchHeader,
  stampBatch,
} from '../../src/record/batch-header.ts';
import { iterateRecords } from '../../src/record/records.ts';
import { measure } from './measure.ts';

installNativeCrc32c(crc32c);

const RECORDS = 160;
const value = new Uint8Array(100).fill(7);
const builder = new BatchBuilder();

function build(): Uint8Array {
  for (let i = 0; i < RECORDS; i += 1) builder.append({ key: null, value, timestampMs: i });
  return builder.finish();
}

const batch = build();
measure('one header field', 0, () => batchSizeAt(batch));
measure('all header fields as an object', 0, () => readBatchHeader(batch).recordsCount);
measure('stamp base offset and leader epoch', 0, () => {
  stampBatch(batch, 2 ** 40, 7);
  return 0;
});
measure(`verify the checksum of ${batch.length} B`, batch.length, () => (crcIsTrue(batch) ? 1 : 0));
measure(`build ${RECORDS} records of 100 B`, batch.length, () => build().length);
measure(`iterate ${RECORDS} records of 100 B`, batch.length, () => {
  let sum = 0;
  for (const record of iterateRecords(batch)) sum += record.offset;
  return sum;
});
