/**
 * A connection to some broker of a cluster that comes back by itself: `use` connects again when the last connection
 * is gone, and to another broker when the last one knew no leader. It retries no operation; `retrying` does that
 * for those that may be repeated.
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

/** Runs one call on whichever broker is connected. */
export type UseBroker = <T>(call: (broker: BrokerApi) => Promise<T>) => Promise<T>;

interface Link {
  readonly opening: Promise<Connection>;
  callsInFlight: number;
  isLeft: boolean;
}

export class ClusterClient {
  readonly urls: readonly string[];
  private readonly connect: Connect;
  private link: Link | undefined;
  /** Index of the URL that is tried first. */
  private first = 0;

  constructor(urls: readonly string[], connect: Connect = connectOverWebSocket) {
    this.urls = urls;
    this.connect = connect;
  }

  /** Rejects with NoBrokerAnswers, or with what `call` rejects with; the next call tries again. */
  async use<T>(call: (broker: BrokerApi) => Promise<T>): Promise<T> {
    const link = (this.link ??= this.open());
    link.callsInFlight += 1;
    try {
      return await call(await link.opening);
    } catch (error) {
      if (knowsNoLeader(error)) this.leave(link);
      throw error;
    } finally {
      link.callsInFlight -= 1;
      closeIfUnused(link);
    }
  }

  async close(): Promise<void> {
    const open = await this.link?.opening.catch(() => undefined);
    await open?.close();
  }

  private open(): Link {
    const link: Link = { opening: this.connectFromFirst(), callsInFlight: 0, isLeft: false };
    const forget = () => {
      if (this.link === link) this.link = undefined;
    };
    link.opening.then((connection) => connection.closed).then(forget, forget);
    return link;
  }

  private async connectFromFirst(): Promise<Connection> {
    const { urls, first } = this;
    try {
      return await this.connect([...urls.slice(first), ...urls.slice(0, first)]);
    } catch (error) {
      const refused = new NoBrokerAnswers(urls);
      refused.cause = error;
      throw refused;
    }
  }

  /** The next call goes to another broker. What is in flight here may still be answered. */
  private leave(link: Link): void {
    if (this.link !== link || this.urls.length < 2) return;
    this.link = undefined;
    this.first = (this.first + 1) % this.urls.length;
    link.isLeft = true;
  }
}

/** A broker that was cut off or wiped answers so for ever, while the others know better. */
function knowsNoLeader(error: unknown): boolean {
  return isBrokerError(error) && NO_LEADER.has(error.errorName);
}

const NO_LEADER: ReadonlySet<string> = new Set(['LEADER_NOT_AVAILABLE', 'NOT_CONTROLLER']);

function closeIfUnused(link: Link): void {
  if (!link.isLeft || link.callsInFlight > 0) return;
  link.opening.then((connection) => connection.close()).catch(() => undefined);
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
/** A broker hears of a topic that another one has just made a heartbeat later. */
const NEWS_MS_MAX = 300;

type MayRepeat = RetryOptions['mayRepeat'];

/** For the first thing that a command asks. Where nothing listens, it is said soon, and so is a wrong name. */
export function retryingAtStart(mayRepeat: MayRepeat): RetryOptions {
  const startedAt = performance.now();
  const mayRepeatKnown = unlessUnknownFor(NEWS_MS_MAX, mayRepeat);
  return {
    giveUpAfterMs: START_MS_MAX,
    mayRepeat: (error) => {
      const isRefused = error instanceof NoBrokerAnswers;
      return isRefused
        ? performance.now() - startedAt < START_CONNECT_MS_MAX
        : mayRepeatKnown(error);
    },
  };
}

/** As `mayRepeat`, but a topic or partition that stays unknown for so long is gone, or never was. */
export function unlessUnknownFor(ms: number, mayRepeat: MayRepeat): MayRepeat {
  let unknownSinceMs: number | undefined;
  return (error) => {
    const isUnknown = isBrokerError(error) && error.errorName === 'UNKNOWN_TOPIC_OR_PARTITION';
    unknownSinceMs = isUnknown ? (unknownSinceMs ?? performance.now()) : undefined;
    const isOld = unknownSinceMs !== undefined && performance.now() - unknownSinceMs > ms;
    return !isOld && mayRepeat(error);
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
