import { BrokerError } from '../model/errors.ts';
import type { MetadataImage, Topic } from './image.ts';

const SHOWN_CHARACTERS_MAX = 60;

/** The topic that a client wants to change: none of the broker's own. */
export function existingTopic(image: MetadataImage, name: string): Topic {
  const shown =
    name.length <= SHOWN_CHARACTERS_MAX ? name : `${name.slice(0, SHOWN_CHARACTERS_MAX)}...`;
  if (name.startsWith('__')) {
    throw new BrokerError(
      'INVALID_TOPIC_EXCEPTION',
      `The topic ${shown} is kept for the broker; clients may not change it.`,
    );
  }
  const topic = image.topic(name);
  if (topic === undefined) {
    throw new BrokerError('UNKNOWN_TOPIC_OR_PARTITION', `There is no topic "${shown}".`);
  }
  return topic;
}
