/**
 * Compression of the records of a batch (attributes bits 0 to 2). The codecs themselves come from outside:
 * `node/` and the client install what their platform has. Nothing is decompressed without a bound.
 */
import { MalformedBytes } from '../base/byte-reader.ts';

export const COMPRESSION_NAMES = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;

export type CompressionName = (typeof COMPRESSION_NAMES)[number];
/** What stands in the attributes: 1 gzip, 2 snappy, 3 lz4, 4 zstd. 0, none, needs no codec. */
export type CompressionId = 1 | 2 | 3 | 4;

export interface Codec {
  readonly name: CompressionName;
  compress(bytes: Uint8Array): Uint8Array;
  /** Throws when the result would have more than `bytesMax` bytes, before it allocates more than that. */
  decompress(bytes: Uint8Array, bytesMax: number): Uint8Array;
}

/** The batch is sound, but its codec is not installed in this process. */
export class CodecMissing extends Error {
  override readonly name = 'CodecMissing';
}

const codecs = new Map<number, Codec>();

/** Called by the composition root, once a codec. */
export function installCodec(id: CompressionId, codec: Codec): void {
  codecs.set(id, codec);
}

export function compressionName(id: number): CompressionName | undefined {
  return COMPRESSION_NAMES[id];
}

export function compressRecords(id: CompressionId, bytes: Uint8Array): Uint8Array {
  return installedCodec(id).compress(bytes);
}

/** CodecMissing, or MalformedBytes for what the codec cannot read or what grows past `bytesMax`. */
export function decompressRecords(id: number, bytes: Uint8Array, bytesMax: number): Uint8Array {
  const codec = installedCodec(id);
  let records: Uint8Array;
  try {
    records = codec.decompress(bytes, bytesMax);
  } catch (error) {
    throw new MalformedBytes(`${codec.name} cannot decompress the records`, { cause: error });
  }
  if (records.length > bytesMax) {
    throw new MalformedBytes(`the records decompress to more than ${bytesMax} bytes`);
  }
  return records;
}

function installedCodec(id: number): Codec {
  const name = compressionName(id);
  if (name === undefined) throw new MalformedBytes(`compression ${id} is not known`);
  const codec = codecs.get(id);
  if (codec === undefined) throw new CodecMissing(`compression ${name} is not available here`);
  return codec;
}
