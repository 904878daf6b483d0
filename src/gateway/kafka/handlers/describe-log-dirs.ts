/** DescribeLogDirs, 1 to 5: the one directory of this broker, and how much of it each replica takes. */
import type { RequestBody } from '../../../protocol/kafka/registry.ts';
import type { TopicPartition } from '../../../model/topic-partition.ts';
import { byTopic } from '../by-partition.ts';
import type { Handler } from '../call.ts';
import { NO_ERROR } from '../error-codes.ts';

export const describeLogDirs: Handler<'DescribeLogDirs'> = async ({ body }, { broker }) => {
  const { path, logs } = broker.own.describeLogs();
  const isWanted = wanted(body.topics);
  const topics = Array.from(byTopic(logs.filter(isWanted)), ([name, partitions]) => ({
    name,
    partitions: partitions.map(({ partition, sizeBytes, lag }) => ({
      partitionIndex: partition,
      partitionSize: sizeBytes,
      offsetLag: lag,
      isFutureKey: false,
    })),
  }));
  return { errorCode: NO_ERROR, results: [{ errorCode: NO_ERROR, logDir: path, topics }] };
};

function wanted(topics: RequestBody<'DescribeLogDirs'>['topics']): (tp: TopicPartition) => boolean {
  if (topics === null) return () => true;
  const partitions = new Map(topics.map((one) => [one.topic, new Set(one.partitions)]));
  return ({ topic, partition }) => partitions.get(topic)?.has(partition) === true;
}
