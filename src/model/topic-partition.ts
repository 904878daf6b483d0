import type { Uuid } from './ids.ts';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Names one Raft group for good: a topic that is deleted and made again has another id. */
export interface GroupId {
  readonly topicId: Uuid;
  readonly partition: number;
}

export type GroupKey = `${Uuid}:${number}`;

export function groupKey(group: GroupId): GroupKey {
  return `${group.topicId}:${group.partition}`;
}

export function showTopicPartition(tp: TopicPartition): string {
  return `${tp.topic}/${tp.partition}`;
}

export const TOPIC_NAME_LENGTH_MAX = 249;
/** Kafka's name for it; its single partition is the metadata group. */
export const METADATA_TOPIC = '__cluster_metadata';

/** Undefined when the name is legal, else what is wrong with it, as the end of a sentence. */
export function topicNameFault(name: string): string | undefined {
  if (name.length === 0) return 'is empty';
  if (name === '.' || name === '..') return 'means a directory and may not be a topic';
  if (name.length > TOPIC_NAME_LENGTH_MAX) {
    return `has ${name.length} characters, the most is ${TOPIC_NAME_LENGTH_MAX}`;
  }
  if (!/^[a-zA-Z0-9._-]+$/.test(name))
    return 'may have only ASCII letters, digits, ".", "_" and "-"';
  return undefined;
}
