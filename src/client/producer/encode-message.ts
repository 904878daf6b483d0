/** From what the application gives to what a batch is built from. */
import type { NewRecord } from '../../record/batch-builder.ts';
import type { RecordHeader } from '../../record/record-cursor.ts';
import { KafkaJSNonRetriableError } from '../errors.ts';
import type { Bytes, BytesLike } from '../types/bytes.ts';
import type { IHeaders, Message, PartitionerArgs } from '../types/producer.ts';

const encoder = new TextEncoder();

export function encodeText(value: BytesLike): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'object') checkText(value);
  // Against its types, kafkajs takes numbers as keys; `encode` makes text of them too.
  return encoder.encode(value);
}

/** Ids and decimals of libraries may be objects with a text; "[object Object]" in a log helps nobody. */
function checkText(value: { toString(): string }): void {
  const text = String(value);
  if (!text.startsWith('[object ')) return;
  throw new KafkaJSNonRetriableError(
    `${text} is no key, value or header; give text or bytes, such as JSON.stringify of it.`,
  );
}

export function encodeMessage(message: Message, nowMs: number): NewRecord {
  const { key, value, headers, timestamp } = message;
  const record = {
    key: key === null || key === undefined ? null : encodeText(key),
    value: value === null ? null : encodeText(value),
    timestampMs: timestamp === undefined ? nowMs : parseTimestamp(timestamp),
  };
  return headers === undefined ? record : { ...record, headers: encodeHeaders(headers) };
}

/** An array is the same header several times, in its order. */
function encodeHeaders(headers: IHeaders): RecordHeader[] {
  return Object.entries(headers).flatMap(([key, value]) => {
    const values = Array.isArray(value) ? value : [value];
    return values.map((one) => ({
      key,
      value: one === undefined || one === null ? null : encodeText(one),
    }));
  });
}

function parseTimestamp(timestamp: string): number {
  const timestampMs = Number(timestamp);
  if (Number.isSafeInteger(timestampMs) && timestampMs >= 0) return timestampMs;
  throw new KafkaJSNonRetriableError(
    `The timestamp '${timestamp}' is not valid; give milliseconds since 1970 as text.`,
  );
}

/** As partitioners get it. */
export function bytesInside(
  message: Message,
  toBytes: (bytes: Uint8Array) => Bytes,
): PartitionerArgs['message'] {
  const inside = (value: BytesLike): Bytes | string =>
    value instanceof Uint8Array ? toBytes(value) : value;
  const { key, value, headers, ...rest } = message;
  return {
    ...rest,
    value: value === null ? null : inside(value),
    ...(key !== undefined && { key: key === null ? null : inside(key) }),
    ...(headers && { headers: headersInside(headers, inside) }),
  };
}

function headersInside(
  headers: IHeaders,
  inside: (value: BytesLike) => Bytes | string,
): NonNullable<PartitionerArgs['message']['headers']> {
  const entries = Object.entries(headers).map(([key, value]) => {
    if (value === undefined) return [key, undefined] as const;
    return [key, Array.isArray(value) ? value.map(inside) : inside(value)] as const;
  });
  return Object.fromEntries(entries);
}
