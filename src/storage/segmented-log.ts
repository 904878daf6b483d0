/**
 * A log on a disk. Memory is ahead: every change takes effect here at once, and a queue carries it to the files, one
 * write and one sync at a time (log.ts). The newest entries are served from memory, older ones from the files.
 *
 *   [ base ........ cold: on the disk, synced ........ recent.start ... in memory ... lastPosition ]
 */
import { invariant } from '../base/invariant.ts';
import { offset, type Offset, type Term } from '../model/ids.ts';
import type { Configuration, LogBase, LogEntry, RecoveredLog } from '../model/log-entry.ts';
import {
  earlier,
  isAtOrBefore,
  isBefore,
  isSamePosition,
  later,
  showPosition,
  type Position,
} from '../model/position.ts';
import type { GroupId } from '../model/topic-partition.ts';
import type { Clock } from '../platform/clock.ts';
import type { Disk } from '../platform/disk.ts';
import type { Logger } from '../platform/logger.ts';
import type { CacheBudget, CacheMember } from './cache-budget.ts';
import { ChangeQueue, entryBytesOf, type LogChange } from './change-queue.ts';
import { replaceFile } from './framed-file.ts';
import { endOffsetOf, findTimestampIn, type FoundTimestamp } from './find-timestamp.ts';
import type { FlushScheduler } from './flush-scheduler.ts';
import { encodeLogStart, RESET, type LogStart } from './log-files.ts';
import { LogReader } from './log-reader.ts';
import { LogDamage, type Log, type LogListener, type LogSettings } from './log.ts';
import { listOrMakeDirectory } from './directory-repair.ts';
import { ReadHandles } from './read-handles.ts';
import { RecentEntries } from './recent-entries.ts';
import { recoverDirectory, type RecoveredDirectory } from './recovery.ts';
import { segmentsBelow, segmentsToDrop } from './retention.ts';
import { encodeGroupIdentity } from './seal.ts';
import { SegmentFiles } from './segment-files.ts';
import { TermRuns } from './term-runs.ts';

export interface SegmentedLogOptions {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly directory: string;
  readonly group: GroupId;
  /** The base's configuration when the directory is new. */
  readonly bootstrap: Configuration;
  readonly settings: LogSettings;
  readonly flush: FlushScheduler;
  readonly logger: Logger;
  /** How much of what is synced stays in memory. */
  readonly tailCacheBytes?: number;
  /** A bound over all logs of a broker. */
  readonly cacheBudget?: CacheBudget;
  readonly indexIntervalBytes?: number;
  /** Then retention is the state machine's: `compactTo`. */
  readonly hasStateMachine?: boolean;
  /** Shared by the logs of a broker; without it the log has a few of its own. */
  readonly readHandles?: ReadHandles;
}

const TAIL_CACHE_BYTES = 4 * 1024 * 1024;
const INDEX_INTERVAL_BYTES = 4096;
const OWN_READ_HANDLES = 4;
/** One write and its sync; what is queued beyond it waits for the next. */
const WRITE_BYTES_MAX = 8 * 1024 * 1024;

export class SegmentedLog implements Log {
  readonly recovered: RecoveredLog;
  readonly checkpoint: Uint8Array | undefined;

  private start: LogStart;
  private last: Position;
  private synced: Position;
  private runs: TermRuns;
  private settings: LogSettings;
  private listener: LogListener | undefined;
  private failure: string | undefined;
  private draining: Promise<void> | undefined;
  private closing: Promise<void> | undefined;
  /** The end of what is written or being written. */
  private diskEnd: Position;
  /** A reset voids whatever is on its way to the disk. */
  private resets = 0;
  private readonly recent: RecentEntries;
  private readonly queue = new ChangeQueue();
  private readonly cached: CacheMember = { release: () => this.releaseRecent() };

  private readonly options: SegmentedLogOptions;
  private readonly files: SegmentFiles;
  private readonly handles: ReadHandles;
  private readonly reader: LogReader;

