/**
 * kafkajs as it comes from npm, with an ear on how often its calls try again: its retrier is called as ever, and says
 * which attempt it is at. Loaded without NODE_ENV=test, in which kafkajs has other defaults (15 retries instead of 5).
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface RetryOptions {
  /** Ours: who calls. kafkajs passes on what it does not know. */
  readonly label?: string;
}

type Attempt = (bail: (error: Error) => void, retryCount: number, retryTime: number) => unknown;
type CreateRetry = (options?: RetryOptions) => (attempt: Attempt) => Promise<unknown>;

/** The greatest number of retries that any call of a label needed. */
const retriesOf = new Map<string, number>();

function observe(createRetry: CreateRetry): CreateRetry {
  return (options = {}) => {
    const { label = 'other' } = options;
    const retrier = createRetry(options);
    return (attempt) =>
      retrier((bail, retryCount, retryTime) => {
        retriesOf.set(label, Math.max(retriesOf.get(label) ?? 0, retryCount));
        return attempt(bail, retryCount, retryTime);
      });
  };
}

function load(): typeof import('kafkajs') {
  const path = require.resolve('kafkajs/src/retry');
  const environment = process.env['NODE_ENV'];
  delete process.env['NODE_ENV'];
  try {
    require(path);
    const module = require.cache[path]!;
    module.exports = observe(module.exports as CreateRetry);
    return require('kafkajs') as typeof import('kafkajs');
  } finally {
    if (environment !== undefined) process.env['NODE_ENV'] = environment;
  }
}

if (require.cache[require.resolve('kafkajs')] !== undefined) {
  throw new Error('kafkajs was loaded before it could be observed');
}
process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1';
const kafkajs = load();

export const { CompressionTypes, Kafka, logLevel, Partitioners } = kafkajs;

/** kafkajs's own defaults, under a name. */
export function labelled(label: string): { readonly retry: object } {
  return { retry: { label } };
}

export function forgetRetries(): void {
  retriesOf.clear();
}

export function retriesMax(): number {
  return Math.max(0, ...retriesOf.values());
}

/** Such as `admin 1, producer 2`. */
export function showRetries(): string {
  const parts = Array.from(retriesOf, ([label, count]) => `${label} ${count}`);
  return parts.sort().join(', ');
}
