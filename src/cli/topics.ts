import { setTimeout as sleep } from 'node:timers/promises';
import type { BrokerApi, TopicDescription } from '../broker/api.ts';
import { topicNameFault } from '../model/topic-partition.ts';
import { CliError } from './cli-error.ts';

const NEWS_MS_MAX = 300;

/** The topic, whole, with `partition` in it if one is asked for. */
export async function findTopic(
  broker: BrokerApi,
  name: string,
  partition?: number,
): Promise<TopicDescription> {
  const fault = topicNameFault(name);
  if (fault !== undefined) {
    throw new CliError(`The topic name ${fault}.`, 'list the topics with: npx flotilla topic list');
  }
  const topic = await describeKnown(broker, name);
  if (topic === undefined || topic.error !== undefined) {
    const isUnknown =
      topic?.error === undefined || topic.error.name === 'UNKNOWN_TOPIC_OR_PARTITION';
    throw new CliError(
      isUnknown ? `There is no topic "${name}".` : topic.error.message,
      `create it with: npx flotilla topic create ${name}`,
    );
  }
  if (partition !== undefined && !topic.partitions.some((one) => one.partition === partition)) {
    const last = topic.partitions.length - 1;
    throw new CliError(
      `The topic "${name}" has no partition ${partition}.`,
      `choose one from 0 to ${last}.`,
    );
  }
  return topic;
}

/** A broker hears of a topic that another one has just made a heartbeat later. */
async function describeKnown(
  broker: BrokerApi,
  name: string,
): Promise<TopicDescription | undefined> {
  const deadlineMs = performance.now() + NEWS_MS_MAX;
  for (;;) {
    const [topic] = await broker.describeTopics([name]);
    const isUnknown = topic?.error?.name === 'UNKNOWN_TOPIC_OR_PARTITION';
    if (!isUnknown || performance.now() > deadlineMs) return topic;
    await sleep(NEWS_MS_MAX / 10);
  }
}
