/** DescribeQuorum, 0 to 2: the metadata group. Each of its replicas is asked, and -1 stands for one that does not answer. */
import type { PartitionDescription, ReplicaDescription } from '../../../broker/api.ts';
import type { LocalBroker } from '../../../broker/local-api.ts';
import { BrokerError } from '../../../model/errors.ts';
import { METADATA_TOPIC, type TopicPartition } from '../../../model/topic-partition.ts';
import type { ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { Handler } from '../call.ts';
import { NO_ERROR, partitionRefusal } from '../error-codes.ts';

type Described = ResponseDraft<'DescribeQuorum'>['topics'][number]['partitions'][number];

/** Of Kafka's quorum listeners. */
const LISTENER = 'CONTROLLER';

export const describeQuorum: Handler<'DescribeQuorum'> = async ({ body }, { broker }) => {
  const topics = body.topics.map(async ({ topicName, partitions }) => ({
    topicName,
    partitions: await Promise.all(
      partitions.map(({ partitionIndex }) =>
        describe({ topic: topicName, partition: partitionIndex }, broker),
      ),
    ),
  }));
  const { brokers } = await broker.describeCluster();
  return {
    errorCode: NO_ERROR,
    errorMessage: null,
    topics: await Promise.all(topics),
    nodes: brokers.map(({ nodeId, host, peerPort }) => ({
      nodeId,
      listeners: [{ name: LISTENER, host, port: peerPort }],
    })),
  };
};

async function describe(tp: TopicPartition, broker: LocalBroker): Promise<Described> {
  try {
    if (tp.topic !== METADATA_TOPIC) {
      throw new BrokerError('UNKNOWN_TOPIC_OR_PARTITION', `Ask for ${METADATA_TOPIC}.`);
    }
    return {
      errorCode: NO_ERROR,
      errorMessage: null,
      ...quorumOf(await broker.describePartition(tp)),
    };
  } catch (error) {
    const nobody = { leaderId: -1, leaderEpoch: -1, highWatermark: -1 };
    return {
      partitionIndex: tp.partition,
      ...partitionRefusal(error),
      ...nobody,
      currentVoters: [],
      observers: [],
    };
  }
}

function quorumOf({
  partition,
  leader,
  leaderEpoch,
  replicas,
}: PartitionDescription): Omit<Described, 'errorCode' | 'errorMessage'> {
  const leading = replicas.find(({ nodeId }) => nodeId === leader);
  return {
    partitionIndex: partition,
    leaderId: leader ?? -1,
    leaderEpoch,
    highWatermark: leading?.isReachable === true ? leading.highWatermark : -1,
    currentVoters: replicas.map((replica) => ({
      replicaId: replica.nodeId,
      logEndOffset: logEndOffsetOf(replica),
    })),
    observers: [],
  };
}

function logEndOffsetOf(replica: ReplicaDescription): number {
  return replica.isReachable ? replica.logEnd[0] : -1;
}
