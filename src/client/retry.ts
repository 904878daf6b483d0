/** kafkajs's way to try again: waits that grow, each drawn around its mean, and an end by number. */
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import { KafkaJSError, KafkaJSNumberOfRetriesExceeded } from './errors.ts';
import type { RetryOptions } from './types/config.ts';

const UINT32_COUNT = 0x1_0000_0000;
/** kafkajs's. */
export const RETRIES = 5;

export interface RetryDeps {
  readonly clock: Clock;
  readonly random: Random;
}

/** The wait before each try: `next()` gives them one by one. */
export class Backoff {
  private readonly options: Required<Omit<RetryOptions, 'restartOnFailure' | 'retries'>>;
  private readonly random: Random;
  private delayMs: number | undefined;

  constructor(options: RetryOptions, random: Random) {
    const { initialRetryTime = 300, maxRetryTime = 30_000, factor = 0.2, multiplier = 2 } = options;
    this.options = { initialRetryTime, maxRetryTime, factor, multiplier };
    this.random = random;
  }

  next(): number {
    const { initialRetryTime, maxRetryTime, multiplier } = this.options;
    this.delayMs ??= this.around(initialRetryTime);
    const { delayMs } = this;
    this.delayMs = Math.min(this.around(delayMs) * multiplier, maxRetryTime);
    return Math.min(delayMs, maxRetryTime);
  }

  private around(meanMs: number): number {
    const spread = (2 * this.random.uint32()) / UINT32_COUNT - 1;
    return Math.ceil(meanMs * (1 + this.options.factor * spread));
  }
}

/**
 * Errors with `retriable: false`, and what only a bug can throw, end it at once as they are; when the retries are used
 * up, KafkaJSNumberOfRetriesExceeded has the last error as its cause.
 */
export async function retry<T>(
  deps: RetryDeps,
  options: RetryOptions,
  attempt: (retryCount: number) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { retries = RETRIES } = options;
  const backoff = new Backoff(options, deps.random);
  for (let retryCount = 0; ; retryCount += 1) {
    throwIfAborted(signal);
    try {
      return await attempt(retryCount);
    } catch (error) {
      if (!isRetriable(error)) throw error;
      const retryTime = backoff.next();
      if (retryCount >= retries) {
        throw new KafkaJSNumberOfRetriesExceeded(error, { retryCount, retryTime });
      }
      await sleep(deps.clock, retryTime, signal);
    }
  }
}

export function isRetriable(error: unknown): error is Error {
  return error instanceof KafkaJSError && error.retriable;
}

/** Rejects with the signal's reason when it is aborted meanwhile. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return abortable((resolve) => {
    const timer = clock.setTimer(delayMs, resolve);
    return () => timer.cancel();
  }, signal);
}

/** A promise that a signal can end. `start` returns what clears up after it. */
export function abortable<T>(
  start: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const abort = (): void => {
      end();
      reject(signal?.reason as Error);
    };
    const finish =
      <Value>(settle: (value: Value) => void) =>
      (value: Value): void => {
        signal?.removeEventListener('abort', abort);
        settle(value);
      };
    signal?.addEventListener('abort', abort, { once: true });
    const end = start(finish(resolve), finish(reject));
  });
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw signal.reason as Error;
}
