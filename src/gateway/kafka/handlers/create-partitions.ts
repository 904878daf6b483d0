/** CreatePartitions, 0 to 3: the count is the new total. Replicas cannot be placed by hand. */
import type { LocalBroker } from '../../../broker/local-api.ts';
import { BrokerError } from '../../../model/errors.ts';
import type { Handler } from '../call.ts';
import { adminRefusal, errorNamed, NO_ERROR } from '../error-codes.ts';
import { isNamedTwice } from '../names.ts';

export const createPartitions: Handler<'CreatePartitions'> = async ({ body }, { broker }) => {
  const { topics, validateOnly } = body;
  const isTwice = isNamedTwice(topics.map(({ name }) => name));
  const results = topics.map(async ({ name, count, assignments }) => {
    try {
      if (isTwice(name)) throw new BrokerError('INVALID_REQUEST', `${name} is asked for twice.`);
      if (assignments !== null && assignments.length > 0) {
        throw new BrokerError(
          'INVALID_REPLICA_ASSIGNMENT',
          'Replicas cannot be placed by hand; give the number of partitions alone.',
        );
      }
      if (validateOnly) await check(name, count, broker);
      else await broker.addPartitions(name, count);
      return { name, errorCode: NO_ERROR };
    } catch (error) {
      return { name, ...adminRefusal(error) };
    }
  });
  return { results: await Promise.all(results) };
};

async function check(name: string, count: number, broker: LocalBroker): Promise<void> {
  const [topic] = await broker.describeTopics([name]);
  if (topic?.error !== undefined) throw errorNamed(topic.error);
  const { length } = topic!.partitions;
  if (count > length) return;
  throw new BrokerError('INVALID_PARTITIONS', `${name} has ${length} partitions already.`);
}
