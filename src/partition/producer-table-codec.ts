/**
 * The committed part of a producer table as bytes (docs/formats/files.md): in the checkpoint of a log, and in the state
 * that its base carries. It says itself up to which offset it counts. Checksums are those of the file or frame around it.
 */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';
import { offset, term, TERM_MAX, type Offset } from '../model/ids.ts';
import { NONE } from '../record/batch-header.ts';
import {
  endOffsetOf,
  ProducerTable,
  REMEMBERED_BATCHES,
  type KnownProducer,
  type ProducedBatch,
} from './producer-table.ts';

const VERSION = 1;
const HEADER_BYTES = 14;
const PRODUCER_BYTES_MAX = 17 + REMEMBERED_BATCHES * 30;
const EPOCH_MAX = 0x7fff;
const SEQUENCE_MAX = 0x7fff_ffff;

export function encodeProducerTable(table: ProducerTable): Uint8Array {
  const writer = new ByteWriter(HEADER_BYTES + table.size * PRODUCER_BYTES_MAX);
  const producers = [...table.committedProducers()];
  writer.uint16(VERSION).int64(table.committedTo).uint32(producers.length);
  for (const [producerId, { batches, committed, seenMs }] of producers) {
    writer.int64(producerId).int64(Math.floor(seenMs)).uint8(committed);
    for (const batch of batches.slice(0, committed)) {
      writer.uint16(batch.producerEpoch).uint32(batch.baseSequence).uint32(batch.count);
      writer.int64(batch.baseOffset).uint32(batch.leaderEpoch).int64(batch.logAppendTimeMs);
    }
  }
  return writer.finish();
}

/** Throws MalformedBytes. No bytes: the table of a log that has not begun. */
export function decodeProducerTable(bytes: Uint8Array, expirationMs: number): ProducerTable {
  if (bytes.length === 0) return new ProducerTable(expirationMs);
  const reader = new ByteReader(bytes);
  const version = reader.uint16();
  if (version !== VERSION) {
    throw new MalformedBytes(
      `producer state has version ${version}, this Flotilla reads ${VERSION}`,
    );
  }
  const committedTo = offset(natural(reader, Number.MAX_SAFE_INTEGER));
  const known = new Map<number, KnownProducer>();
  for (let left = reader.uint32(); left > 0; left -= 1) {
    const producerId = natural(reader, Number.MAX_SAFE_INTEGER);
    const seenMs = reader.int64();
    const batches = readBatches(reader, producerId, committedTo);
    if (known.has(producerId)) throw new MalformedBytes(`producer ${producerId} comes twice`);
    known.set(producerId, { batches, committed: batches.length, seenMs });
  }
  if (reader.remaining > 0) throw new MalformedBytes('bytes are left over');
  return new ProducerTable(expirationMs, committedTo, known);
}

function readBatches(reader: ByteReader, producerId: number, before: Offset): ProducedBatch[] {
  const count = reader.uint8();
  if (count === 0 || count > REMEMBERED_BATCHES) {
    throw new MalformedBytes(`producer ${producerId} has ${count} batches`);
  }
  const batches: ProducedBatch[] = [];
  let from = 0;
  for (let i = 0; i < count; i += 1) {
    const batch = readBatch(reader, producerId);
    if (batch.baseOffset < from || endOffsetOf(batch) > before) {
      throw new MalformedBytes(`producer ${producerId} has a batch out of place`);
    }
    from = endOffsetOf(batch);
    batches.push(batch);
  }
  return batches;
}

function readBatch(reader: ByteReader, producerId: number): ProducedBatch {
  const producerEpoch = reader.uint16();
  if (producerEpoch > EPOCH_MAX) throw new MalformedBytes('an epoch is out of range');
  const baseSequence = within(reader.uint32(), SEQUENCE_MAX);
  const count = within(reader.uint32(), SEQUENCE_MAX);
  if (count === 0) throw new MalformedBytes('a batch has no records');
  const baseOffset = offset(natural(reader, Number.MAX_SAFE_INTEGER - count));
  const leaderEpoch = term(within(reader.uint32(), TERM_MAX));
  const logAppendTimeMs = reader.int64();
  if (logAppendTimeMs < NONE) throw new MalformedBytes('a time is out of range');
  return {
    producerId,
    producerEpoch,
    baseSequence,
    count,
    baseOffset,
    leaderEpoch,
    logAppendTimeMs,
  };
}

function natural(reader: ByteReader, max: number): number {
  return within(reader.int64(), max);
}

function within(value: number, max: number): number {
  if (value < 0 || value > max) throw new MalformedBytes(`${value} is out of range`);
  return value;
}
