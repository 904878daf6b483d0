/** Dates of the wall clock as it was at first, which never jump: whoever sets the clock makes nothing old, and nothing young. */
import type { Clock } from '../platform/clock.ts';

export function steadyDates(clock: Pick<Clock, 'now' | 'monotonic'>): { now(): number } {
  const nowAtMonotonicZero = clock.now() - clock.monotonic();
  return { now: () => Math.floor(nowAtMonotonicZero + clock.monotonic()) };
}
