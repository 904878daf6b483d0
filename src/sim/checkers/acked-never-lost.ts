/**
 * What was acknowledged with acks=all is there at the end, at its offset, on every replica that leads in turn, and before
 * that in every answer that speaks of the end of the log: the first promise of DESIGN.md (FAILURES.md rows 3, 7, 15, 16, 23, 29,
 * 41). Looks at each answer, and at the whole partition when all is well again.
 */
import { Checker, type Tally } from './checker.ts';

export class AckedNeverLost extends Checker {
  private readonly partition: string;
  private readonly valueAt = new Map<number, string>();
  private readonly somewhere = new Set<string>();
  /** Exclusive: every offset that was acknowledged is below it. */
  private end = 0;

  constructor(tally: Tally, partition: string) {
    super(tally);
    this.partition = partition;
  }

  get acknowledgedEnd(): number {
    return this.end;
  }

  /** `endWhenSent`: the acknowledgedEnd at that moment. What was acknowledged before lies before. */
  acknowledged(baseOffset: number, values: readonly string[], endWhenSent: number): void {
    this.looked(values.length);
    if (baseOffset < endWhenSent) {
      this.broken(
        `${this.partition}: ${baseOffset} was given out after ${endWhenSent - 1} was acknowledged`,
      );
    }
    for (const [at, value] of values.entries()) this.valueAt.set(baseOffset + at, value);
    this.end = Math.max(this.end, baseOffset + values.length);
  }

  /** By a broker that has forgotten where it wrote it. */
  acknowledgedSomewhere(value: string): void {
    this.looked();
    this.somewhere.add(value);
  }

  /** An answer to "what is the latest offset", asked when everything below `endWhenAsked` was acknowledged. */
  latestListed(latest: number, endWhenAsked: number): void {
    this.looked();
    if (latest >= endWhenAsked) return;
    this.broken(
      `${this.partition}: latest is ${latest} after ${endWhenAsked - 1} was acknowledged`,
    );
  }

  /** The whole partition from `logStart` to `end`. */
  readToEnd(valueAt: ReadonlyMap<number, string>, logStart: number, end: number): void {
    this.looked(this.valueAt.size);
    for (const [offset, value] of this.valueAt) {
      if (offset < logStart) continue;
      if (valueAt.get(offset) === value) continue;
      const what = offset < end ? `is ${valueAt.get(offset)?.slice(0, 20)}` : `is not there`;
      this.broken(
        `${this.partition} has [${logStart}, ${end}), and acknowledged ${offset} ${what}`,
      );
    }
    // What retention took cannot be told from what was never there.
    if (logStart > 0 || this.somewhere.size === 0) return;
    const there = new Set(valueAt.values());
    const lost = [...this.somewhere].find((value) => !there.has(value));
    if (lost !== undefined) {
      this.broken(`${this.partition}: acknowledged "${lost.slice(0, 20)}" is nowhere`);
    }
  }
}
