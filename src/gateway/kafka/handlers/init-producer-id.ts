/**
 * InitProducerId, 0 to 5, of producers without a transactional id: any broker answers, each time with a new id, as Kafka
 * does. Which id a producer says that it has (3+) is not looked at: some say 0 where they mean none.
 */
import { BrokerError } from '../../../model/errors.ts';
import type { Handler } from '../call.ts';
import { groupRefusal, NO_ERROR } from '../error-codes.ts';

export const initProducerId: Handler<'InitProducerId'> = async ({ body }, { broker }) => {
  try {
    if (body.transactionalId !== null) {
      throw new BrokerError('INVALID_REQUEST', 'Transactions do not exist yet.');
    }
    return { errorCode: NO_ERROR, ...(await broker.initProducerId()) };
  } catch (error) {
    return { errorCode: groupRefusal(error).errorCode, producerId: -1, producerEpoch: -1 };
  }
};
