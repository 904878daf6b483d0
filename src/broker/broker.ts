/**
 * What a broker can do, for every door: finds the leader that a request concerns, does the work here or forwards it
 * one hop, and never a second one. The work itself is in the services beside this file.
 */
import { BrokerError } from '../model/errors.ts';
import { term, type NodeId, type Offset, type Uuid } from '../model/ids.ts';
import {
  groupKey,
  METADATA_TOPIC,
  showTopicPartition,
  type GroupId,
  type TopicPartition,
} from '../model/topic-partition.ts';
import type { GroupRequestKind, GroupRequestOf, GroupResponseOf } from '../group/requests.ts';
import type { Host } from '../host/host.ts';
import type { Replica } from '../partition/replica.ts';
import type { Clock } from '../platform/clock.ts';
import type * as api from './api.ts';
import { deleteRecords, deleteRecordsOf } from './delete-records.ts';
import { refuseWriteToOwnTopic, unknownTopic } from './errors.ts';
import { RemoteBroker, type ForwardedOperations } from './forwarding.ts';
import { clusterHealthOf } from './health.ts';
import type { GroupService } from './group-service.ts';
import type { LeaderLookup } from './leader-lookup.ts';
import type { DeleteRecordsRequest, LocalBroker, OwnReplicas } from './local-api.ts';
import { MetadataCatchUp } from './metadata-catch-up.ts';
import { METADATA_GROUP, type MetadataGroup } from './metadata-group.ts';
import { ownReplicas } from './own-replicas.ts';
import { receiptOfNothing, type PartitionService } from './partition-service.ts';
import { describeReplica } from './replica-description.ts';
import { ProducerIds } from './producer-ids.ts';
import type { TopicAdmin } from './topic-admin.ts';
import type { TopicSettings } from './topic-settings.ts';

export interface BrokerOptions {
  readonly self: NodeId;
  readonly clusterId: Uuid;
  readonly metadataVoters: readonly NodeId[];
  readonly tickMs: number;
  /** How long a request waits for an election that is under way. */
  readonly leaderWaitMs: number;
  readonly transferMsMax: number;
  readonly dataDirectory: string;
}

export interface BrokerModules {
  readonly clock: Clock;
  readonly host: Host;
  readonly metadata: MetadataGroup;
  readonly lookup: LeaderLookup;
  readonly partitions: PartitionService;
  readonly admin: TopicAdmin;
  readonly settings: TopicSettings;
  readonly groups: GroupService;
}

interface Located {
  readonly group: GroupId;
  readonly replicas: readonly NodeId[];
}

const DESCRIBE_MS_MAX = 1000;
const DELETE_MS_MAX = 5000;

export class Broker implements LocalBroker {
  readonly own: OwnReplicas;
  private readonly options: BrokerOptions;
  private readonly modules: BrokerModules;
  private readonly producerIds: ProducerIds;

  constructor(options: BrokerOptions, modules: BrokerModules) {
    this.options = options;
    this.modules = modules;
    this.producerIds = new ProducerIds(() => modules.admin.allocateProducerIds());
    const { dataDirectory, self, leaderWaitMs } = options;
    const replicaOf = (tp: TopicPartition) => this.replicaHere(tp);
    const toDelete = (request: DeleteRecordsRequest) => this.deleteRecords(request);
    const catchUp = new MetadataCatchUp(self, leaderWaitMs, modules);
    this.own = ownReplicas({
      ...modules,
      dataDirectory,
      replicaOf,
      metadataCaughtUp: () => catchUp.run(),
      deleteRecords: toDelete,
    });
  }

  /** What another broker forwarded here: only for replicas of this one, never a second hop. */
  readonly forwarded: ForwardedOperations = {
    produce: (request) => this.produceHere(request),
    fetch: (request) => this.fetchHere(request),
    listOffsets: (request) => this.listOffsetsHere(request),
    describeReplica: (tp) => this.describeReplica(tp),
    changeMetadata: (request) => this.modules.admin.changeHere(request),
    transferLeadership: (tp, to) => this.transferHere(tp, to),
    group: (partition, request) => this.modules.groups.carryOutHere(partition, request),
    deleteRecords: (tp, before) => this.deleteRecordsHere(tp, before),
  };

