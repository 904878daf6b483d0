/** The offsets that an application gives, as text or, in plain JavaScript, as numbers. */
import type { OffsetToCommit } from '../../group/requests.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { KafkaJSNonRetriableError } from '../errors.ts';
import type { TopicPartitionOffsetAndMetadata } from '../types/consumer.ts';
import type { FeedStart } from './partition-feed.ts';

/** Kafka's own words for the two ends. */
const LATEST = '-1';
const EARLIEST = '-2';

export function startOf(offset: string): FeedStart {
  if (offset === LATEST) return 'latest';
  if (offset === EARLIEST) return 'earliest';
  return { offset: offsetOf(offset) };
}

export function commitsOf(offsets: readonly TopicPartitionOffsetAndMetadata[]): OffsetToCommit[] {
  return offsets.map((one) => {
    const { metadata = null } = one;
    if (metadata !== null && typeof metadata !== 'string') {
      throw new KafkaJSNonRetriableError(
        `Invalid offset metadata ${String(metadata)}: it is a string or null.`,
      );
    }
    return { ...partitionOf(one), offset: offsetOf(one.offset), metadata: metadata ?? '' };
  });
}

export function partitionOf(given: {
  readonly topic: unknown;
  readonly partition: unknown;
}): TopicPartition {
  const { topic, partition } = given;
  if (typeof topic !== 'string' || topic === '') {
    throw new KafkaJSNonRetriableError(`Invalid topic ${String(topic)}.`);
  }
  if (!Number.isInteger(Number(partition))) {
    throw new KafkaJSNonRetriableError(`Invalid partition ${String(partition)}: it is a number.`);
  }
  return { topic, partition: Number(partition) };
}

/** What a program without types may give, too. */
function offsetOf(value: unknown): number {
  const offset = /^-?\d+$/.test(String(value)) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(offset)) {
    throw new KafkaJSNonRetriableError(`Invalid offset, expected a long received ${String(value)}`);
  }
  if (offset < 0) throw new KafkaJSNonRetriableError('Offset must not be a negative number');
  return offset;
}
