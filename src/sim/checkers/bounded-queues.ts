/**
 * What waits in a broker stays within the bound that its code states: forwarded requests, bytes for a peer, readers and
 * uncommitted bytes of a partition, early messages. A queue without a bound is memory that a slow peer or disk fills
 * (FAILURES.md row 47). Looks at every broker that is up, twice a simulated second.
 */
import type { QueueLength } from '../../base/queue-length.ts';
import { Checker } from './checker.ts';

export class BoundedQueues extends Checker {
  looksAt(broker: number, queues: readonly QueueLength[]): void {
    this.looked(queues.length);
    for (const { name, length, lengthMax } of queues) {
      if (length > lengthMax) {
        this.broken(`broker ${broker} has ${length} of ${name}, at most ${lengthMax} may be`);
      }
    }
  }
}
