/** Compressed batches as consumers take them apart: gzip, snappy, lz4, zstd; what they give is bounded. */
import { decompressBatch } from '../../../src/client/codecs/batch-compression.ts';
import { CompressionCodecs } from '../../../src/client/codecs/compression-codecs.ts';
import { KafkaJSError } from '../../../src/client/errors.ts';
import { installCodecs } from '../../../src/client/node/codecs.ts';
import { BATCH_HEADER_BYTES, replaceRecords } from '../../../src/record/batch-header.ts';
import { simpleBatch } from '../../unit/record/samples.ts';
import { Finding } from '../finding.ts';
import { seedOf, type Mark, type Seed } from '../seed.ts';
import { accepted, type Target } from '../target.ts';

const BYTES_MAX = 256 * 1024;
const PLAIN = simpleBatch(30);

const toBytes = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);

type Type = 1 | 2 | 3 | 4;

async function seedsOf(type: Type): Promise<Seed[]> {
  installCodecs();
  const codec = CompressionCodecs[type]!();
  const seeds: Seed[] = [];
  // The last one is a small bomb: below the bound, by little.
  for (const plain of [
    PLAIN.subarray(BATCH_HEADER_BYTES),
    Buffer.alloc(100_000, 'flotilla'),
    Buffer.alloc(BYTES_MAX / 2),
  ]) {
    const compressed = Uint8Array.from(await codec.compress({ buffer: toBytes(plain) }));
    const marks = Array.from({ length: Math.min(24, compressed.length) }, (_, at): Mark => ({
      at,
      width: 1,
    }));
    if (compressed.length <= 8000) seeds.push(seedOf(compressed, marks));
  }
  return seeds;
}

function codecTarget(name: string, type: Type): Target {
  return {
    name: `codec-${name}`,
    what: `decompressBatch of ${name}, never more than its bound`,
    refusals: [KafkaJSError],
    weight: 3,
    inputBytesMax: 8192,
    seeds: () => seedsOf(type),
    run: async (input) => {
      const batch = await decompressBatch(replaceRecords(PLAIN, input, type), toBytes, BYTES_MAX);
      const bytes = batch.length - BATCH_HEADER_BYTES;
      if (bytes > BYTES_MAX)
        throw new Finding('allocation', `${bytes} bytes, at most ${BYTES_MAX}`);
      return accepted(`2^${Math.ceil(Math.log2(bytes + 1))} bytes`);
    },
  };
}

export const codecGzip = codecTarget('gzip', 1);
export const codecSnappy = codecTarget('snappy', 2);
export const codecLz4 = codecTarget('lz4', 3);
export const codecZstd = codecTarget('zstd', 4);
