/**
 * The records of __consumer_offsets in Kafka's own formats, so that its tools read them: committed offsets and the
 * generations of groups. docs/formats/consumer-offsets.md has the byte tables. A null value takes the thing away.
 *
 * A broker that meets a record that it does not know must halt: its image would silently differ from the others'.
 */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';

/** One record as the log has it. */
export interface GroupRecord {
  readonly key: Uint8Array;
  /** Null: a tombstone. */
  readonly value: Uint8Array | null;
}

export interface OffsetKey {
  readonly kind: 'offset';
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
}

export interface GenerationKey {
  readonly kind: 'generation';
  readonly groupId: string;
}

export interface RecordedOffset {
  readonly offset: number;
  readonly leaderEpoch?: number;
  readonly metadata: string;
  readonly committedAtMs: number;
}

export interface RecordedMember {
  readonly memberId: string;
  readonly groupInstanceId?: string;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
  /** The member's metadata for the chosen protocol. */
  readonly subscription: Uint8Array;
  /** Without bytes for every member: the leader has not assigned yet. */
  readonly assignment: Uint8Array;
}

export interface RecordedGeneration {
  /** Kafka's word for what the group is for: 'consumer'. */
  readonly protocolType: string;
  readonly generationId: number;
  readonly protocolName?: string;
  /** The member id of the member that assigns. */
  readonly leader?: string;
  /** When the group came into this state: for one without members, when it lost the last. */
  readonly stateSinceMs: number;
  readonly members: readonly RecordedMember[];
}

/** The log was written by a newer Flotilla than this one, or by Kafka. The broker cannot go on with it. */
export class GroupLogTooNew extends Error {
  override readonly name = 'GroupLogTooNew';
}

const OFFSET_KEY_VERSION = 1;
const OFFSET_VALUE_VERSION = 3;
const GENERATION_KEY_VERSION = 2;
const GENERATION_VALUE_VERSION = 3;

/** Of the record of an offset, its key included, without group id, topic and metadata. */
export const OFFSET_RECORD_BYTES = 34;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function encodeOffsetKey({
  groupId,
  topic,
  partition,
}: Omit<OffsetKey, 'kind'>): Uint8Array {
  const writer = new ByteWriter().int16(OFFSET_KEY_VERSION);
  return writer.string(groupId).string(topic).int32(partition).finish();
}

export function encodeGenerationKey(groupId: string): Uint8Array {
  return new ByteWriter().int16(GENERATION_KEY_VERSION).string(groupId).finish();
}

export function encodeOffsetValue(recorded: RecordedOffset): Uint8Array {
  return new ByteWriter()
    .int16(OFFSET_VALUE_VERSION)
    .int64(recorded.offset)
    .int32(recorded.leaderEpoch ?? -1)
    .string(recorded.metadata)
    .int64(recorded.committedAtMs)
    .finish();
}

export function encodeGenerationValue(generation: RecordedGeneration): Uint8Array {
  const writer = new ByteWriter().int16(GENERATION_VALUE_VERSION);
  writer.string(generation.protocolType).int32(generation.generationId);
  optionalString(writer, generation.protocolName);
  optionalString(writer, generation.leader);
  writer.int64(generation.stateSinceMs).int32(generation.members.length);
  for (const member of generation.members) {
    writer.string(member.memberId);
    optionalString(writer, member.groupInstanceId);
    writer.string(member.clientId).string(member.clientHost);
    writer.int32(member.rebalanceTimeoutMs).int32(member.sessionTimeoutMs);
    writer.int32(member.subscription.length).bytes(member.subscription);
    writer.int32(member.assignment.length).bytes(member.assignment);
  }
  return writer.finish();
}

/** Throws GroupLogTooNew, or MalformedBytes; likewise the next two. */
export function decodeKey(bytes: Uint8Array): OffsetKey | GenerationKey {
  const reader = new ByteReader(bytes);
  const version = reader.int16();
  if (version === OFFSET_KEY_VERSION) {
    const [groupId, topic] = [readString(reader), readString(reader)];
    return atEnd(reader, { kind: 'offset', groupId, topic, partition: reader.int32() });
  }
  if (version === GENERATION_KEY_VERSION) {
    return atEnd(reader, { kind: 'generation', groupId: readString(reader) });
  }
  throw tooNew('a key', version);
}

export function decodeOffsetValue(bytes: Uint8Array): RecordedOffset {
  const reader = new ByteReader(bytes);
  const version = reader.int16();
  if (version !== OFFSET_VALUE_VERSION) throw tooNew('an offset', version);
  const offset = reader.int64();
  const leaderEpoch = reader.int32();
  return atEnd(reader, {
    offset,
    ...(leaderEpoch < 0 ? {} : { leaderEpoch }),
    metadata: readString(reader),
    committedAtMs: reader.int64(),
  });
}

/** Byte fields are views of `bytes`. */
export function decodeGenerationValue(bytes: Uint8Array): RecordedGeneration {
  const reader = new ByteReader(bytes);
  const version = reader.int16();
  if (version !== GENERATION_VALUE_VERSION) throw tooNew('a generation', version);
  const protocolType = readString(reader);
  const generationId = reader.int32();
  const protocolName = readOptionalString(reader);
  const leader = readOptionalString(reader);
  const stateSinceMs = reader.int64();
  const members: RecordedMember[] = [];
  // Not allocated ahead: the count is only what the bytes claim.
  for (let count = reader.int32(); count > 0; count -= 1) members.push(readMember(reader));
  return atEnd(reader, {
    protocolType,
    generationId,
    ...(protocolName === undefined ? {} : { protocolName }),
    ...(leader === undefined ? {} : { leader }),
    stateSinceMs,
    members,
  });
}

function readMember(reader: ByteReader): RecordedMember {
  const memberId = readString(reader);
  const groupInstanceId = readOptionalString(reader);
  return {
    memberId,
    ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
    clientId: readString(reader),
    clientHost: readString(reader),
    rebalanceTimeoutMs: reader.int32(),
    sessionTimeoutMs: reader.int32(),
    subscription: reader.bytes(reader.int32()),
    assignment: reader.bytes(reader.int32()),
  };
}

function optionalString(writer: ByteWriter, value: string | undefined): void {
  if (value === undefined) writer.int16(-1);
  else writer.string(value);
}

function readOptionalString(reader: ByteReader): string | undefined {
  const length = reader.int16();
  if (length === -1) return undefined;
  try {
    return decoder.decode(reader.bytes(length));
  } catch (error) {
    if (error instanceof MalformedBytes) throw error;
    throw new MalformedBytes('a string is not UTF-8');
  }
}

function readString(reader: ByteReader): string {
  const value = readOptionalString(reader);
  if (value === undefined) throw new MalformedBytes('a string is missing');
  return value;
}

function atEnd<T>(reader: ByteReader, value: T): T {
  if (reader.remaining !== 0) throw new MalformedBytes(`${reader.remaining} bytes behind a record`);
  return value;
}

function tooNew(what: string, version: number): GroupLogTooNew {
  return new GroupLogTooNew(
    `__consumer_offsets holds ${what} of version ${version}, which this version of Flotilla does not know; start the newer version that wrote it.`,
  );
}

/** In UTF-8. */
export function utf8Length(value: string): number {
  return value === '' ? 0 : encoder.encode(value).length;
}
