// Record batches as an application sees them. Method: batches as the builder makes them, and with single bytes changed.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { KafkaBatch } from '../../../../src/client/consumer/kafka-batch.ts';
import { installCodecs } from '../../../../src/client/node/codecs.ts';
import { BatchBuilder, type NewRecord } from '../../../../src/record/batch-builder.ts';
import { replaceRecords, stampBatch } from '../../../../src/record/batch-header.ts';
import { endOf } from './scripted-partition.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const toBytes = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

function batchOf(records: Partial<NewRecord>[], baseOffset = 10): Uint8Array {
  const builder = new BatchBuilder();
  for (const record of records)
    builder.append({ key: null, value: null, timestampMs: 5, ...record });
  const batch = builder.finish();
  stampBatch(batch, baseOffset, 3);
  return batch;
}

function kafkaBatch(bytes: Uint8Array, from = 0): KafkaBatch {
  const batches = [{ bytes, from, end: endOf(bytes) }];
  return new KafkaBatch(
    { topic: 't', partition: 1 },
    { log: 0, batches, highWatermark: 20 },
    toBytes,
  );
}

describe('a batch', () => {
  it('has its messages as kafkajs has them', () => {
    const headers = [
      { key: 'a', value: text('1') },
      { key: 'b', value: null },
      { key: 'a', value: text('2') },
      { key: '__proto__', value: text('x') },
    ];
    const { messages } = kafkaBatch(
      batchOf([{ key: text('k'), value: text('v'), headers }, { timestampMs: 7 }]),
    );
    expect(messages[1]).toEqual({
      key: null,
      value: null,
      timestamp: '7',
      attributes: 0,
      offset: '11',
      headers: {},
    });
    expect([String(messages[0]!.key), String(messages[0]!.value)]).toEqual(['k', 'v']);
    const { a, b } = messages[0]!.headers;
    expect([(a as Buffer[]).map(String), b]).toEqual([['1', '2'], null]);
    expect(Object.entries(messages[0]!.headers).at(-1)).toEqual(['__proto__', Buffer.from('x')]);
  });

  it('begins at the offset that is wanted, and knows how far it is behind', () => {
    const batch = kafkaBatch(batchOf([{}, {}, {}, {}]), 12);
    expect(batch.messages.map(({ offset }) => offset)).toEqual(['12', '13']);
    expect([batch.firstOffset(), batch.lastOffset()]).toEqual(['12', '13']);
    expect([batch.offsetLag(), batch.offsetLagLow(), batch.highWatermark]).toEqual([
      '6',
      '7',
      '20',
    ]);
    expect(batch.isEmpty()).toBe(false);
    expect(batch.leaderEpochBefore(13)).toBe(3);
  });

  it('is empty when nothing of it is wanted', () => {
    const batch = kafkaBatch(batchOf([{}]), 11);
    expect([batch.isEmpty(), batch.firstOffset(), batch.offsetLagLow()]).toEqual([true, null, '0']);
  });

  it('is refused when a byte has changed on its way', () => {
    const bytes = batchOf([{ value: text('v') }]);
    bytes[bytes.length - 2]! ^= 1;
    expect(() => kafkaBatch(bytes).messages).toThrow(/cannot be read: its checksum is wrong/);
    expect.soft(errorOf(bytes)).toMatchObject({ type: 'CORRUPT_MESSAGE', retriable: false });
  });

  it('is decompressed before it is read, or says which codec is missing', async () => {
    const plain = batchOf([{ value: text('v'.repeat(500)) }]);
    installCodecs();
    const packed = kafkaBatch(replaceRecords(plain, gzipSync(plain.subarray(61)), 1));
    expect(packed.isCompressed).toBe(true);
    await packed.decompress();
    expect(packed.messages.map(({ value }) => String(value))).toEqual(['v'.repeat(500)]);
    const unknown = kafkaBatch(replaceRecords(plain, plain.subarray(61), 5));
    await expect(unknown.decompress()).rejects.toMatchObject({ type: 'CORRUPT_MESSAGE' });
  });
});

function errorOf(bytes: Uint8Array): unknown {
  try {
    return kafkaBatch(bytes).messages;
  } catch (error) {
    return error;
  }
}
