import { BrokerError } from '../../model/errors.ts';

/** Of a topic that was deleted, or that this broker has not heard of yet: its client asks for the metadata again. */
export function unknownTopicId(): BrokerError {
  return new BrokerError('UNKNOWN_TOPIC_ID');
}
