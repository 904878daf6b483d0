/** Where the brokers are: the configured ones first, then those that a broker told of. */
import type { BrokerDescription } from '../../broker/api.ts';
import { KafkaJSNonRetriableError } from '../errors.ts';
import type { BrokersFunction } from '../types/config.ts';

/** Of the brokers that were told of; a client needs only one that answers. */
const LEARNED_MAX = 32;

/** Two brokers that are cut off from each other would send a client to and fro, past the one that hears both. */
const LEFT_MS = 60_000;

const SCHEMES = new Set(['ws', 'wss', 'http', 'https']);

export class BrokerList {
  private readonly configured: readonly string[] | BrokersFunction;
  private readonly isSecure: boolean;
  private learned: readonly string[] = [];
  private rotation = 0;
  /** In this order. */
  private readonly leftAtMs = new Map<string, number>();

  constructor(configured: readonly string[] | BrokersFunction, options: { isSecure: boolean }) {
    this.configured = configured;
    this.isSecure = options.isSecure;
  }

  /** From now on it stands last for a while. */
  left(url: string, nowMs: number): void {
    this.leftAtMs.delete(url);
    this.leftAtMs.set(url, nowMs);
  }

  /** Another one stands first each time; those that were left stand last, the one that was left last behind the others. */
  async urls(nowMs: number): Promise<string[]> {
    const { configured } = this;
    const given = typeof configured === 'function' ? await configured() : configured;
    if (!Array.isArray(given) || given.length === 0) {
      throw new KafkaJSNonRetriableError(
        'There is no broker to connect to; set `brokers` to one URL or more, such as ws://127.0.0.1:8081.',
      );
    }
    const start = this.rotation % given.length;
    this.rotation += 1;
    const rotated = [...given.slice(start), ...given.slice(0, start)].map((url) =>
      this.secured(url),
    );
    const all = [...new Set([...rotated, ...this.learned])];
    for (const [url, atMs] of this.leftAtMs) {
      if (nowMs - atMs >= LEFT_MS) this.leftAtMs.delete(url);
    }
    const left = [...this.leftAtMs.keys()].filter((url) => all.includes(url));
    return [...all.filter((url) => !left.includes(url)), ...left];
  }

  /** With the scheme of the connection over which they were told. */
  learn(brokers: readonly BrokerDescription[], from: string): void {
    const scheme = /^(wss|https):/i.test(from) ? 'wss' : 'ws';
    this.learned = brokers.slice(0, LEARNED_MAX).map(({ host, httpPort }) => {
      const name = host.includes(':') ? `[${host}]` : host;
      return `${scheme}://${name}:${httpPort}`;
    });
  }

  private secured(url: string): string {
    const scheme = /^(\w+):\/\//.exec(url)?.[1]?.toLowerCase();
    // Also an environment variable that is not set: ws://undefined would be looked up for a while.
    if (!url || (scheme !== undefined && !SCHEMES.has(scheme))) {
      throw new KafkaJSNonRetriableError(
        `"${url}" is no address of a broker; give one such as ws://127.0.0.1:8081.`,
      );
    }
    return this.isSecure && scheme === undefined ? `wss://${url}` : url;
  }
}
