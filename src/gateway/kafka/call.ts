/** What a handler of one API is given, and what it gives. */
import type { LocalBroker } from '../../broker/local-api.ts';
import type { KafkaRequest } from '../../protocol/kafka/frames.ts';
import type { ApiName, ResponseDraft } from '../../protocol/kafka/registry.ts';
import { CLOSE } from '../ws/limits.ts';
import type { Naming } from './brokers.ts';
import type { KafkaLimits } from './limits.ts';

/** What is known of the client at the other end. */
export interface ClientFacts {
  readonly host: string;
  /** As it says itself in ApiVersions; empty until then, and of clients that do not say. */
  softwareName: string;
  /** Fetches so far. */
  fetches: number;
}

export interface CallContext {
  readonly broker: LocalBroker;
  readonly limits: KafkaLimits;
  /** auto.create.topics.enable */
  readonly autoCreatesTopics: boolean;
  readonly client: ClientFacts;
  /** How this client reaches a broker. */
  readonly nodeOf: Naming;
  /** The client went away. */
  readonly gone: AbortSignal;
  /** It went away, or the broker stops: a wait for records ends. */
  readonly leaving: AbortSignal;
  /** What a fetch may bring beside what is under way and unsent already; held until it is answered. */
  fetchShare(wantedBytes: number): number;
}

/**
 * Calls the broker before it returns, so that the requests of a connection reach it in the order in which they came.
 * Refusals are part of the answer. Undefined: there is no answer (acks=0). A `Disconnect` ends the connection, which
 * is how Kafka says what an answer cannot say.
 */
export type Handler<Name extends ApiName> = (
  request: KafkaRequest<Name>,
  at: CallContext,
) => Promise<ResponseDraft<Name> | undefined>;

export class Disconnect extends Error {
  override readonly name = 'Disconnect';
  /** For a client behind a WebSocket. */
  readonly code: number;

  constructor(message: string, code: number = CLOSE.policy) {
    super(message);
    this.code = code;
  }
}
