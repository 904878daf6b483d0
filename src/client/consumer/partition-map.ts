import type { TopicPartition } from '../../model/topic-partition.ts';

/** Values by topic and partition. */
export class PartitionMap<Value> {
  private readonly entries = new Map<string, { readonly tp: TopicPartition; value: Value }>();

  get size(): number {
    return this.entries.size;
  }

  get(tp: TopicPartition): Value | undefined {
    return this.entries.get(keyOf(tp))?.value;
  }

  has(tp: TopicPartition): boolean {
    return this.entries.has(keyOf(tp));
  }

  set(tp: TopicPartition, value: Value): void {
    const { topic, partition } = tp;
    this.entries.set(keyOf(tp), { tp: { topic, partition }, value });
  }

  delete(tp: TopicPartition): void {
    this.entries.delete(keyOf(tp));
  }

  values(): Value[] {
    return [...this.entries.values()].map(({ value }) => value);
  }

  partitions(): TopicPartition[] {
    return [...this.entries.values()].map(({ tp }) => tp);
  }
}

/** A partition is a number, so the first slash ends it, whatever a topic is called. */
function keyOf({ topic, partition }: TopicPartition): string {
  return `${partition}/${topic}`;
}

/** As kafkajs lists partitions: by topic, in the order of the numbers. */
export function groupByTopic(
  tps: readonly TopicPartition[],
): { topic: string; partitions: number[] }[] {
  const byTopic = new Map<string, number[]>();
  for (const { topic, partition } of tps) {
    const partitions = byTopic.get(topic);
    if (partitions) partitions.push(partition);
    else byTopic.set(topic, [partition]);
  }
  return [...byTopic].map(([topic, partitions]) => ({
    topic,
    partitions: partitions.sort((a, b) => a - b),
  }));
}
