/**
 * The segments of one log on the disk, and every change of them. Strictly one call at a time, in the order of the
 * log's changes (log-queue in segmented-log.ts); what is here is the log as the *disk* has it, which trails the
 * log in memory. Any rejection means that the files can no longer be trusted to be what this object says.
 */
import { invariant } from '../base/invariant.ts';
import type { LogEntry } from '../model/log-entry.ts';
import {
  isAtOrBefore,
  isBefore,
  isSamePosition,
  showPosition,
  type Position,
} from '../model/position.ts';
import type { Clock } from '../platform/clock.ts';
import type { Disk, DiskFile } from '../platform/disk.ts';
import type { Logger } from '../platform/logger.ts';
import {
  finishReset,
  finishRewrite,
  INDEX_SUFFIX,
  logPath,
  removeIndexFiles,
  TIME_INDEX_SUFFIX,
} from './directory-repair.ts';
import { replaceFile, writeWholeFile } from './framed-file.ts';
import { openGroup, walkGroups } from './group.ts';
import { encodeGroups } from './group-writer.ts';
import { encodeIndex, encodeTimeIndex } from './index-files.ts';
import {
  CLEAN_STOP,
  encodeCleanStop,
  encodeLogStart,
  encodeProducerState,
  encodeTailRewrite,
  LOG_START,
  PRODUCER_STATE,
  RESET,
  REWRITE,
  type LogStart,
} from './log-files.ts';
import { LogDamage, type LogSettings } from './log.ts';
import type { ReadHandles } from './read-handles.ts';
import { SEAL_BYTES } from './seal.ts';
import { Segment } from './segment.ts';
import { TermRuns } from './term-runs.ts';

/** What a log is made of besides its options. */
export interface SegmentFilesModules {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly handles: ReadHandles;
}

export interface SegmentFilesOptions {
  readonly directory: string;
  readonly identity: Uint8Array;
  readonly indexIntervalBytes: number;
}

export class SegmentFiles {
  /** Oldest first; the last one is written, unless it was closed for good. */
  segments: Segment[];
  /** Counts what may have pulled bytes away under a reader. */
  generation = 0;

  /** From where the first segment starts, which may lie below the base. */
  private runs: TermRuns;
  private changing: Promise<void> | undefined;
  private base: Position;
  /** Open for writing: the last segment's file. */
  private file: DiskFile | undefined;
  /** The name of `file` is not durable yet. */
  private isNameNew = false;
  /** The next write begins a new segment. */
  private isRolled = false;

  private readonly options: SegmentFilesOptions;
  private readonly modules: SegmentFilesModules;

  constructor(
    recovered: { readonly segments: Segment[]; readonly runs: TermRuns; readonly start: LogStart },
    options: SegmentFilesOptions,
    modules: SegmentFilesModules,
  ) {
    this.segments = recovered.segments;
    this.runs = recovered.runs;
    this.base = recovered.start.base.position;
    this.options = options;
    this.modules = modules;
  }

  /** Resolves when no change is under way that moves bytes under a reader. Reads that began before it repeat. */
  async settled(): Promise<void> {
    while (this.changing !== undefined) await this.changing.catch(() => undefined);
  }

  get bytes(): number {
    let bytes = 0;
    for (const segment of this.segments) bytes += segment.bytes;
    return bytes;
  }

  get end(): Position {
    return this.segments.at(-1)?.end ?? this.base;
  }

  pathOf(segment: Segment): string {
    return logPath(this.options.directory, segment.name);
  }

  /** Bytes that the next write may add to the segment it will go to; rolls first if it is time to. */
  async prepareWrite(firstEntryBytes: number, settings: LogSettings): Promise<number> {
    const last = this.segments.at(-1);
    if (last === undefined || this.isRolled) return settings.segmentBytes;
    const isFull = last.bytes + SEAL_BYTES + firstEntryBytes > settings.segmentBytes;
    const isOld = this.modules.clock.now() - last.createdMs >= settings.segmentMs;
    if (!last.spansAnOffset || !(isFull || isOld)) return settings.segmentBytes - last.bytes;
    await this.roll();
    return settings.segmentBytes;
  }

  /** Closes the last segment for good. It is synced already; its indexes are caches. */
  async roll(): Promise<void> {
    const last = this.segments.at(-1);
    if (last === undefined || !last.spansAnOffset || this.isRolled) return;
    await this.writeIndexFiles(last);
    await this.closeFile();
    this.isRolled = true;
  }

