/** A consumer without a group: it reads what it wants to, and nobody keeps where it stands. */
import { KafkaJSNonRetriableError } from '../errors.ts';
import type { Offsets } from '../types/producer.ts';
import type { Consumption, PartitionStart } from './consumption.ts';
import type { Ownership, OwnershipHost, OwnershipOptions } from './ownership.ts';
import { PartitionMap } from './partition-map.ts';

export class OwnPartitions implements Ownership {
  private readonly host: OwnershipHost;
  consumption: Consumption | undefined;

  constructor({ host }: OwnershipOptions) {
    this.host = host;
  }

  async start(): Promise<void> {
    const { assigned, topics } = this.host;
    const partitions =
      assigned ?? topics.partitions.map((tp) => ({ tp, start: topics.startOf(tp.topic) }));
    const starts = partitions.map(({ tp, start }) => ({
      tp,
      start: this.host.takeSeek(tp) ?? start,
    }));
    this.consumption = this.host.consume(starts, () => undefined);
  }

  async stop(): Promise<void> {
    await this.consumption?.stop();
    this.consumption = undefined;
  }

  /** What comes later is read from its beginning: none of it was there when the topics were subscribed to. */
  topicsChanged(): void {
    const { consumption, host } = this;
    if (consumption === undefined || host.assigned !== undefined) return;
    const known = new PartitionMap<true>();
    for (const tp of consumption.partitions) known.set(tp, true);
    const added = host.topics.partitions.filter((tp) => !known.has(tp));
    const starts: PartitionStart[] = added.map((tp) => ({ tp, start: 'earliest' }));
    consumption.add(starts);
  }

  async commitIfDue(): Promise<void> {}

  async autoCommitIfDue(): Promise<void> {}

  async commitResolved(): Promise<void> {}

  async commit(): Promise<void> {
    throw new KafkaJSNonRetriableError(
      'A consumer without a group cannot commit offsets; give it a groupId, or keep them yourself.',
    );
  }

  uncommittedOffsets(): Offsets {
    return { topics: [] };
  }
}
