/**
 * Every value is sent once by the application, so it is in the log at most once, and what one idempotent producer sent is in
 * the order in which it was sent, however often its client sent it again (FAILURES.md rows 30, 36). Looks at every record
 * that is acknowledged or read, and at the order when a whole partition is read. The order of raw writers is
 * not checked: what they gave up on may be written after what they sent next.
 */
import { Checker, type Tally } from './checker.ts';

export interface Origin {
  readonly producer: string;
  /** Of one producer they rise. */
  readonly number: number;
}

export class NoDuplicate extends Checker {
  private readonly partition: string;
  private readonly offsetOf = new Map<string, number>();
  /** Undefined: its order is not promised. */
  private readonly originOf: (value: string) => Origin | undefined;

  constructor(
    tally: Tally,
    options: {
      partition: string;
      originOf: (value: string) => Origin | undefined;
    },
  ) {
    super(tally);
    this.partition = options.partition;
    this.originOf = options.originOf;
  }

  seen(offset: number, value: string): void {
    this.looked();
    const elsewhere = this.offsetOf.get(value);
    if (elsewhere === undefined) this.offsetOf.set(value, offset);
    else if (elsewhere !== offset) {
      const shown = JSON.stringify(value.slice(0, 20));
      this.broken(`${this.partition}: ${shown} is at ${elsewhere} and at ${offset}`);
    }
  }

  readToEnd(values: readonly string[]): void {
    this.looked(values.length);
    const last = new Map<string, number>();
    for (const value of values) {
      const origin = this.originOf(value);
      if (origin === undefined) continue;
      const before = last.get(origin.producer);
      if (before !== undefined && origin.number <= before) {
        this.broken(
          `${this.partition}: of ${origin.producer}, ${origin.number} is behind ${before}`,
        );
      }
      last.set(origin.producer, origin.number);
    }
  }
}
