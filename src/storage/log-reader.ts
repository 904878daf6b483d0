/**
 * Reads entries from segment files, with every checksum verified. A read begins at the seal that the sparse index
 * names and skips what it does not want. It may race with changes of the files: then it is repeated, and in the end
 * rejects with LogDamage of kind `gone`; what it returns is always true.
 */
import type { Offset } from '../model/ids.ts';
import type { LogEntry } from '../model/log-entry.ts';
import {
  isAtOrBefore,
  isBefore,
  isSamePosition,
  showPosition,
  type Position,
} from '../model/position.ts';
import { DiskFault } from '../platform/disk.ts';
import { entryIsIntact, openGroup, READ_BYTES, walkGroups, type Group } from './group.ts';
import { LogDamage } from './log.ts';
import type { ReadHandles } from './read-handles.ts';
import type { BatchRange } from './recent-entries.ts';
import type { SegmentFiles } from './segment-files.ts';
import type { Segment } from './segment.ts';

/** Beyond what is wanted: the group that the index names may begin before it. */
const SLACK_BYTES = 64 * 1024;
const ATTEMPTS = 3;

export class LogReader {
  private readonly files: SegmentFiles;
  private readonly handles: ReadHandles;
  private readonly identity: Uint8Array;

  constructor(files: SegmentFiles, handles: ReadHandles, identity: Uint8Array) {
    this.files = files;
    this.handles = handles;
    this.identity = identity;
  }

  /** Of `(from, upTo]`, two boundaries of what is on the disk. */
  entries(from: Position, upTo: Position): Promise<LogEntry[]> {
    return this.undisturbed(async () => {
      const found: LogEntry[] = [];
      let at = from;
      while (isBefore(at, upTo)) {
        const segment = this.segmentBehind(at);
        const start = at;
        await this.walk(segment, segment.floor(at).filePosition, READ_BYTES, (group) => {
          for (const entry of openGroup(group)) {
            if (isAtOrBefore(entry.end, at)) continue;
            if (!isSamePosition(entry.prev, at)) throw new LogDamage(noBoundary(at));
            if (isBefore(upTo, entry.end)) throw new LogDamage(noBoundary(upTo));
            found.push(verified(entry));
            at = entry.end;
            if (isSamePosition(at, upTo)) return false;
          }
          return true;
        });
        if (isSamePosition(at, start)) throw new LogDamage(this.endsBefore(segment, at));
      }
      return found;
    });
  }

  /** Batches that hold offsets of the range, which is on the disk; see Log.readBatches. */
  batches(range: BatchRange): Promise<Uint8Array[]> {
    return this.undisturbed(async () => {
      const found: Uint8Array[] = [];
      let room = range.bytesMax;
      let isFull = false as boolean;
      let next: Offset = range.from;
      while (next < range.before) {
        const segment = this.segmentHolding(next);
        const start = next;
        const from = segment.floor({ nextOffset: next, ordinal: 0 }).filePosition;
        await this.walk(segment, from, Math.max(room, 0) + SLACK_BYTES, (group) => {
          for (const entry of openGroup(group)) {
            if (entry.kind !== 'batch' || entry.end.nextOffset <= next) continue;
            if (entry.prev.nextOffset > next) throw new LogDamage(noBoundary(entry.prev));
            isFull = found.length > 0 && entry.bytes.length > room;
            if (isFull) return false;
            verified(entry);
            found.push(entry.bytes);
            room -= entry.bytes.length;
            next = entry.end.nextOffset;
            if (next >= range.before) return false;
          }
          return true;
        });
        if (isFull) break;
        if (next === start) {
          throw new LogDamage(this.endsBefore(segment, { nextOffset: next, ordinal: 0 }));
        }
      }
      return found;
    });
  }

  private async walk(
    segment: Segment,
    filePosition: number,
    wantedBytes: number,
    visit: (group: Group) => boolean,
  ): Promise<void> {
    const path = this.files.pathOf(segment);
    const firstReadBytes = Math.min(wantedBytes, READ_BYTES);
    const walk = await this.handles.use(path, (file) =>
      walkGroups(
        { file, fileBytes: segment.bytes, identity: this.identity, firstReadBytes },
        filePosition,
        visit,
      ),
    );
    if (walk.fault !== undefined) {
      throw new LogDamage(`${path} ${walk.fault}, in the group at byte ${walk.filePosition}`);
    }
  }

  private segmentBehind(position: Position): Segment {
    const found = this.files.segments.findLast((segment) => isAtOrBefore(segment.start, position));
    if (found === undefined || isAtOrBefore(found.end, position)) {
      throw new LogDamage(`${showPosition(position)} is no longer in the log`, 'gone');
    }
    return found;
  }

  private segmentHolding(offset: Offset): Segment {
    const found = this.files.segments.findLast((segment) => segment.start.nextOffset <= offset);
    if (found === undefined || found.end.nextOffset <= offset) {
      throw new LogDamage(`offset ${offset} is no longer in the log`, 'gone');
    }
    return found;
  }

  private endsBefore(segment: Segment, at: Position): string {
    return `${this.files.pathOf(segment)} ends before ${showPosition(at)}`;
  }

  /** Repeats what a change of the files may have disturbed. */
  private async undisturbed<T>(read: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      await this.files.settled();
      const { generation } = this.files;
      try {
        const found = await read();
        if (this.files.generation === generation) return found;
      } catch (error) {
        const isDisturbed =
          this.files.generation !== generation &&
          (error instanceof LogDamage || error instanceof DiskFault);
        if (!isDisturbed) throw error;
      }
      if (attempt === ATTEMPTS) {
        throw new LogDamage('what was read was cut off or dropped meanwhile', 'gone');
      }
    }
  }
}

function verified(entry: LogEntry): LogEntry {
  if (!entryIsIntact(entry)) {
    throw new LogDamage(`has a batch at offset ${entry.prev.nextOffset} that fails its checksum`);
  }
  return entry;
}

function noBoundary(position: Position): string {
  return `has no boundary at ${showPosition(position)}`;
}
