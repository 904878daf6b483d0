/**
 * What Kafka's consumers write into the opaque fields of the group protocol (consumer protocol, version 0 and the
 * front of the later ones), so that one group may have members of several clients.
 */
import { ByteReader } from '../../base/byte-reader.ts';
import { ByteWriter } from '../../base/byte-writer.ts';
import type { Assignment } from '../types/consumer.ts';

interface Metadata {
  readonly version: number;
  readonly topics: readonly string[];
  readonly userData?: Uint8Array;
}

interface PartitionsByTopic {
  readonly version: number;
  readonly assignment: Readonly<Record<string, readonly number[]>>;
  readonly userData?: Uint8Array;
}

const NO_BYTES = new Uint8Array();

export function encodeMemberMetadata(fields: Metadata): Uint8Array {
  const writer = new ByteWriter().int16(fields.version).int32(fields.topics.length);
  for (const topic of fields.topics) writer.string(topic);
  return writeUserData(writer, fields.userData);
}

/** Throws MalformedBytes. What later versions have behind these fields is left aside. */
export function decodeMemberMetadata(bytes: Uint8Array): Required<Metadata> {
  const reader = new ByteReader(bytes);
  const version = reader.int16();
  const topics = readArray(reader, () => reader.string());
  return { version, topics, userData: readUserData(reader) };
}

export function encodeMemberAssignment(fields: PartitionsByTopic): Uint8Array {
  const topics = Object.entries(fields.assignment);
  const writer = new ByteWriter().int16(fields.version).int32(topics.length);
  for (const [topic, partitions] of topics) {
    writer.string(topic).int32(partitions.length);
    for (const partition of partitions) writer.int32(partition);
  }
  return writeUserData(writer, fields.userData);
}

/** Null for no bytes at all, which is what a member gets that the leader assigned nothing. */
export function decodeMemberAssignment(bytes: Uint8Array): {
  version: number;
  assignment: Assignment;
  userData: Uint8Array;
} | null {
  if (bytes.length === 0) return null;
  const reader = new ByteReader(bytes);
  const version = reader.int16();
  const entries = readArray(reader, (): [string, number[]] => [
    reader.string(),
    readArray(reader, () => reader.int32()),
  ]);
  return { version, assignment: Object.fromEntries(entries), userData: readUserData(reader) };
}

/** Grows with what is there, whatever the count claims: the reader refuses as soon as the bytes end. */
function readArray<Item>(reader: ByteReader, readItem: () => Item): Item[] {
  const items: Item[] = [];
  for (let left = reader.int32(); left > 0; left -= 1) items.push(readItem());
  return items;
}

function writeUserData(writer: ByteWriter, userData: Uint8Array = NO_BYTES): Uint8Array {
  return writer.int32(userData.length).bytes(userData).finish();
}

function readUserData(reader: ByteReader): Uint8Array {
  if (reader.remaining === 0) return NO_BYTES;
  const length = reader.int32();
  return length < 0 ? NO_BYTES : reader.bytes(length);
}
