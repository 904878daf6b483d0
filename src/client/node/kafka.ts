import { Kafka as IsomorphicKafka } from '../kafka.ts';
import type { KafkaConfig } from '../types/config.ts';
import { installCodecs } from './codecs.ts';
import { nodePlatform } from './node-platform.ts';

installCodecs();

/** The client: `new Kafka({ brokers: ['ws://127.0.0.1:8081'] })`, then as with kafkajs. */
export class Kafka extends IsomorphicKafka {
  constructor(config: KafkaConfig) {
    super(config, nodePlatform);
  }
}
