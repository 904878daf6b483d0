/** Long polls that wait for the high watermark of one partition to pass an offset. Bounded. */
import type { QueueLength } from '../base/queue-length.ts';
import { BrokerError } from '../model/errors.ts';
import type { Offset } from '../model/ids.ts';
import type { Clock, Timer } from '../platform/clock.ts';

interface Waiter {
  readonly after: Offset;
  wake(): void;
}

export class HighWatermarkWaiters {
  private readonly waiting = new Set<Waiter>();
  private readonly clock: Clock;
  private readonly waitersMax: number;

  constructor(clock: Clock, waitersMax: number) {
    this.clock = clock;
    this.waitersMax = waitersMax;
  }

  get queueLength(): QueueLength {
    return { name: 'readers', length: this.waiting.size, lengthMax: this.waitersMax };
  }

  /** Resolves when the high watermark passed `after`, when leadership changed, or after `waitMs`. */
  wait(after: Offset, waitMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const watch = this.watch(after, () => {
        timer.cancel();
        resolve();
      });
      if (watch === undefined) return reject(this.tooMany());
      const timer: Timer = this.clock.setTimer(waitMs, () => {
        watch.cancel();
        resolve();
      });
    });
  }

  /**
   * Calls `wake` once, when the high watermark passed `after` or leadership changed, unless it is cancelled before.
   * Undefined: too many wait already.
   */
  watch(after: Offset, wake: () => void): { cancel(): void } | undefined {
    if (this.waiting.size >= this.waitersMax) return undefined;
    const waiter: Waiter = {
      after,
      wake: () => {
        this.waiting.delete(waiter);
        wake();
      },
    };
    this.waiting.add(waiter);
    return { cancel: () => void this.waiting.delete(waiter) };
  }

  private tooMany(): BrokerError {
    return new BrokerError(
      'THROTTLING_QUOTA_EXCEEDED',
      `${this.waitersMax} readers wait on this partition already; try again later.`,
    );
  }

  advanced(highWatermark: Offset): void {
    for (const waiter of this.waiting) if (waiter.after < highWatermark) waiter.wake();
  }

  wakeAll(): void {
    for (const waiter of this.waiting) waiter.wake();
  }
}
