/**
 * A position is a boundary between log entries: `(nextOffset, ordinal)`, the pair that the log has *after*
 * an entry (RAFT.md section 1). A batch that ends at offset L leads to `(L + 1, 0)`; a marker, which takes
 * no offset, leads from `(n, o)` to `(n, o + 1)`. Order is lexicographic. Only this file computes + 1.
 */
import { invariant } from '../base/invariant.ts';
import { offset, type Offset } from './ids.ts';

export interface Position {
  readonly nextOffset: Offset;
  readonly ordinal: number;
}

export const ORIGIN: Position = Object.freeze({ nextOffset: offset(0), ordinal: 0 });

export function position(nextOffset: number, ordinal: number): Position {
  invariant(Number.isInteger(ordinal) && ordinal >= 0, 'an ordinal counts markers');
  return { nextOffset: offset(nextOffset), ordinal };
}

/** Negative, zero or positive, as `Array.prototype.sort` wants it. */
export function comparePositions(a: Position, b: Position): number {
  return a.nextOffset === b.nextOffset ? a.ordinal - b.ordinal : a.nextOffset - b.nextOffset;
}

export function isBefore(a: Position, b: Position): boolean {
  return comparePositions(a, b) < 0;
}

export function isAtOrBefore(a: Position, b: Position): boolean {
  return comparePositions(a, b) <= 0;
}

export function isSamePosition(a: Position, b: Position): boolean {
  return a.nextOffset === b.nextOffset && a.ordinal === b.ordinal;
}

export function earlier(a: Position, b: Position): Position {
  return comparePositions(a, b) <= 0 ? a : b;
}

export function later(a: Position, b: Position): Position {
  return comparePositions(a, b) >= 0 ? a : b;
}

/** Where a batch of `offsetCount` offsets that starts at `start` ends. */
export function afterBatch(start: Position, offsetCount: number): Position {
  invariant(offsetCount > 0, 'a batch spans at least one offset');
  return position(start.nextOffset + offsetCount, 0);
}

export function afterMarker(start: Position): Position {
  return position(start.nextOffset, start.ordinal + 1);
}

/** `(3,1)`, as traces and error messages show it. */
export function showPosition(p: Position): string {
  return `(${p.nextOffset},${p.ordinal})`;
}
