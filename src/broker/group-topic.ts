/**
 * `__consumer_offsets`: where groups keep what they must not forget. Made on first need, with the partitions that it has
 * for good: which partition keeps a group follows from its id and their number.
 */
import { BrokerError } from '../model/errors.ts';
import type { BrokerConfig } from '../config/broker-config.ts';
import type { Topic } from '../metadata/image.ts';
import type { MetadataGroup } from './metadata-group.ts';
import type { TopicAdmin } from './topic-admin.ts';

/** Kafka's name for it. */
export const GROUPS_TOPIC = '__consumer_offsets';

/** As Kafka does: abs(hashCode(groupId)) % partitions, with Java's hash code of a string. */
export function partitionOfGroup(groupId: string, partitionCount: number): number {
  let hash = 0;
  for (let at = 0; at < groupId.length; at += 1) {
    hash = (Math.imul(31, hash) + groupId.charCodeAt(at)) | 0;
  }
  // Java's abs of its least integer is that integer again, for which Kafka takes 0.
  return hash === -0x8000_0000 ? 0 : Math.abs(hash) % partitionCount;
}

export interface GroupTopicOptions {
  readonly config: BrokerConfig;
  /** Brokers that there will be, even if some are not registered yet. */
  readonly brokersExpected: number;
}

export interface GroupTopicModules {
  readonly metadata: MetadataGroup;
  readonly admin: TopicAdmin;
  /** Resolves when the image has everything that was committed before the call. */
  readonly metadataCaughtUp: () => Promise<void>;
}

export class GroupTopic {
  private readonly options: GroupTopicOptions;
  private readonly modules: GroupTopicModules;
  private making: Promise<Topic> | undefined;

  constructor(options: GroupTopicOptions, modules: GroupTopicModules) {
    this.options = options;
    this.modules = modules;
  }

  get known(): Topic | undefined {
    return this.modules.metadata.image.topic(GROUPS_TOPIC);
  }

  /** Undefined only when there certainly is none, and so no group either. */
  async find(): Promise<Topic | undefined> {
    if (this.known === undefined) await this.modules.metadataCaughtUp().catch(notAvailable);
    return this.known;
  }

  async ensure(): Promise<Topic> {
    const { known } = this;
    if (known !== undefined) return known;
    this.making ??= this.make().finally(() => {
      this.making = undefined;
    });
    return this.making;
  }

  private async make(): Promise<Topic> {
    const found = await this.find();
    if (found !== undefined) return found;
    const { config } = this.options;
    await this.modules.admin
      .createInternalTopic({
        name: GROUPS_TOPIC,
        partitionCount: config.offsetsTopicNumPartitions,
        replicationFactor: this.replicationFactor(),
        configs: { 'segment.bytes': String(config.offsetsTopicSegmentBytes) },
      })
      .catch(unlessMadeMeanwhile);
    const made = await this.find();
    if (made === undefined) throw new BrokerError('COORDINATOR_NOT_AVAILABLE');
    return made;
  }

  /** It stays what it is at first: while a cluster forms, the brokers that are still to come count. */
  private replicationFactor(): number {
    const { config, brokersExpected } = this.options;
    const registered = this.modules.metadata.image.brokers.length;
    const wanted = Math.min(
      config.offsetsTopicReplicationFactor,
      Math.max(brokersExpected, registered),
    );
    if (registered >= wanted) return wanted;
    throw new BrokerError(
      'COORDINATOR_NOT_AVAILABLE',
      `${GROUPS_TOPIC} is made when ${wanted} brokers are registered, ${registered} are; start the others.`,
    );
  }
}

function unlessMadeMeanwhile(error: unknown): void {
  if (error instanceof BrokerError && error.errorName === 'TOPIC_ALREADY_EXISTS') return;
  notAvailable(error);
}

function notAvailable(error: unknown): never {
  if (!(error instanceof BrokerError) || error.errorName === 'COORDINATOR_NOT_AVAILABLE')
    throw error;
  throw new BrokerError(
    'COORDINATOR_NOT_AVAILABLE',
    `${GROUPS_TOPIC} is not there yet: ${error.message}`,
  );
}
