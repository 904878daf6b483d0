/**
 * Changes of the cluster's metadata: carried out here when this broker leads the metadata group, else forwarded one hop
 * to the one that does.
 */
import { uuidToText } from '../base/uuid.ts';
import { BrokerError } from '../model/errors.ts';
import { uuid, type NodeId } from '../model/ids.ts';
import type { Host } from '../host/host.ts';
import type { BrokerRegistration, ProducerIdBlock } from '../metadata/image.ts';
import {
  decodeMetadataRequest,
  decodeMetadataResponse,
  encodeMetadataRequest,
  encodeMetadataResponse,
  type MetadataRequest,
  type MetadataResponse,
} from '../metadata/requests.ts';
import type { Random } from '../platform/random.ts';
import type { AddPartitionsOptions, CreatedTopic, CreateTopicRequest } from './api.ts';
import { illegalName } from './errors.ts';
import { RemoteBroker } from './forwarding.ts';
import type { LeaderLookup } from './leader-lookup.ts';
import { METADATA_GROUP, type MetadataGroup } from './metadata-group.ts';

export interface TopicAdminOptions {
  readonly self: NodeId;
  /** How long a request waits for an election, and a new topic for its leaders. */
  readonly leaderWaitMs: number;
}

export interface TopicAdminModules {
  readonly metadata: MetadataGroup;
  readonly lookup: LeaderLookup;
  readonly host: Host;
  readonly random: Random;
}

const CHANGE_MS_MAX = 15_000;

export class TopicAdmin {
  private readonly options: TopicAdminOptions;
  private readonly modules: TopicAdminModules;

  constructor(options: TopicAdminOptions, modules: TopicAdminModules) {
    this.options = options;
    this.modules = modules;
  }

  async registerBroker(broker: BrokerRegistration): Promise<void> {
    await this.change({ kind: 'register-broker', broker });
  }

  /** Resolves when every partition is led, or after a while: then its leaders are still to come. */
  async createTopic(request: CreateTopicRequest): Promise<CreatedTopic> {
    const illegal = illegalName(request.name);
    if (illegal !== undefined) throw illegal;
    return this.create(request, false);
  }

  /** One of the broker's own, which clients may neither make nor change. */
  createInternalTopic(request: CreateTopicRequest): Promise<CreatedTopic> {
    return this.create(request, true);
  }

  private async create(request: CreateTopicRequest, isInternal: boolean): Promise<CreatedTopic> {
    const topicId = uuid(uuidToText(this.modules.random.bytes(16)));
    const response = await this.change({ kind: 'create-topic', ...request, topicId, isInternal });
    if (response.kind !== 'topic-created') throw answeredAnotherQuestion();
    if (request.validateOnly !== true) await this.awaitLeaders(response.topic, 0);
    return response.topic;
  }

  async deleteTopic(name: string): Promise<void> {
    await this.change({ kind: 'delete-topic', name });
  }

  async addPartitions(
    name: string,
    partitionCount: number,
    options: AddPartitionsOptions = {},
  ): Promise<void> {
    const before = this.modules.metadata.image.topic(name)?.partitions.length ?? 0;
    await this.change({ kind: 'add-partitions', name, partitionCount, ...options });
    if (options.validateOnly === true) return;
    const topic = this.modules.metadata.image.topic(name);
    if (topic !== undefined) await this.awaitLeaders({ ...topic, partitionCount }, before);
  }

  async alterTopicConfig(
    name: string,
    changes: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    await this.change({ kind: 'alter-topic-config', name, changes });
  }

  /** Ids that only this broker may give out. */
  async allocateProducerIds(): Promise<ProducerIdBlock> {
    const brokerId = this.options.self;
    const response = await this.change({ kind: 'allocate-producer-ids', brokerId });
    if (response.kind !== 'producer-ids-allocated') throw answeredAnotherQuestion();
    return response.ids;
  }

  /** On the leader of the metadata group, for a broker that forwarded it. */
  async changeHere(request: Uint8Array): Promise<Uint8Array> {
    return encodeMetadataResponse(
      await this.modules.metadata.change(decodeMetadataRequest(request)),
    );
  }

  private async change(request: MetadataRequest): Promise<MetadataResponse> {
    const { lookup, metadata, host } = this.modules;
    const leader = await lookup.find(
      METADATA_GROUP,
      this.options.leaderWaitMs,
      'The metadata group',
    );
    if (leader === this.options.self) return metadata.change(request);
    const remote = new RemoteBroker(host.peers, leader, CHANGE_MS_MAX);
    return decodeMetadataResponse(await remote.changeMetadata(encodeMetadataRequest(request)));
  }

  private async awaitLeaders(
    topic: Pick<CreatedTopic, 'name' | 'topicId' | 'partitionCount'>,
    firstPartition: number,
  ): Promise<void> {
    const { lookup } = this.modules;
    const led: Promise<unknown>[] = [];
    for (let partition = firstPartition; partition < topic.partitionCount; partition += 1) {
      const group = { topicId: topic.topicId, partition };
      led.push(lookup.find(group, this.options.leaderWaitMs, `${topic.name}/${partition}`));
    }
    await Promise.allSettled(led);
  }
}

function answeredAnotherQuestion(): BrokerError {
  return new BrokerError('UNKNOWN_SERVER_ERROR', 'The controller answered another question.');
}
