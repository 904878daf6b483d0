/** `flotilla/client/light`: producers and consumers as kafkajs has them, without groups and without admin. */
import { installBrowserCodecs } from './browser-codecs.ts';
import { browserPlatform } from './browser-platform.ts';
import { createGrouplessConsumer } from './consumer/groupless.ts';
import { KafkaCore } from './kafka-core.ts';
import { createPartitioners } from './producer/partitioners.ts';
import type { KafkaConfig } from './types/config.ts';
import type { Consumer, ConsumerConfig } from './types/consumer.ts';

installBrowserCodecs();

export class Kafka extends KafkaCore {
  constructor(config: KafkaConfig) {
    super(config, browserPlatform);
  }

  consumer(config: ConsumerConfig = {}): Consumer {
    return createGrouplessConsumer(this.context, config);
  }
}

export const Partitioners = createPartitioners(browserPlatform.random);
export * from './public.ts';