  describeCluster(): Promise<api.ClusterDescription> {
    const { metadata, host, lookup } = this.modules;
    const brokers = metadata.image.brokers.map((broker) => ({
      nodeId: broker.nodeId,
      host: broker.host,
      httpPort: broker.httpPort,
      peerPort: broker.peerPort,
      ...(broker.kafkaPort === undefined ? {} : { kafkaPort: broker.kafkaPort }),
      isConnected: host.peers.isConnected(broker.nodeId),
    }));
    return Promise.resolve({
      clusterId: this.options.clusterId,
      nodeId: this.options.self,
      controller: lookup.known(METADATA_GROUP),
      brokers: brokers.toSorted((a, b) => a.nodeId - b.nodeId),
    });
  }

  describeTopics(names?: readonly string[]): Promise<api.TopicDescription[]> {
    const { image } = this.modules.metadata;
    if (names === undefined && image.brokers.length === 0) {
      return Promise.reject(
        new BrokerError(
          'LEADER_NOT_AVAILABLE',
          'This broker has not heard from the metadata group yet, so it knows no topics; ask another broker, or see: npx flotilla cluster health',
        ),
      );
    }
    const wanted = names ?? image.topics.map((topic) => topic.name).toSorted();
    return Promise.resolve(wanted.map((name) => this.describeTopic(name)));
  }

  private describeTopic(name: string): api.TopicDescription {
    const topic = this.modules.metadata.image.topic(name);
    if (topic === undefined) {
      const { errorName, message } = this.noSuchTopic(name);
      return { name, error: { name: errorName, message }, partitions: [] };
    }
    const partitions = topic.partitions.map((replicas, partition) =>
      this.leadershipOf({ topicId: topic.topicId, partition }, replicas),
    );
    return { name, topicId: topic.topicId, partitions };
  }

  private leadershipOf(
    group: GroupId,
    replicas: readonly { readonly nodeId: NodeId }[],
  ): api.PartitionLeadership {
    const row = this.modules.host.leadership.get(groupKey(group));
    return {
      partition: group.partition,
      leader: row?.leader,
      leaderEpoch: row?.term ?? term(0),
      replicas: replicas.map((replica) => replica.nodeId),
      inSyncReplicas: row?.inSync ?? [],
    };
  }

  async produce(request: api.ProduceRequest): Promise<api.ProduceReceipt> {
    refuseWriteToOwnTopic(request.topic);
    const { group } = this.locate(request);
    const leader = this.modules.lookup.known(group) ?? (await this.findLeader(group, request));
    if (leader === this.options.self) return this.produceHere(request);
    const remote = this.remote(leader, request.timeoutMs);
    if (request.acks !== 0) return remote.produce(request);
    // acks 0 waits for nothing, not even for the hop.
    remote.produce(request).catch(() => undefined);
    return receiptOfNothing(term(0));
  }

  private async produceHere(request: api.ProduceRequest): Promise<api.ProduceReceipt> {
    const { replica, topicId } = this.replicaHere(request);
    const rules = this.modules.settings.writeRules(topicId);
    return this.modules.partitions.produce(replica, rules, request);
  }

  async fetch(request: api.FetchRequest): Promise<api.FetchResult> {
    const { group } = this.locate(request);
    const leader = this.modules.lookup.known(group) ?? (await this.findLeader(group, request));
    if (leader !== this.options.self) return this.remote(leader, request.waitMsMax).fetch(request);
    return this.fetchHere(request);
  }

  private async fetchHere(request: api.FetchRequest): Promise<api.FetchResult> {
    return this.modules.partitions.fetch(this.replicaHere(request).replica, request);
  }

  async listOffsets(request: api.ListOffsetsRequest): Promise<api.ListedOffset> {
    const { group } = this.locate(request);
    const leader = await this.findLeader(group, request);
    if (leader !== this.options.self)
      return this.remote(leader, DESCRIBE_MS_MAX).listOffsets(request);
    return this.listOffsetsHere(request);
  }

