/** What this broker does on its own replicas, for clients that found it to be the leader. Nothing here forwards. */
import type { GroupRequestKind, GroupRequestOf, GroupResponseOf } from '../group/requests.ts';
import { BrokerError } from '../model/errors.ts';
import { term, type Offset, type Uuid } from '../model/ids.ts';
import {
  groupKey,
  METADATA_TOPIC,
  showTopicPartition,
  type TopicPartition,
} from '../model/topic-partition.ts';
import type { Host } from '../host/host.ts';
import type { KnownProducer } from '../partition/producer-table.ts';
import type { Replica } from '../partition/replica.ts';
import { SEQUENCE_COUNT } from '../record/batch-header.ts';
import type { GroupCallOptions, ListedOffset, ProduceReceipt, ProduceRequest } from './api.ts';
import { refuseWriteToOwnTopic } from './errors.ts';
import type { GroupService } from './group-service.ts';
import type {
  DeleteRecordsRequest,
  EpochEnd,
  KnownSequence,
  LeaderCheck,
  LogDirectory,
  OwnListOffsetsRequest,
  OwnReplicas,
  PartitionRead,
  ReadOutcome,
  ReadRequest,
} from './local-api.ts';
import { METADATA_GROUP, type MetadataGroup } from './metadata-group.ts';
import type { PartitionService } from './partition-service.ts';
import type { TopicSettings } from './topic-settings.ts';

export interface OwnReplicasModules {
  readonly dataDirectory: string;
  readonly host: Host;
  readonly metadata: MetadataGroup;
  readonly partitions: PartitionService;
  readonly settings: TopicSettings;
  readonly groups: GroupService;
  readonly metadataCaughtUp: () => Promise<void>;
  readonly deleteRecords: (request: DeleteRecordsRequest) => Promise<Offset>;
  /** Throws NOT_LEADER_OR_FOLLOWER where there is none. */
  readonly replicaOf: (tp: TopicPartition) => { replica: Replica; topicId: Uuid };
}

export function ownReplicas(modules: OwnReplicasModules): OwnReplicas {
  const { host, metadata, partitions, settings, groups, replicaOf, dataDirectory } = modules;
  const leaderOf = (tp: TopicPartition & LeaderCheck): Replica => {
    const { replica } = replicaOf(tp);
    refuseOtherEpoch(replica, tp);
    return replica;
  };
  return {
    topicName: (topicId) => metadata.image.topicById(topicId)?.name,
    metadataCaughtUp: () => modules.metadataCaughtUp(),
    produce: async (request: ProduceRequest): Promise<ProduceReceipt> => {
      refuseWriteToOwnTopic(request.topic);
      const { replica, topicId } = replicaOf(request);
      return partitions.produce(replica, settings.writeRules(topicId), request);
    },
    read: (request: ReadRequest): Promise<readonly ReadOutcome[]> =>
      partitions.readSeveral(request, (read: PartitionRead) => leaderOf(read)),
    listOffsets: async ({ at, ...tp }: OwnListOffsetsRequest): Promise<ListedOffset> => {
      const replica = leaderOf(tp);
      if (at.kind === 'latest-timestamp') return partitions.findLatestTimestamp(replica);
      return partitions.listOffsets(replica, { ...tp, at });
    },
    endOfEpoch: async (tp: TopicPartition & LeaderCheck, epoch: number) =>
      endOfEpoch(leaderOf(tp), epoch),
    deleteRecords: async (request: DeleteRecordsRequest) => modules.deleteRecords(request),
    describeProducers: async (tp: TopicPartition): Promise<readonly KnownSequence[]> => {
      const replica = leaderOf(tp);
      replica.refuseUnlessReadable();
      return (replica.producers?.known() ?? []).map(knownSequence);
    },
    describeLogs: () => ({
      path: dataDirectory,
      logs: [...host.allReplicas()].flatMap((replica) => logOf(replica, metadata) ?? []),
    }),
    describeConfig: () => settings.describeBroker(),
    checkTopicConfig: (name, changes) => settings.check(name, changes),
    group: <Kind extends GroupRequestKind>(
      request: GroupRequestOf<Kind>,
      options: GroupCallOptions = {},
    ): Promise<GroupResponseOf<Kind>> => groups.carryOutIfOwn(request, options),
  };
}

/** As of the epochs that a new leader takes over at once, before it has written a record. */
function endOfEpoch(replica: Replica, epoch: number): EpochEnd | undefined {
  replica.refuseUnlessReadable();
  const { currentTerm } = replica.raft;
  if (epoch > currentTerm || epoch < 0) return undefined;
  if (epoch === currentTerm) return { epoch: currentTerm, endOffset: replica.logEndOffset };
  return replica.log.endOfEpoch(term(epoch));
}

function knownSequence({ batches, committed, seenMs }: KnownProducer): KnownSequence {
  const { producerId, producerEpoch, baseSequence, count } = batches[committed - 1]!;
  const lastSequence = (baseSequence + count - 1) % SEQUENCE_COUNT;
  return { producerId, producerEpoch, lastSequence, seenMs };
}

/** Undefined: its topic is gone, and it is about to go too. */
function logOf(
  replica: Replica,
  { image }: MetadataGroup,
): LogDirectory['logs'][number] | undefined {
  const { topicId, partition } = replica.options.group;
  const isMetadata = replica.key === groupKey(METADATA_GROUP);
  const topic = isMetadata ? METADATA_TOPIC : image.topicById(topicId)?.name;
  if (topic === undefined) return undefined;
  const lag = Math.max(replica.highWatermark - replica.logEndOffset, 0);
  return { topic, partition, sizeBytes: replica.log.sizeBytes, lag };
}

function refuseOtherEpoch(replica: Replica, tp: TopicPartition & LeaderCheck): void {
  const { currentLeaderEpoch } = tp;
  if (currentLeaderEpoch === undefined) return;
  replica.refuseUnlessReadable();
  const { currentTerm } = replica.raft;
  if (currentLeaderEpoch === currentTerm) return;
  throw new BrokerError(
    currentLeaderEpoch < currentTerm ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH',
    `${showTopicPartition(tp)} is led in epoch ${currentTerm}, not ${currentLeaderEpoch}.`,
  );
}
