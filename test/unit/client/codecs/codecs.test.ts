// Compression as the client has it in Node and in browsers. Method: round trips of batches, and bytes that lie about their size.
import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { compressFrameSync } from 'lz4-napi';
import { compressSync, uncompressSync } from 'snappy';
import { Encoder } from '@toondepauw/node-zstd';
import { installBrowserCodecs } from '../../../../src/client/browser-codecs.ts';
import { compressBatch, decompressBatch } from '../../../../src/client/codecs/batch-compression.ts';
import { CompressionCodecs } from '../../../../src/client/codecs/compression-codecs.ts';
import { lz4BytesMax, zstdBytesMax } from '../../../../src/client/codecs/frame-bounds.ts';
import { CompressionTypes } from '../../../../src/client/constants.ts';
import { installCodecs } from '../../../../src/client/node/codecs.ts';
import { nodePlatform } from '../../../../src/client/node/node-platform.ts';
import { BatchBuilder } from '../../../../src/record/batch-builder.ts';
import { crcIsTrue, replaceRecords } from '../../../../src/record/batch-header.ts';
import { iterateRecords } from '../../../../src/record/records.ts';

const { toBytes } = nodePlatform;
const KINDS = ['GZIP', 'Snappy', 'LZ4', 'ZSTD'] as const;
const ZEROS = new Uint8Array(8 * 1024 * 1024);

installCodecs();

function batchOf(value: string, count = 100): Uint8Array {
  const builder = new BatchBuilder();
  for (let i = 0; i < count; i += 1) {
    const bytes = new TextEncoder().encode(`${value} ${i}`);
    builder.append({ key: null, value: bytes, timestampMs: 1000 + i });
  }
  return builder.finish();
}

describe.each(KINDS)('%s', (kind) => {
  const type = CompressionTypes[kind];

  it('gives a smaller batch with a true checksum, and the same records again', async () => {
    const plain = batchOf('the same text again and again', 5000);
    const compressed = await compressBatch(type, plain, toBytes);
    expect(compressed.length).toBeLessThan(plain.length / 2);
    expect(crcIsTrue(compressed)).toBe(true);
    const again = await decompressBatch(compressed, toBytes);
    expect(Buffer.compare(again, plain)).toBe(0);
    expect([...iterateRecords(again)]).toHaveLength(5000);
  });

  it('leaves a batch as it is that would not become smaller', async () => {
    const plain = batchOf('x', 1);
    expect(await compressBatch(type, plain, toBytes)).toBe(plain);
  });

  it('refuses what decompresses to more than the bound, and what is damaged', async () => {
    const compressed = await compressBatch(type, batchOf('bomb', 100_000), toBytes);
    await expect(decompressBatch(compressed, toBytes, 100_000)).rejects.toMatchObject({
      type: 'CORRUPT_MESSAGE',
    });
    const records = compressed.slice(61, -20);
    const cut = replaceRecords(compressed, records, type);
    await expect(decompressBatch(cut, toBytes)).rejects.toMatchObject({ type: 'CORRUPT_MESSAGE' });
    compressed[70]! ^= 1;
    await expect(decompressBatch(compressed, toBytes)).rejects.toThrow('checksum');
  });
});

describe('a bound', () => {
  it('is known before anything is decompressed, and is close', () => {
    expect(lz4BytesMax(compressFrameSync(Buffer.from(ZEROS)))).toBeGreaterThanOrEqual(ZEROS.length);
    expect(lz4BytesMax(compressFrameSync(Buffer.from(ZEROS)))).toBeLessThan(ZEROS.length + 5e6);
    const zstd = new Encoder(3).encodeSync(Buffer.from(ZEROS));
    expect(zstdBytesMax(zstd)).toBeGreaterThanOrEqual(ZEROS.length);
    expect(zstdBytesMax(zstd)).toBeLessThan(ZEROS.length + 200_000);
  });

  it.each([lz4BytesMax, zstdBytesMax])(
    'of noise or of a frame that is cut off is an error',
    (max) => {
      expect(() => max(new Uint8Array([1, 2, 3, 4, 5]))).toThrow();
      const frames = [
        compressFrameSync(Buffer.alloc(100)),
        new Encoder(3).encodeSync(Buffer.alloc(100)),
      ];
      for (const frame of frames) expect(() => max(frame.subarray(0, frame.length - 9))).toThrow();
    },
  );
});

it('writes snappy as one bare block, the only form that every client reads', async () => {
  const plain = batchOf('some text', 1000);
  const compressed = await compressBatch(CompressionTypes.Snappy, plain, toBytes);
  const block = Buffer.from(compressed.subarray(61));
  expect(Buffer.compare(uncompressSync(block) as Buffer, plain.subarray(61))).toBe(0);
});

it('reads snappy in the frames of snappy-java too, as Java and kafka-python write it', async () => {
  const plain = batchOf('some text', 10_000);
  const records = plain.subarray(61);
  const chunks: Uint8Array[] = [Buffer.from('82534e41505059000000000100000001', 'hex')];
  for (let at = 0; at < records.length; at += 32_768) {
    const block = compressSync(records.subarray(at, at + 32_768));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(block.length);
    chunks.push(length, block);
  }
  expect(chunks.length).toBeGreaterThan(5);
  const framed = replaceRecords(plain, Buffer.concat(chunks), 2);
  expect(Buffer.compare(await decompressBatch(framed, toBytes), plain)).toBe(0);
});

it('takes a codec of the application, as kafkajs does', async () => {
  const own = CompressionCodecs[CompressionTypes.GZIP];
  const plain = batchOf('some text', 1000);
  CompressionCodecs[CompressionTypes.GZIP] = () => ({
    compress: async ({ buffer }) => gzipSync(buffer, { level: 1 }),
    decompress: async () => Buffer.from('broken'),
  });
  const compressed = await compressBatch(CompressionTypes.GZIP, plain, toBytes);
  expect(compressed.subarray(61, 63)).toEqual(new Uint8Array([0x1f, 0x8b]));
  delete CompressionCodecs[CompressionTypes.GZIP];
  await expect(decompressBatch(compressed, toBytes)).rejects.toMatchObject({
    name: 'KafkaJSNotImplemented',
    message: expect.stringContaining('CompressionCodecs[1]'),
  });
  // Browsers have gzip as streams; Node has the same streams.
  installBrowserCodecs();
  expect(Buffer.compare(await decompressBatch(compressed, toBytes), plain)).toBe(0);
  await expect(decompressBatch(compressed, toBytes, 5000)).rejects.toThrow('more than 5000 bytes');
  CompressionCodecs[CompressionTypes.GZIP] = own!;
});
