/** What is said of topics and their configuration, to clients and between brokers. */
import type { Uuid } from './ids.ts';

/** The brokers that somebody wants to hold a partition; not checked. The first is the preferred leader. */
export type PlacedByHand = readonly number[];

export interface CreateTopicRequest {
  readonly name: string;
  /** Undefined: the broker's default (num.partitions, default.replication.factor). */
  readonly partitionCount?: number;
  readonly replicationFactor?: number;
  /** In place of the two numbers. */
  readonly placed?: readonly PlacedByHand[];
  readonly configs?: Readonly<Record<string, string>>;
  readonly validateOnly?: boolean;
}

export interface AddPartitionsOptions {
  /** The replicas of the new partitions only. */
  readonly placed?: readonly PlacedByHand[];
  readonly validateOnly?: boolean;
}

export interface CreatedTopic {
  readonly name: string;
  readonly topicId: Uuid;
  readonly partitionCount: number;
  readonly replicationFactor: number;
  /** For instance of replication factor 2. */
  readonly warnings: readonly string[];
}

export interface ConfigEntry {
  readonly name: string;
  readonly value: string;
  readonly source: 'topic' | 'broker' | 'default';
  readonly documentation: string;
  /** False: accepted for Kafka's sake, without effect here. */
  readonly hasEffect: boolean;
}
