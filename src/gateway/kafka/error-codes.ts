/** Kafka's codes for what the broker refuses, in the words that clients of each kind of request understand. */
import { BrokerError, ERRORS, type ErrorName } from '../../model/errors.ts';

export const NO_ERROR = 0;
/** A message may repeat what the client has sent. */
const SHOWN_CHARACTERS_MAX = 1000;

type Words = Partial<Record<ErrorName, ErrorName>>;

/**
 * Of reads and writes of a partition. Whoever is told to look for the leader looks for it and comes again; a Java client
 * that reads takes LEADER_NOT_AVAILABLE for a fault of its own, and no client of records knows of throttling.
 */
const PARTITION_WORDS: Words = {
  LEADER_NOT_AVAILABLE: 'NOT_LEADER_OR_FOLLOWER',
  THROTTLING_QUOTA_EXCEEDED: 'NOT_ENOUGH_REPLICAS',
};

const GROUP_WORDS: Words = {
  NOT_LEADER_OR_FOLLOWER: 'NOT_COORDINATOR',
  KAFKA_STORAGE_ERROR: 'NOT_COORDINATOR',
  LEADER_NOT_AVAILABLE: 'COORDINATOR_NOT_AVAILABLE',
  NOT_ENOUGH_REPLICAS: 'COORDINATOR_NOT_AVAILABLE',
  REQUEST_TIMED_OUT: 'COORDINATOR_NOT_AVAILABLE',
  NETWORK_EXCEPTION: 'COORDINATOR_NOT_AVAILABLE',
  THROTTLING_QUOTA_EXCEEDED: 'COORDINATOR_NOT_AVAILABLE',
};

/** Of changes of the metadata: without a leader of the metadata group there is no controller. */
const ADMIN_WORDS: Words = {
  LEADER_NOT_AVAILABLE: 'NOT_CONTROLLER',
  NOT_LEADER_OR_FOLLOWER: 'NOT_CONTROLLER',
};

export interface Refusal {
  readonly errorCode: number;
  readonly errorMessage: string;
}

/** Throws what is not a BrokerError again. */
export function partitionRefusal(error: unknown): Refusal {
  return refusalIn(PARTITION_WORDS, error);
}

export function groupRefusal(error: unknown): Refusal {
  return refusalIn(GROUP_WORDS, error);
}

export function adminRefusal(error: unknown): Refusal {
  return refusalIn(ADMIN_WORDS, error);
}

/** Of an answer that names an error for one partition, member or group. */
export function groupErrorCode(name: ErrorName | undefined): number {
  return name === undefined ? NO_ERROR : ERRORS[GROUP_WORDS[name] ?? name].code;
}

/** A BrokerError that came as data. */
export function errorNamed({ name, message }: { name: string; message: string }): BrokerError {
  const isKnown = Object.hasOwn(ERRORS, name);
  return new BrokerError(isKnown ? (name as ErrorName) : 'UNKNOWN_SERVER_ERROR', message);
}

function refusalIn(words: Words, error: unknown): Refusal {
  if (!(error instanceof BrokerError)) throw error;
  const { errorName, message } = error;
  return {
    errorCode: ERRORS[words[errorName] ?? errorName].code,
    errorMessage: message.slice(0, SHOWN_CHARACTERS_MAX),
  };
}