  private async listOffsetsHere(request: api.ListOffsetsRequest): Promise<api.ListedOffset> {
    return this.modules.partitions.listOffsets(this.replicaHere(request).replica, request);
  }

  createTopic(request: api.CreateTopicRequest): Promise<api.CreatedTopic> {
    return this.modules.admin.createTopic(request);
  }

  deleteTopic(name: string): Promise<void> {
    return this.modules.admin.deleteTopic(name);
  }

  addPartitions(
    name: string,
    partitionCount: number,
    options?: api.AddPartitionsOptions,
  ): Promise<void> {
    return this.modules.admin.addPartitions(name, partitionCount, options);
  }

  async describeTopicConfig(name: string): Promise<api.ConfigEntry[]> {
    return this.modules.settings.describe(name);
  }

  alterTopicConfig(name: string, changes: Readonly<Record<string, string | null>>): Promise<void> {
    return this.modules.admin.alterTopicConfig(name, changes);
  }

  async describePartition(tp: TopicPartition): Promise<api.PartitionDescription> {
    const { group, replicas } = this.locate(tp);
    const described = await Promise.all(
      replicas.map((nodeId) => this.describeReplicaOf(nodeId, tp)),
    );
    const row = this.modules.host.leadership.get(groupKey(group));
    return {
      topic: tp.topic,
      partition: tp.partition,
      topicId: group.topicId,
      leader: row?.leader,
      leaderEpoch: row?.term ?? term(0),
      replicas: described,
    };
  }

  private async describeReplicaOf(
    nodeId: NodeId,
    tp: TopicPartition,
  ): Promise<api.ReplicaDescription> {
    try {
      const state =
        nodeId === this.options.self
          ? await this.describeReplica(tp)
          : await this.remote(nodeId, DESCRIBE_MS_MAX).describeReplica(tp);
      return { nodeId, isReachable: true, ...state };
    } catch (error) {
      return {
        nodeId,
        isReachable: false,
        reason: error instanceof Error ? error.message : String(error),
      };
    }
  }

  private async describeReplica(tp: TopicPartition): Promise<api.ReplicaState> {
    const { replica } = this.replicaHere(tp);
    return describeReplica(replica, this.options.tickMs);
  }

  async transferLeadership(tp: TopicPartition, to: NodeId): Promise<void> {
    const { group, replicas } = this.locate(tp);
    if (!replicas.includes(to)) {
      throw new BrokerError(
        'INVALID_REPLICA_ASSIGNMENT',
        `Broker ${to} has no replica of ${showTopicPartition(tp)}; its replicas are on ${replicas.join(', ')}.`,
      );
    }
    const leader = await this.findLeader(group, tp);
    if (leader === to) return;
    if (leader !== this.options.self) {
      return this.remote(leader, this.options.transferMsMax).transferLeadership(tp, to);
    }
    return this.transferHere(tp, to);
  }

  private async transferHere(tp: TopicPartition, to: NodeId): Promise<void> {
    await this.replicaHere(tp).replica.transferLeadership(to);
    await this.awaitLeader(this.locate(tp).group, to, tp);
  }

  clusterHealth(): Promise<api.ClusterHealth> {
    const { metadata, host } = this.modules;
    return Promise.resolve(clusterHealthOf(metadata.image, host));
  }

  initProducerId(): Promise<api.ProducerIdentity> {
    return this.producerIds.take();
  }

  group<Kind extends GroupRequestKind>(
    request: GroupRequestOf<Kind>,
    options?: api.GroupCallOptions,
  ): Promise<GroupResponseOf<Kind>> {
    return this.modules.groups.carryOut(request, options);
  }

  async findCoordinator(groupId: string): Promise<api.BrokerDescription> {
    const nodeId = await this.modules.groups.findCoordinator(groupId);
    const { brokers } = await this.describeCluster();
    const coordinator = brokers.find((broker) => broker.nodeId === nodeId);
    if (coordinator === undefined) throw new BrokerError('COORDINATOR_NOT_AVAILABLE');
    return coordinator;
  }

