/**
 * ElectLeaders, 0 to 2: gives partitions back to their preferred replica, which is a transfer of leadership in Raft. An
 * unclean election (type 1) there never is: a partition without a leader gets one as soon as a majority is there.
 */
import { BrokerError, ERRORS } from '../../../model/errors.ts';
import type { TopicPartition } from '../../../model/topic-partition.ts';
import type { RequestBody } from '../../../protocol/kafka/registry.ts';
import type { PartitionLeadership } from '../../../broker/api.ts';
import type { LocalBroker } from '../../../broker/local-api.ts';
import { byTopic } from '../by-partition.ts';
import type { Handler } from '../call.ts';
import { adminRefusal, errorNamed, NO_ERROR } from '../error-codes.ts';

const PREFERRED = 0;
/** Transfers that are under way together. */
const AT_ONCE = 16;

interface Elected extends TopicPartition {
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

export const electLeaders: Handler<'ElectLeaders'> = async ({ body }, { broker }) => {
  const { electionType, topicPartitions } = body;
  const wanted = await partitionsOf(topicPartitions, broker);
  const results: Elected[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted.slice(at, at + AT_ONCE);
    results.push(...(await Promise.all(some.map((tp) => elect(tp, electionType, broker)))));
  }
  // Who asks for all is told only of those with which something was to be done.
  const told =
    topicPartitions === null
      ? results.filter(({ errorCode }) => errorCode !== ERRORS.ELECTION_NOT_NEEDED.code)
      : results;
  return {
    errorCode: NO_ERROR,
    replicaElectionResults: Array.from(byTopic(told), ([topic, partitions]) => ({
      topic,
      partitionResult: partitions.map(({ partition, errorCode, errorMessage }) => ({
        partitionId: partition,
        errorCode,
        errorMessage,
      })),
    })),
  };
};

async function partitionsOf(
  asked: RequestBody<'ElectLeaders'>['topicPartitions'],
  broker: LocalBroker,
): Promise<TopicPartition[]> {
  if (asked === null) {
    const topics = await broker.describeTopics();
    return topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partition }) => ({ topic: name, partition })),
    );
  }
  return asked.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => ({ topic, partition })),
  );
}

async function elect(tp: TopicPartition, type: number, broker: LocalBroker): Promise<Elected> {
  try {
    const { leader, replicas } = await leadershipOf(tp, broker);
    const [preferred] = replicas;
    if (type !== PREFERRED) {
      throw new BrokerError(
        leader === undefined ? 'ELIGIBLE_LEADERS_NOT_AVAILABLE' : 'ELECTION_NOT_NEEDED',
      );
    }
    if (leader === preferred) throw new BrokerError('ELECTION_NOT_NEEDED');
    await broker.transferLeadership(tp, preferred!).catch(preferredLeaderNotAvailable);
    return { ...tp, errorCode: NO_ERROR, errorMessage: null };
  } catch (error) {
    return { ...tp, ...adminRefusal(error) };
  }
}

async function leadershipOf(tp: TopicPartition, broker: LocalBroker): Promise<PartitionLeadership> {
  const [topic] = await broker.describeTopics([tp.topic]);
  if (topic?.error !== undefined) throw errorNamed(topic.error);
  const partition = topic?.partitions[tp.partition];
  if (partition === undefined) throw new BrokerError('UNKNOWN_TOPIC_OR_PARTITION');
  return partition;
}

function preferredLeaderNotAvailable(error: unknown): never {
  if (!(error instanceof BrokerError)) throw error;
  throw new BrokerError('PREFERRED_LEADER_NOT_AVAILABLE', error.message);
}
