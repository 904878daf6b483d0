import { BrokerError } from '../model/errors.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { ServerFrame } from '../protocol/client-frame.ts';

interface Pending {
  readonly resolve: (frame: ServerFrame) => void;
  readonly reject: (error: BrokerError) => void;
  readonly timer: Timer;
}

const CORRELATION_ID_MAX = 0xffff_ffff;
/** Beyond this the caller does not wait for answers at all. */
const PENDING_MAX = 65_536;

/** The requests that wait for an answer. Each ends exactly once. */
export class PendingRequests {
  private readonly clock: Clock;
  private readonly isTaken: (id: number) => boolean;
  private readonly requests = new Map<number, Pending>();
  private lastId = 0;

  /** `isTaken`: by something that is not a pending request. */
  constructor(clock: Clock, isTaken: (id: number) => boolean) {
    this.clock = clock;
    this.isTaken = isTaken;
  }

  /** Not 0, and not in use. */
  nextId(): number {
    if (this.requests.size >= PENDING_MAX) {
      throw new BrokerError(
        'THROTTLING_QUOTA_EXCEEDED',
        `${PENDING_MAX} requests wait for an answer on this connection; wait for some.`,
      );
    }
    do {
      this.lastId = this.lastId === CORRELATION_ID_MAX ? 1 : this.lastId + 1;
    } while (this.requests.has(this.lastId) || this.isTaken(this.lastId));
    return this.lastId;
  }

  add(id: number, timeoutMs: number): Promise<ServerFrame> {
    return new Promise((resolve, reject) => {
      const timer = this.clock.setTimer(timeoutMs, () =>
        this.reject(
          id,
          new BrokerError('REQUEST_TIMED_OUT', `No answer came within ${timeoutMs} ms.`),
        ),
      );
      this.requests.set(id, { resolve, reject, timer });
    });
  }

  /** An answer that nobody waits for is late, and dropped. */
  resolve(id: number, frame: ServerFrame): void {
    this.take(id)?.resolve(frame);
  }

  reject(id: number, error: BrokerError): void {
    this.take(id)?.reject(error);
  }

  rejectAll(error: BrokerError): void {
    for (const id of [...this.requests.keys()]) this.reject(id, error);
  }

  private take(id: number): Pending | undefined {
    const request = this.requests.get(id);
    request?.timer.cancel();
    this.requests.delete(id);
    return request;
  }
}
