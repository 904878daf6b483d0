// Goal: records read as they were written, and no damage to a batch does worse than a typed error.
// Method: golden bytes; every bit flipped, every truncation, random bytes behind a true header.
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { BatchBuilder } from '../../../src/record/batch-builder.ts';
import { installGzipCodec } from '../../../src/node/gzip-codec.ts';
import {
  BATCH_HEADER_BYTES,
  stampBatch,
  stampCrc,
  writeBatchHeader,
} from '../../../src/record/batch-header.ts';
import { CodecMissing } from '../../../src/record/compression.ts';
import { iterateRecords } from '../../../src/record/records.ts';
import { validateIncomingBatch } from '../../../src/record/validate.ts';
import { flipBit, goldenBytes, goldenNames } from '../../support/golden-bytes.ts';
import { simpleBatch, T, textOf } from './samples.ts';

beforeAll(installGzipCodec);

function valuesOf(batch: Uint8Array): (string | null)[] {
  return [...iterateRecords(batch)].map((record) => textOf(record.value));
}

/** A batch with a true header around any body. */
function batchAround(body: Uint8Array, recordsCount: number, attributes = 0): Uint8Array {
  const batch = new Uint8Array(BATCH_HEADER_BYTES + body.length);
  batch.set(body, BATCH_HEADER_BYTES);
  writeBatchHeader(batch, {
    attributes,
    lastOffsetDelta: recordsCount - 1,
    baseTimestamp: T,
    maxTimestamp: T,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    recordsCount,
  });
  return batch;
}

/** Reads everything, and lets through only the errors that a caller is told of. */
function readOrRefuse(batch: Uint8Array): void {
  try {
    for (const record of iterateRecords(batch)) expect(record.offset).toBeTypeOf('number');
  } catch (error) {
    if (!(error instanceof MalformedBytes || error instanceof CodecMissing)) throw error;
  }
}

describe('the records of a batch', () => {
  it('have absolute offsets and the timestamps of their producer', () => {
    const batch = simpleBatch(3);
    stampBatch(batch, 1000, 1);
    const read = [...iterateRecords(batch)].map((r) => [r.offset, r.timestampMs, textOf(r.value)]);
    expect(read).toEqual([
      [1000, T, 'a'],
      [1001, T + 1, 'b'],
      [1002, T + 2, 'c'],
    ]);
  });

  it('all have the max timestamp under LogAppendTime', () => {
    const read = [...iterateRecords(goldenBytes('log-append-time'))];
    expect(read.map((record) => record.timestampMs)).toEqual([T + 9999, T + 9999]);
  });

  it('are views into the batch, not copies', () => {
    const batch = goldenBytes('one-record');
    const [record] = iterateRecords(batch);
    expect(record?.value?.buffer).toBe(batch.buffer);
  });

  it('are read from kafkajs defaults and from gzip', () => {
    expect(valuesOf(goldenBytes('kafkajs-defaults'))).toEqual(['v']);
    expect(valuesOf(goldenBytes('gzip'))).toEqual(['y'.repeat(100), 'y'.repeat(100)]);
  });

  it('are none in a marker', () => {
    expect([...iterateRecords(goldenBytes('marker-joint'))]).toEqual([]);
  });

  it('may have gaps in their offsets, but never go back or past the end of the batch', () => {
    const batch = (deltas: number[], last: number) => {
      const body = deltas.flatMap((delta) => [12, 0, 0, delta * 2, 1, 1, 0]);
      const bytes = batchAround(Uint8Array.from(body), deltas.length);
      new DataView(bytes.buffer).setInt32(23, last);
      return bytes;
    };
    expect([...iterateRecords(batch([0, 4, 9], 9))].map((r) => r.offset)).toEqual([0, 4, 9]);
    for (const [deltas, last] of [
      [[0, 0], 1],
      [[1, 0], 1],
      [[0, 2], 1],
      [[-1, 0], 1],
    ] as const) {
      expect(() => valuesOf(batch([...deltas], last))).toThrow(MalformedBytes);
    }
  });
});

it('the key of a header keeps its byte order mark', () => {
  const builder = new BatchBuilder();
  const headers = [{ key: '\ufeffh', value: null }];
  builder.append({ key: null, value: null, headers, timestampMs: T });
  const [record] = [...iterateRecords(builder.finish())];
  expect(record!.headers.map(({ key }) => key)).toEqual(['\ufeffh']);
});

describe('a damaged batch', () => {
  it('is refused when it is cut anywhere', () => {
    for (const name of goldenNames()) {
      const bytes = goldenBytes(name);
      for (let length = 0; length < bytes.length; length += 1) {
        expect(() => [...iterateRecords(bytes.subarray(0, length))]).toThrow(MalformedBytes);
      }
    }
  });

  it('never gives more than a typed error for any flipped bit, even when the checksum is not asked', () => {
    for (const name of goldenNames()) {
      const bytes = goldenBytes(name);
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        flipBit(bytes, bit);
        readOrRefuse(bytes);
        flipBit(bytes, bit);
      }
    }
  });

  it('never gives more than a typed error for random records behind a true header', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: -2, max: 30 }),
        (body, n) => {
          readOrRefuse(batchAround(body, n));
          readOrRefuse(batchAround(body, n, 1));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('cannot make the reader allocate or loop by what it claims', () => {
    expect(() => valuesOf(batchAround(new Uint8Array(7), 0x7fff_ffff))).toThrow('do not fit');
    const hugeHeaderCount = Uint8Array.from([22, 0, 0, 0, 1, 1, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0]);
    expect(() => valuesOf(batchAround(hugeHeaderCount, 1))).toThrow('number of headers');
  });

  it('is refused when it decompresses to more than the bound', () => {
    const bomb = goldenBytes('gzip');
    expect(() => [...iterateRecords(bomb, 100)]).toThrow(MalformedBytes);
    expect([...iterateRecords(bomb, 1000)]).toHaveLength(2);
  });

  it('names a codec that is not installed', () => {
    expect(() => valuesOf(batchAround(new Uint8Array(20), 1, 4))).toThrow(CodecMissing);
    expect(() => valuesOf(batchAround(new Uint8Array(20), 1, 4))).toThrow('zstd');
    expect(() => valuesOf(batchAround(new Uint8Array(20), 1, 7))).toThrow(MalformedBytes);
  });
});

it('a header key that is not UTF-8 stops no consumer: the broker takes such a batch, as Kafka does', () => {
  const builder = new BatchBuilder();
  const headers = [{ key: 'a?b', value: null }];
  builder.append({ key: null, value: null, headers, timestampMs: T });
  const batch = builder.finish();
  batch[batch.indexOf(0x3f, BATCH_HEADER_BYTES)] = 0xff;
  stampCrc(batch);
  validateIncomingBatch(batch, { bytesMax: 1000, nowMs: T });
  const [record] = [...iterateRecords(batch)];
  expect(record!.headers.map(({ key }) => key)).toEqual(['a\ufffdb']);
});
