/** The whole client, as kafkajs has it, on whatever platform. */
import { createAdmin } from './admin/admin.ts';
import { createConsumer } from './consumer/index.ts';
import { KafkaCore } from './kafka-core.ts';
import type { Admin, AdminConfig } from './types/admin.ts';
import type { Consumer, ConsumerConfig } from './types/consumer.ts';

export class Kafka extends KafkaCore {
  /** With a `groupId` in a group, else of all partitions of its topics. */
  consumer(config: ConsumerConfig = {}): Consumer {
    return createConsumer(this.context, config);
  }

  admin(config: AdminConfig = {}): Admin {
    return createAdmin(this.context, config);
  }
}
