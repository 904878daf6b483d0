/**
 * The sparse index of one segment in memory: places of group seals in the file, by the offset that the group begins
 * at, and the running maximum of timestamps before it. Only groups that begin at ordinal 0 are in it, so an
 * offset alone names the boundary. On disk: index-files.ts.
 */
import type { Position } from '../model/position.ts';

export class SparseIndex {
  /** Rising, one `filePosition` each. */
  readonly offsets: number[] = [];
  readonly filePositions: number[] = [];
  /** Every record below `timeOffsets[i]` has a timestamp of at most `timestamps[i]`; both rise. */
  readonly timestamps: number[] = [];
  readonly timeOffsets: number[] = [];

  private readonly intervalBytes: number;

  constructor(intervalBytes: number) {
    this.intervalBytes = intervalBytes;
  }

  /** `maxTimestampMs`: of everything in the segment before the group. */
  add(prev: Position, filePosition: number, maxTimestampMs: number): void {
    if (prev.ordinal !== 0) return;
    const last = this.filePositions.at(-1);
    if (last !== undefined && filePosition - last < this.intervalBytes) return;
    this.offsets.push(prev.nextOffset);
    this.filePositions.push(filePosition);
    if (maxTimestampMs > (this.timestamps.at(-1) ?? -1)) {
      this.timestamps.push(maxTimestampMs);
      this.timeOffsets.push(prev.nextOffset);
    }
  }

  /** The index of the last entry whose offset is at or below `offset`, or -1. */
  floor(offset: number): number {
    return floorOf(this.offsets, offset);
  }

  /** The index of the last entry whose place is at or below `filePosition`, or -1. */
  floorOfFilePosition(filePosition: number): number {
    return floorOf(this.filePositions, filePosition);
  }

  /** Every record below the answer is older than `timestampMs`; undefined: nothing is known. */
  offsetBefore(timestampMs: number): number | undefined {
    return this.timeOffsets[floorOf(this.timestamps, timestampMs - 1)];
  }

  /** Forgets every group at or behind `filePosition`. */
  truncate(filePosition: number): void {
    const kept = floorOf(this.filePositions, filePosition - 1) + 1;
    this.offsets.length = kept;
    this.filePositions.length = kept;
    const keptTimes = floorOf(this.timeOffsets, this.offsets[kept - 1] ?? -1) + 1;
    this.timeOffsets.length = keptTimes;
    this.timestamps.length = keptTimes;
  }
}

/** The index of the last number at or below `wanted` in a rising list, or -1. */
function floorOf(rising: readonly number[], wanted: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle]! <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
