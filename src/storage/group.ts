/**
 * A group is what one seal covers: the seal and the entries behind it. This file reads groups: parse, verify, and
 * walk a segment file from group to group. Writing is in group-writer.ts.
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import { crc32c } from '../base/crc32c.ts';
import { term, type Term } from '../model/ids.ts';
import type { LogEntry } from '../model/log-entry.ts';
import { afterBatch, type Position } from '../model/position.ts';
import type { DiskFile } from '../platform/disk.ts';
import {
  baseOffsetAt,
  BATCH_HEADER_BYTES,
  batchSizeAt,
  crcIsTrue,
  lastOffsetDeltaAt,
  leaderEpochAt,
  MAGIC_V2,
  magicAt,
} from '../record/batch-header.ts';
import { decodeMarker, isMarkerAt } from '../record/marker.ts';
import { plainBytes } from './framed-file.ts';
import { LogDamage } from './log.ts';
import { decodeSeal, SEAL_BYTES, SEALED_HEADER_BYTES, type Seal } from './seal.ts';

/** One read of the disk: 1 MiB (PERFORMANCE.md), and so much more that the largest default batch comes with its seal. */
export const READ_BYTES = (1024 + 64) * 1024;

export interface Group {
  readonly seal: Seal;
  /** Where the seal begins in the file. */
  readonly filePosition: number;
  /** The entries, without the seal. */
  readonly bytes: Uint8Array;
}

type ParsedGroup =
  | { readonly kind: 'group'; readonly seal: Seal; readonly bytes: Uint8Array }
  | { readonly kind: 'longer'; readonly bytes: number }
  | { readonly kind: 'bad'; readonly reason: string };

/** `longer`: the group needs that many bytes from `at` on. Nothing of the entries is verified yet. */
function parseGroup(window: Uint8Array, at: number, identity: Uint8Array): ParsedGroup {
  if (window.length - at < SEAL_BYTES) return { kind: 'longer', bytes: SEAL_BYTES };
  const seal = decodeSeal(window, at, identity);
  if (typeof seal === 'string') return { kind: 'bad', reason: seal };
  const size = SEAL_BYTES + seal.entriesBytes;
  if (window.length - at < size) return { kind: 'longer', bytes: size };
  return { kind: 'group', seal, bytes: window.subarray(at + SEAL_BYTES, at + size) };
}

export interface GroupSource {
  readonly file: DiskFile;
  /** Reads nothing at or beyond it. */
  readonly fileBytes: number;
  readonly identity: Uint8Array;
  /** The first read; later ones are READ_BYTES. */
  readonly firstReadBytes?: number;
}

/** Where the walk ended; `fault` says why if neither the visitor nor the end of the file stopped it. */
export interface GroupWalk {
  readonly filePosition: number;
  readonly fault: string | undefined;
}

/**
 * Calls `visit` with group after group from `filePosition` on, until it returns false, throws LogDamage (which
 * counts as a fault of that group), or the file ends. Never allocates what a length field claims beyond the file.
 */
export async function walkGroups(
  source: GroupSource,
  filePosition: number,
  visit: (group: Group) => boolean,
): Promise<GroupWalk> {
  let at = filePosition;
  let window: Uint8Array = new Uint8Array(0);
  let windowAt = at;
  let readBytes = source.firstReadBytes ?? READ_BYTES;
  while (at < source.fileBytes) {
    const parsed = parseGroup(window, at - windowAt, source.identity);
    if (parsed.kind === 'bad') return { filePosition: at, fault: parsed.reason };
    if (parsed.kind === 'longer') {
      const left = source.fileBytes - at;
      if (parsed.bytes > left) return { filePosition: at, fault: 'ends before the group does' };
      const length = Math.min(Math.max(parsed.bytes, readBytes), left);
      window = plainBytes(await source.file.read(at, length));
      windowAt = at;
      readBytes = READ_BYTES;
      if (window.length < length) return { filePosition: at, fault: 'is shorter than it was' };
      continue;
    }
    try {
      if (!visit({ seal: parsed.seal, filePosition: at, bytes: parsed.bytes })) {
        return { filePosition: at, fault: undefined };
      }
    } catch (error) {
      if (error instanceof LogDamage) return { filePosition: at, fault: error.message };
      throw error;
    }
    at += SEAL_BYTES + parsed.bytes.length;
  }
  return { filePosition: at, fault: undefined };
}

/**
 * The entries of a group, with all that the seal covers verified, and markers wholly. The CRC of a batch is left to
 * whoever uses it (`entryIsIntact`): a reader that wants one batch of a group need not pay for its neighbours.
 */
export function openGroup(group: Group): LogEntry[] {
  const { seal, bytes } = group;
  const entries: LogEntry[] = [];
  let prev: Position = seal.prev;
  let prevTerm: Term = seal.prevTerm;
  // Gathered, so that one call checks all of them. A group cannot hold more entries than its bytes have room for.
  const countMax = Math.min(seal.entryCount, Math.floor(bytes.length / BATCH_HEADER_BYTES));
  const headers = new Uint8Array(countMax * SEALED_HEADER_BYTES);
  for (let at = 0; at < bytes.length;) {
    if (bytes.length - at < BATCH_HEADER_BYTES) throw new LogDamage('has a group with a cut entry');
    const size = batchSizeAt(bytes, at);
    if (size < BATCH_HEADER_BYTES || size > bytes.length - at) {
      throw new LogDamage('has an entry that does not fit its group');
    }
    if (entries.length >= countMax) {
      throw new LogDamage('has another number of entries than its seal says');
    }
    const headerAt = entries.length * SEALED_HEADER_BYTES;
    for (let i = 0; i < SEALED_HEADER_BYTES; i += 1) headers[headerAt + i] = bytes[at + i]!;
    const entry = openEntry(bytes.subarray(at, at + size), prev);
    if (entry.term < prevTerm)
      throw new LogDamage('has an entry of an earlier term than the one before');
    entries.push(entry);
    prev = entry.end;
    prevTerm = entry.term;
    at += size;
  }
  if (entries.length !== seal.entryCount) {
    throw new LogDamage('has another number of entries than its seal says');
  }
  if (crc32c(headers) !== seal.headersCrc) {
    throw new LogDamage('has headers that fail the checksum of their seal');
  }
  return entries;
}

function openEntry(bytes: Uint8Array, prev: Position): LogEntry {
  if (magicAt(bytes) !== MAGIC_V2)
    throw new LogDamage('has an entry that is not a record batch v2');
  if (baseOffsetAt(bytes) !== prev.nextOffset || leaderEpochAt(bytes) < 0) {
    throw new LogDamage('has an entry with another offset than its place wants');
  }
  if (isMarkerAt(bytes)) {
    try {
      return decodeMarker(bytes, prev);
    } catch (error) {
      if (error instanceof MalformedBytes)
        throw new LogDamage(`has a bad marker: ${error.message}`);
      throw error;
    }
  }
  const lastOffsetDelta = lastOffsetDeltaAt(bytes);
  if (lastOffsetDelta < 0) throw new LogDamage('has a batch that spans no offset');
  if (prev.nextOffset + lastOffsetDelta >= Number.MAX_SAFE_INTEGER) {
    throw new LogDamage('has a batch beyond the last offset');
  }
  const end = afterBatch(prev, lastOffsetDelta + 1);
  return { kind: 'batch', prev, end, term: term(leaderEpochAt(bytes)), bytes };
}

/** The part of a batch that its seal does not cover. */
export function entryIsIntact(entry: LogEntry): boolean {
  return entry.kind !== 'batch' || crcIsTrue(entry.bytes);
}
