import { invariant } from '../base/invariant.ts';
import type { Clock, Timer } from '../platform/clock.ts';

/** setTimeout takes an int32 and fires at once for anything longer, so a longer wait goes in legs. */
const DELAY_MS_MAX = 0x7fff_ffff;

export class NodeClock implements Clock {
  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return performance.now();
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    invariant(Number.isFinite(delayMs), 'a delay is a finite number of milliseconds');
    return new NodeTimer(delayMs, fire);
  }
}

class NodeTimer implements Timer {
  private handle: NodeJS.Timeout | undefined;

  constructor(delayMs: number, fire: () => void) {
    this.wait(Math.max(0, Math.ceil(delayMs)), fire);
  }

  cancel(): void {
    clearTimeout(this.handle);
    this.handle = undefined;
  }

  private wait(delayMs: number, fire: () => void): void {
    if (delayMs <= DELAY_MS_MAX) {
      this.handle = setTimeout(fire, delayMs);
      return;
    }
    this.handle = setTimeout(() => this.wait(delayMs - DELAY_MS_MAX, fire), DELAY_MS_MAX);
  }
}
