/**
 * Nobody reads what was never sent to this partition, and what somebody read is there at the end: a reader sees only what can
 * no longer be lost (DESIGN.md promise 3; FAILURES.md rows 9, 28, 29, 51, 52). Looks at every record that is read, and at
 * the whole partition when all is well again.
 */
import { Checker, type Tally } from './checker.ts';

export class NoPhantomRead extends Checker {
  private readonly partition: string;
  private readonly sent = new Set<string>();
  private readonly readAt = new Map<number, string>();

  constructor(tally: Tally, partition: string) {
    super(tally);
    this.partition = partition;
  }

  sending(values: readonly string[]): void {
    for (const value of values) this.sent.add(value);
  }

  read(offset: number, value: string): void {
    this.looked();
    if (!this.sent.has(value)) {
      this.broken(
        `${this.partition}: ${offset} was read as ${JSON.stringify(value.slice(0, 20))}, never sent`,
      );
    }
    this.readAt.set(offset, value);
  }

  readToEnd(valueAt: ReadonlyMap<number, string>, logStart: number): void {
    this.looked(this.readAt.size);
    for (const [offset, value] of this.readAt) {
      if (offset >= logStart && valueAt.get(offset) !== value) {
        this.broken(`${this.partition}: ${offset} was read once, and is not there any more`);
      }
    }
  }
}
