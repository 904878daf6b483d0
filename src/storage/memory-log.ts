/**
 * The log without a disk, for fast tests and simulations of everything above storage. It keeps the contract of
 * log.ts (test/contract/log.cases.ts). By default it reports what was appended as synced in the next microtask;
 * with `isSyncedByHand` only when told, so that a test decides what is durable.
 */
import { invariant } from '../base/invariant.ts';
import { offset, type Offset, type Term } from '../model/ids.ts';
import type { Configuration, LogBase, LogEntry, RecoveredLog } from '../model/log-entry.ts';
import {
  earlier,
  isAtOrBefore,
  isBefore,
  isSamePosition,
  type Position,
} from '../model/position.ts';
import { findTimestampIn, type FoundTimestamp } from './find-timestamp.ts';
import { newLogStart, type LogStart } from './log-files.ts';
import { LogDamage, type Log, type LogListener, type LogSettings } from './log.ts';
import { RecentEntries } from './recent-entries.ts';
import { TermRuns } from './term-runs.ts';

export interface MemoryLogOptions {
  readonly bootstrap: Configuration;
  readonly isSyncedByHand?: boolean;
}

export class MemoryLog implements Log {
  readonly recovered: RecoveredLog;
  readonly checkpoint = undefined;

  private start: LogStart;
  private synced: Position;
  private runs: TermRuns;
  private listener: LogListener | undefined;
  private isClosed = false;
  private isSyncDue = false;
  private isResetting = false;
  private readonly entries: RecentEntries;
  private readonly isSyncedByHand: boolean;

  constructor(options: MemoryLogOptions) {
    this.start = newLogStart(options.bootstrap);
    this.synced = this.start.base.position;
    this.runs = new TermRuns(this.start.base);
    this.entries = new RecentEntries(this.start.base.position);
    this.isSyncedByHand = options.isSyncedByHand ?? false;
    this.recovered = {
      base: this.start.base,
      lastPosition: this.lastPosition,
      runs: [],
      configurations: [],
    };
  }

  get base(): LogBase {
    return this.start.base;
  }

  get lastPosition(): Position {
    return this.entries.end;
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
    return this.entries.bytes;
  }

  listen(listener: LogListener): void {
    invariant(this.listener === undefined, 'a log has one listener');
    this.listener = listener;
  }

  append(entries: readonly LogEntry[]): void {
    if (this.isClosed || entries.length === 0) return;
    for (const entry of entries) {
      invariant(isSamePosition(entry.prev, this.lastPosition), 'entries go on where the log ends');
      this.runs.add(entry);
      this.entries.add(entry);
    }
    this.syncSoon();
  }

  truncate(to: Position): void {
    if (this.isClosed || isSamePosition(to, this.lastPosition)) return;
    invariant(isAtOrBefore(this.base.position, to), 'a log is not cut below its base');
    invariant(isBefore(to, this.lastPosition), 'a log is cut before its end');
    this.runs.truncate(to);
    this.entries.truncate(to);
    this.synced = earlier(this.synced, to);
  }

  reset(base: LogBase, logStartOffset: Offset, state: Uint8Array): void {
    if (this.isClosed) return;
    invariant(base.position.nextOffset <= logStartOffset, 'records below the base are gone');
    this.start = { base, logStartOffset, state };
    this.runs = new TermRuns(base);
    this.entries.restart(base.position);
    this.synced = base.position;
    this.isResetting = true;
    this.syncSoon();
  }

  /** Everything so far is durable. */
  sync(): void {
    if (this.isClosed) return;
    if (this.isResetting) {
      this.isResetting = false;
      this.listener?.reset(this.base);
    }
    const end = this.lastPosition;
    if (isAtOrBefore(end, this.synced)) return;
    this.synced = end;
    const term = this.runs.termAt(end);
    invariant(term !== undefined, 'what is persisted is in the log');
    this.listener?.persisted(end, term);
  }

  boundaryAtOrBefore(position: Position): Position {
    return isBefore(position, this.base.position)
      ? this.base.position
      : this.entries.boundaryAtOrBefore(position);
  }

  boundaryAfter(
    from: Position,
    bytesMax: number,
  ): { readonly end: Position; readonly bytes: number } {
    return this.entries.boundaryAfter(from, bytesMax);
  }

  readEntries(from: Position, upTo: Position): readonly LogEntry[] | Promise<readonly LogEntry[]> {
    if (isAtOrBefore(upTo, from)) return [];
    if (isBefore(from, this.base.position) || isBefore(this.lastPosition, upTo)) {
      return Promise.reject(new LogDamage('the range is no longer in the log', 'gone'));
    }
    return this.entries.between(from, upTo);
  }

  readBatches(from: Offset, before: Offset, bytesMax: number): readonly Uint8Array[] {
    const batches: Uint8Array[] = [];
    if (from < before) this.entries.collectBatches(batches, { from, before, bytesMax });
    return batches;
  }

  findTimestamp(timestampMs: number, before: Offset): Promise<FoundTimestamp | undefined> {
    return findTimestampIn(this, { timestampMs, from: this.logStartOffset, before });
  }

  endOfEpoch(epoch: Term): { readonly epoch: Term; readonly endOffset: Offset } | undefined {
    return this.runs.endOfEpoch(epoch);
  }

  /** It has no segments, so it keeps everything. */
  async enforceRetention(): Promise<void> {}

  async deleteBefore(before: Offset, committed: Position): Promise<void> {
    const end = earlier(committed, this.synced).nextOffset;
    const startOffset = before < end ? before : end;
    if (startOffset > this.logStartOffset) {
      this.start = { ...this.start, logStartOffset: startOffset };
    }
  }

  /** Nothing outlives it. */
  async storeCheckpoint(): Promise<void> {}

  async compactTo(base: LogBase, state: Uint8Array): Promise<void> {
    if (isBefore(base.position, this.base.position)) return;
    invariant(isAtOrBefore(base.position, this.synced), 'only what is durable is compacted');
    const logStartOffset = offset(Math.max(this.logStartOffset, base.position.nextOffset));
    this.start = { base, logStartOffset, state };
    this.runs.moveBase(base);
    this.entries.dropThrough(base.position);
    this.listener?.baseMoved(base, logStartOffset);
  }

  configure(_settings: LogSettings): void {}

  async close(): Promise<void> {
    this.sync();
    this.isClosed = true;
  }

  private syncSoon(): void {
    if (this.isSyncedByHand || this.isSyncDue) return;
    this.isSyncDue = true;
    void Promise.resolve().then(() => {
      this.isSyncDue = false;
      this.sync();
    });
  }
}
