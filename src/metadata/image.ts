/**
 * The cluster metadata as of a place in the metadata log: brokers, topics, partitions with their replicas, topic
 * configs. It changes only by committed records, one at a time and in order, so every broker has the same image
 * at the same place. Who leads what is not in here (DESIGN.md section 5).
 */
import { invariant } from '../base/invariant.ts';
import type { NodeId, Uuid } from '../model/ids.ts';
import type { ReplicaId } from '../model/log-entry.ts';
import type { TopicPartition } from '../model/topic-partition.ts';
import type { PartitionReplicas } from './placement.ts';
import { decodeRecord, type MetadataRecord } from './records.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts';

export interface BrokerRegistration extends ReplicaId {
  readonly host: string;
  /** WebSocket and HTTP. */
  readonly httpPort: number;
  readonly peerPort: number;
  readonly kafkaPort?: number;
}

/** The broker may give each of `[first, first + count)` to one producer. */
export interface ProducerIdBlock {
  readonly brokerId: NodeId;
  readonly first: number;
  readonly count: number;
}

/** Never changed in place: a change makes a new one. */
export interface Topic {
  readonly topicId: Uuid;
  readonly name: string;
  /** By partition number. */
  readonly partitions: readonly PartitionReplicas[];
  /** Only what was set for this topic; topic-configs.ts knows the defaults. */
  readonly configs: ReadonlyMap<string, string>;
}

/** What a replayed record did, for those who open, close and configure partitions. */
export type MetadataChange =
  | { readonly kind: 'broker-registered'; readonly broker: BrokerRegistration }
  | { readonly kind: 'topic-created'; readonly topic: Topic }
  /** `firstAdded` and the partitions behind it are new. */
  | { readonly kind: 'partitions-added'; readonly topic: Topic; readonly firstAdded: number }
  /** As it was. */
  | { readonly kind: 'topic-deleted'; readonly topic: Topic }
  | { readonly kind: 'topic-config-changed'; readonly topic: Topic }
  | { readonly kind: 'producer-ids-allocated'; readonly ids: ProducerIdBlock };

export class MetadataImage {
  private readonly brokersById = new Map<NodeId, BrokerRegistration>();
  private readonly topicsByName = new Map<string, Topic>();
  private readonly topicsById = new Map<Uuid, Topic>();
  private partitions = 0;
  private producerIds = 0;

  static fromSnapshot(bytes: Uint8Array): MetadataImage {
    const { brokers, topics, nextProducerId } = decodeSnapshot(bytes);
    const image = new MetadataImage();
    image.producerIds = nextProducerId;
    for (const broker of brokers) image.apply({ kind: 'broker-registered', broker });
    for (const topic of topics) image.apply({ kind: 'topic-created', topic });
    return image;
  }

  /** The same bytes on every broker at the same place of the log. */
  snapshot(): Uint8Array {
    const { brokers, topics, nextProducerId } = this;
    return encodeSnapshot({ brokers, topics, nextProducerId });
  }

  /** One record of the metadata log, in order. Throws MetadataTooNew or MalformedBytes: then nothing has changed. */
  replay(recordBytes: Uint8Array): MetadataChange {
    return this.apply(decodeRecord(recordBytes));
  }

  /** In the order of their first registration. */
  get brokers(): readonly BrokerRegistration[] {
    return [...this.brokersById.values()];
  }

  /** In the order of their creation. */
  get topics(): readonly Topic[] {
    return [...this.topicsByName.values()];
  }

  /** The first that was given to no broker; ids below it are never given again. */
  get nextProducerId(): number {
    return this.producerIds;
  }

  /** Over all topics. */
  get partitionCount(): number {
    return this.partitions;
  }

  broker(id: NodeId): BrokerRegistration | undefined {
    return this.brokersById.get(id);
  }

  topic(name: string): Topic | undefined {
    return this.topicsByName.get(name);
  }

  topicById(id: Uuid): Topic | undefined {
    return this.topicsById.get(id);
  }

  replicas(tp: TopicPartition): PartitionReplicas | undefined {
    return this.topic(tp.topic)?.partitions[tp.partition];
  }

  /** Every partition of every topic. */
  *allReplicas(): Generator<PartitionReplicas, void, undefined> {
    for (const topic of this.topicsByName.values()) yield* topic.partitions;
  }

  private apply(record: MetadataRecord): MetadataChange {
    switch (record.kind) {
      case 'broker-registered':
        this.brokersById.set(record.broker.nodeId, record.broker);
        return record;
      case 'topic-created':
        invariant(
          !this.topicsByName.has(record.topic.name),
          'a topic name is free when it is taken',
        );
        invariant(!this.topicsById.has(record.topic.topicId), 'a topic id is never used twice');
        this.put(record.topic);
        this.partitions += record.topic.partitions.length;
        return record;
      case 'partitions-added': {
        const before = this.existing(record.topicId);
        const topic = { ...before, partitions: [...before.partitions, ...record.partitions] };
        this.put(topic);
        this.partitions += record.partitions.length;
        return { kind: record.kind, topic, firstAdded: before.partitions.length };
      }
      case 'topic-deleted': {
        const topic = this.existing(record.topicId);
        this.topicsByName.delete(topic.name);
        this.topicsById.delete(topic.topicId);
        this.partitions -= topic.partitions.length;
        return { kind: record.kind, topic };
      }
      case 'topic-config-changed': {
        const before = this.existing(record.topicId);
        const topic = { ...before, configs: changedConfigs(before.configs, record.changes) };
        this.put(topic);
        return { kind: record.kind, topic };
      }
      case 'producer-ids-allocated':
        invariant(record.ids.first === this.producerIds, 'producer ids are given once, in order');
        this.producerIds = record.ids.first + record.ids.count;
        return record;
    }
  }

  private put(topic: Topic): void {
    this.topicsByName.set(topic.name, topic);
    this.topicsById.set(topic.topicId, topic);
  }

  private existing(topicId: Uuid): Topic {
    const topic = this.topicsById.get(topicId);
    invariant(topic !== undefined, 'a record speaks of a topic that exists');
    return topic;
  }
}

export function changedConfigs(
  before: ReadonlyMap<string, string>,
  changes: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, string> {
  const configs = new Map(before);
  for (const [name, value] of changes) {
    if (value === null) configs.delete(name);
    else configs.set(name, value);
  }
  return configs;
}
