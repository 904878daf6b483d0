/** Long polls that wait for the high watermark of one partition to pass an offset. Bounded. */
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

  /** Resolves when the high watermark passed `after`, when leadership changed, or after `waitMs`. */
  wait(after: Offset, waitMs: number): Promise<void> {
    if (this.waiting.size >= this.waitersMax) {
      throw new BrokerError(
        'THROTTLING_QUOTA_EXCEEDED',
        `${this.waitersMax} readers wait on this partition already; try again later.`,
      );
    }
    return new Promise((resolve) => {
      const waiter: Waiter = {
        after,
        wake: () => {
          timer.cancel();
          this.waiting.delete(waiter);
          resolve();
        },
      };
      const timer: Timer = this.clock.setTimer(waitMs, () => waiter.wake());
      this.waiting.add(waiter);
    });
  }

  advanced(highWatermark: Offset): void {
    for (const waiter of this.waiting) if (waiter.after < highWatermark) waiter.wake();
  }

  wakeAll(): void {
    for (const waiter of this.waiting) waiter.wake();
  }
}
