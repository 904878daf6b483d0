/** What an error says about the batch that it answers. */
import { KafkaJSConnectionError, KafkaJSProtocolError } from '../errors.ts';
import { isRetriable } from '../retry.ts';

const ABOUT_THE_SEQUENCE: readonly string[] = [
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
];
/** Refused before anything was written. Other errors that may be retried leave open whether the batch is in the log. */
const BEFORE_THE_APPEND: readonly string[] = [
  ...ABOUT_THE_SEQUENCE,
  'NOT_ENOUGH_REPLICAS',
  'THROTTLING_QUOTA_EXCEEDED',
];

export function typeOf(error: Error | undefined): string {
  return error instanceof KafkaJSProtocolError ? error.type : '';
}

/** The broker has the batch, and no longer knows at which offset. */
export function isDuplicate(error: Error): boolean {
  return typeOf(error) === 'DUPLICATE_SEQUENCE_NUMBER';
}

/** Behind another batch it says only that the other one is missing. */
export function isAboutTheSequence(error: Error): boolean {
  return ABOUT_THE_SEQUENCE.includes(typeOf(error));
}

export function leavesInDoubt(error: Error): boolean {
  const type = typeOf(error);
  if (type === '' || type === 'UNKNOWN') return true;
  return isRetriable(error) && !BEFORE_THE_APPEND.includes(type);
}

export function isLostConnection(error: Error): boolean {
  return error instanceof KafkaJSConnectionError;
}

/** Sooner or later, so that a producer without a limit of retries waits for it. */
export function isBoundToPass(error: Error): boolean {
  return !isAboutTheSequence(error) && typeOf(error) !== 'UNKNOWN_TOPIC_OR_PARTITION';
}
