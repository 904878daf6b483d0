import { SeededRandom } from '../../base/seeded-random.ts';
import { BatchBuilder } from '../../record/batch-builder.ts';
import { round } from './result-line.ts';

/** Ready-made batches of one shape, sent in turn; nothing is built on the timed path. */
export interface BatchSet {
  readonly batches: readonly Uint8Array[];
  readonly recordsPerBatch: number;
  /** Of the first; the others differ in the content of their values only. */
  readonly batchBytes: number;
  /** What building one took: a real producer pays it too, this benchmark does not. */
  readonly buildMicros: number;
}

export interface BatchShape {
  readonly recordBytes: number;
  /** The batch, its header included, is filled up to this; it has one record at least. */
  readonly batchBytes: number;
}

/** As many as `ceil` has frames, so that caches help both alike. */
const BATCHES = 8;

/** Without keys, values random: compression of any layer gains nothing. */
export function buildBatches(shape: BatchShape, timestampMs: number): BatchSet {
  const random = new SeededRandom(20);
  const recordsPerBatch = countFitting(shape, timestampMs);
  const batches: Uint8Array[] = [];
  let buildMs = 0;
  for (let i = 0; i < BATCHES; i += 1) {
    const value = randomBytes(random, shape.recordBytes);
    const startedAt = performance.now();
    batches.push(buildBatch(value, recordsPerBatch, timestampMs));
    buildMs += performance.now() - startedAt;
  }
  return {
    batches,
    recordsPerBatch,
    batchBytes: batches[0]!.length,
    buildMicros: round((buildMs / BATCHES) * 1000),
  };
}

function countFitting({ recordBytes, batchBytes }: BatchShape, timestampMs: number): number {
  const value = new Uint8Array(recordBytes);
  const builder = new BatchBuilder();
  do builder.append({ key: null, value, timestampMs });
  while (builder.sizeBytes <= batchBytes);
  return Math.max(1, builder.count - 1);
}

function buildBatch(value: Uint8Array, records: number, timestampMs: number): Uint8Array {
  const builder = new BatchBuilder();
  for (let i = 0; i < records; i += 1) builder.append({ key: null, value, timestampMs });
  return builder.finish();
}

export function randomBytes(random: SeededRandom, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.uint32());
}
