/**
 * Once everything is repaired the cluster is well in bounded time: all brokers up, every group with a leader, everybody in
 * sync, a write to each partition acknowledged, and all brokers of one mind about the topics (FAILURES.md rows 19, 24, 25, 26,
 * 47). Looks while it waits, and names what is still wrong when the time is over.
 */
import { Checker } from './checker.ts';

export class LivenessAfterHeal extends Checker {
  /** `complaint`: what is not well yet; undefined when all is. */
  waited(
    what: string,
    waitedMs: number,
    bound: { ms: number; complaint: string | undefined },
  ): void {
    this.looked();
    if (bound.complaint === undefined || waitedMs <= bound.ms) return;
    this.broken(`${what} not ${bound.ms} ms after the last fault: ${bound.complaint}`);
  }
}
