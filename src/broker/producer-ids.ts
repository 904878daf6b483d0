/**
 * Gives out producer ids from a block that the metadata group allotted to this broker. A block is kept in memory only: a
 * broker that starts takes a new one, so no id is ever given twice.
 */
import type { ProducerIdBlock } from '../metadata/image.ts';
import type { ProducerIdentity } from './api.ts';

export class ProducerIds {
  private readonly allocate: () => Promise<ProducerIdBlock>;
  private next = 0;
  private end = 0;
  private refill: Promise<void> | undefined;

  constructor(allocate: () => Promise<ProducerIdBlock>) {
    this.allocate = allocate;
  }

  async take(): Promise<ProducerIdentity> {
    // Those who wait together share a block, and the last of more than a block asks again.
    while (this.next === this.end) {
      this.refill ??= this.fill().finally(() => {
        this.refill = undefined;
      });
      await this.refill;
    }
    const producerId = this.next;
    this.next += 1;
    return { producerId, producerEpoch: 0 };
  }

  private async fill(): Promise<void> {
    const { first, count } = await this.allocate();
    this.next = first;
    this.end = first + count;
  }
}
