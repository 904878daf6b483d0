/**
 * The errors a client can see: Kafka's names and codes, one table for every door. `retriable` says whether
 * the same request may succeed later without anyone changing it.
 */
interface ErrorRow {
  readonly code: number;
  readonly retriable: boolean;
  readonly message: string;
}

export const ERRORS = {
  UNKNOWN_SERVER_ERROR: {
    code: -1,
    retriable: false,
    message: 'The broker met an error that it did not expect.',
  },
  OFFSET_OUT_OF_RANGE: {
    code: 1,
    retriable: false,
    message: 'The offset is not within the log of the partition.',
  },
  CORRUPT_MESSAGE: {
    code: 2,
    retriable: false,
    message: 'The record batch fails its checksum or contradicts itself.',
  },
  UNKNOWN_TOPIC_OR_PARTITION: {
    code: 3,
    retriable: true,
    message: 'There is no such topic or partition.',
  },
  LEADER_NOT_AVAILABLE: {
    code: 5,
    retriable: true,
    message: 'The partition has no leader at the moment.',
  },
  NOT_LEADER_OR_FOLLOWER: {
    code: 6,
    retriable: true,
    message: 'This broker does not lead the partition.',
  },
  REQUEST_TIMED_OUT: {
    code: 7,
    retriable: true,
    message: 'The request timed out; a write may or may not have happened.',
  },
  MESSAGE_TOO_LARGE: {
    code: 10,
    retriable: false,
    message: 'The record batch is larger than max.message.bytes.',
  },
  NETWORK_EXCEPTION: {
    code: 13,
    retriable: true,
    message: 'The connection ended before the answer; a write may or may not have happened.',
  },
  INVALID_TOPIC_EXCEPTION: { code: 17, retriable: false, message: 'The topic name is not legal.' },
  NOT_ENOUGH_REPLICAS: {
    code: 19,
    retriable: true,
    message: 'Fewer replicas are in sync than min.insync.replicas.',
  },
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: {
    code: 20,
    retriable: true,
    message: 'The batch was written, but too few replicas are in sync.',
  },
  INVALID_REQUIRED_ACKS: { code: 21, retriable: false, message: 'acks must be 0, 1 or -1 (all).' },
  CLUSTER_AUTHORIZATION_FAILED: {
    code: 31,
    retriable: false,
    message: 'Not allowed on the cluster.',
  },
  INVALID_TIMESTAMP: {
    code: 32,
    retriable: false,
    message: 'A timestamp is out of the range that the topic allows.',
  },
  UNSUPPORTED_VERSION: {
    code: 35,
    retriable: false,
    message: 'The version of the request is not supported.',
  },
  TOPIC_ALREADY_EXISTS: { code: 36, retriable: false, message: 'The topic exists already.' },
  INVALID_PARTITIONS: {
    code: 37,
    retriable: false,
    message: 'The number of partitions is not valid.',
  },
  INVALID_REPLICATION_FACTOR: {
    code: 38,
    retriable: false,
    message: 'The replication factor is not valid.',
  },
  INVALID_REPLICA_ASSIGNMENT: {
    code: 39,
    retriable: false,
    message: 'The replica assignment is not valid.',
  },
  INVALID_CONFIG: {
    code: 40,
    retriable: false,
    message: 'A configuration key or value is not valid.',
  },
  NOT_CONTROLLER: {
    code: 41,
    retriable: true,
    message: 'The metadata group has no leader at the moment.',
  },
  INVALID_REQUEST: {
    code: 42,
    retriable: false,
    message: 'The request contradicts itself or the protocol.',
  },
  UNSUPPORTED_FOR_MESSAGE_FORMAT: {
    code: 43,
    retriable: false,
    message: 'Only record batches of format v2 are accepted.',
  },
  POLICY_VIOLATION: { code: 44, retriable: false, message: 'A limit of this cluster forbids it.' },
  KAFKA_STORAGE_ERROR: { code: 56, retriable: true, message: 'The disk of the leader failed.' },
  FENCED_LEADER_EPOCH: {
    code: 74,
    retriable: true,
    message: 'The leader epoch of the request is older than the current one.',
  },
  UNKNOWN_LEADER_EPOCH: {
    code: 75,
    retriable: true,
    message: 'The leader epoch of the request is newer than this broker knows.',
  },
  PREFERRED_LEADER_NOT_AVAILABLE: {
    code: 80,
    retriable: true,
    message: 'The wanted leader is not available.',
  },
  ELIGIBLE_LEADERS_NOT_AVAILABLE: {
    code: 83,
    retriable: true,
    message: 'No replica that may lead is available.',
  },
  INVALID_RECORD: {
    code: 87,
    retriable: false,
    message: 'A record does not meet what the topic demands.',
  },
  THROTTLING_QUOTA_EXCEEDED: {
    code: 89,
    retriable: true,
    message: 'A bound of this broker is reached; try again later.',
  },
  UNKNOWN_TOPIC_ID: { code: 100, retriable: true, message: 'There is no topic with this id.' },
  DUPLICATE_BROKER_REGISTRATION: {
    code: 101,
    retriable: false,
    message: 'The broker id belongs to another broker or data directory.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorName = keyof typeof ERRORS;

/** What a broker operation throws. The message is one sentence for a person, with the next step where there is one. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';

  readonly errorName: ErrorName;

  constructor(errorName: ErrorName, detail?: string) {
    super(detail ?? ERRORS[errorName].message);
    this.errorName = errorName;
  }

  get code(): number {
    return ERRORS[this.errorName].code;
  }

  get retriable(): boolean {
    return ERRORS[this.errorName].retriable;
  }
}

const NAMES: ReadonlyMap<number, ErrorName> = new Map(
  Object.entries(ERRORS).map(([name, row]) => [row.code, name as ErrorName]),
);

/** The name of a code; codes that this version does not know are UNKNOWN_SERVER_ERROR. */
export function errorNameOf(code: number): ErrorName {
  return NAMES.get(code) ?? 'UNKNOWN_SERVER_ERROR';
}
