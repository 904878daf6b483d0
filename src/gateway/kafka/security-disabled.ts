import { BrokerError } from '../../model/errors.ts';
import { adminRefusal } from './error-codes.ts';

/** The answer to whoever asks about permissions, as that of a Kafka broker without an authorizer. */
export const SECURITY_DISABLED = adminRefusal(
  new BrokerError('SECURITY_DISABLED', 'There are no permissions: nobody is asked who they are.'),
);
