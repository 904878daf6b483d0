/**
 * The brokers as one client sees them: one connection at a time, to whichever broker answers first, made anew when it is
 * lost. Any broker takes any request, so a lost broker costs a round of connecting and nothing else.
 *
 *   closed -- connect --> connecting --> connected -- lost or draining --> connecting ... ; disconnect --> closed
 *
 * A broker that drains is left for another one while its answers still come in.
 */
import type { TopicDescription } from '../../broker/api.ts';
import { BrokerError } from '../../model/errors.ts';
import type { ClientPlatform } from '../platform.ts';
import { type Deferred, deferred } from '../deferred.ts';
import { KafkaJSConnectionError, KafkaJSError } from '../errors.ts';
import { toKafkaJSError } from '../error-mapping.ts';
import { type FlotillaConnection, NEXT_BROKER_MS, openAnyConnection } from '../open-connection.ts';
import { abortable, isRetriable, retry, RETRIES, sleep, throwIfAborted } from '../retry.ts';
import type { Abortable, BrokersFunction, Logger, RetryOptions } from '../types/config.ts';
import type { ClientStatus } from '../types/events.ts';
import { BrokerList } from './broker-list.ts';
import { InFlight } from './in-flight.ts';
import { type ApiName, RequestObserver, type RequestListeners } from './request-observer.ts';
import { StatusFeed } from './status-feed.ts';
import { TopicCache } from './topic-cache.ts';
import { Touch } from './touch.ts';

export interface ClusterOptions {
  readonly platform: ClientPlatform;
  readonly logger: Logger;
  readonly brokers: readonly string[] | BrokersFunction;
  readonly isSecure: boolean;
  readonly clientId: string;
  readonly connectionTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly metadataMaxAgeMs: number;
  readonly retry: RetryOptions;
  readonly listeners: RequestListeners;
}

export interface RequestOptions extends Abortable {
  /** False: one try. */
  readonly retry?: RetryOptions | false;
}

type ConnectionListener = (connection: FlotillaConnection) => void;

/** A wait between two rounds of connecting is drawn from 0 up to a bound that doubles up to here. */
const RECONNECT_MS_MAX = 20_000;
/** After what a draining broker announced. */
const DRAIN_GRACE_MS = 1000;
/** What is in flight at a broker that was left may still be answered. */
const LEAVE_GRACE_MS = 1000;

export class Cluster {
  readonly topics: TopicCache;
  readonly options: ClusterOptions;
  private readonly brokers: BrokerList;
  private readonly observer: RequestObserver;
  private readonly feed = new StatusFeed();
  private readonly listeners = new Set<ConnectionListener>();
  private current: FlotillaConnection | undefined;
  /** Until the round of connecting that is on has ended. */
  private next: Deferred<FlotillaConnection> = deferred();
  /** Aborted by `disconnect`; undefined while closed. */
  private life: AbortController | undefined;
  private isConnecting = false;
  private readonly touch = new Touch();
  private readonly inFlight = new InFlight();

  constructor(options: ClusterOptions) {
    this.options = options;
    const { platform, clientId } = options;
    this.brokers = new BrokerList(options.brokers, { isSecure: options.isSecure });
    this.observer = new RequestObserver(platform.clock, clientId, options.listeners);
    this.topics = new TopicCache({
      clock: platform.clock,
      maxAgeMs: options.metadataMaxAgeMs,
      describe: (names) =>
        this.request('Metadata', async (broker) => informed(await broker.describeTopics(names))),
      createTopic: (name) => this.request('CreateTopics', (broker) => broker.createTopic({ name })),
    });
  }

