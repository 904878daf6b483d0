/** The bytes that a producer holds, queued and in flight: who finds it full waits, first come first served. */
import { invariant } from '../../base/invariant.ts';
import type { Clock } from '../../platform/clock.ts';
import { FlotillaBufferFull } from '../errors.ts';
import { abortable } from '../retry.ts';

interface Waiter {
  readonly bytes: number;
  readonly admit: () => void;
}

interface SendBufferOptions {
  readonly clock: Clock;
  readonly bytesMax: number;
  readonly waitMsMax: number;
}

export class SendBuffer {
  private readonly options: SendBufferOptions;
  private readonly waiters: Waiter[] = [];
  private used = 0;

  constructor(options: SendBufferOptions) {
    this.options = options;
  }

  /** Takes the bytes when there is room and nobody waits for it. What is larger than the buffer has it alone. */
  tryReserve(bytes: number): boolean {
    if (this.waiters.length > 0 || !this.hasRoom(bytes)) return false;
    this.used += bytes;
    return true;
  }

  /** Rejects with FlotillaBufferFull when no room comes up by then, on the monotonic clock. */
  reserve(bytes: number, byMs: number, signal?: AbortSignal): Promise<void> {
    if (this.tryReserve(bytes)) return Promise.resolve();
    const { clock, bytesMax, waitMsMax } = this.options;
    return abortable((resolve, reject) => {
      const waiter: Waiter = {
        bytes,
        admit: () => {
          this.used += bytes;
          timer.cancel();
          resolve();
        },
      };
      const timer = clock.setTimer(Math.max(byMs - clock.monotonic(), 0), () => {
        this.leave(waiter);
        reject(
          new FlotillaBufferFull(
            `The producer's buffer of ${bytesMax} bytes stayed full for ${waitMsMax} ms; wait for sends, or raise bufferBytesMax.`,
          ),
        );
      });
      this.waiters.push(waiter);
      return () => {
        timer.cancel();
        this.leave(waiter);
      };
    }, signal);
  }

  release(bytes: number): void {
    this.used -= bytes;
    invariant(this.used >= 0, 'no more bytes are released than were reserved');
    this.admitWaiters();
  }

  /** Resolves when a small record would not have to wait. */
  ready(): Promise<void> {
    if (this.waiters.length === 0 && this.hasRoom(1)) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ bytes: 0, admit: resolve }));
  }

  private hasRoom(bytes: number): boolean {
    return this.used === 0 || this.used + bytes <= this.options.bytesMax;
  }

  private leave(waiter: Waiter): void {
    const at = this.waiters.indexOf(waiter);
    if (at >= 0) this.waiters.splice(at, 1);
    this.admitWaiters();
  }

  private admitWaiters(): void {
    for (;;) {
      const first = this.waiters[0];
      if (first === undefined || !this.hasRoom(Math.max(first.bytes, 1))) return;
      this.waiters.shift();
      first.admit();
    }
  }
}
