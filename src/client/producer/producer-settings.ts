import { KafkaJSNonRetriableError } from '../errors.ts';
import type { RetryOptions } from '../types/config.ts';
import type { ProducerConfig } from '../types/producer.ts';

export interface ProducerSettings {
  readonly isIdempotent: boolean;
  /** The application asked for it by name: then nothing may go out without. */
  readonly isIdempotentByName: boolean;
  readonly allowAutoTopicCreation: boolean;
  readonly retry: RetryOptions & { readonly retries: number };
  readonly maxInFlight: number;
  readonly lingerMs: number;
  readonly batchBytes: number;
  readonly bufferBytesMax: number;
  readonly bufferWaitMsMax: number;
  readonly deliveryTimeoutMs: number;
}

/**
 * Between two tries of a batch whose retries end with its time and not by number: a broker that is back is seen within a
 * second, as Kafka's producer does it (retry.backoff.max.ms). kafkajs's 30 s suit five retries.
 */
const RETRY_MS_MAX = 1000;

/** A broker remembers as many batches of a producer. */
const IN_FLIGHT_MAX = 5;

export function producerSettings(config: ProducerConfig, retry: RetryOptions): ProducerSettings {
  const isIdempotent = config.idempotent ?? true;
  const usualRetries = isIdempotent ? Number.MAX_SAFE_INTEGER : (retry.retries ?? 5);
  const retries = config.retry?.retries ?? usualRetries;
  const usualRetry = retries === Number.MAX_SAFE_INTEGER ? { maxRetryTime: RETRY_MS_MAX } : {};
  if (isIdempotent && retries < 1) {
    throw new KafkaJSNonRetriableError(
      'An idempotent producer must be allowed to retry; set retry.retries to 1 or more, or idempotent: false.',
    );
  }
  const inFlight = config.maxInFlightRequests ?? IN_FLIGHT_MAX;
  return {
    isIdempotent,
    isIdempotentByName: config.idempotent === true,
    allowAutoTopicCreation: config.allowAutoTopicCreation ?? true,
    retry: { ...usualRetry, ...retry, ...config.retry, retries },
    maxInFlight: Math.min(Math.max(inFlight, 1), IN_FLIGHT_MAX),
    lingerMs: config.lingerMs ?? 0,
    batchBytes: config.batchBytes ?? 256 * 1024,
    bufferBytesMax: config.bufferBytesMax ?? 32 * 1024 * 1024,
    bufferWaitMsMax: config.bufferWaitMsMax ?? 60_000,
    deliveryTimeoutMs: config.deliveryTimeoutMs ?? 120_000,
  };
}
