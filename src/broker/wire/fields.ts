/** The pieces of which the other files here are made. What is out of range is a BrokerError INVALID_REQUEST. */
import { isUuidText } from '../../base/uuid.ts';
import { BrokerError } from '../../model/errors.ts';
import {
  NODE_ID_MAX,
  nodeId,
  offset,
  TERM_MAX,
  term,
  uuid,
  type NodeId,
  type Offset,
  type Term,
  type Uuid,
} from '../../model/ids.ts';

/** proto3 has no "absent" of its own: what was not set is null or undefined. */
export type Maybe<T> = T | null | undefined;

export function invalid(what: string): BrokerError {
  return new BrokerError('INVALID_REQUEST', what);
}

/** An int32 field; protobufjs would cut other numbers down without a word. */
export function int32(value: number, what: string): number {
  if (value !== (value | 0)) throw invalid(`${what} must be a 32-bit integer, not ${value}.`);
  return value;
}

/** A uint32 field that holds a number of bytes or ms: never negative, and what is greater is the greatest. */
export function clampedUint32(value: number, what: string): number {
  if (Number.isNaN(value)) throw invalid(`${what} must be a number.`);
  return Math.min(Math.max(Math.floor(value), 0), 0xffff_ffff);
}

export function safeInteger(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw invalid(`${what} must be a safe integer, not ${value}.`);
  return value;
}

export function nodeIdOf(value: Maybe<number>): NodeId {
  const id = value ?? 0;
  if (id > NODE_ID_MAX) throw invalid(`${id} is not a node id.`);
  return nodeId(id);
}

export function optionalNodeId(value: Maybe<number>): NodeId | undefined {
  return value === null || value === undefined ? undefined : nodeIdOf(value);
}

export function termOf(value: Maybe<number>): Term {
  const epoch = value ?? 0;
  if (epoch > TERM_MAX) throw invalid(`${epoch} is not a leader epoch.`);
  return term(epoch);
}

export function offsetOf(value: Maybe<number>): Offset {
  const at = value ?? 0;
  if (!Number.isSafeInteger(at) || at < 0) throw invalid(`${at} is not an offset.`);
  return offset(at);
}

export function uuidOf(value: Maybe<string>): Uuid {
  if (typeof value !== 'string' || !isUuidText(value))
    throw invalid('An id is not 22 characters of base64url.');
  return uuid(value);
}

/** The enums of flotilla.proto are dense and start at 0, so a list of our words is the dictionary. */
export function wordOf<T>(words: readonly T[], value: Maybe<number>, what: string): T {
  const word = words[value ?? 0];
  if (word === undefined) throw invalid(`${value} is not a known ${what}.`);
  return word;
}

export type Pair = readonly [number, number];

export function positionToWire(pair: Pair): { nextOffset: number; ordinal: number } {
  return { nextOffset: pair[0], ordinal: pair[1] };
}

export function positionFromWire(
  position: Maybe<{ nextOffset?: number | null; ordinal?: number | null }>,
): Pair {
  return [position?.nextOffset ?? 0, position?.ordinal ?? 0];
}
