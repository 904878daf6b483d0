/** Compressed batches in commands, through the codecs of the client; loaded when the first one is wanted. */
import { attributesAt, COMPRESSION_MASK } from '../record/batch-header.ts';
import { COMPRESSION_NAMES, type CompressionName } from '../record/compression.ts';
import type { CompressionTypes } from '../client/constants.ts';

export type Compress = (batch: Uint8Array) => Promise<Uint8Array>;

/** Undefined for `none`. Rejects when its optional package is missing, before anything is sent. */
export async function compressorOf(name: CompressionName): Promise<Compress | undefined> {
  if (name === 'none') return undefined;
  const { compressBatch, toBytes } = await loadCodecs();
  const type = COMPRESSION_NAMES.indexOf(name) as CompressionTypes;
  const compress: Compress = (batch) => compressBatch(type, batch, toBytes);
  await compress(await sampleBatch());
  return compress;
}

/** A plain batch with the same records. */
export async function decompressed(batch: Uint8Array): Promise<Uint8Array> {
  if ((attributesAt(batch) & COMPRESSION_MASK) === 0) return batch;
  const { decompressBatch, toBytes } = await loadCodecs();
  return await decompressBatch(batch, toBytes);
}

async function loadCodecs() {
  const [{ installCodecs }, batches, { nodePlatform }] = await Promise.all([
    import('../client/node/codecs.ts'),
    import('../client/codecs/batch-compression.ts'),
    import('../client/node/node-platform.ts'),
  ]);
  installCodecs();
  return { ...batches, toBytes: nodePlatform.toBytes };
}

async function sampleBatch(): Promise<Uint8Array> {
  const { BatchBuilder } = await import('../record/batch-builder.ts');
  const builder = new BatchBuilder();
  builder.append({ key: null, value: new Uint8Array(1), timestampMs: 0 });
  return builder.finish();
}
