/**
 * One partition's log, as the floor above sees it. Two implementations pass the same contract suite
 * (test/contract/log.cases.ts): `SegmentedLog` on a Disk, and `MemoryLog`.
 *
 * Changes (`append`, `truncate`, `reset`) take effect in memory at once, so that the synchronous questions answer
 * for the new log, and reach the disk in the order of the calls: one write in flight, everything queued meanwhile
 * goes out together, one sync, one cumulative `persisted`. After a failed write or sync the log is *failed* for
 * good: it reports once, and every later change is dropped (FAILURES.md rows 5 and 20).
 */
import type { Offset, Term } from '../model/ids.ts';
import type { LogBase, LogEntry, RecoveredLog } from '../model/log-entry.ts';
import type { Position } from '../model/position.ts';

export interface LogListener {
  /** Cumulative. `term` is that of the entry that ends at `position`. Never called for what was truncated meanwhile. */
  persisted(position: Position, term: Term): void;
  /** The reset to this base is durable. */
  reset(base: LogBase): void;
  /** Retention moved the base (rule 13); the checkpoint is durable already. */
  baseMoved(base: LogBase, logStartOffset: Offset): void;
  failed(reason: string): void;
}

export interface Log {
  /** As of `open`. */
  readonly recovered: RecoveredLog;
  readonly base: LogBase;
  readonly lastPosition: Position;
  readonly syncedPosition: Position;
  readonly logStartOffset: Offset;
  /** What `reset` brought along, or what belongs to the base: a snapshot, or producer state at or behind it. */
  readonly baseState: Uint8Array;
  /** The last `storeCheckpoint` as of `open`; undefined when there is none, or none that is sound. */
  readonly checkpoint: Uint8Array | undefined;
  readonly sizeBytes: number;
  /** Set once, before the first change. */
  listen(listener: LogListener): void;

  append(entries: readonly LogEntry[]): void;
  /** To an entry boundary at or above the base. */
  truncate(to: Position): void;
  reset(base: LogBase, logStartOffset: Offset, state: Uint8Array): void;

  /** See raft/log-index.ts, which this satisfies. */
  boundaryAtOrBefore(position: Position): Position;
  boundaryAfter(
    from: Position,
    bytesMax: number,
  ): { readonly end: Position; readonly bytes: number };

  /**
   * The entries of `(from, upTo]`, both boundaries. At once when they are all in memory, else from the disk, with
   * every checksum verified. Rejects with LogDamage when they do not verify or are gone by now.
   */
  readEntries(from: Position, upTo: Position): readonly LogEntry[] | Promise<readonly LogEntry[]>;
  /**
   * Whole batches that hold offsets in `[from, before)`, markers left out, at least one batch if there is any, at
   * most `bytesMax` bytes beyond the first. `from` is in [logStartOffset, before].
   */
  readBatches(
    from: Offset,
    before: Offset,
    bytesMax: number,
  ): readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  /** The first record below `before` whose timestamp is at or after `timestampMs`: exact, not just its batch. */
  findTimestamp(
    timestampMs: number,
    before: Offset,
  ): Promise<
    { readonly offset: Offset; readonly timestampMs: number; readonly term: Term } | undefined
  >;
  /** Kafka's leader-epoch cache: the largest epoch <= `epoch` that has records, and where it ends. */
  endOfEpoch(epoch: Term): { readonly epoch: Term; readonly endOffset: Offset } | undefined;

  /**
   * Drops whole old segments that the settings no longer want, never past `committed`. The checkpoint of the
   * new base is synced before a segment goes, and with it `stateAtBase()`: what cannot be derived any more then.
   */
  enforceRetention(
    nowMs: number,
    committed: Position,
    stateAtBase: () => Uint8Array,
  ): Promise<void>;
  /**
   * Kafka's DeleteRecords: the log starts at `before` from now on, at most at `committed`, whatever the segments are. Whole
   * segments below go as in retention. Resolves when that is durable.
   */
  deleteBefore(before: Offset, committed: Position, stateAtBase: () => Uint8Array): Promise<void>;
  /**
   * What the caller derives from the log, and up to where, in a file of its own: the next start need not derive it again.
   * Synced, once everything that was appended before is. A cache: a failure to write it is only told.
   */
  storeCheckpoint(state: Uint8Array): Promise<void>;
  /**
   * For a log with a state machine: everything up to `base.position` is covered by `state` (a snapshot). Stores both
   * in one synced file, then drops the segments below. The base moves to `base`.
   */
  compactTo(base: LogBase, state: Uint8Array): Promise<void>;
  /** New settings apply from the next append or retention run on. */
  configure(settings: LogSettings): void;
  /** Flushes what is queued, then marks a clean stop. */
  close(): Promise<void>;
}

/** Kafka's names: segment.bytes, segment.ms, retention.ms, retention.bytes (-1: without limit). */
export interface LogSettings {
  readonly segmentBytes: number;
  readonly segmentMs: number;
  readonly retentionMs: number;
  readonly retentionBytes: number;
}

/**
 * What the disk gave back is not what was written; never served, never voted with. Kind `gone`: the bytes are
 * sound, but a truncation, retention or a reset took them away while they were being read; the log is well.
 */
export class LogDamage extends Error {
  override readonly name = 'LogDamage';

  readonly kind: 'damaged' | 'gone';

  constructor(message: string, kind: 'damaged' | 'gone' = 'damaged') {
    super(message);
    this.kind = kind;
  }
}