  private async deleteRecords(request: DeleteRecordsRequest): Promise<Offset> {
    refuseWriteToOwnTopic(request.topic);
    const { replica, topicId } = this.replicaHere(request);
    const { self } = this.options;
    const others = this.locate(request).replicas.filter(
      (nodeId) => nodeId !== self && this.modules.host.peers.isConnected(nodeId),
    );
    return deleteRecords(replica, request, others, (nodeId, before) =>
      this.deleteRecordsThere(nodeId, { ...request, topicId }, before),
    );
  }

  deleteRecordsThere(
    nodeId: NodeId,
    tp: TopicPartition & { readonly topicId: Uuid },
    before: Offset,
  ): Promise<Offset> {
    return this.remote(nodeId, DELETE_MS_MAX).deleteRecords(tp, before);
  }

  private async deleteRecordsHere(
    tp: TopicPartition & { readonly topicId: Uuid },
    before: Offset,
  ): Promise<Offset> {
    const { replica, topicId } = this.replicaHere(tp);
    if (topicId !== tp.topicId) throw new BrokerError('UNKNOWN_TOPIC_ID');
    return deleteRecordsOf(replica, before);
  }

  private locate(tp: TopicPartition): Located {
    const { image } = this.modules.metadata;
    if (tp.topic === METADATA_TOPIC && tp.partition === 0) {
      return { group: METADATA_GROUP, replicas: this.options.metadataVoters };
    }
    const topic = image.topic(tp.topic);
    if (topic === undefined) throw this.noSuchTopic(tp.topic);
    const replicas = topic.partitions[tp.partition];
    if (replicas === undefined) {
      throw new BrokerError(
        'UNKNOWN_TOPIC_OR_PARTITION',
        `Topic "${tp.topic}" has partitions 0 to ${topic.partitions.length - 1}, not ${tp.partition}.`,
      );
    }
    return {
      group: { topicId: topic.topicId, partition: tp.partition },
      replicas: replicas.map((replica) => replica.nodeId),
    };
  }

  /** A broker that has not heard from the metadata group yet must not claim that there is no such topic. */
  private noSuchTopic(name: string): BrokerError {
    const { metadata, lookup } = this.modules;
    const isInformed =
      metadata.image.brokers.length > 0 && lookup.known(METADATA_GROUP) !== undefined;
    if (isInformed) return unknownTopic(name);
    return new BrokerError(
      'LEADER_NOT_AVAILABLE',
      `This broker does not hear from the metadata group, so it cannot say whether there is a topic "${name}"; ask another broker, or see: npx flotilla cluster health`,
    );
  }

  private replicaHere(tp: TopicPartition): { replica: Replica; topicId: Uuid } {
    const { group } = this.locate(tp);
    const { host } = this.modules;
    const key = groupKey(group);
    const replica = host.replica(key);
    if (replica !== undefined) return { replica, topicId: group.topicId };
    const damage = host.damageOf(key);
    if (damage !== undefined) {
      throw new BrokerError(
        'KAFKA_STORAGE_ERROR',
        `This replica of ${showTopicPartition(tp)} has failed: ${damage}`,
      );
    }
    throw new BrokerError(
      'NOT_LEADER_OR_FOLLOWER',
      `This broker has no replica of ${showTopicPartition(tp)} yet.`,
    );
  }

  private findLeader(group: GroupId, tp: TopicPartition): Promise<NodeId> {
    return this.modules.lookup.find(group, this.options.leaderWaitMs, showTopicPartition(tp));
  }

  private async awaitLeader(group: GroupId, wanted: NodeId, tp: TopicPartition): Promise<void> {
    const { clock, host } = this.modules;
    const deadline = clock.monotonic() + this.options.transferMsMax;
    while (host.leadership.get(groupKey(group))?.leader !== wanted) {
      if (clock.monotonic() >= deadline) {
        throw new BrokerError(
          'REQUEST_TIMED_OUT',
          `Broker ${wanted} did not take over ${showTopicPartition(tp)} in time.`,
        );
      }
      await new Promise<void>((resolve) => {
        clock.setTimer(this.options.tickMs, resolve);
      });
    }
  }

  private remote(peer: NodeId, timeoutMs: number): RemoteBroker {
    return new RemoteBroker(this.modules.host.peers, peer, timeoutMs);
  }
}