  /** Resolves when a broker has answered; with the retries of the options, then it gives up. */
  async connect({ signal }: Abortable = {}): Promise<void> {
    if (this.life) return void (await this.connection(signal));
    const life = new AbortController();
    this.life = life;
    const giveUp = (): void => life.abort(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      if (signal?.aborted) giveUp();
      const { platform, retry: options } = this.options;
      const attempt = (retryCount: number) => this.firstOpen(life.signal, retryCount);
      const connection = await retry(platform, options, attempt, life.signal);
      // Disconnected meanwhile, and perhaps connected again: that is another life.
      if (life.signal.aborted) void connection.close();
      throwIfAborted(life.signal);
      this.adopt(connection);
    } catch (error) {
      if (this.life === life) {
        this.life = undefined;
        this.settleRound((round) => round.reject(error));
      }
      throw error;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  /** What is in flight fails. The cluster can be connected again. */
  async disconnect(): Promise<void> {
    const { current, life } = this;
    if (!life) return;
    this.life = undefined;
    this.current = undefined;
    const error = new KafkaJSError('The client is disconnected; call connect() first.', {
      retriable: false,
    });
    life.abort(error);
    this.settleRound((round) => round.reject(error));
    await current?.close();
    this.feed.push({ kind: 'closed' });
  }

  isConnected(): boolean {
    return this.current !== undefined;
  }

  /** `connect` was called and `disconnect` was not; the connection itself may come and go. */
  isOpen(): boolean {
    return this.life !== undefined;
  }

  /** The connection of now, for requests whose order matters; undefined between two connections. */
  currentConnection(): FlotillaConnection | undefined {
    return this.current;
  }

  /** Waits for the round of connecting that is on; rejects when no broker answers in it. */
  async connection(signal?: AbortSignal): Promise<FlotillaConnection> {
    if (this.current) return this.current;
    if (!this.life) {
      throw new KafkaJSError('The client is disconnected; call connect() first.', {
        retriable: false,
      });
    }
    const { promise } = this.next;
    return abortable((resolve, reject) => {
      promise.then(resolve, reject);
      return () => undefined;
    }, signal);
  }

  /** Called with each new connection, and at once with the one that is there. Returns what ends it. */
  onConnection(listener: ConnectionListener): () => void {
    this.listeners.add(listener);
    if (this.current) listener(this.current);
    return () => void this.listeners.delete(listener);
  }

  status(): AsyncIterableIterator<ClientStatus> {
    return this.feed.read();
  }

  /** For requests that may be repeated and whose order does not matter. Throws kafkajs's errors. */
  request<T>(
    api: ApiName,
    call: (broker: FlotillaConnection) => Promise<T>,
    { retry: override, signal }: RequestOptions = {},
  ): Promise<T> {
    const { platform, retry: usual } = this.options;
    const options = override === false ? { retries: 0 } : { ...usual, ...override };
    const once = async (): Promise<T> =>
      this.send(api, await this.connection(signal), call, { signal });
    if (override === false) return once();
    // Between two tries a request would outlive the client, and keep its process alive.
    return retry(platform, options, once, signal ?? this.life?.signal);
  }

  /** One try on one connection. The request leaves before this returns. `about`: the partition that it is for. */
  async send<T>(
    api: ApiName,
    connection: FlotillaConnection,
    call: (broker: FlotillaConnection) => Promise<T>,
    { signal, about }: { readonly signal?: AbortSignal | undefined; readonly about?: string } = {},
  ): Promise<T> {
    const answer = this.observed(api, connection, call, about);
    if (signal === undefined) return answer;
    return abortable((resolve, reject) => {
      answer.then(resolve, reject);
      return () => undefined;
    }, signal);
  }

  private async observed<T>(
    api: ApiName,
    connection: FlotillaConnection,
    call: (broker: FlotillaConnection) => Promise<T>,
    about: string | undefined,
  ): Promise<T> {
    const { clock } = this.options.platform;
    const startedMs = clock.monotonic();
    try {
      const answer = await this.inFlight.during(api, connection, () =>
        this.observer.observe(api, connection.url, () => call(connection)),
      );
      if (connection === this.current) this.touch.succeeded(api, about);
      return answer;
    } catch (cause) {
      const error = toKafkaJSError(cause, connection.url);
      if (connection === this.current) {
        this.failed(connection, error, about === undefined ? { startedMs } : { startedMs, about });
      }
      throw error;
    }
  }

  /** A subscription heard from the leader of its partition. */
  pushed(about: string): void {
    this.touch.succeeded('Fetch', about);
  }

  /** As a request fails, a subscription does: `startedMs`: since when its partition is not served. */
  refused(error: BrokerError, asked: { readonly startedMs: number; readonly about: string }): void {
    const { current } = this;
    if (current) this.failed(current, toKafkaJSError(error, current.url), asked);
  }

  private failed(
    connection: FlotillaConnection,
    error: Error,
    asked: { readonly startedMs: number; readonly about?: string },
  ): void {
    this.touch.failed(error, asked);
    if (this.touch.isLost(this.options.platform.clock.monotonic())) this.leaveAlone(connection);
  }

  /** The broker seems to be cut off from others. What is in flight there may still be answered. */
  private leaveAlone(connection: FlotillaConnection): void {
    const { clock } = this.options.platform;
    this.touch.left(clock.monotonic());
    this.options.logger.warn('The broker reaches no leader for long; trying another one', {
      broker: connection.url,
    });
    this.closeInTime(connection);
    this.brokers.left(connection.url, clock.monotonic());
    void this.reconnect();
  }

  /**
   * A request that waits there, as a JoinGroup does for others of its group, is not cut off. A write is: its partition's
   * next ones must not overtake it, and wait until it is repeated at the next broker.
   */
  private closeInTime(connection: FlotillaConnection): void {
    const { platform, requestTimeoutMs } = this.options;
    const close = (): void => void connection.close();
    const life = this.life?.signal;
    life?.addEventListener('abort', close, { once: true });
    const latest = platform.clock.setTimer(requestTimeoutMs, close);
    const grace = platform.clock.setTimer(LEAVE_GRACE_MS, () => {
      // Still the current one: no broker answers, and new requests would go on to it.
      if (connection === this.current || this.inFlight.hasProduces(connection)) close();
      else this.inFlight.whenIdle(connection, close);
    });
    void connection.closed.then(() => {
      life?.removeEventListener('abort', close);
      latest.cancel();
      grace.cancel();
    });
  }

  /** A wrong address shows at once and not only when the last retry is over. */
  private async firstOpen(signal: AbortSignal, retryCount: number): Promise<FlotillaConnection> {
    try {
      return await this.open(signal);
    } catch (error) {
      const { logger, retry: options } = this.options;
      if (!signal.aborted && isRetriable(error) && retryCount < (options.retries ?? RETRIES)) {
        const attempt = retryCount + 1;
        logger.warn('No broker answers; trying again', { attempt, error: String(error) });
      }
      throw error;
    }
  }

  private async open(signal: AbortSignal): Promise<FlotillaConnection> {
    const { platform, clientId, requestTimeoutMs, connectionTimeoutMs } = this.options;
    const urls = await this.brokers.urls(platform.clock.monotonic());
    const round = new AbortController();
    const giveUp = (): void => round.abort();
    signal.addEventListener('abort', giveUp, { once: true });
    // The last broker of the list is tried late when those before it are silent.
    const roundMsMax = connectionTimeoutMs + NEXT_BROKER_MS * (urls.length - 1);
    const timer = platform.clock.setTimer(roundMsMax, giveUp);
    try {
      return await openAnyConnection(platform.createSocket, urls, {
        clientName: clientId,
        requestTimeoutMs,
        clock: platform.clock,
        signal: round.signal,
      });
    } catch (error) {
      const { message } = error as Error;
      throw new KafkaJSConnectionError(message, { broker: urls.join(','), cause: error });
    } finally {
      timer.cancel();
      signal.removeEventListener('abort', giveUp);
    }
  }

  private adopt(connection: FlotillaConnection): void {
    if (!this.life) return void connection.close();
    this.current = connection;
    this.touch.moved();
    this.options.logger.debug('Connected', { broker: connection.url });
    void connection.closed.then((reason) => this.lost(connection, reason));
    connection.onDraining((withinMs) => this.leave(connection, withinMs));
    this.learnBrokers(connection);
    this.feed.push({ kind: 'connected', broker: connection.url });
    this.settleRound((round) => round.resolve(connection));
    for (const listener of [...this.listeners]) listener(connection);
  }

  private lost(connection: FlotillaConnection, reason: string): void {
    if (this.current !== connection) return;
    this.current = undefined;
    this.options.logger.info('Connection lost', { broker: connection.url, reason });
    this.feed.push({ kind: 'disconnected', reason });
    void this.reconnect();
  }

  /** The broker says that it stops: another one takes over at once, and what is in flight gets its answers. */
  private leave(connection: FlotillaConnection, withinMs: number): void {
    if (this.current !== connection) return;
    this.touch.leaving();
    this.feed.push({ kind: 'draining', broker: connection.url, withinMs });
    const { clock } = this.options.platform;
    const timer = clock.setTimer(withinMs + DRAIN_GRACE_MS, () => void connection.close());
    void connection.closed.then(() => timer.cancel());
    this.brokers.left(connection.url, clock.monotonic());
    void this.reconnect();
  }

  /** Until a broker answers, or `disconnect`. */
  private async reconnect(): Promise<void> {
    const { life } = this;
    if (!life || this.isConnecting) return;
    this.isConnecting = true;
    const { platform, retry: options, logger } = this.options;
    let waitMsMax = options.initialRetryTime ?? 300;
    for (let attempt = 1; !life.signal.aborted; attempt += 1) {
      this.feed.push({ kind: 'reconnecting', attempt });
      try {
        const connection = await this.open(life.signal);
        this.isConnecting = false;
        return life.signal.aborted ? void connection.close() : this.adopt(connection);
      } catch (error) {
        if (life.signal.aborted) break;
        logger.warn('No broker answers; trying again', { attempt, error: String(error) });
        this.settleRound((round) => round.reject(error));
      }
      const waitMs = platform.random.integer(0, Math.ceil(waitMsMax));
      waitMsMax = Math.min(waitMsMax * 2, RECONNECT_MS_MAX, options.maxRetryTime ?? Infinity);
      await sleep(platform.clock, waitMs, life.signal).catch(() => undefined);
    }
    this.isConnecting = false;
  }

  private settleRound(settle: (round: Deferred<FlotillaConnection>) => void): void {
    const round = this.next;
    this.next = deferred();
    settle(round);
  }

  /** So that the client survives when all configured brokers are gone but others live. */
  private learnBrokers(connection: FlotillaConnection): void {
    connection.describeCluster().then(
      ({ brokers }) => this.brokers.learn(brokers, connection.url),
      () => undefined,
    );
  }
}

/** A broker that cannot say whether there is a topic has not answered: after some more of that, another one is asked. */
function informed(topics: TopicDescription[]): TopicDescription[] {
  const unanswered = topics.find(({ error }) => error?.name === 'LEADER_NOT_AVAILABLE');
  if (unanswered === undefined) return topics;
  throw new BrokerError('LEADER_NOT_AVAILABLE', unanswered.error!.message);
}
