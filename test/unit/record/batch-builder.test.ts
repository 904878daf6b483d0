// Goal: what the builder writes is what Java and kafkajs write, and what our own reader gives back.
// Method: bytes written by hand from the format (test/golden/bytes), and random records there and back.
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { installGzipCodec } from '../../../src/node/gzip-codec.ts';
import { BatchBuilder, recordBytesMax } from '../../../src/record/batch-builder.ts';
import { crcIsTrue, readBatchHeader, stampBatch } from '../../../src/record/batch-header.ts';
import { iterateRecords } from '../../../src/record/records.ts';
import { goldenBytes } from '../../support/golden-bytes.ts';
import { anyRecords, batchOf, bytesOf, simpleBatch, T } from './samples.ts';

beforeAll(installGzipCodec);

describe('the builder writes the golden bytes', () => {
  it('of one record', () => {
    const record = { key: bytesOf('k'), value: bytesOf('v'), timestampMs: T };
    expect(batchOf([record])).toEqual(goldenBytes('one-record'));
  });

  it('of nulls, empty values, headers, and a record older than the first', () => {
    const batch = batchOf([
      {
        key: null,
        value: new Uint8Array(0),
        headers: [
          { key: 'h', value: bytesOf('1') },
          { key: 'h', value: null },
          { key: 'é', value: new Uint8Array(0) },
        ],
        timestampMs: T,
      },
      { key: bytesOf('key'), value: null, timestampMs: T - 5 },
      { key: null, value: bytesOf('x'.repeat(70)), timestampMs: T + 70_000 },
    ]);
    expect(batch).toEqual(goldenBytes('nulls-and-headers'));
  });

  it('of an idempotent producer, once a leader has stamped them', () => {
    const batch = batchOf(
      [
        { key: bytesOf('a'), value: bytesOf('b'), timestampMs: T },
        { key: bytesOf('c'), value: bytesOf('d'), timestampMs: T + 1 },
      ],
      { producer: { id: 4_000_000_000, epoch: 5, baseSequence: 17 } },
    );
    stampBatch(batch, 2 ** 33 + 1, 7);
    expect(batch).toEqual(goldenBytes('idempotent-stamped'));
  });
});

describe('the builder', () => {
  it('gives back every record, with its offset, time and headers', () => {
    fc.assert(
      fc.property(anyRecords, fc.constantFrom(undefined, 1 as const), (records, compression) => {
        const batch = batchOf(records, compression === undefined ? {} : { compression });
        expect(crcIsTrue(batch)).toBe(true);
        const read = [...iterateRecords(batch)];
        expect(read).toEqual(records.map((record, offset) => ({ offset, ...record })));
        const header = readBatchHeader(batch);
        expect(header.recordsCount).toBe(records.length);
        expect(header.maxTimestamp).toBe(Math.max(...records.map((r) => r.timestampMs)));
      }),
    );
  });

  it('gives plain bytes, also where gzip made the records smaller', () => {
    const value = new Uint8Array(1000);
    const batch = batchOf([{ key: null, value, headers: [], timestampMs: 0 }], { compression: 1 });
    expect(batch.length).toBeLessThan(value.length);
    const [record] = [...iterateRecords(batch)];
    expect(record?.value).toEqual(value);
    expect(record?.value?.constructor).toBe(Uint8Array);
  });

  it('says its size exactly, and beforehand at least what a record adds', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const builder = new BatchBuilder({ capacityBytes: 0 });
        for (const record of records) {
          const before = builder.sizeBytes;
          builder.append(record);
          expect(builder.sizeBytes - before).toBeLessThanOrEqual(recordBytesMax(record));
        }
        expect(builder.count).toBe(records.length);
        const size = builder.sizeBytes;
        expect(builder.finish().length).toBe(size);
      }),
    );
  });

  it('hands over bytes that the next batch does not touch', () => {
    const builder = new BatchBuilder();
    builder.append({ key: null, value: bytesOf('first'), timestampMs: T });
    const first = builder.finish();
    const copy = first.slice();
    expect(builder.count).toBe(0);
    builder.append({ key: null, value: bytesOf('other'), timestampMs: T });
    builder.finish();
    expect(first).toEqual(copy);
  });

  it('counts the sequence on over batches, and wraps behind 2^31 - 1', () => {
    const builder = new BatchBuilder({
      producer: { id: 1, epoch: 0, baseSequence: 0x7fff_fffe },
    });
    const sequences = [1, 3, 1].map((count) => {
      for (let i = 0; i < count; i += 1) {
        builder.append({ key: null, value: null, timestampMs: T });
      }
      return readBatchHeader(builder.finish()).baseSequence;
    });
    expect(sequences).toEqual([0x7fff_fffe, 0x7fff_ffff, 2]);
  });

  it('leaves a batch uncompressed when compression would make it larger', () => {
    expect(simpleBatch(1, { compression: 1 })).toEqual(simpleBatch(1));
    const repetitive = simpleBatch(500, { compression: 1 });
    expect(readBatchHeader(repetitive).attributes).toBe(1);
    expect(repetitive.length).toBeLessThan(simpleBatch(500).length);
  });

  it('refuses to finish an empty batch', () => {
    expect(() => new BatchBuilder().finish()).toThrow('at least one record');
  });
});
