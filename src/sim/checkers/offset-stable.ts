/**
 * An offset has one value for ever, whoever says it, to a writer or to a reader, from whichever replica (FAILURES.md rows 15,
 * 28, 29). Looks at every record that is acknowledged or read.
 */
import { Checker, type Tally } from './checker.ts';

export class OffsetStable extends Checker {
  private readonly partition: string;
  private readonly valueAt = new Map<number, string>();

  constructor(tally: Tally, partition: string) {
    super(tally);
    this.partition = partition;
  }

  seen(offset: number, value: string, how: string): void {
    this.looked();
    const before = this.valueAt.get(offset);
    if (before === undefined) this.valueAt.set(offset, value);
    else if (before !== value) {
      this.broken(`${this.partition}: ${offset} was ${how} as ${show(value)}, was ${show(before)}`);
    }
  }
}

/** Values are padded; what tells them apart comes first. */
function show(value: string): string {
  return JSON.stringify(value.slice(0, 20));
}
