import { BrokerError } from '../model/errors.ts';
import { topicNameFault } from '../model/topic-partition.ts';

/** Of a name of whatever kind in a message. */
const SHOWN_CHARACTERS_MAX = 60;

export function unknownTopic(name: string): BrokerError {
  return (
    illegalName(name) ??
    new BrokerError(
      'UNKNOWN_TOPIC_OR_PARTITION',
      `There is no topic "${name}"; create it with: npx flotilla topic create ${name}`,
    )
  );
}

/** Undefined when a topic may have this name. */
export function illegalName(name: string): BrokerError | undefined {
  const fault = topicNameFault(name);
  if (fault === undefined) return undefined;
  return new BrokerError('INVALID_TOPIC_EXCEPTION', `The topic name "${showName(name)}" ${fault}.`);
}

/** It may be anything, and it is shown on terminals. */
function showName(name: string): string {
  const shown = name.replaceAll(/[^\x20-\x7e]/g, '?');
  if (shown.length <= SHOWN_CHARACTERS_MAX) return shown;
  return `${shown.slice(0, SHOWN_CHARACTERS_MAX - 3)}...`;
}
