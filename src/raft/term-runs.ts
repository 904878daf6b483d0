/**
 * The terms of a log as runs `(from, to]` over positions: all that consensus needs to know of the entries
 * (RAFT.md rule 4). Memory is O(terms). For a real (position, term) of any log the answer of `termAt` is exact,
 * because a leader only appends and leads a term at most once (rule 5); a position in the middle of a batch
 * gets an answer too, and is never asked about.
 *
 *   base (0,0)^0 | (0,0]..(3,0] term 1 | (3,0]..(3,1] term 4 |   termAt (0,0) = 0, (3,0) = 1, (3,1) = 4
 */
import { invariant } from '../base/invariant.ts';
import type { Term } from '../model/ids.ts';
import type { TermRun } from '../model/log-entry.ts';
import {
  earlier,
  isAtOrBefore,
  isBefore,
  isSamePosition,
  type Position,
} from '../model/position.ts';

export interface PositionAndTerm {
  readonly position: Position;
  readonly term: Term;
}

export class TermRuns {
  private start: PositionAndTerm;
  private runs: TermRun[];

  constructor(base: PositionAndTerm, runs: readonly TermRun[]) {
    this.start = base;
    this.runs = [];
    for (const run of runs) {
      invariant(isSamePosition(run.from, this.lastPosition), 'runs are contiguous');
      this.append(run.to, run.term);
    }
  }

  get base(): PositionAndTerm {
    return this.start;
  }

  get lastPosition(): Position {
    return this.runs.at(-1)?.to ?? this.start.position;
  }

  get lastTerm(): Term {
    return this.runs.at(-1)?.term ?? this.start.term;
  }

  toArray(): readonly TermRun[] {
    return [...this.runs];
  }

  append(end: Position, term: Term): void {
    invariant(isBefore(this.lastPosition, end), 'positions strictly increase');
    invariant(term >= this.lastTerm, 'the terms of a log never decrease');
    const last = this.runs.at(-1);
    if (last !== undefined && last.term === term) {
      this.runs[this.runs.length - 1] = { term, from: last.from, to: end };
    } else {
      this.runs.push({ term, from: this.lastPosition, to: end });
    }
  }

  truncate(to: Position): void {
    invariant(isAtOrBefore(this.start.position, to), 'what is below the base cannot be truncated');
    invariant(isAtOrBefore(to, this.lastPosition), 'a log cannot be truncated upwards');
    this.runs.length = this.countOfRunsBefore(to);
    const last = this.runs.at(-1);
    if (last !== undefined) {
      this.runs[this.runs.length - 1] = { ...last, to: earlier(last.to, to) };
    }
  }

  moveBase(base: PositionAndTerm): void {
    invariant(this.termAt(base.position) === base.term, 'a base is a position of this log');
    this.runs = this.runs
      .filter((run) => isBefore(base.position, run.to))
      .map((run) => (isBefore(run.from, base.position) ? { ...run, from: base.position } : run));
    this.start = base;
  }

  /** The term of the entry that ends at `position`; undefined below the base and beyond the end. */
  termAt(position: Position): Term | undefined {
    if (isSamePosition(position, this.start.position)) return this.start.term;
    if (isBefore(position, this.start.position)) return undefined;
    return this.runs[this.indexOfRunAt(position)]?.term;
  }

  /** The run that the entry after `position` belongs to; undefined at the end of the log. */
  runAfter(position: Position): TermRun | undefined {
    if (isBefore(position, this.start.position)) return undefined;
    const index = this.indexOfRunAt(position);
    const run = this.runs[index];
    return run !== undefined && isSamePosition(run.to, position) ? this.runs[index + 1] : run;
  }

  /**
   * The last run whose term is at most `term` and which begins before `position`: where the search of rule 9 for a
   * common boundary looks next. Undefined when only the base is left.
   */
  lastRunAtOrBelow(position: Position, term: Term): TermRun | undefined {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const run = this.runs[middle]!;
      if (run.term <= term && isBefore(run.from, position)) low = middle + 1;
      else high = middle;
    }
    return this.runs[low - 1];
  }

  /** Index of the first run that reaches `position`: `from < position <= to`. */
  private indexOfRunAt(position: Position): number {
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.runs[middle]!.to, position)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many runs begin before `position`: those that a truncation to it leaves, the last perhaps shortened. */
  private countOfRunsBefore(position: Position): number {
    let count = this.runs.length;
    while (count > 0 && !isBefore(this.runs[count - 1]!.from, position)) count -= 1;
    return count;
  }
}
