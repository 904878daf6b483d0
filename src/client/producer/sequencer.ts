/** The producer's identity towards one partition, and the sequence of what it writes there (KIP-98). */
import { invariant } from '../../base/invariant.ts';
import type { ProducerIdentity } from '../../broker/api.ts';
import { SEQUENCE_COUNT, stampProducer } from '../../record/batch-header.ts';
import type { OutboxBatch } from './outbox-batch.ts';

const EPOCH_MAX = 32_767;

export class Sequencer {
  private readonly identify: (spentId: number | undefined) => Promise<ProducerIdentity>;
  private identity: { readonly id: number; readonly epoch: number } | undefined;
  private spentId: number | undefined;
  private nextSequence = 0;

  /** `identify` gives the producer id to write with, another one than `spentId`. */
  constructor(identify: (spentId: number | undefined) => Promise<ProducerIdentity>) {
    this.identify = identify;
  }

  get isReady(): boolean {
    return this.identity !== undefined;
  }

  async acquire(): Promise<void> {
    if (this.identity !== undefined) return;
    const { producerId, producerEpoch } = await this.identify(this.spentId);
    this.identity = { id: producerId, epoch: producerEpoch };
    this.nextSequence = 0;
  }

  /** Gives the batch its place. */
  seal(batch: OutboxBatch): void {
    invariant(this.identity !== undefined, 'a batch with a sequence has a producer');
    const producer = { ...this.identity, baseSequence: this.nextSequence };
    this.nextSequence = (this.nextSequence + batch.recordsCount) % SEQUENCE_COUNT;
    if (batch.bytes === undefined) batch.finish(producer);
    else stampProducer(batch.bytes, producer);
    batch.isSealed = true;
  }

  /** Everything sealed before is shut out as soon as a batch of the new epoch is in the log. */
  startNewEpoch(): void {
    if (this.identity === undefined) return;
    const { id, epoch } = this.identity;
    this.nextSequence = 0;
    if (epoch < EPOCH_MAX) this.identity = { id, epoch: epoch + 1 };
    else this.startNewProducer();
  }

  startNewProducer(): void {
    this.spentId = this.identity?.id;
    this.identity = undefined;
  }
}
