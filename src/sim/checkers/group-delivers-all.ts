/**
 * A group is given every record: no member is handed one while an earlier one was never handed to any of them, whoever came,
 * left or died in between (FAILURES.md rows 32, 38, 39). Which records come twice after a rebalance is not checked,
 * commits being behind what was handled. Where retention takes records a group may miss them. Looks at every record that a
 * member's handler gets, and at the end, when the group has had time to catch up.
 */
import { Checker, type Tally } from './checker.ts';

export class GroupDeliversAll extends Checker {
  private readonly partition: string;
  private readonly mayLosePrefix: boolean;
  /** Every offset below it was handed to somebody, or dropped. */
  private end = 0;

  constructor(tally: Tally, options: { partition: string; mayLosePrefix: boolean }) {
    super(tally);
    this.partition = options.partition;
    this.mayLosePrefix = options.mayLosePrefix;
  }

  get deliveredEnd(): number {
    return this.end;
  }

  delivered(offset: number): void {
    this.looked();
    if (offset > this.end && !this.mayLosePrefix) {
      this.broken(`${this.partition}: a group is at ${offset}, and was never given ${this.end}`);
    }
    this.end = Math.max(this.end, offset + 1);
  }
}
