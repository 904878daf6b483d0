import { BrokerError } from '../model/errors.ts';

export function unknownTopic(name: string): BrokerError {
  return new BrokerError(
    'UNKNOWN_TOPIC_OR_PARTITION',
    `There is no topic "${name}"; create it with: npx flotilla topic create ${name}`,
  );
}
