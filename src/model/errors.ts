/**
 * The errors a client can see: Kafka's names and codes, one table for every door. `retriable` says whether
 * the same request may succeed later without anyone changing it.
 */
import type { Offset } from './ids.ts';

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
  OFFSET_METADATA_TOO_LARGE: {
    code: 12,
    retriable: false,
    message: 'The metadata of a committed offset is larger than offset.metadata.max.bytes.',
  },
  NETWORK_EXCEPTION: {
    code: 13,
    retriable: true,
    message: 'The connection ended before the answer; a write may or may not have happened.',
  },
  COORDINATOR_LOAD_IN_PROGRESS: {
    code: 14,
    retriable: true,
    message: 'The coordinator is still reading what its group has committed.',
  },
  COORDINATOR_NOT_AVAILABLE: {
    code: 15,
    retriable: true,
    message: 'The group has no coordinator at the moment.',
  },
  NOT_COORDINATOR: {
    code: 16,
    retriable: true,
    message: 'This broker does not coordinate the group.',
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
  ILLEGAL_GENERATION: {
    code: 22,
    retriable: false,
    message: 'The generation of the member is not that of the group; join again.',
  },
  INCONSISTENT_GROUP_PROTOCOL: {
    code: 23,
    retriable: false,
    message: 'The member shares no protocol with the other members of its group.',
  },
  INVALID_GROUP_ID: {
    code: 24,
    retriable: false,
    message: 'The group id is not legal.',
  },
  UNKNOWN_MEMBER_ID: {
    code: 25,
    retriable: false,
    message: 'The group has no such member; join again.',
  },
  INVALID_SESSION_TIMEOUT: {
    code: 26,
    retriable: false,
    message:
      'The session time-out is outside of group.min.session.timeout.ms and group.max.session.timeout.ms.',
  },
  REBALANCE_IN_PROGRESS: {
    code: 27,
    retriable: false,
    message: 'The group rebalances; join again.',
  },
  INVALID_COMMIT_OFFSET_SIZE: {
    code: 28,
    retriable: false,
    message: 'The request commits more offsets than fit into one batch.',
  },
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
  OUT_OF_ORDER_SEQUENCE_NUMBER: {
    code: 45,
    retriable: false,
    message: 'The sequence number does not follow that of the batch before.',
  },
  DUPLICATE_SEQUENCE_NUMBER: {
    code: 46,
    retriable: false,
    message: 'The batch was written before, longer ago than the broker remembers its offset.',
  },
  INVALID_PRODUCER_EPOCH: {
    code: 47,
    retriable: false,
    message: 'A newer producer with the same id has taken over.',
  },
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: {
    code: 53,
    retriable: false,
    message: 'The transactional id may not be used here.',
  },
  SECURITY_DISABLED: {
    code: 54,
    retriable: false,
    message: 'Security features are not configured.',
  },
  KAFKA_STORAGE_ERROR: { code: 56, retriable: true, message: 'The disk of the leader failed.' },
  UNKNOWN_PRODUCER_ID: {
    code: 59,
    retriable: false,
    message: 'The broker does not know the producer id any more.',
  },
  NON_EMPTY_GROUP: {
    code: 68,
    retriable: false,
    message: 'The group has members.',
  },
  GROUP_ID_NOT_FOUND: {
    code: 69,
    retriable: false,
    message: 'There is no such group.',
  },
  FETCH_SESSION_ID_NOT_FOUND: {
    code: 70,
    retriable: true,
    message: 'There is no such fetch session; name all partitions again.',
  },
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
  MEMBER_ID_REQUIRED: {
    code: 79,
    retriable: false,
    message: 'Join again with the member id of this answer.',
  },
  PREFERRED_LEADER_NOT_AVAILABLE: {
    code: 80,
    retriable: true,
    message: 'The wanted leader is not available.',
  },
  GROUP_MAX_SIZE_REACHED: {
    code: 81,
    retriable: false,
    message: 'The group has as many members as group.max.size allows.',
  },
  FENCED_INSTANCE_ID: {
    code: 82,
    retriable: false,
    message: 'Another member has taken over the group instance id.',
  },
  ELIGIBLE_LEADERS_NOT_AVAILABLE: {
    code: 83,
    retriable: true,
    message: 'No replica that may lead is available.',
  },
  ELECTION_NOT_NEEDED: {
    code: 84,
    retriable: false,
    message: 'The wanted leader leads already.',
  },
  GROUP_SUBSCRIBED_TO_TOPIC: {
    code: 86,
    retriable: false,
    message: 'A member of the group subscribes to the topic.',
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
  UNSUPPORTED_ENDPOINT_TYPE: {
    code: 115,
    retriable: false,
    message: 'There are no endpoints of this type.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorName = keyof typeof ERRORS;

/** The offsets [startOffset, endOffset) of a log that does not have the one that was asked for. */
export interface LogRange {
  readonly startOffset: Offset;
  readonly endOffset: Offset;
  /** The reader's last record is not in this log: what it saw from here on is gone. */
  readonly truncatedTo?: Offset;
}

/** What a broker operation throws. The message is one sentence for a person, with the next step where there is one. */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';

  readonly errorName: ErrorName;
  /** With OFFSET_OUT_OF_RANGE of a fetch. */
  readonly logRange: LogRange | undefined;

  constructor(errorName: ErrorName, detail?: string, logRange?: LogRange) {
    super(detail ?? ERRORS[errorName].message);
    this.errorName = errorName;
    this.logRange = logRange;
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
