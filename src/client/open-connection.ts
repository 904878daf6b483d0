/** Connecting, on whatever sockets: connection.ts and browser.ts say which. */
import type { BrokerApi } from '../broker/api.ts';
import { BrokerError } from '../model/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Connection } from '../platform/network.ts';
import { BrokerClient } from './broker-client.ts';
import type { ServerHello } from './hello.ts';
import type { SubscribeOptions, Subscription } from './subscription.ts';

/** Resolves with an open connection; rejects with a BrokerError NETWORK_EXCEPTION. */
export type CreateSocket = (url: string, signal: AbortSignal | undefined) => Promise<Connection>;

export interface ConnectOptions {
  readonly createSocket?: CreateSocket;
  /** Shows in the broker's log. */
  readonly clientName?: string;
  /** How long an answer may take beyond what the request itself allows. */
  readonly requestTimeoutMs?: number;
  /** After so long without a sign of life the broker is asked for one; without an answer the connection counts as gone. */
  readonly silenceMsMax?: number;
  /** Gives up connecting; an open connection is ended by `close`. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/** Here nothing has a clock of its own: connection.ts and browser.ts bring the system's. */
export type TimedConnectOptions = ConnectOptions & { readonly clock: Clock };

export interface FlotillaConnection extends BrokerApi {
  readonly hello: ServerHello;
  /** Of the broker, as it was given to `connect`. */
  readonly url: string;
  /** Resolves with the reason when the connection is gone, whoever ended it. */
  readonly closed: Promise<string>;
  /** The records of one partition as they are committed, pushed as long as there is credit. */
  subscribe(request: SubscribeOptions): Subscription;
  /**
   * Called once, when the broker says that it stops within so many ms; at once if it has said so already. What is in flight
   * is answered if that is done in time; what comes next belongs on another broker. Gives a function that takes the listener away.
   */
  onDraining(listener: (withinMs: number) => void): () => void;
  /** What is in flight fails with NETWORK_EXCEPTION. */
  close(): Promise<void>;
}

const CLIENT_VERSION = '0.1.0';
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the broker's ping interval, so that a quiet connection in Node is never asked. */
const SILENCE_MS_MAX = 20_000;
/** How long one broker may be silent before the next is tried beside it. */
export const NEXT_BROKER_MS = 250;

export async function openConnection(
  createSocket: CreateSocket,
  url: string,
  options: TimedConnectOptions,
): Promise<FlotillaConnection> {
  const { clientName = 'flotilla-client', requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const { silenceMsMax = SILENCE_MS_MAX, signal, clock } = options;
  const connection = await createSocket(webSocketUrl(url), signal);
  const client = new BrokerClient(connection, clock, {
    clientName,
    requestTimeoutMs,
    silenceMsMax,
  });
  const abandon = (): void => void client.close();
  signal?.addEventListener('abort', abandon, { once: true });
  try {
    const hello = await client.greet(CLIENT_VERSION);
    return Object.assign(client, { hello, url });
  } catch (error) {
    void client.close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abandon);
  }
}

/**
 * The first broker that answers: they are tried in order, the next one as soon as one fails or is silent for a
 * moment. When one has answered, the others are given up.
 */
export async function openAnyConnection(
  createSocket: CreateSocket,
  urls: readonly string[],
  options: TimedConnectOptions,
): Promise<FlotillaConnection> {
  const { clock, signal } = options;
  const race = new AbortController();
  const giveUp = (): void => race.abort();
  signal?.addEventListener('abort', giveUp, { once: true });
  if (signal?.aborted) giveUp();
  const connection = await new Promise<FlotillaConnection>((resolve, reject) => {
    const failures: string[] = [];
    let started = 0;
    let isDone = false;

    const fail = (url: string, error: unknown): void => {
      failures.push(`${url}: ${error instanceof Error ? error.message : String(error)}`);
      if (failures.length === urls.length) rejectAll();
      else tryNext();
    };
    const succeed = (connection: FlotillaConnection): void => {
      if (isDone) return void connection.close();
      isDone = true;
      resolve(connection);
    };
    const rejectAll = (): void =>
      reject(
        new BrokerError('NETWORK_EXCEPTION', `No broker answers. ${failures.join(' ')}`.trim()),
      );
    const tryNext = (): void => {
      const url = urls[started];
      if (isDone || url === undefined) return;
      started += 1;
      const timer = clock.setTimer(NEXT_BROKER_MS, tryNext);
      openConnection(createSocket, url, { ...options, signal: race.signal })
        .then(succeed, (error: unknown) => fail(url, error))
        .finally(() => timer.cancel());
    };
    if (urls.length === 0) rejectAll();
    tryNext();
  }).finally(() => signal?.removeEventListener('abort', giveUp));
  race.abort();
  return connection;
}

/** `host:port` and http URLs are what people have at hand. */
function webSocketUrl(url: string): string {
  if (/^wss?:\/\//i.test(url)) return url;
  if (/^https?:\/\//i.test(url)) return url.replace(/^http/i, 'ws');
  return `ws://${url}`;
}
