/** Makes consumers; kafka.ts says with what. */
import type { ClientContext } from '../context.ts';
import type { Consumer, ConsumerConfig } from '../types/consumer.ts';
import { assembleConsumer } from './assemble.ts';
import { GroupOwnership } from './group-ownership.ts';
import { OwnPartitions } from './own-partitions.ts';

export { createAssignerProtocol, PartitionAssigners } from './assigners.ts';

/** In a group, if the config names one. */
export function createConsumer(client: ClientContext, config: ConsumerConfig = {}): Consumer {
  return assembleConsumer(client, config, (options) =>
    config.groupId === undefined ? new OwnPartitions(options) : new GroupOwnership(options),
  );
}
