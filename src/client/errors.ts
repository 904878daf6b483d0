/**
 * kafkajs's errors, by name and inheritance, so that `instanceof`, `name`, `type`, `code` and `retriable` of an
 * existing program keep their meaning. What a broker refuses is a KafkaJSProtocolError (error-mapping.ts).
 */
export interface KafkaJSErrorMetadata {
  retriable?: boolean;
  cause?: unknown;
}

type Reason = Error | string;

function messageOf(reason: Reason): string {
  return typeof reason === 'string' ? reason : reason.message;
}

export class KafkaJSError extends Error {
  override name = 'KafkaJSError';
  readonly retriable: boolean;
  readonly helpUrl?: string;
  declare readonly cause?: Error;

  constructor(reason: Reason, { retriable = true, cause }: KafkaJSErrorMetadata = {}) {
    super(messageOf(reason), cause === undefined ? undefined : { cause });
    this.retriable = retriable;
  }
}

export class KafkaJSNonRetriableError extends KafkaJSError {
  override name = 'KafkaJSNonRetriableError';

  constructor(reason: Reason, { cause }: { cause?: unknown } = {}) {
    super(reason, { retriable: false, cause });
  }
}

/** What the constructors of protocol errors read off the reason. */
export interface ProtocolReason {
  readonly message: string;
  readonly type: string;
  readonly code: number;
  readonly retriable: boolean;
}

export class KafkaJSProtocolError extends KafkaJSError {
  override name = 'KafkaJSProtocolError';
  /** Kafka's name of the error, as kafkajs spells it. */
  readonly type: string;
  readonly code: number;

  constructor(reason: ProtocolReason, metadata: KafkaJSErrorMetadata = {}) {
    super(reason.message, { retriable: reason.retriable, ...metadata });
    this.type = reason.type;
    this.code = reason.code;
  }
}

export class KafkaJSOffsetOutOfRange extends KafkaJSProtocolError {
  override name = 'KafkaJSOffsetOutOfRange';
  readonly topic: string;
  readonly partition: number;

  constructor(reason: ProtocolReason, where: { topic: string; partition: number }) {
    super(reason);
    this.topic = where.topic;
    this.partition = where.partition;
  }
}

export class KafkaJSMemberIdRequired extends KafkaJSProtocolError {
  override name = 'KafkaJSMemberIdRequired';
  readonly memberId: string;

  constructor(reason: ProtocolReason, { memberId }: { memberId: string }) {
    super(reason);
    this.memberId = memberId;
  }
}

export class KafkaJSCreateTopicError extends KafkaJSProtocolError {
  override name = 'KafkaJSCreateTopicError';
  readonly topic: string;

  constructor(reason: ProtocolReason, topic: string) {
    super(reason);
    this.topic = topic;
  }
}

export class KafkaJSAlterPartitionReassignmentsError extends KafkaJSProtocolError {
  override name = 'KafkaJSAlterPartitionReassignmentsError';
  readonly topic?: string;
  readonly partition?: number;

  constructor(reason: ProtocolReason, topic?: string, partition?: number) {
    super(reason);
    if (topic !== undefined) this.topic = topic;
    if (partition !== undefined) this.partition = partition;
  }
}

export class KafkaJSNumberOfRetriesExceeded extends KafkaJSNonRetriableError {
  override name = 'KafkaJSNumberOfRetriesExceeded';
  readonly retryCount: number;
  readonly retryTime: number;

  constructor(reason: Error, { retryCount, retryTime }: { retryCount: number; retryTime: number }) {
    super(reason, { cause: reason });
    this.retryCount = retryCount;
    this.retryTime = retryTime;
  }
}

export class KafkaJSConnectionError extends KafkaJSError {
  override name = 'KafkaJSConnectionError';
  readonly broker: string;
  readonly code?: string;

  constructor(
    reason: Reason,
    { broker = '', code, cause }: { broker?: string; code?: string; cause?: unknown } = {},
  ) {
    super(reason, { cause });
    this.broker = broker;
    if (code !== undefined) this.code = code;
  }
}

export class KafkaJSConnectionClosedError extends KafkaJSConnectionError {
  override name = 'KafkaJSConnectionClosedError';
}

export class KafkaJSRequestTimeoutError extends KafkaJSError {
  override name = 'KafkaJSRequestTimeoutError';
}

export class KafkaJSMetadataNotLoaded extends KafkaJSError {
  override name = 'KafkaJSMetadataNotLoaded';
}

