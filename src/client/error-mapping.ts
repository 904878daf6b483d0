/** From the broker's errors to kafkajs's. */
import { BrokerError, type ErrorName, ERRORS } from '../model/errors.ts';
import { KafkaJSConnectionClosedError, KafkaJSError, KafkaJSProtocolError } from './errors.ts';

/** Where kafkajs keeps an older name of Kafka's. */
const KAFKAJS_TYPES: Readonly<Record<string, string>> = {
  UNKNOWN_SERVER_ERROR: 'UNKNOWN',
  NOT_LEADER_OR_FOLLOWER: 'NOT_LEADER_FOR_PARTITION',
  COORDINATOR_LOAD_IN_PROGRESS: 'GROUP_LOAD_IN_PROGRESS',
  COORDINATOR_NOT_AVAILABLE: 'GROUP_COORDINATOR_NOT_AVAILABLE',
  NOT_COORDINATOR: 'NOT_COORDINATOR_FOR_GROUP',
};

/** Everything that the client throws goes through here. What is no BrokerError stays as it is. */
export function toKafkaJSError(error: unknown, broker = ''): Error {
  if (error instanceof BrokerError) {
    // Of this connection, or of that to the broker which this one asked in its turn: the outcome is as unknown.
    if (error.errorName === 'NETWORK_EXCEPTION') {
      return new KafkaJSConnectionClosedError(error.message, { broker, cause: error });
    }
    return protocolError(error.errorName, error.message, error);
  }
  return error instanceof Error ? error : new KafkaJSError(String(error));
}

export function protocolError(
  name: ErrorName,
  message: string = ERRORS[name].message,
  cause?: unknown,
): KafkaJSProtocolError {
  const { code, retriable } = ERRORS[name];
  const reason = { message, type: KAFKAJS_TYPES[name] ?? name, code, retriable };
  return new KafkaJSProtocolError(reason, { retriable, cause });
}
