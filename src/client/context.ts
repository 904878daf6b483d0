/** What a Kafka object hands to the producers, consumers and admins that it makes. */
import { Cluster } from './cluster/cluster.ts';
import { clientEvents, EventEmitter } from './events.ts';
import type { ClientPlatform } from './platform.ts';
import type { BrokersFunction, Logger, RetryOptions } from './types/config.ts';
import type { ClientPayloadsOf } from './types/events.ts';

export interface ClientContext {
  readonly platform: ClientPlatform;
  readonly logger: Logger;
  readonly clientId: string;
  readonly brokers: readonly string[] | BrokersFunction;
  readonly isSecure: boolean;
  readonly connectionTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly retry: RetryOptions;
}

export interface ClientParts<Namespace extends string, Payloads extends object> {
  readonly cluster: Cluster;
  readonly emitter: EventEmitter<Payloads & ClientPayloadsOf<Namespace>>;
  readonly logger: Logger;
}

export interface ClientKind<Namespace extends string> {
  readonly namespace: Namespace;
  /** Event types besides those that all clients have. */
  readonly eventTypes?: readonly string[];
  readonly retry?: RetryOptions | undefined;
  readonly metadataMaxAgeMs?: number | undefined;
}

const METADATA_MAX_AGE_MS = 300_000;

/** A cluster of its own, its events and its logger, wired together. */
export function createParts<Namespace extends string, Payloads extends object = object>(
  context: ClientContext,
  kind: ClientKind<Namespace>,
): ClientParts<Namespace, Payloads> {
  const { namespace, eventTypes = [], metadataMaxAgeMs = METADATA_MAX_AGE_MS } = kind;
  const { platform } = context;
  const logger = context.logger.namespace(namespace[0]!.toUpperCase() + namespace.slice(1));
  const names = clientEvents<string>(namespace);
  const types = [...Object.values(names), ...eventTypes];
  const emitter = new EventEmitter<Record<string, unknown>>({
    types,
    clock: platform.clock,
    logger,
  });
  const networkTypes = [names.REQUEST, names.REQUEST_TIMEOUT, names.REQUEST_QUEUE_SIZE];
  const cluster = new Cluster({
    ...context,
    logger,
    metadataMaxAgeMs,
    retry: { ...context.retry, ...kind.retry },
    listeners: {
      isObserved: () => networkTypes.some((type) => emitter.hasListeners(type)),
      request: (payload) => emitter.emit(names.REQUEST, payload),
      requestTimeout: (payload) => emitter.emit(names.REQUEST_TIMEOUT, payload),
      queueSize: (payload) => emitter.emit(names.REQUEST_QUEUE_SIZE, payload),
    },
  });
  return {
    cluster,
    logger,
    emitter: emitter as unknown as ClientParts<Namespace, Payloads>['emitter'],
  };
}
