/** What idempotence costs the leader for each batch, beside the check of the batch itself. `npx tsx bench/micro/producer-table.ts` */
import { crc32c } from '@node-rs/crc32';
import { installNativeCrc32c } from '../../src/base/crc32c.ts';
import { offset } from '../../src/model/ids.ts';
import { ProducerTable } from '../../src/partition/producer-table.ts';
import {
  decodeProducerTable,
  encodeProducerTable,
} from '../../src/partition/producer-table-codec.ts';
import { stampBatch } from '../../src/record/batch-header.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import { validateIncomingBatch } from '../../src/record/validate.ts';
import { measure } from './measure.ts';

installNativeCrc32c(crc32c);

const CLOCK = { now: () => 0 };
const EXPIRATION_MS = 86_400_000;
const IN_FLIGHT = 5;

function batchOf(id: number, baseSequence: number, records: number): Uint8Array {
  const builder = new BatchBuilder({ producer: { id, epoch: 0, baseSequence } });
  const value = new Uint8Array(1000);
  for (let i = 0; i < records; i += 1) builder.append({ key: null, value, timestampMs: 0 });
  return builder.finish();
}

const limits = { bytesMax: 1 << 20, nowMs: 0 };
for (const records of [1, 16]) {
  const batch = batchOf(1, 0, records);
  measure(
    `validate a batch of ${records} KiB`,
    batch.length,
    () => validateIncomingBatch(batch, limits).recordsCount,
  );
}

for (const producers of [1, 100, 10_000]) {
  const table = new ProducerTable(EXPIRATION_MS);
  const batches = Array.from({ length: producers }, (_, id) => batchOf(id, 0, 1));
  const sequences = new Int32Array(producers);
  let end = 0;
  measure(`judge, note, commit; ${producers} producers`, 0, () => {
    const id = end % producers;
    const batch = batches[id]!;
    const baseSequence = sequences[id]!;
    new DataView(batch.buffer, batch.byteOffset).setInt32(53, baseSequence);
    const known = table.judge({ producerId: id, producerEpoch: 0, baseSequence, count: 1 }, 0);
    stampBatch(batch, end, 1);
    table.append(batch, CLOCK);
    sequences[id] = (baseSequence + 1) & 0x7fff_ffff;
    end += 1;
    table.commit(offset(Math.max(0, end - IN_FLIGHT)));
    return known === undefined ? 1 : Number.NaN;
  });
  if (producers < 10_000) continue;
  const bytes = encodeProducerTable(table);
  measure(`encode ${producers} producers`, bytes.length, () => encodeProducerTable(table).length);
  measure(`decode ${producers} producers`, bytes.length, () => decodeProducerTable(bytes, 0).size);
}
