/** Records of text through a connection: what most tests of whole clusters say and hear. */
import type { ProduceReceipt } from '../../src/broker/api.ts';
import type { FlotillaConnection } from '../../src/client/connection.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import { iterateRecords } from '../../src/record/records.ts';

const TIMEOUT_MS = 5000;

export async function produceText(
  client: FlotillaConnection,
  topic: string,
  values: readonly string[],
  partition = 0,
): Promise<ProduceReceipt> {
  const builder = new BatchBuilder();
  const encoder = new TextEncoder();
  for (const value of values) {
    builder.append({ key: null, value: encoder.encode(value), timestampMs: Date.now() });
  }
  const records = builder.finish();
  return await client.produce({ topic, partition, acks: -1, records, timeoutMs: TIMEOUT_MS });
}

/** All that is committed. */
export async function readText(
  client: FlotillaConnection,
  topic: string,
  partition = 0,
): Promise<string[]> {
  const at = { topic, partition };
  const { offset: end = 0 } = await client.listOffsets({ ...at, at: { kind: 'latest' } });
  const values: string[] = [];
  const decoder = new TextDecoder();
  let offset = 0;
  while (offset < end) {
    const range = { offset, bytesMin: 1, bytesMax: 1 << 20, waitMsMax: TIMEOUT_MS };
    const { batches } = await client.fetch({ ...at, ...range });
    for (const batch of batches) {
      for (const record of iterateRecords(batch)) {
        values.push(record.value === null ? '' : decoder.decode(record.value));
        offset = record.offset + 1;
      }
    }
  }
  return values;
}
