import type { Clock } from '../platform/clock.ts';

const POLL_MS = 2;

/** Asks again and again; gives undefined when it was in vain. */
export async function until<T>(
  clock: Clock,
  msMax: number,
  attempt: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadlineMs = clock.monotonic() + msMax;
  for (;;) {
    const result = await attempt();
    if (result !== undefined || clock.monotonic() > deadlineMs) return result;
    await new Promise<void>((resolve) => void clock.setTimer(POLL_MS, resolve));
  }
}
