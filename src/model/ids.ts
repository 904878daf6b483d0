import type { Brand } from '../base/brand.ts';
import { invariant } from '../base/invariant.ts';
import { isUuidText } from '../base/uuid.ts';

/** A broker's number, 0 to 2^31-1. */
export type NodeId = Brand<number, 'NodeId'>;
/** Raft's term, Kafka's leader epoch: 0 to 2^31-1, since it is an int32 on the wire. */
export type Term = Brand<number, 'Term'>;
/** A record's place in its partition; the first is 0. */
export type Offset = Brand<number, 'Offset'>;
/** 22 characters of base64url. */
export type Uuid = Brand<string, 'Uuid'>;

export const TERM_MAX = 0x7fff_ffff;
export const NODE_ID_MAX = 0x7fff_ffff;

export function nodeId(value: number): NodeId {
  invariant(Number.isInteger(value), 'a node id is an integer');
  invariant(value >= 0 && value <= NODE_ID_MAX, 'a node id is an int32, not negative');
  return value as NodeId;
}

export function term(value: number): Term {
  invariant(Number.isInteger(value), 'a term is an integer');
  invariant(value >= 0 && value <= TERM_MAX, 'a term is an int32, not negative');
  return value as Term;
}

export function offset(value: number): Offset {
  invariant(Number.isSafeInteger(value), 'an offset is a safe integer');
  invariant(value >= 0, 'an offset is not negative');
  return value as Offset;
}

export function uuid(text: string): Uuid {
  invariant(isUuidText(text), 'an id is 22 characters of base64url');
  return text as Uuid;
}
