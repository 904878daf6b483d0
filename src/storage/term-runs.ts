/**
 * Which term each stretch of the log belongs to, and where its configurations stand (RAFT.md section 1, rules 3 and
 * 4). The leader-epoch cache is read off the runs. Memory is O(terms), not O(entries).
 */
import { invariant } from '../base/invariant.ts';
import type { Offset, Term } from '../model/ids.ts';
import type { Configuration, LogBase, LogEntry, TermRun } from '../model/log-entry.ts';
import { isAtOrBefore, isBefore, isSamePosition, type Position } from '../model/position.ts';

export interface PlacedConfiguration {
  /** Where the marker ends. */
  readonly position: Position;
  readonly configuration: Configuration;
}

interface GrowingRun {
  readonly term: Term;
  readonly from: Position;
  to: Position;
}

export class TermRuns {
  private base: LogBase;
  private runs: GrowingRun[] = [];
  private placed: PlacedConfiguration[] = [];

  constructor(base: LogBase) {
    this.base = base;
  }

  clone(): TermRuns {
    const copy = new TermRuns(this.base);
    copy.runs = this.list();
    copy.placed = this.configurations();
    return copy;
  }

  get lastTerm(): Term {
    return this.runs.at(-1)?.term ?? this.base.term;
  }

  add(entry: LogEntry): void {
    this.extend(entry.term, entry.prev, entry.end);
    if (entry.kind === 'configuration') {
      this.placed.push({ position: entry.end, configuration: entry.configuration });
    }
  }

  /** A whole stretch at once, as the summary of a segment has it. Contiguous; terms never fall. */
  extend(term: Term, from: Position, to: Position): void {
    const last = this.runs.at(-1);
    if (last !== undefined && last.term === term) {
      last.to = to;
      return;
    }
    invariant(term >= this.lastTerm, 'terms never fall along the log');
    this.runs.push({ term, from, to });
  }

  place(configuration: PlacedConfiguration): void {
    this.placed.push(configuration);
  }

  truncate(to: Position): void {
    while (this.runs.length > 0 && isAtOrBefore(to, this.runs.at(-1)!.from)) this.runs.pop();
    const last = this.runs.at(-1);
    if (last !== undefined && isBefore(to, last.to)) last.to = to;
    while (this.placed.length > 0 && isBefore(to, this.placed.at(-1)!.position)) this.placed.pop();
  }

  /** Forgets what lies at or below the new base. */
  moveBase(base: LogBase): void {
    this.base = base;
    this.runs = this.runs
      .filter((run) => isBefore(base.position, run.to))
      .map((run) => (isBefore(run.from, base.position) ? { ...run, from: base.position } : run));
    this.placed = this.placed.filter((one) => isBefore(base.position, one.position));
  }

  /** Rule 4: exact for the (position, term) of any log; undefined outside of `[base, end]`. */
  termAt(position: Position): Term | undefined {
    if (isSamePosition(position, this.base.position)) return this.base.term;
    const run = this.runs.findLast((one) => isBefore(one.from, position));
    return run !== undefined && isAtOrBefore(position, run.to) ? run.term : undefined;
  }

  /** The latest at or before `position`. */
  configurationAt(position: Position): Configuration {
    const placed = this.placed.findLast((one) => isAtOrBefore(one.position, position));
    return (placed ?? this.base).configuration;
  }

  /** Kafka's OffsetForLeaderEpoch: only epochs that have records count. */
  endOfEpoch(epoch: Term): { readonly epoch: Term; readonly endOffset: Offset } | undefined {
    const run = this.runs.findLast(
      (one) => one.term <= epoch && one.from.nextOffset < one.to.nextOffset,
    );
    return run && { epoch: run.term, endOffset: run.to.nextOffset };
  }

  list(): TermRun[] {
    return this.runs.map((run) => ({ ...run }));
  }

  configurations(): PlacedConfiguration[] {
    return [...this.placed];
  }

  /** What of it lies within `(from, to]`. */
  within(from: Position, to: Position): { runs: TermRun[]; configurations: PlacedConfiguration[] } {
    const runs: TermRun[] = [];
    for (const run of this.runs) {
      if (isAtOrBefore(run.to, from) || isAtOrBefore(to, run.from)) continue;
      runs.push({
        term: run.term,
        from: isBefore(run.from, from) ? from : run.from,
        to: isBefore(to, run.to) ? to : run.to,
      });
    }
    const configurations = this.placed.filter(
      (one) => isBefore(from, one.position) && isAtOrBefore(one.position, to),
    );
    return { runs, configurations };
  }
}
