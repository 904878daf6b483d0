/**
 * kafkajs's registry of codecs: `CompressionCodecs[CompressionTypes.Snappy] = () => myCodec` puts in another one. node/
 * and browser entries fill it with what there is.
 */
import type { CompressionTypes } from '../constants.ts';
import type { Bytes } from '../types/bytes.ts';

export interface CompressionCodec {
  compress(encoder: { readonly buffer: Bytes }): Promise<Uint8Array>;
  /** Must fail rather than give, or allocate, more than `bytesMax`; what it gives is checked. */
  decompress(bytes: Bytes, bytesMax?: number): Promise<Uint8Array>;
}

export type CompressedType = Exclude<CompressionTypes, 0>;

export const CompressionCodecs: Partial<Record<CompressedType, () => CompressionCodec>> = {};
