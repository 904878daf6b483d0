/** What a Kafka object has in every build: its configuration, its logger and producers. */
import { logLevel } from './constants.ts';
import type { ClientContext } from './context.ts';
import { KafkaJSNonRetriableError, KafkaJSNotImplemented } from './errors.ts';
import { createLogger } from './logger.ts';
import type { ClientPlatform } from './platform.ts';
import { createProducer } from './producer/producer.ts';
import type { KafkaConfig, Logger } from './types/config.ts';
import type { Producer, ProducerConfig } from './types/producer.ts';

const CONNECTION_TIMEOUT_MS = 1000;
const REQUEST_TIMEOUT_MS = 30_000;

export class KafkaCore {
  protected readonly context: ClientContext;

  constructor(config: KafkaConfig, platform: ClientPlatform) {
    this.context = contextOf(config, platform);
  }

  producer(config: ProducerConfig = {}): Producer {
    return createProducer(this.context, config);
  }

  logger(): Logger {
    return this.context.logger;
  }
}

function contextOf(config: KafkaConfig, defaults: ClientPlatform): ClientContext {
  checkConfig(config);
  const platform = {
    ...defaults,
    clock: config.clock ?? defaults.clock,
    random: config.random ?? defaults.random,
    createSocket: config.createSocket ?? defaults.createSocket,
  };
  const { clock } = platform;
  const logCreator = config.logCreator ?? platform.logCreator;
  return {
    platform,
    logger: createLogger({ level: config.logLevel ?? logLevel.WARN, logCreator, clock }),
    clientId: config.clientId ?? 'flotilla-client',
    brokers: config.brokers,
    isSecure: config.ssl === true,
    connectionTimeoutMs: config.connectionTimeout ?? CONNECTION_TIMEOUT_MS,
    requestTimeoutMs: config.requestTimeout ?? REQUEST_TIMEOUT_MS,
    retry: config.retry ?? {},
  };
}

function checkConfig({ brokers, sasl, ssl, ...rest }: KafkaConfig): void {
  if (brokers === undefined || (Array.isArray(brokers) && brokers.length === 0)) {
    throw new KafkaJSNonRetriableError(
      "There are no brokers to connect to; set brokers: ['ws://127.0.0.1:8081'].",
    );
  }
  if (sasl !== undefined) {
    throw new KafkaJSNotImplemented('The brokers have no authentication yet; leave out sasl.');
  }
  if (ssl !== undefined && typeof ssl !== 'boolean') {
    throw new KafkaJSNotImplemented(
      'ssl takes true here, for wss://; certificates go into a createSocket of your own.',
    );
  }
  if ('socketFactory' in rest) {
    throw new KafkaJSNotImplemented(
      'A socketFactory makes TCP sockets; for a WebSocket of your own set createSocket.',
    );
  }
}
