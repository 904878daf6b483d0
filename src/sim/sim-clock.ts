import { invariant } from '../base/invariant.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { Lifetime } from './lifetime.ts';
import type { Timeline } from './timeline.ts';

/** 2025-01-01T00:00:00Z: where the wall clocks of a simulation start. */
export const EPOCH_MS = 1_735_689_600_000;

/** How a node's clock differs from the true time of the simulation. May change during the run. */
export interface ClockSkew {
  /** Added to the wall clock: a jump when it changes. */
  wallMs: number;
  /** How fast the clock runs; 1.01 gains 10 ms a second. Timers follow it. Set it before the run. */
  rate: number;
}

export class SimClock implements Clock {
  private readonly timeline: Timeline;
  private readonly lifetime: Lifetime;
  private readonly skew: ClockSkew;
  /** Arbitrary and different for each life, so that nobody gets away with comparing two of them. */
  private readonly monotonicStartMs: number;

  constructor(timeline: Timeline, lifetime: Lifetime, skew: ClockSkew, monotonicStartMs: number) {
    this.timeline = timeline;
    this.lifetime = lifetime;
    this.skew = skew;
    this.monotonicStartMs = monotonicStartMs;
  }

  now(): number {
    return EPOCH_MS + Math.floor(this.elapsedMs() + this.skew.wallMs);
  }

  monotonic(): number {
    return this.monotonicStartMs + this.elapsedMs();
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    invariant(Number.isFinite(delayMs), 'a delay is a finite number of milliseconds');
    let pending: (() => void) | undefined = fire;
    const delayUs = Math.ceil((Math.max(0, delayMs) * 1000) / this.skew.rate);
    const due = (): void => {
      const waiting = pending;
      pending = undefined;
      waiting?.();
    };
    this.timeline.schedule(delayUs, this.lifetime.guard(due));
    return {
      cancel: () => {
        pending = undefined;
      },
    };
  }

  private elapsedMs(): number {
    return (this.timeline.nowUs * this.skew.rate) / 1000;
  }
}
