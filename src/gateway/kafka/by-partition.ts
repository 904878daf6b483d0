/** Flat lists of partitions, as the broker has them, and lists of topics with partitions, as Kafka's messages have them. */
import { showTopicPartition, type TopicPartition } from '../../model/topic-partition.ts';

/** Finds what the broker says of each partition, in whatever order it says it. */
export function byPartition<T extends TopicPartition>(
  all: readonly T[],
): (topic: string, partition: number) => T | undefined {
  const found = new Map(all.map((one) => [showTopicPartition(one), one]));
  return (topic, partition) => found.get(showTopicPartition({ topic, partition }));
}

/** In the order in which the topics come first. */
export function byTopic<T extends TopicPartition>(all: readonly T[]): Map<string, T[]> {
  const topics = new Map<string, T[]>();
  for (const one of all) {
    const partitions = topics.get(one.topic);
    if (partitions === undefined) topics.set(one.topic, [one]);
    else partitions.push(one);
  }
  return topics;
}
