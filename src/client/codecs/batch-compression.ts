/** Whole batches, from plain to compressed and back. The codecs may take their time: some platforms have no others. */
import { MalformedBytes } from '../../base/byte-reader.ts';
import {
  attributesAt,
  BATCH_HEADER_BYTES,
  COMPRESSION_MASK,
  crcIsTrue,
  replaceRecords,
} from '../../record/batch-header.ts';
import { COMPRESSION_NAMES } from '../../record/compression.ts';
import { DECOMPRESSED_BYTES_MAX } from '../../record/records.ts';
import type { CompressionTypes } from '../constants.ts';
import { protocolError } from '../error-mapping.ts';
import { KafkaJSError, KafkaJSNotImplemented } from '../errors.ts';
import type { ClientPlatform } from '../platform.ts';
import {
  type CompressedType,
  type CompressionCodec,
  CompressionCodecs,
} from './compression-codecs.ts';

type ToBytes = ClientPlatform['toBytes'];

/** The batch itself when the codec saves nothing: readers take either. */
export async function compressBatch(
  type: CompressionTypes,
  batch: Uint8Array,
  toBytes: ToBytes,
): Promise<Uint8Array> {
  if (type === 0) return batch;
  const buffer = toBytes(batch.subarray(BATCH_HEADER_BYTES));
  const records = await codecOf(type).compress({ buffer });
  return records.length < buffer.length ? replaceRecords(batch, records, type) : batch;
}

export function isCompressed(batch: Uint8Array): boolean {
  return (attributesAt(batch) & COMPRESSION_MASK) !== 0;
}

/** A plain batch with the same records. Rejects with a KafkaJSError that says why it cannot be read. */
export async function decompressBatch(
  batch: Uint8Array,
  toBytes: ToBytes,
  bytesMax = DECOMPRESSED_BYTES_MAX,
): Promise<Uint8Array> {
  if (!isCompressed(batch)) return batch;
  if (!crcIsTrue(batch)) throw corrupt('its checksum is wrong');
  const codec = codecOf(attributesAt(batch) & COMPRESSION_MASK);
  let records: Uint8Array;
  try {
    records = await codec.decompress(toBytes(batch.subarray(BATCH_HEADER_BYTES)), bytesMax);
  } catch (error) {
    if (error instanceof KafkaJSError) throw error;
    throw corrupt((error as Error).message, error);
  }
  if (records.length > bytesMax) throw corrupt(`it decompresses to more than ${bytesMax} bytes`);
  return replaceRecords(batch, records, 0);
}

function codecOf(type: number): CompressionCodec {
  const create = CompressionCodecs[type as CompressedType];
  if (create !== undefined) return create();
  const name = COMPRESSION_NAMES[type];
  if (name === undefined) throw corrupt(`compression ${type} is not known`);
  throw new KafkaJSNotImplemented(
    `There is no ${name} here; set CompressionCodecs[${type}] to a function that gives a codec.`,
  );
}

function corrupt(why: string, cause?: unknown): KafkaJSError {
  const sentence = `A record batch cannot be read: ${why}.`;
  return protocolError('CORRUPT_MESSAGE', sentence, cause ?? new MalformedBytes(why));
}
