/**
 * `flotilla/client/core`, for pages that count bytes: one connection, batches and their records. It repeats nothing and
 * reconnects nothing; that, and kafkajs's names, are in `flotilla/client/light` and `flotilla/client`.
 */
import { installBrowserCodecs } from './browser-codecs.ts';
import type { Bytes } from './types/bytes.ts';
import { decompressBatch } from './codecs/batch-compression.ts';
import { BatchBuilder } from '../record/batch-builder.ts';
import { iterateRecords, type RecordHeader, type RecordView } from '../record/records.ts';

installBrowserCodecs();

const encoder = new TextEncoder();

export interface RecordToSend {
  readonly key?: Uint8Array | string | null;
  readonly value: Uint8Array | string | null;
  readonly headers?: readonly RecordHeader[];
  /** Default: now. */
  readonly timestampMs?: number;
}

/** What `produce` takes as `records`. */
export function toBatch(records: readonly RecordToSend[]): Uint8Array {
  const builder = new BatchBuilder();
  for (const { key = null, value, headers = [], timestampMs = Date.now() } of records) {
    builder.append({ key: toBytes(key), value: toBytes(value), headers, timestampMs });
  }
  return builder.finish();
}

/** The records of what `fetch` and `subscribe` give, from `offset` on: a batch may begin before what was asked for. */
export async function fromBatches(
  batches: readonly Uint8Array[],
  offset = 0,
): Promise<RecordView[]> {
  const plain = await Promise.all(
    batches.map((batch) => decompressBatch(batch, (bytes) => bytes as Bytes)),
  );
  return plain.flatMap((batch) => [...iterateRecords(batch)]).filter((one) => one.offset >= offset);
}

function toBytes(value: Uint8Array | string | null): Uint8Array | null {
  return typeof value === 'string' ? encoder.encode(value) : value;
}

export { connect, connectAny } from './browser-connect.ts';
export { BrokerError, type ErrorName } from '../model/errors.ts';
export type { ConnectOptions, CreateSocket, FlotillaConnection } from './open-connection.ts';
export type { RecordHeader, RecordView } from '../record/records.ts';
