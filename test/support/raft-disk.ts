/**
 * Log and hard state of one server of a RaftWorld: what is in memory (it answers as `LogIndex`), what is stored, and
 * the writes between the two, which a test can hold, let go one by one, or lose in a crash.
 */
import { invariant } from '../../src/base/invariant.ts';
import { term } from '../../src/model/ids.ts';
import type {
  Configuration,
  HardState,
  LogBase,
  LogEntry,
  RecoveredLog,
  TermRun,
} from '../../src/model/log-entry.ts';
import {
  earlier,
  isAtOrBefore,
  isBefore,
  isSamePosition,
  type Position,
} from '../../src/model/position.ts';
import type { Input } from '../../src/raft/inputs.ts';
import type { LogIndex } from '../../src/raft/log-index.ts';

export interface LogContent {
  readonly base: LogBase;
  readonly entries: readonly LogEntry[];
}

type Write =
  | { readonly kind: 'append'; readonly entries: readonly LogEntry[] }
  | { readonly kind: 'truncate'; readonly to: Position }
  | { readonly kind: 'reset'; readonly base: LogBase };

export class RaftDisk implements LogIndex {
  memory: LogContent;
  stored: LogContent;
  hardState: HardState = { currentTerm: term(0), votedFor: undefined };
  private writes: Write[] = [];
  private hardStateWrites: HardState[] = [];

  constructor(content: LogContent) {
    this.memory = content;
    this.stored = content;
  }

  get hasWrites(): boolean {
    return this.writes.length > 0;
  }

  get hasHardStateWrites(): boolean {
    return this.hardStateWrites.length > 0;
  }

  write(write: Write): void {
    this.memory = apply(this.memory, write);
    this.writes.push(write);
  }

  writeHardState(hardState: HardState): void {
    this.hardStateWrites.push(hardState);
  }

  /** The oldest `count` writes reach the disk; what the core is to be told, which never speaks of what goes again. */
  flush(count = Infinity): Input[] {
    const inputs: Input[] = [];
    let appended = false;
    for (const write of this.writes.splice(0, Math.min(count, this.writes.length))) {
      this.stored = apply(this.stored, write);
      if (write.kind === 'append') appended = true;
      if (write.kind === 'reset') inputs.push({ kind: 'log-reset', base: write.base });
    }
    if (this.writes.some((write) => write.kind === 'reset')) return inputs;
    const kept = this.writes
      .map((write) => (write.kind === 'truncate' ? write.to : endOf(this.stored)))
      .reduce(earlier, endOf(this.stored));
    const last = this.stored.entries.findLast((entry) => isAtOrBefore(entry.end, kept));
    if (appended && last !== undefined) {
      inputs.push({ kind: 'persisted', position: last.end, term: last.term });
    }
    return inputs;
  }

  /** Only the latest matters: it supersedes the others. */
  flushHardState(): Input[] {
    const latest = this.hardStateWrites.at(-1);
    if (latest === undefined) return [];
    this.hardStateWrites = [];
    this.hardState = latest;
    return [{ kind: 'hard-state-persisted', hardState: latest }];
  }

  loseUnsynced(): void {
    this.memory = this.stored;
    this.writes = [];
    this.hardStateWrites = [];
  }

  /** Retention to a boundary that the caller knows to be committed and durable. The checkpoint is synced first. */
  moveBase(to: Position): LogBase {
    const base = baseAt(this.memory, to);
    this.memory = dropBelow(this.memory, base);
    this.stored = dropBelow(this.stored, base);
    return base;
  }

  recovered(): RecoveredLog {
    const { base, entries } = this.stored;
    return {
      base,
      lastPosition: endOf(this.stored),
      runs: runsOf(entries),
      configurations: entries.flatMap((entry) =>
        entry.kind === 'configuration'
          ? [{ position: entry.end, configuration: entry.configuration }]
          : [],
      ),
    };
  }

  entriesBetween(from: Position, upTo: Position): readonly LogEntry[] {
    const entries = this.memory.entries.filter(
      (entry) => isBefore(from, entry.end) && isAtOrBefore(entry.end, upTo),
    );
    const first = entries[0];
    invariant(first !== undefined, 'a leader sends what is in its log');
    invariant(isSamePosition(first.prev, from), 'a leader sends from a boundary on');
    invariant(isSamePosition(entries.at(-1)!.end, upTo), 'a leader sends up to a boundary');
    return entries;
  }

  boundaryAtOrBefore(position: Position): Position {
    const { base, entries } = this.memory;
    return entries.findLast(({ end }) => isAtOrBefore(end, position))?.end ?? base.position;
  }

  boundaryAfter(from: Position, bytesMax: number): { end: Position; bytes: number } {
    const start = this.memory.entries.findIndex(({ prev }) => isSamePosition(prev, from));
    invariant(start >= 0, 'only a boundary below the end is asked for');
    let end = from;
    let bytes = 0;
    for (const entry of this.memory.entries.slice(start)) {
      const more = entry.kind === 'batch' ? entry.bytes.length : 64;
      if (bytes > 0 && bytes + more > bytesMax) break;
      end = entry.end;
      bytes += more;
    }
    return { end, bytes };
  }
}

export function endOf(log: LogContent): Position {
  return log.entries.at(-1)?.end ?? log.base.position;
}

/** The term of the entry that ends at `position`, where one does. */
export function termAt(log: LogContent, position: Position): number | undefined {
  if (isSamePosition(position, log.base.position)) return log.base.term;
  return log.entries.find(({ end }) => isSamePosition(end, position))?.term;
}

export function runsOf(entries: readonly LogEntry[]): TermRun[] {
  const runs: TermRun[] = [];
  for (const { prev, end, term } of entries) {
    const last = runs.at(-1);
    if (last?.term === term) runs[runs.length - 1] = { ...last, to: end };
    else runs.push({ term, from: prev, to: end });
  }
  return runs;
}

function baseAt(log: LogContent, position: Position): LogBase {
  if (isSamePosition(position, log.base.position)) return log.base;
  const entry = log.entries.find(({ end }) => isSamePosition(end, position));
  invariant(entry !== undefined, 'a base is a boundary');
  let configuration: Configuration = log.base.configuration;
  for (const other of log.entries) {
    const isBelow = isAtOrBefore(other.end, position);
    if (other.kind === 'configuration' && isBelow) configuration = other.configuration;
  }
  return { position, term: entry.term, configuration };
}

function dropBelow(log: LogContent, base: LogBase): LogContent {
  return { base, entries: log.entries.filter(({ end }) => isBefore(base.position, end)) };
}

function apply(log: LogContent, write: Write): LogContent {
  if (write.kind === 'reset') return { base: write.base, entries: [] };
  if (write.kind === 'truncate') {
    const entries = log.entries.filter(({ end }) => isAtOrBefore(end, write.to));
    return { base: log.base, entries };
  }
  invariant(isSamePosition(write.entries[0]!.prev, endOf(log)), 'appends are contiguous');
  return { base: log.base, entries: [...log.entries, ...write.entries] };
}
