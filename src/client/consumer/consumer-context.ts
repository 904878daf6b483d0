/** What the parts of one consumer share. */
import type { Cluster } from '../cluster/cluster.ts';
import { type ClientContext, createParts } from '../context.ts';
import { toKafkaJSError } from '../error-mapping.ts';
import { KafkaJSNonRetriableError } from '../errors.ts';
import { clientEvents, type EventEmitter } from '../events.ts';
import type { ClientPlatform } from '../platform.ts';
import { Backoff } from '../retry.ts';
import type { Logger, RetryOptions } from '../types/config.ts';
import type {
  ConsumerConfig,
  ConsumerEvents,
  ConsumerPayloads,
  GapPolicy,
} from '../types/consumer.ts';

export const CONSUMER_EVENTS: ConsumerEvents = {
  ...clientEvents('consumer'),
  HEARTBEAT: 'consumer.heartbeat',
  COMMIT_OFFSETS: 'consumer.commit_offsets',
  GROUP_JOIN: 'consumer.group_join',
  FETCH_START: 'consumer.fetch_start',
  FETCH: 'consumer.fetch',
  START_BATCH_PROCESS: 'consumer.start_batch_process',
  END_BATCH_PROCESS: 'consumer.end_batch_process',
  STOP: 'consumer.stop',
  CRASH: 'consumer.crash',
  REBALANCING: 'consumer.rebalancing',
  RECEIVED_UNSUBSCRIBED_TOPICS: 'consumer.received_unsubscribed_topics',
  GAP: 'consumer.gap',
};

export interface ConsumerSettings {
  readonly metadataMaxAge: number;
  readonly sessionTimeout: number;
  readonly rebalanceTimeout: number;
  readonly heartbeatInterval: number;
  readonly maxBytesPerPartition: number;
  readonly maxBytes: number;
  readonly allowAutoTopicCreation: boolean;
  readonly gapPolicy: GapPolicy;
}

export interface ConsumerContext {
  readonly platform: ClientPlatform;
  readonly cluster: Cluster;
  readonly emitter: EventEmitter<ConsumerPayloads>;
  readonly logger: Logger;
  readonly clientId: string;
  readonly retry: RetryOptions;
  /** Before the n-th retry in a row, from 1. */
  readonly backOffMs: (retry: number) => number;
  readonly settings: ConsumerSettings;
}

export function createConsumerContext(
  client: ClientContext,
  config: ConsumerConfig,
): ConsumerContext {
  const { platform, clientId } = client;
  const settings = settingsOf(config);
  const retry = { ...client.retry, ...config.retry };
  const { cluster, emitter, logger } = createParts<'consumer', ConsumerPayloads>(client, {
    namespace: 'consumer',
    eventTypes: Object.values(CONSUMER_EVENTS),
    retry: config.retry,
    metadataMaxAgeMs: settings.metadataMaxAge,
  });
  const backOffMs = (count: number): number => {
    const backoff = new Backoff(retry, platform.random);
    let delayMs = backoff.next();
    for (let i = 1; i < count; i += 1) delayMs = backoff.next();
    return delayMs;
  };
  return { platform, clientId, settings, retry, cluster, emitter, logger, backOffMs };
}

/** As an error of kafkajs's tree; what is none is a fault of the program and not to be tried again. */
export function asKafkaJSError(error: unknown): Error {
  const known = toKafkaJSError(error);
  return 'retriable' in known ? known : new KafkaJSNonRetriableError(known, { cause: known });
}

function settingsOf(config: ConsumerConfig): ConsumerSettings {
  const { sessionTimeout = 30_000, heartbeatInterval = 3000 } = config;
  if (heartbeatInterval >= sessionTimeout) {
    throw new KafkaJSNonRetriableError(
      `heartbeatInterval (${heartbeatInterval}) must be lower than sessionTimeout (${sessionTimeout}); a third of it is usual.`,
    );
  }
  return {
    sessionTimeout,
    heartbeatInterval,
    metadataMaxAge: config.metadataMaxAge ?? 300_000,
    rebalanceTimeout: config.rebalanceTimeout ?? 60_000,
    maxBytesPerPartition: config.maxBytesPerPartition ?? 1_048_576,
    maxBytes: config.maxBytes ?? 10_485_760,
    allowAutoTopicCreation: config.allowAutoTopicCreation ?? true,
    gapPolicy: config.gapPolicy ?? 'reset',
  };
}
