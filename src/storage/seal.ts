/**
 * The seal that stands before the entries of every group in a segment file (DESIGN.md section 5, byte table in
 * docs/formats/segment.md). It is local: no entry, not replicated, never seen by a client. It puts under a
 * checksum what a batch's own CRC leaves out (offset, length and term lie before byte 21), names the Raft group so
 * that misdirected bytes are found, and carries the *durable mark*: up to where the log was known to be synced
 * when the write began. A write begins only after the one before it was synced, so the mark is where the write starts.
 */
import { crc32c } from '../base/crc32c.ts';
import { uuidToBytes } from '../base/uuid.ts';
import { term, TERM_MAX, type Term } from '../model/ids.ts';
import { position, type Position } from '../model/position.ts';
import type { GroupId } from '../model/topic-partition.ts';
import { LogDamage } from './log.ts';

export const SEAL_BYTES = 80;
/** "FLSG". As the high half of a base offset it would be beyond the safe integers: no batch begins with it. */
export const SEAL_MAGIC = 0x464c5347;
export const SEAL_VERSION = 1;
/** The bytes of a batch that its own CRC does not cover, and the CRC. */
export const SEALED_HEADER_BYTES = 21;

export const GROUP_IDENTITY_BYTES = 20;
const IDENTITY_AT = 8;
const CRC_AT = SEAL_BYTES - 4;

export interface Seal {
  /** Where the entry before the group ends, and the term of that entry. */
  readonly prev: Position;
  readonly prevTerm: Term;
  /** The durable mark. */
  readonly synced: Position;
  /** Wall clock at the write; the first one of a segment is the segment's age. */
  readonly writtenMs: number;
  readonly entryCount: number;
  readonly entriesBytes: number;
  /** Over the first 21 bytes of each entry. */
  readonly headersCrc: number;
}

/** Topic id and partition, as every file of a group holds them. */
export function encodeGroupIdentity(group: GroupId): Uint8Array {
  const bytes = new Uint8Array(GROUP_IDENTITY_BYTES);
  bytes.set(uuidToBytes(group.topicId));
  new DataView(bytes.buffer).setUint32(16, group.partition);
  return bytes;
}

export function isSameIdentity(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < GROUP_IDENTITY_BYTES; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

export function encodeSeal(target: Uint8Array, identity: Uint8Array, seal: Seal): void {
  const view = new DataView(target.buffer, target.byteOffset, SEAL_BYTES);
  view.setUint32(0, SEAL_MAGIC);
  view.setUint16(4, SEAL_VERSION);
  view.setUint16(6, 0);
  target.set(identity, IDENTITY_AT);
  setInt64(view, 28, seal.prev.nextOffset);
  view.setUint32(36, seal.prev.ordinal);
  view.setUint32(40, seal.prevTerm);
  setInt64(view, 44, seal.synced.nextOffset);
  view.setUint32(52, seal.synced.ordinal);
  setInt64(view, 56, seal.writtenMs);
  view.setUint32(64, seal.entryCount);
  view.setUint32(68, seal.entriesBytes);
  view.setUint32(72, seal.headersCrc);
  view.setUint32(CRC_AT, crc32c(target.subarray(0, CRC_AT)));
}

/**
 * A sound seal of this group at `at`, or the end of a sentence that begins with what was looked at. Throws LogDamage
 * when a sound seal is of another group or of a newer format, or says what cannot be.
 */
export function decodeSeal(bytes: Uint8Array, at: number, identity: Uint8Array): Seal | string {
  if (bytes.length - at < SEAL_BYTES) return 'is cut off within a seal';
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, SEAL_BYTES);
  if (view.getUint32(0) !== SEAL_MAGIC) return 'does not begin with a seal';
  const sealed = bytes.subarray(at, at + CRC_AT);
  if (view.getUint32(CRC_AT) !== crc32c(sealed))
    return 'begins with a seal that fails its checksum';
  // The checksum stands at the same place in every version. A whole seal that is not ours is never a torn write.
  const version = view.getUint16(4);
  if (version !== SEAL_VERSION) {
    throw new LogDamage(
      `has segment format ${version}; this Flotilla reads ${SEAL_VERSION}, use a newer one`,
    );
  }
  if (
    !isSameIdentity(
      bytes.subarray(at + IDENTITY_AT, at + IDENTITY_AT + GROUP_IDENTITY_BYTES),
      identity,
    )
  ) {
    throw new LogDamage('has bytes that belong to another partition');
  }
  return {
    prev: positionAt(view, 28),
    prevTerm: termAt(view, 40),
    synced: positionAt(view, 44),
    writtenMs: getInt64(view, 56),
    entryCount: view.getUint32(64),
    entriesBytes: view.getUint32(68),
    headersCrc: view.getUint32(72),
  };
}

/** A checksum says that the bytes are those that were written, not that whoever wrote them knew what to write. */
function positionAt(view: DataView, at: number): Position {
  const nextOffset = getInt64(view, at);
  if (!Number.isSafeInteger(nextOffset) || nextOffset < 0) {
    throw new LogDamage('has a seal with an offset that cannot be');
  }
  return position(nextOffset, view.getUint32(at + 8));
}

function termAt(view: DataView, at: number): Term {
  const value = view.getUint32(at);
  if (value > TERM_MAX) throw new LogDamage('has a seal with a term that cannot be');
  return term(value);
}

function setInt64(view: DataView, at: number, value: number): void {
  view.setInt32(at, Math.floor(value / 0x1_0000_0000));
  view.setUint32(at + 4, value >>> 0);
}

function getInt64(view: DataView, at: number): number {
  return view.getInt32(at) * 0x1_0000_0000 + view.getUint32(at + 4);
}
