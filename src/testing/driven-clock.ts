/**
 * The real clock, until a test moves it forward: then it is later for everybody who has it, and what was due meanwhile
 * happens now, once, in the order in which it was due. So it is for programs on a machine that slept.
 */
import { NodeClock } from '../node/clock.ts';
import type { Clock, Timer } from '../platform/clock.ts';

interface Waiting {
  /** By `monotonic()`. */
  readonly dueMs: number;
  readonly fire: () => void;
  timer: Timer;
}

export class DrivenClock implements Clock {
  private readonly real = new NodeClock();
  private readonly waiting = new Set<Waiting>();
  private aheadMs = 0;

  now(): number {
    return this.real.now() + this.aheadMs;
  }

  monotonic(): number {
    return this.real.monotonic() + this.aheadMs;
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    const waiting: Waiting = { dueMs: this.monotonic() + delayMs, fire, timer: NO_TIMER };
    this.waiting.add(waiting);
    this.arm(waiting, delayMs);
    return {
      cancel: () => {
        waiting.timer.cancel();
        this.waiting.delete(waiting);
      },
    };
  }

  /** Resolves when all that was due by then has been called. */
  async advance(ms: number): Promise<void> {
    this.aheadMs += ms;
    const nowMs = this.monotonic();
    const inOrder = [...this.waiting].sort((a, b) => a.dueMs - b.dueMs);
    for (const waiting of inOrder) {
      waiting.timer.cancel();
      this.arm(waiting, waiting.dueMs - nowMs);
    }
    // Timers of the same delay fire in the order in which they were set.
    await new Promise<void>((resolve) => {
      this.real.setTimer(0, resolve);
    });
  }

  private arm(waiting: Waiting, delayMs: number): void {
    waiting.timer = this.real.setTimer(delayMs, () => {
      this.waiting.delete(waiting);
      waiting.fire();
    });
  }
}

const NO_TIMER: Timer = { cancel: () => undefined };
