/** What a listener gets. */
export interface InstrumentationEvent<Payload> {
  id: string;
  type: string;
  timestamp: number;
  payload: Payload;
}

export type RemoveInstrumentationEventListener<_Type> = () => void;

export type ConnectEvent = InstrumentationEvent<null>;
export type DisconnectEvent = InstrumentationEvent<null>;

interface RequestFacts {
  /** Kafka's key of the API that corresponds; -1 where Kafka has none. */
  apiKey: number;
  apiName: string;
  apiVersion: number;
  broker: string;
  clientId: string;
  /** Counts the requests of this client; not the number on the wire. */
  correlationId: number;
  createdAt: number;
  pendingDuration: number;
  sentAt: number;
}

export type RequestEvent = InstrumentationEvent<RequestFacts & { duration: number; size: number }>;
export type RequestTimeoutEvent = InstrumentationEvent<RequestFacts>;
export type RequestQueueSizeEvent = InstrumentationEvent<{
  broker: string;
  clientId: string;
  queueSize: number;
}>;

/** The events that producers, consumers and admins have in common, by kafkajs's names. */
export interface ClientEventsOf<Namespace extends string> {
  CONNECT: `${Namespace}.connect`;
  DISCONNECT: `${Namespace}.disconnect`;
  REQUEST: `${Namespace}.network.request`;
  REQUEST_TIMEOUT: `${Namespace}.network.request_timeout`;
  REQUEST_QUEUE_SIZE: `${Namespace}.network.request_queue_size`;
}

/** Event type -> payload, for the events that all have in common. */
export type ClientPayloadsOf<Namespace extends string> = {
  [Type in `${Namespace}.connect` | `${Namespace}.disconnect`]: null;
} & {
  [Type in `${Namespace}.network.request`]: RequestEvent['payload'];
} & {
  [Type in `${Namespace}.network.request_timeout`]: RequestTimeoutEvent['payload'];
} & {
  [Type in `${Namespace}.network.request_queue_size`]: RequestQueueSizeEvent['payload'];
};

/** Ours: how it stands between a client and its brokers. */
export type ClientStatus =
  | { readonly kind: 'connected'; readonly broker: string }
  | { readonly kind: 'disconnected'; readonly reason: string }
  | { readonly kind: 'reconnecting'; readonly attempt: number }
  /** The broker stops soon; the client moves to another one by itself. */
  | { readonly kind: 'draining'; readonly broker: string; readonly withinMs: number }
  /** The last one. */
  | { readonly kind: 'closed' };
