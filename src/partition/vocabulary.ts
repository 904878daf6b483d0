/**
 * The one file that joins Raft's words and Kafka's (DESIGN.md section 2). Both sides are exclusive ends, so
 * nothing is added or taken away here.
 */
import type { Offset } from '../model/ids.ts';
import type { Position } from '../model/position.ts';

/** First offset that a consumer may not read yet. */
export function highWatermark(commitIndex: Position): Offset {
  return commitIndex.nextOffset;
}

/** First offset that has not been written yet. */
export function logEndOffset(lastPosition: Position): Offset {
  return lastPosition.nextOffset;
}

/** A position as the doors show it. */
export function positionPair(position: Position): readonly [number, number] {
  return [position.nextOffset, position.ordinal];
}
