/** Those who wait until the state machine has applied the log up to a position. */
import type { BrokerError } from '../model/errors.ts';
import { isAtOrBefore, type Position } from '../model/position.ts';

interface AppliedWaiter {
  readonly at: Position;
  readonly resolve: () => void;
  readonly reject: (error: BrokerError) => void;
}

export class AppliedWaiters {
  private waiting: AppliedWaiter[] = [];

  wait(at: Position): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ at, resolve, reject });
    });
  }

  applied(upTo: Position): void {
    const reached = this.waiting.filter((waiter) => isAtOrBefore(waiter.at, upTo));
    if (reached.length === 0) return;
    this.waiting = this.waiting.filter((waiter) => !isAtOrBefore(waiter.at, upTo));
    for (const waiter of reached) waiter.resolve();
  }

  /** Nothing will be applied here any more. */
  refuseAll(error: BrokerError): void {
    for (const waiter of this.waiting.splice(0)) waiter.reject(error);
  }
}