  /** One write of one or more groups behind the end. What was written before must be synced. */
  async write(entries: readonly LogEntry[]): Promise<void> {
    const { clock } = this.modules;
    const segment = this.segmentToWrite();
    const file = await this.fileToWrite(segment);
    const writtenMs = clock.now();
    const encoded = encodeGroups(entries, {
      identity: this.options.identity,
      filePosition: segment.bytes,
      prevTerm: this.runs.lastTerm,
      synced: segment.end,
      writtenMs,
    });
    invariant(isSamePosition(entries[0]!.prev, segment.end), 'a write goes on where the disk ends');
    await file.write(segment.bytes, encoded.chunks);
    if (segment.bytes === 0) segment.createdMs = Math.floor(writtenMs);
    for (const group of encoded.groups) segment.addGroup(group);
    for (const entry of entries) this.runs.add(entry);
    segment.bytes += encoded.bytes;
    segment.end = entries.at(-1)!.end;
  }

  /** Everything written so far is durable, name included. A failure is final (FAILURES.md row 5). */
  async sync(): Promise<void> {
    if (this.file === undefined) return;
    await this.file.sync();
    if (!this.isNameNew) return;
    await this.modules.disk.syncDirectory(this.options.directory);
    this.isNameNew = false;
  }

  /**
   * Durable when it resolves. Whole segments go first, newest first, each one durably before the next: whatever a
   * crash leaves is a prefix of the log that holds everything up to `to`.
   */
  cut(to: Position): Promise<void> {
    return this.excludingReaders(() => this.cutNow(to));
  }

  private async cutNow(to: Position): Promise<void> {
    for (;;) {
      const last = this.segments.at(-1);
      if (last === undefined || isBefore(last.start, to)) break;
      this.segments.pop();
      await this.removeSegment(last);
      await this.modules.disk.syncDirectory(this.options.directory);
      // The one before it has index files, so it is not written again unless it is cut.
      this.isRolled = this.segments.length > 0;
    }
    this.runs.truncate(to);
    const last = this.segments.at(-1);
    if (last !== undefined && isBefore(to, last.end)) await this.cutSegment(last, to);
  }

  /** The new base, durable before anything below it goes. */
  async storeBase(start: LogStart): Promise<void> {
    const { directory, identity } = this.options;
    await replaceFile(this.modules.disk, directory, LOG_START, encodeLogStart(identity, start));
    this.base = start.base.position;
  }

  /** Without it the next start derives the state from the log, so a failure is only told. */
  async storeCheckpoint(state: Uint8Array): Promise<void> {
    const { disk, logger } = this.modules;
    const { directory, identity } = this.options;
    try {
      await replaceFile(disk, directory, PRODUCER_STATE, encodeProducerState(identity, state));
    } catch (error) {
      logger.warn('log-checkpoint-not-written', { directory, reason: String(error) });
    }
  }

  /** Whole segments at or below the base go, oldest first. Recovery finishes it after a crash. */
  async dropBelowBase(): Promise<void> {
    while (this.segments.length > 0) {
      const first = this.segments[0]!;
      if (!first.spansAnOffset || !isAtOrBefore(first.end, this.base)) break;
      this.segments.shift();
      await this.removeSegment(first);
    }
    const from = this.segments[0]?.start ?? this.base;
    this.runs.moveBase({
      position: from,
      term: this.runs.termAt(from)!,
      configuration: this.runs.configurationAt(from),
    });
    if (this.segments.length === 0) this.isRolled = false;
  }

  /** RAFT.md rule 15: the intent first. */
  startOver(start: LogStart): Promise<void> {
    return this.excludingReaders(() => this.startOverNow(start));
  }

  private async startOverNow(start: LogStart): Promise<void> {
    const { disk, handles } = this.modules;
    const { directory, identity } = this.options;
    await this.closeFile();
    await replaceFile(disk, directory, RESET, encodeLogStart(identity, start));
    await handles.forgetDirectory(directory);
    await finishReset(disk, directory);
    this.segments = [];
    this.runs = new TermRuns(start.base);
    this.base = start.base.position;
    this.isRolled = false;
  }

  /** Everything is synced; a start after this reads no segment. */
  async stopCleanly(): Promise<void> {
    const { disk } = this.modules;
    const { directory, identity } = this.options;
    const last = this.segments.at(-1);
    if (last !== undefined) await this.writeIndexFiles(last);
    const lastSegment = last && { name: last.name, bytes: last.bytes };
    const stop = encodeCleanStop(identity, { end: this.end, lastSegment });
    await replaceFile(disk, directory, CLEAN_STOP, stop);
  }

  async closeFile(): Promise<void> {
    const file = this.file;
    this.file = undefined;
    this.isNameNew = false;
    await file?.close();
  }

  private async excludingReaders(change: () => Promise<void>): Promise<void> {
    this.generation += 1;
    this.changing = change();
    try {
      await this.changing;
    } finally {
      this.changing = undefined;
      this.generation += 1;
    }
  }

