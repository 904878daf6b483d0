/** CreatePartitions, 0 to 3: the count is the new total; whoever places replicas by hand names those of the new ones. */
import { BrokerError } from '../../../model/errors.ts';
import type { Handler } from '../call.ts';
import { adminRefusal, NO_ERROR } from '../error-codes.ts';
import { isNamedTwice } from '../names.ts';

export const createPartitions: Handler<'CreatePartitions'> = async ({ body }, { broker }) => {
  const { topics, validateOnly } = body;
  const isTwice = isNamedTwice(topics.map(({ name }) => name));
  const results = topics.map(async ({ name, count, assignments }) => {
    try {
      if (isTwice(name)) throw new BrokerError('INVALID_REQUEST', `${name} is asked for twice.`);
      const placed = assignments?.map(({ brokerIds }) => brokerIds) ?? [];
      // kafkajs sends an empty list where it means none.
      await broker.addPartitions(name, count, {
        validateOnly,
        ...(placed.length === 0 ? {} : { placed }),
      });
      return { name, errorCode: NO_ERROR };
    } catch (error) {
      return { name, ...adminRefusal(error) };
    }
  });
  return { results: await Promise.all(results) };
};
