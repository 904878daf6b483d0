/**
 * CreateTopics, 2 to 7: -1 partitions or replicas are the broker's default, in every version (kafkajs sends them in 3).
 * From 5 on the answer describes the topic, from 7 on with its id.
 */
import { BrokerError } from '../../../model/errors.ts';
import type { CreateTopicRequest, PlacedByHand } from '../../../model/topics.ts';
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { CallContext, Handler } from '../call.ts';
import { CONFIG_SOURCES } from '../configs.ts';
import { adminRefusal, NO_ERROR } from '../error-codes.ts';
import { isNamedTwice } from '../names.ts';

type Wanted = RequestBody<'CreateTopics'>['topics'][number];
type Created = ResponseDraft<'CreateTopics'>['topics'][number];

/** The broker's default. */
const DEFAULT = -1;

export const createTopics: Handler<'CreateTopics'> = async ({ version, body }, at) => {
  const { topics, validateOnly } = body;
  const isTwice = isNamedTwice(topics.map(({ name }) => name));
  const created = topics.map(async (wanted): Promise<Created> => {
    const { name } = wanted;
    try {
      if (isTwice(name)) throw new BrokerError('INVALID_REQUEST', `${name} is asked for twice.`);
      const topic = await at.broker.createTopic(requestOf(wanted, validateOnly));
      return {
        ...topic,
        errorCode: NO_ERROR,
        errorMessage: null,
        numPartitions: topic.partitionCount,
        configs: version >= 5 ? await configsOf(name, at) : [],
      };
    } catch (error) {
      return { name, ...adminRefusal(error), configs: [] };
    }
  });
  return { topics: await Promise.all(created) };
};

function requestOf(wanted: Wanted, validateOnly: boolean): CreateTopicRequest {
  const { name, numPartitions, replicationFactor, assignments, configs } = wanted;
  return {
    name,
    ...(assignments.length === 0 ? {} : { placed: placedBy(assignments) }),
    ...(numPartitions === DEFAULT ? {} : { partitionCount: numPartitions }),
    ...(replicationFactor === DEFAULT ? {} : { replicationFactor }),
    // Null is the default, and so is a config that is left out.
    configs: Object.fromEntries(
      configs.flatMap((config) => (config.value === null ? [] : [[config.name, config.value]])),
    ),
    validateOnly,
  };
}

/** Each partition from 0 on once, in whatever order. */
function placedBy(assignments: Wanted['assignments']): PlacedByHand[] {
  return assignments
    .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
    .map(({ partitionIndex, brokerIds }, at) => {
      if (partitionIndex === at) return brokerIds;
      throw new BrokerError(
        'INVALID_REPLICA_ASSIGNMENT',
        `The partitions that are placed are not 0 to ${assignments.length - 1}, each once.`,
      );
    });
}

/** This broker may not have heard of the topic yet; and one that was only validated is not there. */
async function configsOf(name: string, at: CallContext): Promise<Created['configs']> {
  try {
    const entries = await at.broker.describeTopicConfig(name);
    return entries.map((entry) => ({
      name: entry.name,
      value: entry.value,
      readOnly: false,
      configSource: CONFIG_SOURCES[entry.source],
      isSensitive: false,
    }));
  } catch (error) {
    if (error instanceof BrokerError) return [];
    throw error;
  }
}