  private segmentToWrite(): Segment {
    const last = this.segments.at(-1);
    if (last !== undefined && !this.isRolled) return last;
    const segment = new Segment(this.end, this.options.indexIntervalBytes);
    this.segments.push(segment);
    this.isRolled = false;
    this.isNameNew = true;
    return segment;
  }

  private async fileToWrite(segment: Segment): Promise<DiskFile> {
    if (this.file !== undefined) return this.file;
    const file = await this.modules.disk.open(this.pathOf(segment), 'write');
    // A file of that name can only be a remnant that recovery found to hold nothing.
    if (segment.bytes === 0) await file.truncate(0);
    this.file = file;
    return file;
  }

  private async cutSegment(segment: Segment, to: Position): Promise<void> {
    const { disk, handles } = this.modules;
    const { directory, identity } = this.options;
    const path = this.pathOf(segment);
    const { filePosition, kept } = await this.partOfGroup(segment, to);
    await this.closeFile();
    await removeIndexFiles(disk, directory, segment.name);
    if (kept.length === 0) {
      const file = await disk.open(path, 'write');
      await file.truncate(filePosition);
      await file.sync();
      this.file = file;
      if (this.isRolled) await disk.syncDirectory(directory);
      segment.cut(to, filePosition);
    } else {
      // The kept entries may be acknowledged: they are never off the disk, not even for a moment.
      const encoded = encodeGroups(kept, {
        identity,
        filePosition,
        prevTerm: this.runs.termAt(kept[0]!.prev)!,
        synced: kept[0]!.prev,
        writtenMs: filePosition === 0 ? segment.createdMs : this.modules.clock.now(),
      });
      const bytes = new Uint8Array(encoded.bytes);
      let at = 0;
      for (const chunk of encoded.chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      const rewrite = { segmentName: segment.name, filePosition, bytes };
      await replaceFile(disk, directory, REWRITE, encodeTailRewrite(identity, rewrite));
      await finishRewrite(disk, directory, rewrite);
      segment.cut(to, filePosition + bytes.length);
    }
    this.isRolled = false;
    await handles.forgetFile(path);
  }

  /** The group that `to` lies in or begins, and what of its entries stays. */
  private async partOfGroup(
    segment: Segment,
    to: Position,
  ): Promise<{ filePosition: number; kept: LogEntry[] }> {
    const { identity } = this.options;
    let found: { filePosition: number; kept: LogEntry[] } | undefined;
    const walk = await this.modules.handles.use(this.pathOf(segment), (file) =>
      walkGroups(
        { file, fileBytes: segment.bytes, identity },
        segment.floor(to).filePosition,
        (group) => {
          const entries = openGroup(group);
          if (isBefore(entries.at(-1)!.end, to)) return true;
          const kept = entries.filter((entry) => isAtOrBefore(entry.end, to));
          if (kept.length === entries.length) return true;
          if (isSamePosition(kept.at(-1)?.end ?? group.seal.prev, to)) {
            found = { filePosition: group.filePosition, kept };
          }
          return false;
        },
      ),
    );
    if (found === undefined) {
      const reason = walk.fault ?? 'has no such boundary';
      throw new LogDamage(
        `${this.pathOf(segment)} cannot be cut at ${showPosition(to)}: it ${reason}`,
      );
    }
    return found;
  }

  /** It is off the list already, so that no reader finds it any more. */
  private async removeSegment(segment: Segment): Promise<void> {
    const { disk, handles } = this.modules;
    this.generation += 1;
    // The file open for writing is the last segment's: this one's if no later one is left.
    if (this.segments.every((other) => isBefore(other.start, segment.start)))
      await this.closeFile();
    await handles.forgetFile(this.pathOf(segment));
    await removeIndexFiles(disk, this.options.directory, segment.name);
    await disk.remove(this.pathOf(segment));
  }

  /** Without them the next start reads the segment instead, so a failure is only told. */
  private async writeIndexFiles(segment: Segment): Promise<void> {
    const { disk, logger } = this.modules;
    const { directory, identity } = this.options;
    const { runs, configurations } = this.runs.within(segment.start, segment.end);
    const prevTerm = this.runs.termAt(segment.start)!;
    const stem = `${directory}/${segment.name}`;
    try {
      const summary = { segment, prevTerm, runs, configurations };
      await writeWholeFile(disk, `${stem}${INDEX_SUFFIX}`, encodeIndex(identity, summary));
      await writeWholeFile(disk, `${stem}${TIME_INDEX_SUFFIX}`, encodeTimeIndex(identity, segment));
    } catch (error) {
      logger.warn('log-index-not-written', { path: stem, reason: String(error) });
    }
  }
}
