import type { BrokerApi, TopicDescription } from '../broker/api.ts';
import { BrokerError, type ErrorName } from '../model/errors.ts';
import { topicNameFault } from '../model/topic-partition.ts';
import { CliError } from './cli-error.ts';

/**
 * The topic, whole, with `partition` in it if one is asked for. What is missing is the broker's own error, so that
 * whoever asks can wait for the news of a topic that was made just now.
 */
export async function findTopic(
  broker: BrokerApi,
  name: string,
  partition?: number,
): Promise<TopicDescription> {
  const fault = topicNameFault(name);
  if (fault !== undefined) {
    throw new CliError(`The topic name ${fault}.`, 'list the topics with: npx flotilla topic list');
  }
  const [topic] = await broker.describeTopics([name]);
  if (topic === undefined) throw new BrokerError('UNKNOWN_TOPIC_OR_PARTITION');
  const { error, partitions } = topic;
  if (error !== undefined) throw new BrokerError(error.name as ErrorName, error.message);
  if (partition !== undefined && !partitions.some((one) => one.partition === partition)) {
    throw new BrokerError(
      'UNKNOWN_TOPIC_OR_PARTITION',
      `Topic "${name}" has no partition ${partition}; see which it has with: npx flotilla topic describe ${name}`,
    );
  }
  return topic;
}
