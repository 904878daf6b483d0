import { KafkaJSProtocolError } from '../errors.ts';

/** Kafka's name of the error, if it came from a broker. */
export function typeOf(error: unknown): string {
  return error instanceof KafkaJSProtocolError ? error.type : '';
}
