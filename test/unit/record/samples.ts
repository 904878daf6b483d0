import * as fc from 'fast-check';
import {
  BatchBuilder,
  type BatchBuilderOptions,
  type NewRecord,
} from '../../../src/record/batch-builder.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const T = 1_700_000_000_000;

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

export function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : decoder.decode(bytes);
}

export function batchOf(records: readonly NewRecord[], options?: BatchBuilderOptions): Uint8Array {
  const builder = new BatchBuilder(options);
  for (const record of records) builder.append(record);
  return builder.finish();
}

/** Records with the values "a", "b", ... 1 ms apart. */
export function simpleBatch(count: number, options?: BatchBuilderOptions): Uint8Array {
  const records = Array.from({ length: count }, (_, i) => ({
    key: null,
    value: bytesOf(String.fromCodePoint(97 + (i % 26))),
    timestampMs: T + i,
  }));
  return batchOf(records, options);
}

const bytes = fc.uint8Array({ maxLength: 300 });
const field = fc.option(bytes, { nil: null });

export const anyRecord: fc.Arbitrary<NewRecord> = fc.record({
  key: field,
  value: field,
  headers: fc.array(fc.record({ key: fc.string({ unit: 'grapheme' }), value: field }), {
    maxLength: 3,
  }),
  timestampMs: fc.integer({ min: 0, max: 2 ** 47 }),
});

export const anyRecords = fc.array(anyRecord, { minLength: 1, maxLength: 20 });