  private constructor(options: SegmentedLogOptions, recovered: RecoveredDirectory) {
    const { disk, clock, logger, directory, group } = options;
    const identity = encodeGroupIdentity(group);
    const handles = options.readHandles ?? new ReadHandles(disk, OWN_READ_HANDLES);
    this.options = options;
    this.settings = options.settings;
    this.handles = handles;
    this.runs = recovered.runs.clone();
    this.files = new SegmentFiles(
      recovered,
      {
        directory,
        identity,
        indexIntervalBytes: options.indexIntervalBytes ?? INDEX_INTERVAL_BYTES,
      },
      { disk, clock, logger, handles },
    );
    this.reader = new LogReader(this.files, handles, identity);
    this.start = recovered.start;
    this.checkpoint = recovered.checkpoint;
    this.runs.moveBase(this.start.base);
    this.last = later(this.files.end, this.start.base.position);
    this.synced = this.last;
    this.diskEnd = this.last;
    this.recent = new RecentEntries(this.last);
    this.recovered = {
      base: this.start.base,
      lastPosition: this.last,
      runs: this.runs.list(),
      configurations: this.runs.configurations(),
    };
  }

  /** Recovers; rejects with LogDamage when what is there cannot be trusted, and then has changed nothing. */
  static async open(options: SegmentedLogOptions): Promise<SegmentedLog> {
    const recovered = await recoverDirectory({
      ...options,
      identity: encodeGroupIdentity(options.group),
      indexIntervalBytes: options.indexIntervalBytes ?? INDEX_INTERVAL_BYTES,
    });
    return new SegmentedLog(options, recovered);
  }

  /**
   * For a log that `open` calls damaged: whatever is there is given up for a log that begins at `start`, which the
   * leader sent (RAFT.md rules 14 and 15). A crash in between finishes it at the next `open`. The replica has
   * forgotten what it acknowledged: it may not vote before it has caught up with what was committed by now.
   */
  static async startOver(options: SegmentedLogOptions, start: LogStart): Promise<SegmentedLog> {
    const { disk, directory, group } = options;
    await listOrMakeDirectory(disk, directory);
    await replaceFile(disk, directory, RESET, encodeLogStart(encodeGroupIdentity(group), start));
    return SegmentedLog.open(options);
  }

  get base(): LogBase {
    return this.start.base;
  }

  get lastPosition(): Position {
    return this.last;
  }

  get syncedPosition(): Position {
    return this.synced;
  }

  get logStartOffset(): Offset {
    return this.start.logStartOffset;
  }

  get baseState(): Uint8Array {
    return this.start.state;
  }

  get sizeBytes(): number {
    return this.files.bytes;
  }

  listen(listener: LogListener): void {
    invariant(this.listener === undefined, 'a log has one listener');
    this.listener = listener;
  }

  append(entries: readonly LogEntry[]): void {
    if (this.isShut || entries.length === 0) return;
    for (const entry of entries) {
      invariant(isSamePosition(entry.prev, this.last), 'entries go on where the log ends');
      this.runs.add(entry);
      this.recent.add(entry);
      this.last = entry.end;
    }
    this.queue.append(entries);
    this.carryOut();
  }

  truncate(to: Position): void {
    if (this.isShut || isSamePosition(to, this.last)) return;
    invariant(isAtOrBefore(this.base.position, to), 'a log is not cut below its base');
    invariant(isBefore(to, this.last), 'a log is cut before its end');
    this.runs.truncate(to);
    this.recent.truncate(to);
    this.last = to;
    this.synced = earlier(this.synced, to);
    this.queue.cut(to, this.diskEnd);
    this.carryOut();
  }

  reset(base: LogBase, logStartOffset: Offset, state: Uint8Array): void {
    if (this.isShut) return;
    invariant(base.position.nextOffset <= logStartOffset, 'records below the base are gone');
    this.resets += 1;
    this.start = { base, logStartOffset, state };
    this.runs = new TermRuns(base);
    this.recent.restart(base.position);
    this.last = base.position;
    this.synced = base.position;
    this.queue.reset(this.start);
    this.carryOut();
  }

  boundaryAtOrBefore(position: Position): Position {
    if (isAtOrBefore(this.recent.start, position)) {
      return later(this.base.position, this.recent.boundaryAtOrBefore(position));
    }
    const segment = this.files.segments.findLast((one) => isAtOrBefore(one.start, position));
    return segment === undefined
      ? this.base.position
      : later(this.base.position, segment.floor(position).position);
  }

  boundaryAfter(
    from: Position,
    bytesMax: number,
  ): { readonly end: Position; readonly bytes: number } {
    if (isAtOrBefore(this.recent.start, from)) return this.recent.boundaryAfter(from, bytesMax);
    const segment = this.files.segments.findLast((one) => isAtOrBefore(one.start, from));
    if (segment === undefined) return { end: this.recent.start, bytes: 0 };
    const start = segment.floor(from);
    const reached = segment.reach(from, start.filePosition, bytesMax);
    return {
      // What the files have behind it may have been cut off in memory already.
      end: earlier(reached.position, this.recent.start),
      bytes: reached.filePosition - start.filePosition,
    };
  }

