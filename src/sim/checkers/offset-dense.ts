/**
 * Offsets begin at 0 and have no gap: whoever reads on gets the next one, and a partition starts later only where retention
 * is on (DESIGN.md promise 4; FAILURES.md rows 38, 39). Looks at every record that any reader gets.
 */
import { Checker, type Tally } from './checker.ts';

export class OffsetDense extends Checker {
  private readonly partition: string;
  private readonly mayLosePrefix: boolean;

  constructor(tally: Tally, options: { partition: string; mayLosePrefix: boolean }) {
    super(tally);
    this.partition = options.partition;
    this.mayLosePrefix = options.mayLosePrefix;
  }

  read(offset: number, expected: number): void {
    this.looked();
    if (offset !== expected) {
      this.broken(`${this.partition}: after ${expected - 1} comes ${offset}`);
    }
  }

  /** Whoever has read up to there was told that the log, which starts at `logStart`, has no such place. */
  outOfRange(offset: number, logStart: number): void {
    this.looked();
    if (offset >= logStart) {
      this.broken(
        `${this.partition}: ${offset} is out of range of a log that starts at ${logStart}`,
      );
    }
  }

  startSeen(logStart: number): void {
    if (logStart > 0 && !this.mayLosePrefix) {
      this.broken(`${this.partition} starts at ${logStart}`);
    }
  }
}
