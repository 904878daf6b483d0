import { BrokerError } from '../model/errors.ts';
import { METADATA_TOPIC, topicNameFault } from '../model/topic-partition.ts';
import { GROUPS_TOPIC } from './group-topic.ts';

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

/** Of what is written by other requests than produce. */
export function refuseWriteToOwnTopic(name: string): void {
  if (name === METADATA_TOPIC) {
    throw new BrokerError(
      'CLUSTER_AUTHORIZATION_FAILED',
      `Clients may not write to ${METADATA_TOPIC}; the commands for topics do.`,
    );
  }
  if (name === GROUPS_TOPIC) {
    throw new BrokerError(
      'INVALID_TOPIC_EXCEPTION',
      `Clients may not write to ${GROUPS_TOPIC}; committing offsets does.`,
    );
  }
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