  readEntries(from: Position, upTo: Position): readonly LogEntry[] | Promise<readonly LogEntry[]> {
    if (isAtOrBefore(upTo, from)) return [];
    if (isBefore(from, this.base.position) || isBefore(this.last, upTo)) {
      const range = `${showPosition(from)} to ${showPosition(upTo)}`;
      return Promise.reject(new LogDamage(`${range} is no longer in the log`, 'gone'));
    }
    const { start } = this.recent;
    if (isAtOrBefore(start, from)) return this.recent.between(from, upTo);
    const recent = isBefore(start, upTo) ? this.recent.between(start, upTo) : [];
    const cold = this.reader.entries(from, earlier(start, upTo));
    return recent.length === 0 ? cold : cold.then((entries) => entries.concat(recent));
  }

  readBatches(
    from: Offset,
    before: Offset,
    bytesMax: number,
  ): readonly Uint8Array[] | Promise<readonly Uint8Array[]> {
    if (from >= before) return [];
    const hot = this.recent.start.nextOffset;
    if (from < hot) return this.readCold(from, before, bytesMax);
    const batches: Uint8Array[] = [];
    this.recent.collectBatches(batches, { from, before, bytesMax });
    return batches;
  }

  findTimestamp(timestampMs: number, before: Offset): Promise<FoundTimestamp | undefined> {
    const segment = this.files.segments.find((one) => one.maxTimestampMs >= timestampMs);
    const hint = segment?.index.offsetBefore(timestampMs) ?? segment?.start.nextOffset;
    const from = Math.max(hint ?? this.files.end.nextOffset, this.logStartOffset);
    return findTimestampIn(this, { timestampMs, from: offset(from), before });
  }

  endOfEpoch(epoch: Term): { readonly epoch: Term; readonly endOffset: Offset } | undefined {
    return this.runs.endOfEpoch(epoch);
  }

  async enforceRetention(
    nowMs: number,
    committed: Position,
    stateAtBase: () => Uint8Array,
  ): Promise<void> {
    if (this.options.hasStateMachine === true) return;
    await this.work(async () => {
      const { segments } = this.files;
      const limit = earlier(committed, this.synced);
      const count = segmentsToDrop(segments, { nowMs, limit, settings: this.settings });
      if (count === 0) return;
      await this.moveBase(this.baseBehind(count), stateAtBase());
    });
  }

  async deleteBefore(
    before: Offset,
    committed: Position,
    stateAtBase: () => Uint8Array,
  ): Promise<void> {
    if (this.options.hasStateMachine === true) return;
    await this.work(async () => {
      const limit = earlier(committed, this.synced);
      const startOffset = before < limit.nextOffset ? before : limit.nextOffset;
      if (startOffset <= this.logStartOffset) return;
      const count = segmentsBelow(this.files.segments, startOffset, limit);
      const [base, state] =
        count === 0 ? [this.base, this.start.state] : [this.baseBehind(count), stateAtBase()];
      await this.moveBase(base, state, startOffset);
    });
  }

  storeCheckpoint(state: Uint8Array): Promise<void> {
    return this.work(() => this.files.storeCheckpoint(state));
  }

  async compactTo(base: LogBase, state: Uint8Array): Promise<void> {
    await this.work(async () => {
      if (isBefore(base.position, this.base.position)) return;
      invariant(isAtOrBefore(base.position, this.synced), 'only what is durable is compacted');
      await this.moveBase(base, state);
    });
  }

  configure(settings: LogSettings): void {
    this.settings = settings;
  }

  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private get isShut(): boolean {
    return this.failure !== undefined || this.closing !== undefined;
  }

  private async readCold(from: Offset, before: Offset, bytesMax: number): Promise<Uint8Array[]> {
    const { resets } = this;
    const coldEnd = this.recent.start.nextOffset;
    const cold = { from, before: coldEnd < before ? coldEnd : before, bytesMax };
    const batches = await this.reader.batches(cold);
    const last = batches.at(-1);
    const isReadToMemory = last !== undefined && endOffsetOf(last) === coldEnd;
    const isStillInMemory = resets === this.resets && this.recent.start.nextOffset <= coldEnd;
    if (before > coldEnd && isReadToMemory && isStillInMemory) {
      this.recent.collectBatches(batches, { from: coldEnd, before, bytesMax });
    }
    return batches;
  }

