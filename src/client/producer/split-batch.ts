/** A batch of several sends that was too large for its topic, as a batch for each of them: alone, each may pass. */
import { iterateRecords } from '../../record/records.ts';
import { OutboxBatch } from './outbox-batch.ts';

/** `plain`: the bytes of the batch without compression. */
export function splitByParts(batch: OutboxBatch, plain: Uint8Array): OutboxBatch[] {
  const records = [...iterateRecords(plain)];
  return batch.parts.map((part) => {
    const { firstIndex, recordsCount } = part;
    const own = new OutboxBatch(batch.options, batch.openedAt, 0);
    for (const record of records.slice(firstIndex, firstIndex + recordsCount)) own.append(record);
    own.parts.push({ ...part, firstIndex: 0 });
    return own;
  });
}
