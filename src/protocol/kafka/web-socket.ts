/**
 * Kafka's protocol inside of WebSocket messages (docs/websocket-protocol.md): the words on which both ends agree. Behind one
 * URL brokers have names instead of addresses, and a connection says in the URL for which of them it is.
 */
export const KAFKA_SUBPROTOCOL = 'kafka';

/** In the query of the URL; without it, whoever answers will do. */
export const BROKER_PARAMETER = 'broker';

/** Means nothing: clients want a port. */
export const NAMED_BROKER_PORT = 9092;

/** Messages may be cut anywhere; larger ones than this gain nothing, and hold others up. */
export const MESSAGE_BYTES_MAX = 1024 * 1024;

/** RFC 2606: the domain never exists, so that a client which takes the name for an address reaches nobody. */
const DOMAIN = '.flotilla.invalid';

export function nameOfBroker(nodeId: number): string {
  return `broker-${nodeId}${DOMAIN}`;
}

/** Undefined: this is no such name. */
export function brokerOfName(name: string): number | undefined {
  const digits = /^broker-(\d{1,10})\.flotilla\.invalid$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
