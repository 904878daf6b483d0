/** What was subscribed to, and which topics and partitions that is at the moment. */
import { KafkaJSNonRetriableError } from '../errors.ts';
import { METADATA_TOPIC } from '../../model/topic-partition.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { ConsumerSubscribeTopic, ConsumerSubscribeTopics } from '../types/consumer.ts';
import type { ConsumerContext } from './consumer-context.ts';
import { typeOf } from './error-type.ts';

/** Of the brokers themselves: no pattern means them. */
const INTERNAL_TOPICS = new Set([METADATA_TOPIC, '__consumer_offsets', '__transaction_state']);

interface Topic {
  readonly fromBeginning: boolean;
  partitions: readonly number[];
}

interface Pattern {
  readonly pattern: RegExp;
  readonly fromBeginning: boolean;
}

/** What a look at the cluster has brought. */
export type TopicsChange = 'none' | 'partitions' | 'topics';

export class SubscribedTopics {
  private readonly context: ConsumerContext;
  private readonly topics = new Map<string, Topic>();
  private readonly patterns: Pattern[] = [];

  constructor(context: ConsumerContext) {
    this.context = context;
  }

  /** Perhaps to a pattern that nothing matches yet. */
  get isSubscribed(): boolean {
    return this.topics.size > 0 || this.patterns.length > 0;
  }

  get names(): string[] {
    return [...this.topics.keys()];
  }

  get partitions(): TopicPartition[] {
    return [...this.topics].flatMap(([topic, { partitions }]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
  }

  /** Where reading begins without a committed offset. */
  startOf(topic: string): 'earliest' | 'latest' {
    return this.topics.get(topic)?.fromBeginning ? 'earliest' : 'latest';
  }

  async subscribe(subscription: ConsumerSubscribeTopics | ConsumerSubscribeTopic): Promise<void> {
    const { fromBeginning = false } = subscription;
    const wanted = wantedOf(subscription);
    const patterns = wanted.filter((topic) => topic instanceof RegExp);
    for (const pattern of patterns)
      this.patterns.push({ pattern: stateless(pattern), fromBeginning });
    if (patterns.length > 0) await this.matchPatterns();
    for (const name of wanted) {
      if (typeof name !== 'string') continue;
      const create = this.context.settings.allowAutoTopicCreation;
      const metadata = await this.context.cluster.topics.partitionsOf(name, { create });
      const partitions = metadata.map(({ partitionId }) => partitionId);
      this.topics.set(name, { fromBeginning, partitions });
    }
  }

  /** Asks a broker anew. */
  async refresh(): Promise<TopicsChange> {
    const before = this.topics.size;
    await this.matchPatterns();
    let change: TopicsChange = this.topics.size === before ? 'none' : 'topics';
    for (const [name, topic] of this.topics) {
      const partitions = await this.partitionsOf(name);
      if (partitions.length === topic.partitions.length) continue;
      topic.partitions = partitions;
      if (change === 'none') change = 'partitions';
    }
    return change;
  }

  /** So that `topics.peek` knows it. */
  async load(name: string): Promise<void> {
    await this.context.cluster.topics.partitionsOf(name).catch((error: unknown) => {
      if (typeOf(error) !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error;
    });
  }

  private async matchPatterns(): Promise<void> {
    if (this.patterns.length === 0) return;
    for (const { name, partitions } of await this.context.cluster.topics.listAll()) {
      if (this.topics.has(name) || INTERNAL_TOPICS.has(name)) continue;
      const match = this.patterns.find(({ pattern }) => pattern.test(name));
      if (match === undefined) continue;
      const { fromBeginning } = match;
      const numbers = partitions.map(({ partition }) => partition).sort((a, b) => a - b);
      this.topics.set(name, { fromBeginning, partitions: numbers });
    }
  }

  /** None when the topic is gone: it may come back. */
  private async partitionsOf(name: string): Promise<number[]> {
    const { topics } = this.context.cluster;
    try {
      return (await topics.renewed(name)).map(({ partitionId }) => partitionId);
    } catch (error) {
      if (typeOf(error) !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error;
      return [];
    }
  }
}

function wantedOf(
  subscription: ConsumerSubscribeTopics | ConsumerSubscribeTopic,
): (string | RegExp)[] {
  if (typeof subscription !== 'object') {
    throw new KafkaJSNonRetriableError('subscribe takes an object: { topics: [...] }.');
  }
  const wanted: unknown = 'topics' in subscription ? subscription.topics : [subscription.topic];
  if (!Array.isArray(wanted) || wanted.length === 0) {
    throw new KafkaJSNonRetriableError('`topics` must be an array of topic names and RegExps.');
  }
  for (const topic of wanted as unknown[]) {
    if (typeof topic === 'string' || topic instanceof RegExp) continue;
    throw new KafkaJSNonRetriableError(
      `Invalid topic ${String(topic)}: a topic is named by a string or by a RegExp.`,
    );
  }
  return wanted as (string | RegExp)[];
}

/** With `g` or `y` a RegExp remembers where it stopped, which would make matching depend on the order of topics. */
function stateless(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
}
