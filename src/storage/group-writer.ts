/**
 * Turns entries into the chunks of one write: seal, entries, seal, entries, ... (docs/formats/segment.md). A group
 * is small enough that a reader which begins at its seal, as it must, does not read much more than it wanted.
 */
import { crc32c } from '../base/crc32c.ts';
import type { Term } from '../model/ids.ts';
import type { LogEntry } from '../model/log-entry.ts';
import type { Position } from '../model/position.ts';
import { maxTimestampAt } from '../record/batch-header.ts';
import { encodeMarker } from '../record/marker.ts';
import { encodeSeal, SEAL_BYTES, SEALED_HEADER_BYTES } from './seal.ts';

/** A group takes no further entry beyond it; a single larger entry is a group of its own. */
export const GROUP_BYTES_MAX = 256 * 1024;

export interface GroupPlace {
  readonly prev: Position;
  readonly filePosition: number;
  /** Of the batches in it; -1 when there are none, or none with a timestamp. */
  readonly maxTimestampMs: number;
}

export interface EncodedGroups {
  readonly chunks: Uint8Array[];
  readonly bytes: number;
  readonly groups: GroupPlace[];
}

export interface GroupContext {
  readonly identity: Uint8Array;
  readonly filePosition: number;
  /** The term of the entry that ends where the first of the entries begins. */
  readonly prevTerm: Term;
  readonly synced: Position;
  readonly writtenMs: number;
}

/** Of an entry as it stands in the file. Batches are handed on as they are; nothing is copied. */
export function entryBytes(entry: LogEntry): Uint8Array {
  return entry.kind === 'batch' ? entry.bytes : encodeMarker(entry);
}

export function encodeGroups(entries: readonly LogEntry[], context: GroupContext): EncodedGroups {
  const chunks: Uint8Array[] = [];
  const groups: GroupPlace[] = [];
  // Sealed headers are gathered so that one call checks all of a group: a call each costs ten times as much.
  const headers = new Uint8Array(entries.length * SEALED_HEADER_BYTES);
  let filePosition = context.filePosition;
  let prevTerm = context.prevTerm;
  for (let first = 0; first < entries.length;) {
    const sealAt = chunks.push(new Uint8Array(SEAL_BYTES)) - 1;
    const prev = entries[first]!.prev;
    let next = first;
    let entriesBytes = 0;
    let maxTimestampMs = -1;
    while (next < entries.length) {
      const entry = entries[next]!;
      const bytes = entryBytes(entry);
      if (next > first && entriesBytes + bytes.length > GROUP_BYTES_MAX) break;
      const headerAt = (next - first) * SEALED_HEADER_BYTES;
      for (let i = 0; i < SEALED_HEADER_BYTES; i += 1) headers[headerAt + i] = bytes[i]!;
      if (entry.kind === 'batch') {
        maxTimestampMs = Math.max(maxTimestampMs, maxTimestampAt(bytes));
      }
      chunks.push(bytes);
      entriesBytes += bytes.length;
      next += 1;
    }
    const headersCrc = crc32c(headers.subarray(0, (next - first) * SEALED_HEADER_BYTES));
    encodeSeal(chunks[sealAt]!, context.identity, {
      prev,
      prevTerm,
      synced: context.synced,
      writtenMs: Math.floor(context.writtenMs),
      entryCount: next - first,
      entriesBytes,
      headersCrc,
    });
    groups.push({ prev, filePosition, maxTimestampMs });
    filePosition += SEAL_BYTES + entriesBytes;
    prevTerm = entries[next - 1]!.term;
    first = next;
  }
  return { chunks, bytes: filePosition - context.filePosition, groups };
}
