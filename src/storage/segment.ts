/** One segment file as the log remembers it. What is on the disk is ahead of it only while a write is under way. */
import type { Offset } from '../model/ids.ts';
import { isAtOrBefore, type Position } from '../model/position.ts';
import type { GroupPlace } from './group-writer.ts';
import { SparseIndex } from './sparse-index.ts';

const NAME_DIGITS = 20;

/** Kafka's names: the first offset, in 20 digits. */
export function segmentName(firstOffset: Offset): string {
  return String(firstOffset).padStart(NAME_DIGITS, '0');
}

export class Segment {
  /** Where its first entry begins; `end` equals it while the segment is empty. */
  readonly start: Position;
  readonly name: string;
  end: Position;
  bytes = 0;
  /** Wall clock at the first write. */
  createdMs = 0;
  /** An upper bound after a truncation, else exact; -1: no batch has a timestamp. */
  maxTimestampMs = -1;
  index: SparseIndex;

  constructor(start: Position, indexIntervalBytes: number) {
    this.start = start;
    this.name = segmentName(start.nextOffset);
    this.end = start;
    this.index = new SparseIndex(indexIntervalBytes);
  }

  /** Only such a segment may roll: the next one needs another name. */
  get spansAnOffset(): boolean {
    return this.start.nextOffset < this.end.nextOffset;
  }

  addGroup(group: GroupPlace): void {
    this.index.add(group.prev, group.filePosition, this.maxTimestampMs);
    this.maxTimestampMs = Math.max(this.maxTimestampMs, group.maxTimestampMs);
  }

  cut(end: Position, bytes: number): void {
    this.index.truncate(bytes);
    this.end = end;
    this.bytes = bytes;
  }

  /** A known boundary at or before `position`, with the place of its group. */
  floor(position: Position): KnownBoundary {
    const found = this.index.floor(position.nextOffset);
    if (found < 0) return { position: this.start, filePosition: 0 };
    return this.known(found);
  }

  /**
   * The furthest known boundary behind `position` and at most `bytesMax` bytes from `filePosition`, or, if there is
   * none so near, the next one.
   */
  reach(position: Position, filePosition: number, bytesMax: number): KnownBoundary {
    if (this.bytes - filePosition <= bytesMax)
      return { position: this.end, filePosition: this.bytes };
    const next = this.index.floor(position.nextOffset) + 1;
    const furthest = this.index.floorOfFilePosition(filePosition + bytesMax);
    const chosen = Math.max(next, furthest);
    if (
      chosen < this.index.offsets.length &&
      !isAtOrBefore(this.known(chosen).position, position)
    ) {
      return this.known(chosen);
    }
    return { position: this.end, filePosition: this.bytes };
  }

  private known(i: number): KnownBoundary {
    return {
      position: { nextOffset: this.index.offsets[i] as Offset, ordinal: 0 },
      filePosition: this.index.filePositions[i]!,
    };
  }
}

export interface KnownBoundary {
  readonly position: Position;
  readonly filePosition: number;
}
