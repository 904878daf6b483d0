/** For builds without groups. */
import type { ClientContext } from '../context.ts';
import { KafkaJSNonRetriableError } from '../errors.ts';
import type { Consumer, ConsumerConfig } from '../types/consumer.ts';
import { assembleConsumer } from './assemble.ts';
import { OwnPartitions } from './own-partitions.ts';

export function createGrouplessConsumer(
  client: ClientContext,
  config: ConsumerConfig = {},
): Consumer {
  if (config.groupId !== undefined) {
    throw new KafkaJSNonRetriableError('This build has no consumer groups; take flotilla/client.');
  }
  return assembleConsumer(client, config, (options) => new OwnPartitions(options));
}
