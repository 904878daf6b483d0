/** The pieces of which request-codec.ts and response-codec.ts are made. What is out of bounds is MalformedBytes. */
import { MalformedBytes } from '../base/byte-reader.ts';
import { ERRORS, type ErrorName } from '../model/errors.ts';
import type { TopicPartition } from '../model/topic-partition.ts';
import type { flotilla } from '../protocol/generated/group.js';
import type { GroupState, MemberIdentity, PartitionOutcome } from './requests.ts';
import { isWellFormed } from './validate.ts';

/** Of any list in a request. A leader's sync is the longest: an assignment for each member. */
const ITEMS_MAX = 100_000;
/** What a string of Kafka's protocol can hold; in UTF-16 units, so a little less strict. */
const TEXT_LENGTH_MAX = 32_767;
const NO_BYTES = new Uint8Array();
const STATES: ReadonlySet<string> = new Set<GroupState>([
  'Empty',
  'PreparingRebalance',
  'CompletingRebalance',
  'Stable',
  'Dead',
]);

/** What protobuf has for "absent". */
export type Maybe<T> = T | null | undefined;

export function list<Item, Result>(
  items: Maybe<readonly Item[]>,
  read: (item: Item) => Result,
): Result[] {
  if (!items) return [];
  if (items.length > ITEMS_MAX) {
    throw new MalformedBytes(`a list has ${items.length} items, the most is ${ITEMS_MAX}`);
  }
  return items.map(read);
}

export function text(value: Maybe<string>): string {
  if (!value) return '';
  if (value.length > TEXT_LENGTH_MAX) {
    throw new MalformedBytes(`a text has ${value.length} characters`);
  }
  return wellFormed(value);
}

/** Of any length that fits a frame: the coordinator refuses a long one by its own error. */
export function groupIdText(value: Maybe<string>): string {
  return value ? wellFormed(value) : '';
}

function wellFormed(value: string): string {
  if (!isWellFormed(value)) throw new MalformedBytes('a text is not well-formed');
  return value;
}

export function bytes(value: Maybe<Uint8Array>): Uint8Array {
  return value ? plain(value) : NO_BYTES;
}

/** In Node protobufjs makes some bytes as Buffer, whose `slice` copies nothing. A view. */
export function plain(value: Uint8Array): Uint8Array {
  return new Uint8Array(value.buffer, value.byteOffset, value.length);
}

export function errorName(value: string): ErrorName {
  return Object.hasOwn(ERRORS, value) ? (value as ErrorName) : 'UNKNOWN_SERVER_ERROR';
}

export function groupState(value: Maybe<string>): GroupState {
  const state = text(value);
  if (!STATES.has(state)) throw new MalformedBytes(`"${state}" is not a state of a group`);
  return state as GroupState;
}

type WireIdentity = flotilla.group.v1.MemberIdentity.$Properties;

export function identityToWire(member: MemberIdentity): WireIdentity {
  const { groupId, generationId, memberId, groupInstanceId } = member;
  return { groupId, generationId, memberId, groupInstanceId: groupInstanceId ?? null };
}

export function identityFromWire(wire: Maybe<WireIdentity>): MemberIdentity {
  return {
    groupId: groupIdText(wire?.groupId),
    generationId: wire?.generationId ?? 0,
    memberId: text(wire?.memberId),
    ...instanceOf(wire),
  };
}

export function instanceOf(wire: Maybe<{ groupInstanceId?: Maybe<string> }>): {
  groupInstanceId?: string;
} {
  const id = wire?.groupInstanceId;
  return typeof id === 'string' ? { groupInstanceId: text(id) } : {};
}

export function reasonOf(wire: { reason?: Maybe<string> }): { reason?: string } {
  return typeof wire.reason === 'string' ? { reason: text(wire.reason) } : {};
}

export function errorOf(wire: { error?: Maybe<string> }): { error?: ErrorName } {
  return typeof wire.error === 'string' ? { error: errorName(wire.error) } : {};
}

export function epochOf(wire: { leaderEpoch?: Maybe<number> }): { leaderEpoch?: number } {
  return typeof wire.leaderEpoch === 'number' ? { leaderEpoch: wire.leaderEpoch } : {};
}

interface WirePartition {
  topic?: Maybe<string>;
  partition?: Maybe<number>;
}

/** Without whatever else the object has. */
export function partitionToWire({ topic, partition }: TopicPartition): {
  topic: string;
  partition: number;
} {
  return { topic, partition };
}

export function partitionFromWire(wire: WirePartition): TopicPartition {
  return { topic: text(wire.topic), partition: wire.partition ?? 0 };
}

type WireOutcome = flotilla.group.v1.PartitionOutcome.$Properties;

export function outcomeToWire(outcome: PartitionOutcome): WireOutcome {
  return { ...partitionToWire(outcome), error: outcome.error ?? null };
}

export function outcomeFromWire(wire: WireOutcome): PartitionOutcome {
  return { ...partitionFromWire(wire), ...errorOf(wire) };
}
