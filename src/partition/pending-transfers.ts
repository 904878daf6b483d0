/** Those who asked for the leadership of one partition to be handed over, and wait for its end. */
import { BrokerError } from '../model/errors.ts';
import type { NodeId } from '../model/ids.ts';

export class PendingTransfers {
  private waiting: { resolve: () => void; reject: (error: BrokerError) => void }[] = [];

  wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
    });
  }

  /** `name` is the partition's, for people. */
  ended(name: string, to: NodeId, outcome: 'done' | 'timed-out' | 'refused'): void {
    if (outcome === 'done') {
      for (const transfer of this.waiting.splice(0)) transfer.resolve();
      return;
    }
    this.refuseAll(
      new BrokerError(
        'ELIGIBLE_LEADERS_NOT_AVAILABLE',
        `Broker ${to} did not take over ${name} (${outcome}); see: npx flotilla raft describe ${name}`,
      ),
    );
  }

  refuseAll(error: BrokerError): void {
    for (const transfer of this.waiting.splice(0)) transfer.reject(error);
  }
}