  /** In the order of the changes, once everything before it is synced. */
  private work(run: () => Promise<void>): Promise<void> {
    if (this.isShut) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.queue.work({ run, done: resolve, failed: reject });
      this.carryOut();
    });
  }

  /** Where the log begins without its first segments. */
  private baseBehind(count: number): LogBase {
    const { segments } = this.files;
    const position = segments[count]?.start ?? segments[count - 1]!.end;
    return {
      position,
      term: this.runs.termAt(position)!,
      configuration: this.runs.configurationAt(position),
    };
  }

  private async moveBase(
    base: LogBase,
    state: Uint8Array,
    startOffset: Offset = base.position.nextOffset,
  ): Promise<void> {
    const { resets } = this;
    const logStartOffset = offset(Math.max(this.logStartOffset, startOffset));
    const start = { base, logStartOffset, state };
    await this.files.storeBase(start);
    // A reset came meanwhile: it stores a base of its own, and deletes everything.
    if (resets !== this.resets) return;
    this.start = start;
    this.runs.moveBase(base);
    this.recent.dropThrough(base.position);
    this.listener?.baseMoved(base, logStartOffset);
    await this.files.dropBelowBase();
  }

  private carryOut(): void {
    this.draining ??= this.drain();
  }

  private async drain(): Promise<void> {
    // Appends of the rest of this turn join the first write.
    await Promise.resolve();
    try {
      while (!this.queue.isEmpty) await this.carryOutFirst(this.queue.first!);
    } catch (error) {
      this.fail(error);
    } finally {
      this.draining = undefined;
    }
  }

  private async carryOutFirst(change: LogChange): Promise<void> {
    if (change.kind === 'append') {
      await this.writeSome(change.entries);
      return;
    }
    this.queue.shift();
    if (change.kind === 'cut') {
      await this.files.cut(change.to);
      this.diskEnd = this.files.end;
    } else if (change.kind === 'reset') {
      const { resets } = this;
      await this.files.startOver(change.start);
      this.diskEnd = this.files.end;
      if (resets === this.resets) this.listener?.reset(change.start.base);
    } else {
      try {
        await change.work.run();
        change.work.done();
      } catch (error) {
        change.work.failed(error);
        throw error;
      }
    }
  }

  private async writeSome(queued: LogEntry[]): Promise<void> {
    const room = await this.files.prepareWrite(entryBytesOf(queued[0]!), this.settings);
    // A truncation or a reset may have emptied the queue meanwhile.
    const { first } = this.queue;
    if (first?.kind !== 'append' || first.entries !== queued) return;
    const { resets } = this;
    const entries = this.queue.takeEntries(Math.min(room, WRITE_BYTES_MAX));
    this.diskEnd = entries.at(-1)!.end;
    await this.files.write(entries);
    await this.options.flush.run(() => this.files.sync());
    if (resets === this.resets) this.reportPersisted(this.files.end);
  }

  /** Not beyond a truncation that the disk is still to carry out. */
  private reportPersisted(diskEnd: Position): void {
    const position = this.queue.cutAt(diskEnd);
    if (isAtOrBefore(position, this.synced)) return;
    const term = this.runs.termAt(position);
    invariant(term !== undefined, 'what is persisted is in the log');
    this.synced = position;
    this.recent.evict(this.options.tailCacheBytes ?? TAIL_CACHE_BYTES, position);
    this.options.cacheBudget?.update(this.cached, this.recent.bytes);
    this.listener?.persisted(position, term);
  }

  private releaseRecent(): number {
    this.recent.evict(0, this.synced);
    return this.recent.bytes;
  }

  private fail(error: unknown): void {
    if (this.failure !== undefined) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.failure = reason;
    this.queue.drop(error);
    this.options.logger.error('log-failed', { directory: this.options.directory, reason });
    this.listener?.failed(reason);
  }

  private async stop(): Promise<void> {
    await this.draining;
    try {
      if (this.failure === undefined) await this.files.stopCleanly();
    } finally {
      this.options.cacheBudget?.forget(this.cached);
      await this.files.closeFile();
      await this.handles.forgetDirectory(this.options.directory);
    }
  }
}
