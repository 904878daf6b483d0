/**
 * Raft's own entries (RAFT.md 1, rule 1) as they stand in the log and on the wire between brokers: a control batch
 * that spans no offset (lastOffsetDelta -1, recordsCount 0), whose body says which marker it is. No client ever
 * sees one, and `validateIncomingBatch` takes none from a client.
 */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';
import { uuidToBytes, uuidToText } from '../base/uuid.ts';
import { NODE_ID_MAX, nodeId, term, uuid } from '../model/ids.ts';
import type { Configuration, LogEntry, ReplicaId } from '../model/log-entry.ts';
import { afterMarker, type Position } from '../model/position.ts';
import {
  attributesAt,
  baseOffsetAt,
  batchSizeAt,
  BATCH_HEADER_BYTES,
  CONTROL_BIT,
  crcIsTrue,
  lastOffsetDeltaAt,
  leaderEpochAt,
  MAGIC_V2,
  magicAt,
  NONE,
  recordsCountAt,
  stampBatch,
  writeBatchHeader,
} from './batch-header.ts';

export type MarkerEntry = Extract<LogEntry, { kind: 'term-start' | 'configuration' }>;

const MARKER_VERSION = 1;
const TERM_START = 1;
const CONFIGURATION = 2;

export function encodeMarker(entry: MarkerEntry): Uint8Array {
  const writer = new ByteWriter(BATCH_HEADER_BYTES + 64);
  writer.bytes(new Uint8Array(BATCH_HEADER_BYTES)).uint8(MARKER_VERSION);
  if (entry.kind === 'term-start') {
    writer.uint8(TERM_START);
  } else {
    writer.uint8(CONFIGURATION);
    writeConfiguration(writer, entry.configuration);
  }
  const bytes = writer.finish();
  writeBatchHeader(bytes, {
    attributes: CONTROL_BIT,
    lastOffsetDelta: -1,
    baseTimestamp: NONE,
    maxTimestamp: NONE,
    producerId: NONE,
    producerEpoch: NONE,
    baseSequence: NONE,
    recordsCount: 0,
  });
  stampBatch(bytes, entry.prev.nextOffset, entry.term);
  return bytes;
}

/** Whether the batch whose header is at `at` is a marker. Kafka's own control batches have lastOffsetDelta 0. */
export function isMarkerAt(bytes: Uint8Array, at = 0): boolean {
  return lastOffsetDeltaAt(bytes, at) === -1 && (attributesAt(bytes, at) & CONTROL_BIT) !== 0;
}

/** `bytes` is exactly one marker, `prev` where the entry before it ends. Verifies the CRC. */
export function decodeMarker(bytes: Uint8Array, prev: Position): MarkerEntry {
  checkHeader(bytes, prev);
  const reader = new ByteReader(bytes.subarray(BATCH_HEADER_BYTES));
  const version = reader.uint8();
  if (version !== MARKER_VERSION) {
    throw new MalformedBytes(`marker version ${version} is not known, only ${MARKER_VERSION}`);
  }
  const kind = reader.uint8();
  const bounds = { prev, end: afterMarker(prev), term: term(leaderEpochAt(bytes)) };
  const entry = readBody(kind, bounds, reader);
  if (reader.remaining > 0) throw new MalformedBytes('a marker has bytes behind its end');
  return entry;
}

function readBody(
  kind: number,
  bounds: Pick<MarkerEntry, 'prev' | 'end' | 'term'>,
  reader: ByteReader,
): MarkerEntry {
  if (kind === TERM_START) return { kind: 'term-start', ...bounds };
  if (kind === CONFIGURATION) {
    return { kind: 'configuration', ...bounds, configuration: readConfiguration(reader) };
  }
  throw new MalformedBytes(`marker kind ${kind} is not known`);
}

function checkHeader(bytes: Uint8Array, prev: Position): void {
  if (bytes.length < BATCH_HEADER_BYTES || batchSizeAt(bytes) !== bytes.length) {
    throw new MalformedBytes('a marker is not exactly one batch');
  }
  if (magicAt(bytes) !== MAGIC_V2) throw new MalformedBytes('a marker has another magic than 2');
  if (!crcIsTrue(bytes)) throw new MalformedBytes('a marker fails its checksum');
  if (!isMarkerAt(bytes) || recordsCountAt(bytes) !== 0) {
    throw new MalformedBytes('the batch is not a marker');
  }
  if (baseOffsetAt(bytes) !== prev.nextOffset) {
    throw new MalformedBytes(
      `a marker belongs at offset ${baseOffsetAt(bytes)}, not at ${prev.nextOffset}`,
    );
  }
  if (leaderEpochAt(bytes) < 0) throw new MalformedBytes('the term of a marker is negative');
}

/** Also the form in which other files of ours hold a configuration (the log-start checkpoint). */
export function writeConfiguration(writer: ByteWriter, configuration: Configuration): void {
  writeReplicas(writer, configuration.voters);
  writeReplicas(writer, configuration.learners);
  writer.uint8(configuration.oldVoters === undefined ? 0 : 1);
  if (configuration.oldVoters !== undefined) writeReplicas(writer, configuration.oldVoters);
}

export function readConfiguration(reader: ByteReader): Configuration {
  const voters = readReplicas(reader);
  const learners = readReplicas(reader);
  const joint = reader.uint8();
  if (joint > 1) throw new MalformedBytes(`${joint} says neither joint nor simple`);
  return joint === 0 ? { voters, learners } : { voters, learners, oldVoters: readReplicas(reader) };
}

function writeReplicas(writer: ByteWriter, replicas: readonly ReplicaId[]): void {
  writer.uint16(replicas.length);
  for (const replica of replicas) {
    writer.uint32(replica.nodeId).bytes(uuidToBytes(replica.directoryId));
  }
}

function readReplicas(reader: ByteReader): ReplicaId[] {
  const count = reader.uint16();
  const replicas: ReplicaId[] = [];
  for (let i = 0; i < count; i += 1) {
    const id = reader.uint32();
    if (id > NODE_ID_MAX) throw new MalformedBytes(`${id} is not a node id`);
    // A replica that is named twice would be counted twice in a majority.
    if (replicas.some((other) => other.nodeId === id)) {
      throw new MalformedBytes(`node ${id} stands twice in one list of replicas`);
    }
    replicas.push({ nodeId: nodeId(id), directoryId: uuid(uuidToText(reader.bytes(16))) });
  }
  return replicas;
}
