import type { TopicPartition } from '../../model/topic-partition.ts';

/** Of one topic. What is paused stays paused when the partition comes back after a rebalance, as in kafkajs. */
interface TopicPauses {
  isAllPaused: boolean;
  /** Where a partition differs from `isAllPaused`. */
  readonly exceptions: Set<number>;
}

type TopicAndPartitions = { readonly topic: string; readonly partitions?: readonly number[] };

/** Which partitions the application has paused, one by one or as whole topics. */
export class PausedPartitions {
  private readonly topics = new Map<string, TopicPauses>();

  isPaused({ topic, partition }: TopicPartition): boolean {
    const pauses = this.topics.get(topic);
    if (pauses === undefined) return false;
    return pauses.isAllPaused !== pauses.exceptions.has(partition);
  }

  pause(what: TopicAndPartitions): void {
    this.set(what, true);
  }

  resume(what: TopicAndPartitions): void {
    this.set(what, false);
  }

  /** A topic without partitions means all that it has and will have. */
  private set({ topic, partitions }: TopicAndPartitions, isPaused: boolean): void {
    const pauses = this.topics.get(topic);
    if (partitions === undefined || pauses === undefined) {
      const isAllPaused = partitions === undefined && isPaused;
      const exceptions = new Set(isPaused ? partitions : []);
      this.topics.set(topic, { isAllPaused, exceptions });
      return;
    }
    for (const partition of partitions) {
      if (pauses.isAllPaused === isPaused) pauses.exceptions.delete(partition);
      else pauses.exceptions.add(partition);
    }
  }
}
