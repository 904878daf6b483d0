/** One `send` to one topic, until every batch that carries records of it has its outcome. */
import type { RecordMetadata } from '../types/producer.ts';
import type { Outcome, Part } from './outbox-batch.ts';

export class Delivery {
  /** One entry a partition, in the order in which they were added. */
  readonly promise: Promise<RecordMetadata[]>;
  private readonly topic: string;
  private readonly onSettled: (delivery: Delivery) => void;
  private readonly metadata: RecordMetadata[] = [];
  private resolve!: (metadata: RecordMetadata[]) => void;
  private reject!: (error: Error) => void;
  private openParts = 0;
  private error: Error | undefined;

  constructor(topic: string, onSettled: (delivery: Delivery) => void) {
    this.topic = topic;
    this.onSettled = onSettled;
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** Its records in one batch. All parts are added before any is settled. */
  addPart(where: Omit<Part, 'delivery'>): Part {
    this.openParts += 1;
    if (where.isFirst) {
      this.metadata.push({ topicName: this.topic, partition: where.partition, errorCode: 0 });
    }
    return { ...where, delivery: this };
  }

  settle(part: Part, outcome: Outcome): void {
    if (outcome.kind === 'failed') this.error ??= outcome.error;
    else if (part.isFirst) this.note(part, outcome);
    this.openParts -= 1;
    if (this.openParts > 0) return;
    this.onSettled(this);
    if (this.error === undefined) this.resolve(this.metadata);
    else this.reject(this.error);
  }

  /** With acks 0 nobody knows the offset; kafkajs says nothing then. */
  private note(part: Part, { receipt }: Outcome & { kind: 'written' }): void {
    if (receipt === undefined || receipt.waitedFor === 'sent') return;
    const metadata = this.metadata.find(({ partition }) => partition === part.partition)!;
    metadata.baseOffset = String(receipt.baseOffset + part.firstIndex);
    metadata.logAppendTime = String(receipt.logAppendTimeMs);
    metadata.logStartOffset = String(receipt.logStartOffset);
  }
}
