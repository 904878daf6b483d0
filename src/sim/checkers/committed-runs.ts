/**
 * What is known to be committed of one group, over all replicas and lives: the positions and their terms. By Log Matching
 * these name the entries, so two logs that agree on the term at a position agree on everything before it.
 */
import type { LogBase, TermRun } from '../../model/log-entry.ts';
import { isAtOrBefore, isBefore, later, ORIGIN, type Position } from '../../model/position.ts';

/** What the core of a replica says of its log. */
export interface LogView {
  readonly base: LogBase;
  readonly commitIndex: Position;
  readonly currentTerm: number;
  termAt(position: Position): number | undefined;
  describe(): { readonly runs: readonly TermRun[] };
}

interface CommittedRun {
  readonly term: number;
  to: Position;
}

/** Everything up to `end` was committed by servers that were in `term` or in an earlier one. */
interface Stage {
  readonly term: number;
  end: Position;
}

export class CommittedRuns {
  end: Position = ORIGIN;
  readonly runs: CommittedRun[] = [];
  private readonly stages: Stage[] = [];

  termAt(position: Position): number {
    if (position.nextOffset === 0 && position.ordinal === 0) return 0;
    return this.runs.find(({ to }) => isAtOrBefore(position, to))?.term ?? 0;
  }

  /** `log` has committed more than was known, and agrees with it up to `end`. */
  extend(log: LogView): void {
    const { commitIndex } = log;
    const last = this.runs.at(-1);
    const term = log.termAt(commitIndex)!;
    if (last?.term === term) last.to = commitIndex;
    else {
      for (const run of log.describe().runs) {
        if (isAtOrBefore(run.to, this.end) || !isBefore(run.from, commitIndex)) continue;
        this.add(run.term, isBefore(run.to, commitIndex) ? run.to : commitIndex);
      }
    }
    this.end = commitIndex;
    this.stage(log.currentTerm);
  }

  /** What servers of terms before `term` took for committed. */
  endBeforeTerm(term: number): Position {
    let end = ORIGIN;
    for (const stage of this.stages) if (stage.term < term) end = later(end, stage.end);
    return end;
  }

  private add(term: number, to: Position): void {
    const last = this.runs.at(-1);
    if (last?.term === term) last.to = to;
    else this.runs.push({ term, to });
  }

  private stage(term: number): void {
    const last = this.stages.at(-1);
    if (last?.term === term) last.end = this.end;
    else this.stages.push({ term, end: this.end });
  }
}
