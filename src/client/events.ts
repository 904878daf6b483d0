/** Instrumentation events: `on` of producers, consumers and admins. */
import type { Clock } from '../platform/clock.ts';
import { KafkaJSNonRetriableError } from './errors.ts';
import type { Logger } from './types/config.ts';
import type { ClientEventsOf, InstrumentationEvent } from './types/events.ts';

type Listener = (event: InstrumentationEvent<never>) => unknown;

export function clientEvents<Namespace extends string>(
  namespace: Namespace,
): ClientEventsOf<Namespace> {
  return {
    CONNECT: `${namespace}.connect`,
    DISCONNECT: `${namespace}.disconnect`,
    REQUEST: `${namespace}.network.request`,
    REQUEST_TIMEOUT: `${namespace}.network.request_timeout`,
    REQUEST_QUEUE_SIZE: `${namespace}.network.request_queue_size`,
  };
}

interface EmitterOptions {
  /** Every type that may be listened to. */
  readonly types: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
}

export class EventEmitter<Payloads extends object> {
  private readonly options: EmitterOptions;
  private readonly listeners = new Map<string, Set<Listener>>();
  private lastId = 0;

  constructor(options: EmitterOptions) {
    this.options = options;
  }

  on<Type extends keyof Payloads & string>(
    type: Type,
    listener: (event: InstrumentationEvent<Payloads[Type]>) => unknown,
  ): () => void {
    const { types } = this.options;
    if (!types.includes(type)) {
      throw new KafkaJSNonRetriableError(
        `There is no event '${type}'; there are ${types.join(', ')}.`,
      );
    }
    const listeners = this.listeners.get(type) ?? new Set();
    this.listeners.set(type, listeners);
    // The same function may listen twice, and each of the two ends by itself.
    const entry: Listener = (event) => listener(event);
    listeners.add(entry);
    return () => void listeners.delete(entry);
  }

  /** A listener that throws is logged: what happened to the client does not depend on who watches it. */
  emit<Type extends keyof Payloads & string>(type: Type, payload: Payloads[Type]): void {
    const listeners = this.listeners.get(type);
    if (listeners === undefined || listeners.size === 0) return;
    this.lastId += 1;
    const { clock, logger } = this.options;
    const event = { id: String(this.lastId), type, timestamp: clock.now(), payload };
    for (const listener of [...listeners]) {
      void (async () => listener(event as unknown as InstrumentationEvent<never>))().catch(
        (error: unknown) => logger.error(`A listener of ${type} failed: ${String(error)}`),
      );
    }
  }

  hasListeners(type: keyof Payloads & string): boolean {
    return (this.listeners.get(type)?.size ?? 0) > 0;
  }
}
