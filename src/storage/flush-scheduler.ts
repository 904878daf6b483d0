/**
 * Bounds how many fdatasyncs of a broker run at once: libuv has four threads, and a sync that waits there keeps
 * reads out. First in, first out. No bound on the queue is needed: a log has at most one sync waiting.
 */
import { invariant } from '../base/invariant.ts';
import type { Clock } from '../platform/clock.ts';

/** Told how long each task took once it ran, waiting not included. */
export interface FlushObserver {
  readonly clock: Clock;
  observe(durationMs: number): void;
}

export class FlushScheduler {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  private readonly concurrencyMax: number;
  private readonly observer: FlushObserver | undefined;

  constructor(concurrencyMax: number, observer?: FlushObserver) {
    invariant(concurrencyMax > 0, 'at least one sync may run');
    this.concurrencyMax = concurrencyMax;
    this.observer = observer;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running >= this.concurrencyMax) {
      // Whoever ends hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    const startedMs = this.observer?.clock.monotonic() ?? 0;
    try {
      return await task();
    } finally {
      if (this.observer !== undefined) {
        this.observer.observe(this.observer.clock.monotonic() - startedMs);
      }
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
