/**
 * What the log was asked to change and the disk has not begun to: appends, cuts, a reset, and work on whole segments,
 * in the order of the calls. It also answers what an append that is on its way to the disk may still promise
 * when a truncation came after it. It is bounded by what the Raft core lets be in flight.
 */
import type { LogEntry } from '../model/log-entry.ts';
import { invariant } from '../base/invariant.ts';
import { earlier, isBefore, type Position } from '../model/position.ts';
import type { LogStart } from './log-files.ts';

export interface DirectoryWork {
  run(): Promise<void>;
  done(): void;
  failed(error: unknown): void;
}

export type LogChange =
  | { readonly kind: 'append'; entries: LogEntry[] }
  | { readonly kind: 'cut'; readonly to: Position }
  | { readonly kind: 'reset'; readonly start: LogStart }
  | { readonly kind: 'work'; readonly work: DirectoryWork };

/** What a marker takes, roughly; it has no bytes until it is encoded. */
const MARKER_BYTES = 80;

export function entryBytesOf(entry: LogEntry): number {
  return entry.kind === 'batch' ? entry.bytes.length : MARKER_BYTES;
}

export class ChangeQueue {
  private changes: LogChange[] = [];

  get isEmpty(): boolean {
    return this.changes.length === 0;
  }

  get first(): LogChange | undefined {
    return this.changes[0];
  }

  shift(): LogChange | undefined {
    return this.changes.shift();
  }

  append(entries: readonly LogEntry[]): void {
    const last = this.changes.at(-1);
    if (last?.kind === 'append') for (const entry of entries) last.entries.push(entry);
    else this.changes.push({ kind: 'append', entries: [...entries] });
  }

  /** Of the append that is first: as many entries as fit into `bytesMax`, at least one. */
  takeEntries(bytesMax: number): LogEntry[] {
    const { first } = this;
    invariant(first?.kind === 'append', 'an append is first');
    let count = 0;
    let bytes = 0;
    for (; count < first.entries.length; count += 1) {
      bytes += entryBytesOf(first.entries[count]!);
      if (count > 0 && bytes > bytesMax) break;
    }
    if (count === first.entries.length) this.changes.shift();
    return count === first.entries.length ? first.entries : first.entries.splice(0, count);
  }

  /** What was not begun is forgotten; a cut of the disk is queued only if something beyond `to` is there or on its way. */
  cut(to: Position, diskEnd: Position): void {
    for (let i = this.changes.length - 1; i >= 0; i -= 1) {
      const change = this.changes[i]!;
      if (change.kind === 'work') continue;
      if (change.kind !== 'append') break;
      while (change.entries.length > 0 && isBefore(to, change.entries.at(-1)!.end))
        change.entries.pop();
      if (change.entries.length > 0) break;
      this.changes.splice(i, 1);
    }
    if (isBefore(to, this.endAfterAll(diskEnd))) this.changes.push({ kind: 'cut', to });
  }

  /** Nothing asked for earlier matters any more. */
  reset(start: LogStart): void {
    this.drop();
    this.changes.push({ kind: 'reset', start });
  }

  work(work: DirectoryWork): void {
    this.changes.push({ kind: 'work', work });
  }

  /** Queued work counts as done: what it was to work on is gone. */
  drop(error?: unknown): void {
    for (const change of this.changes) {
      if (change.kind !== 'work') continue;
      if (error === undefined) change.work.done();
      else change.work.failed(error);
    }
    this.changes = [];
  }

  /** The lowest position that a queued change cuts at: nothing on the disk beyond it is of the log any more. */
  cutAt(position: Position): Position {
    let lowest = position;
    for (const change of this.changes) {
      if (change.kind === 'cut') lowest = earlier(lowest, change.to);
    }
    return lowest;
  }

  private endAfterAll(diskEnd: Position): Position {
    for (let i = this.changes.length - 1; i >= 0; i -= 1) {
      const change = this.changes[i]!;
      if (change.kind === 'append') return change.entries.at(-1)!.end;
      if (change.kind === 'cut') return change.to;
      if (change.kind === 'reset') return change.start.base.position;
    }
    return diskEnd;
  }
}
