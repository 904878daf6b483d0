/**
 * A connection to some broker of a cluster that comes back by itself: whoever needs a broker asks `broker()`,
 * which connects again when the last connection is gone. It retries no operation; `retrying` does that for
 * those that may be repeated.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrokerApi } from '../broker/api.ts';
import { CliError } from './cli-error.ts';

/** What this needs of client/connection.ts, which it loads only when a command connects. */
export interface Connection extends BrokerApi {
  readonly closed: Promise<string>;
  close(): Promise<void>;
}

export type Connect = (urls: readonly string[]) => Promise<Connection>;

/** No broker took the connection. Nothing was sent, so any operation may be tried again. */
export class NoBrokerAnswers extends CliError {
  constructor(urls: readonly string[]) {
    super(
      `No broker answers at ${urls.join(', ')}`,
      'start a cluster with: npx flotilla dev, or name its brokers with --broker ws://HOST:PORT,...',
    );
  }
}

export class ClusterClient {
  readonly urls: readonly string[];
  private readonly connect: Connect;
  private current: Promise<Connection> | undefined;

  constructor(urls: readonly string[], connect: Connect = connectOverWebSocket) {
    this.urls = urls;
    this.connect = connect;
  }

  /** Rejects with NoBrokerAnswers; the next call tries again. */
  broker(): Promise<BrokerApi> {
    if (this.current === undefined) {
      const opening = this.open();
      this.current = opening;
      const forget = () => {
        if (this.current === opening) this.current = undefined;
      };
      opening.then((connection) => connection.closed).then(forget, forget);
    }
    return this.current;
  }

  async close(): Promise<void> {
    const open = await this.current?.catch(() => undefined);
    await open?.close();
  }

  private async open(): Promise<Connection> {
    try {
      return await this.connect(this.urls);
    } catch (error) {
      const refused = new NoBrokerAnswers(this.urls);
      refused.cause = error;
      throw refused;
    }
  }
}

async function connectOverWebSocket(urls: readonly string[]): Promise<Connection> {
  const { connectAny } = await import('../client/connection.ts');
  return await connectAny([...urls]);
}

const BACKOFF_MS_FIRST = 20;
const BACKOFF_MS_MAX = 500;

export interface RetryOptions {
  readonly giveUpAfterMs: number;
  /** Says whether the error lets the attempt be repeated. */
  readonly mayRepeat: (error: unknown) => boolean;
  readonly signal?: AbortSignal;
}

/** Repeats `attempt` with jittered backoff until it succeeds; gives its last error when the time is over. */
export async function retrying<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const startedAt = performance.now();
  for (let backoffMs = BACKOFF_MS_FIRST; ; backoffMs = Math.min(backoffMs * 2, BACKOFF_MS_MAX)) {
    try {
      return await attempt();
    } catch (error) {
      const isLate = performance.now() - startedAt > options.giveUpAfterMs;
      if (isLate || !options.mayRepeat(error) || options.signal?.aborted === true) throw error;
    }
    const signal = options.signal === undefined ? {} : { signal: options.signal };
    await sleep(backoffMs * (0.5 + Math.random() / 2), undefined, signal);
  }
}

/** How long a command tries at its start: to reach a broker, and to get past an election. */
const START_CONNECT_MS_MAX = 1_000;
const START_MS_MAX = 5_000;

/** For the first thing that a command asks. Where nothing listens, it is said soon. */
export function retryingAtStart(mayRepeat: (error: unknown) => boolean): RetryOptions {
  const startedAt = performance.now();
  return {
    giveUpAfterMs: START_MS_MAX,
    mayRepeat: (error) => {
      const isRefused = error instanceof NoBrokerAnswers;
      return isRefused ? performance.now() - startedAt < START_CONNECT_MS_MAX : mayRepeat(error);
    },
  };
}

/** For what reads only: everything that may pass by itself. */
export function mayReadAgain(error: unknown): boolean {
  return error instanceof NoBrokerAnswers || (isBrokerError(error) && error.retriable);
}

/** For what changes something: only what was surely not done. */
export function mayWriteAgain(error: unknown): boolean {
  return error instanceof NoBrokerAnswers || (isBrokerError(error) && fateOf(error) === 'not-done');
}

interface BrokerErrorShape extends Error {
  readonly errorName: string;
  readonly retriable: boolean;
}

export function isBrokerError(error: unknown): error is BrokerErrorShape {
  return error instanceof Error && error.name === 'BrokerError';
}

/** After these a write may have happened (model/errors.ts); the other errors say that it did not. */
const UNKNOWN_OUTCOME: ReadonlySet<string> = new Set([
  'REQUEST_TIMED_OUT',
  'NETWORK_EXCEPTION',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'KAFKA_STORAGE_ERROR',
  'UNKNOWN_SERVER_ERROR',
]);

export type Fate = 'unknown' | 'not-done' | 'refused';

/** What an error says of the write that it answers. `refused`: it would be refused again. */
export function fateOf(error: unknown): Fate {
  if (error instanceof NoBrokerAnswers) return 'not-done';
  if (!isBrokerError(error) || UNKNOWN_OUTCOME.has(error.errorName)) return 'unknown';
  return error.retriable ? 'not-done' : 'refused';
}
