/**
 * The newest entries, in memory: what is not on the disk yet, and behind it as much as fits the budget, so that
 * followers and tailing readers never touch the disk. Boundaries are dense here. `MemoryLog` is one of these that
 * never evicts.
 */
import { invariant } from '../base/invariant.ts';
import type { Offset } from '../model/ids.ts';
import { entryBytesOf } from './change-queue.ts';
import type { LogEntry } from '../model/log-entry.ts';
import { isAtOrBefore, isBefore, isSamePosition, type Position } from '../model/position.ts';

export class RecentEntries {
  /** `entries[head]` is the oldest held; what lies before is dropped in bulk, now and then. */
  private entries: (LogEntry | undefined)[] = [];
  /** Running total of bytes up to and including the entry of the same index. */
  private totals: number[] = [];
  private head = 0;
  private startsAt: Position;
  private droppedBytes = 0;

  constructor(start: Position) {
    this.startsAt = start;
  }

  /** Where the oldest entry held begins; equals `end` when there is none. */
  get start(): Position {
    return this.startsAt;
  }

  get end(): Position {
    return this.entries.at(-1)?.end ?? this.startsAt;
  }

  get bytes(): number {
    return (this.totals.at(-1) ?? this.droppedBytes) - this.droppedBytes;
  }

  add(entry: LogEntry): void {
    this.totals.push((this.totals.at(-1) ?? this.droppedBytes) + entryBytesOf(entry));
    this.entries.push(entry);
  }

  /** Empty, with the log's end at `at`. */
  restart(at: Position): void {
    this.entries = [];
    this.totals = [];
    this.head = 0;
    this.droppedBytes = 0;
    this.startsAt = at;
  }

  truncate(to: Position): void {
    if (isAtOrBefore(to, this.startsAt)) {
      this.restart(to);
      return;
    }
    const length = this.indexAfter(to);
    invariant(isSamePosition(this.entries[length - 1]!.end, to), 'a log is cut at a boundary');
    this.entries.length = length;
    this.totals.length = length;
  }

  /** Drops the oldest entries while more than `bytesMax` are held, but none that ends behind `upTo`. */
  evict(bytesMax: number, upTo: Position): void {
    while (this.head < this.entries.length && this.bytes > bytesMax) {
      const oldest = this.entries[this.head]!;
      if (isBefore(upTo, oldest.end)) break;
      this.dropOldest(oldest);
    }
    this.compact();
  }

  /** Drops every entry that ends at or before `position`. */
  dropThrough(position: Position): void {
    while (
      this.head < this.entries.length &&
      isAtOrBefore(this.entries[this.head]!.end, position)
    ) {
      this.dropOldest(this.entries[this.head]!);
    }
    if (this.head === this.entries.length && isBefore(this.startsAt, position))
      this.restart(position);
    this.compact();
  }

  /** The greatest boundary at or before `position`, which is not before `start`. */
  boundaryAtOrBefore(position: Position): Position {
    const after = this.indexAfter(position);
    return after === this.head ? this.startsAt : this.entries[after - 1]!.end;
  }

  /** See LogIndex; `from` is a boundary in `[start, end)`. */
  boundaryAfter(
    from: Position,
    bytesMax: number,
  ): { readonly end: Position; readonly bytes: number } {
    const first = this.indexAfter(from);
    invariant(first < this.entries.length, 'there is an entry behind the boundary');
    const before = this.totalBefore(first);
    let low = first;
    let high = this.entries.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.totals[middle]! - before <= bytesMax) low = middle;
      else high = middle - 1;
    }
    return { end: this.entries[low]!.end, bytes: this.totals[low]! - before };
  }

  /** The entries of `(from, upTo]`; both are boundaries in `[start, end]`. */
  between(from: Position, upTo: Position): LogEntry[] {
    return this.entries.slice(this.indexAfter(from), this.indexAfter(upTo)) as LogEntry[];
  }

  /** Appends to `batches` those that hold offsets in `[from, before)`, while they fit or it is empty. */
  collectBatches(batches: Uint8Array[], wanted: BatchRange): void {
    let room = wanted.bytesMax;
    for (const batch of batches) room -= batch.length;
    for (let i = this.indexOfOffset(wanted.from); i < this.entries.length; i += 1) {
      const entry = this.entries[i]!;
      if (entry.prev.nextOffset >= wanted.before) return;
      if (entry.kind !== 'batch' || entry.end.nextOffset <= wanted.from) continue;
      if (batches.length > 0 && entry.bytes.length > room) return;
      room -= entry.bytes.length;
      batches.push(entry.bytes);
    }
  }

  private dropOldest(oldest: LogEntry): void {
    this.droppedBytes = this.totals[this.head]!;
    this.startsAt = oldest.end;
    this.entries[this.head] = undefined;
    this.head += 1;
  }

  private compact(): void {
    if (this.head < 64 || this.head * 2 < this.entries.length) return;
    this.entries = this.entries.slice(this.head);
    this.totals = this.totals.slice(this.head);
    this.head = 0;
  }

  private totalBefore(index: number): number {
    return index === this.head ? this.droppedBytes : this.totals[index - 1]!;
  }

  /** The index of the first entry that ends behind `position`. */
  private indexAfter(position: Position): number {
    let low = this.head;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isAtOrBefore(this.entries[middle]!.end, position)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The index of the first entry that ends behind `offset`. */
  private indexOfOffset(offset: Offset): number {
    let low = this.head;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.entries[middle]!.end.nextOffset <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface BatchRange {
  readonly from: Offset;
  readonly before: Offset;
  /** In all; the first batch may exceed it. */
  readonly bytesMax: number;
}
