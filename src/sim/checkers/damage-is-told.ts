/**
 * A broker whose votes, whose name, or whose peers' names its disk has spoiled does not start, and says that they are damaged
 * (FAILURES.md row 2); and what a damaged broker does not do any more at the end, it has said that it does not. Looks
 * at every start of the damaged broker, and at the end.
 */
import { Checker } from './checker.ts';

export class DamageIsTold extends Checker {
  /** `spoiled`: files that it must not start with. */
  started(broker: number, spoiled: readonly string[]): void {
    this.looked();
    if (spoiled.length === 0) return;
    this.broken(`broker ${broker} starts, and ${spoiled.join(' and ')} is damaged`);
  }

  /** `isRefusal`: in a sentence for a person, not as any other failure. */
  refused(
    broker: number,
    spoiled: readonly string[],
    why: { text: string; isRefusal: boolean },
  ): void {
    this.looked();
    if (spoiled.length === 0 || (why.isRefusal && why.text.includes('damaged'))) return;
    this.broken(`broker ${broker} does not call ${spoiled.join(' and ')} damaged: ${why.text}`);
  }

  /** `complaints`: what is not well with it, and was said. */
  ended(complaints: number): void {
    this.looked(complaints);
  }
}