export class KafkaJSTopicMetadataNotLoaded extends KafkaJSMetadataNotLoaded {
  override name = 'KafkaJSTopicMetadataNotLoaded';
  readonly topic: string;

  constructor(reason: Reason, { topic }: { topic: string }) {
    super(reason);
    this.topic = topic;
  }
}

export class KafkaJSStaleTopicMetadataAssignment extends KafkaJSError {
  override name = 'KafkaJSStaleTopicMetadataAssignment';
  readonly topic: string;
  readonly unknownPartitions: readonly number[];

  constructor(reason: Reason, where: { topic: string; unknownPartitions: readonly number[] }) {
    super(reason);
    this.topic = where.topic;
    this.unknownPartitions = where.unknownPartitions;
  }
}

export class KafkaJSServerDoesNotSupportApiKey extends KafkaJSNonRetriableError {
  override name = 'KafkaJSServerDoesNotSupportApiKey';
}

export class KafkaJSBrokerNotFound extends KafkaJSError {
  override name = 'KafkaJSBrokerNotFound';
}

export class KafkaJSNoBrokerAvailableError extends KafkaJSError {
  override name = 'KafkaJSNoBrokerAvailableError';
}

export class KafkaJSPartialMessageError extends KafkaJSNonRetriableError {
  override name = 'KafkaJSPartialMessageError';
}

export class KafkaJSSASLAuthenticationError extends KafkaJSNonRetriableError {
  override name = 'KafkaJSSASLAuthenticationError';
}

export class KafkaJSGroupCoordinatorNotFound extends KafkaJSNonRetriableError {
  override name = 'KafkaJSGroupCoordinatorNotFound';
}

export class KafkaJSNotImplemented extends KafkaJSNonRetriableError {
  override name = 'KafkaJSNotImplemented';
}

export class KafkaJSTimeout extends KafkaJSNonRetriableError {
  override name = 'KafkaJSTimeout';
}

export class KafkaJSLockTimeout extends KafkaJSTimeout {
  override name = 'KafkaJSLockTimeout';
}

export class KafkaJSUnsupportedMagicByteInMessageSet extends KafkaJSNonRetriableError {
  override name = 'KafkaJSUnsupportedMagicByteInMessageSet';
}

export class KafkaJSInvariantViolation extends KafkaJSNonRetriableError {
  override name = 'KafkaJSInvariantViolation';
}

export class KafkaJSInvalidVarIntError extends KafkaJSNonRetriableError {
  override name = 'KafkaJSInvalidVarIntError';
}

export class KafkaJSInvalidLongError extends KafkaJSNonRetriableError {
  override name = 'KafkaJSInvalidLongError';
}

export interface KafkaJSDeleteGroupsErrorGroups {
  groupId: string;
  errorCode: number;
  error: KafkaJSProtocolError;
}

export class KafkaJSDeleteGroupsError extends KafkaJSError {
  override name = 'KafkaJSDeleteGroupsError';
  readonly groups: KafkaJSDeleteGroupsErrorGroups[];

  constructor(reason: Reason, groups: KafkaJSDeleteGroupsErrorGroups[] = [], retriable = true) {
    super(reason, { retriable });
    this.groups = groups;
  }
}

export interface KafkaJSDeleteTopicRecordsErrorPartition {
  partition: number;
  offset: string;
  error: KafkaJSError;
}

export class KafkaJSDeleteTopicRecordsError extends KafkaJSError {
  override name = 'KafkaJSDeleteTopicRecordsError';
  readonly partitions: KafkaJSDeleteTopicRecordsErrorPartition[];

  constructor({ partitions }: { partitions: KafkaJSDeleteTopicRecordsErrorPartition[] }) {
    super('Error while deleting records', {
      retriable: partitions.every(({ error }) => error.retriable),
    });
    this.partitions = partitions;
  }
}

export class KafkaJSAggregateError extends Error {
  override name = 'KafkaJSAggregateError';
  readonly errors: Reason[];

  constructor(reason: Reason, errors: Reason[]) {
    super(messageOf(reason));
    this.errors = errors;
  }
}

/** Ours: the producer's buffer stayed full (`bufferBytesMax`, `bufferWaitMsMax`). Nothing of this send has gone out. */
export class FlotillaBufferFull extends KafkaJSError {
  override name = 'FlotillaBufferFull';
}

/**
 * Ours: these records may or may not have been written, and to send them again could write them twice: a batch before them
 * failed in doubt, the broker lost what it knew of this producer, or the producer was closed.
 */
export class FlotillaOutcomeUnknown extends KafkaJSNonRetriableError {
  override name = 'FlotillaOutcomeUnknown';
}
