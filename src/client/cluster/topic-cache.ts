/** What the brokers said about topics, for `metadataMaxAge`. */
import type { PartitionLeadership, TopicDescription } from '../../broker/api.ts';
import { ERRORS, type ErrorName } from '../../model/errors.ts';
import type { Clock } from '../../platform/clock.ts';
import { KafkaJSProtocolError, KafkaJSTopicMetadataNotLoaded } from '../errors.ts';
import { protocolError } from '../error-mapping.ts';
import type { PartitionMetadata } from '../types/producer.ts';

const LEADER_NOT_AVAILABLE = ERRORS.LEADER_NOT_AVAILABLE.code;
/** Topics beyond it are asked for again; the oldest go first. */
const TOPICS_MAX = 10_000;

interface Known {
  readonly metadata: PartitionMetadata[];
  readonly fetchedAt: number;
}

export interface TopicCacheOptions {
  readonly clock: Clock;
  readonly maxAgeMs: number;
  /** Asks a broker, with retries. */
  readonly describe: (names: readonly string[] | undefined) => Promise<TopicDescription[]>;
  readonly createTopic: (name: string) => Promise<unknown>;
}

export class TopicCache {
  private readonly options: TopicCacheOptions;
  private readonly known = new Map<string, Known>();
  private readonly asking = new Map<string, Promise<Known>>();

  constructor(options: TopicCacheOptions) {
    this.options = options;
  }

  /** What is known and not too old. */
  fresh(topic: string): PartitionMetadata[] | undefined {
    const known = this.known.get(topic);
    const { clock, maxAgeMs } = this.options;
    return known && clock.monotonic() - known.fetchedAt < maxAgeMs ? known.metadata : undefined;
  }

  /** In the order of the partitions. An unknown topic: KafkaJSProtocolError, or it is made when `create` says so. */
  async partitionsOf(topic: string, { create = false } = {}): Promise<PartitionMetadata[]> {
    return this.fresh(topic) ?? (await this.refresh(topic, { create })).metadata;
  }

  /** Asks a broker, however fresh it is. Until the answer is there, `peek` gives what was known. */
  async renewed(topic: string): Promise<PartitionMetadata[]> {
    return (await this.refresh(topic, { create: false })).metadata;
  }

  /** Only what is known already, however old. */
  peek(topic: string): PartitionMetadata[] | undefined {
    return this.known.get(topic)?.metadata;
  }

  /** The next one who asks gets it fresh. */
  forget(topic: string): void {
    this.known.delete(topic);
  }

  async listAll(): Promise<TopicDescription[]> {
    return this.options.describe(undefined);
  }

  /** One question at a time for a topic, whoever wants to know. */
  private refresh(topic: string, { create }: { create: boolean }): Promise<Known> {
    const key = `${create}/${topic}`;
    const asking = this.asking.get(key);
    if (asking) return asking;
    const answer = this.ask(topic, create).finally(() => this.asking.delete(key));
    this.asking.set(key, answer);
    return answer;
  }

  private async ask(topic: string, create: boolean): Promise<Known> {
    const { describe, createTopic } = this.options;
    const [description] = await describe([topic]);
    try {
      return this.keep(topic, description);
    } catch (error) {
      if (!create || !isUnknownTopic(error)) throw error;
    }
    await createTopic(topic).catch((error: unknown) => {
      if (!(error instanceof KafkaJSProtocolError) || error.type !== 'TOPIC_ALREADY_EXISTS') {
        throw error;
      }
    });
    return this.keep(topic, (await describe([topic]))[0]);
  }

  private keep(topic: string, description: TopicDescription | undefined): Known {
    if (description?.error) {
      const error = topicError(description.error);
      // A broker that knows nothing at the moment does not know that it is gone.
      if (isUnknownTopic(error)) this.known.delete(topic);
      throw error;
    }
    if (description === undefined || description.partitions.length === 0) {
      throw new KafkaJSTopicMetadataNotLoaded(`No broker knows the partitions of ${topic} yet.`, {
        topic,
      });
    }
    const partitions = [...description.partitions].sort((a, b) => a.partition - b.partition);
    const fetchedAt = this.options.clock.monotonic();
    const known = { metadata: partitions.map(partitionMetadata), fetchedAt };
    this.known.delete(topic);
    this.known.set(topic, known);
    if (this.known.size > TOPICS_MAX) this.known.delete(this.known.keys().next().value!);
    return known;
  }
}

export function topicError(error: { name: string; message: string }): KafkaJSProtocolError {
  const isKnown = Object.hasOwn(ERRORS, error.name);
  return protocolError(isKnown ? (error.name as ErrorName) : 'UNKNOWN_SERVER_ERROR', error.message);
}

export function partitionMetadata(partition: PartitionLeadership): PartitionMetadata {
  const { leader, replicas, inSyncReplicas } = partition;
  return {
    partitionErrorCode: leader === undefined ? LEADER_NOT_AVAILABLE : 0,
    partitionId: partition.partition,
    leader: leader ?? -1,
    replicas: [...replicas],
    isr: [...inSyncReplicas],
    offlineReplicas: [],
  };
}

function isUnknownTopic(error: unknown): boolean {
  return error instanceof KafkaJSProtocolError && error.type === 'UNKNOWN_TOPIC_OR_PARTITION';
}
