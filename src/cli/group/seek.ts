/** `group seek`: moves what a group has committed. First the plan, which changes nothing; then, if asked, the commit. */
import type { BrokerApi } from '../../broker/api.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { CliError } from '../cli-error.ts';
import type { StartAt } from '../consume/start-argument.ts';
import { resolveRange } from '../consume/start-offset.ts';
import { countOf } from '../show.ts';
import { findTopic } from '../topics.ts';
import { byTopicAndPartition, describeGroup, eachOf, errorOf } from './group-offsets.ts';

export interface SeekRequest {
  readonly groupId: string;
  readonly to: StartAt;
  /** Undefined: all that the group has committed. */
  readonly topics?: readonly string[];
  /** Of the one topic that is named. */
  readonly partition?: number;
}

export interface SeekStep extends TopicPartition {
  /** Undefined: nothing is committed yet. */
  readonly from: number | undefined;
  readonly to: number;
}

/** Refuses while the group has members: they would go on from where they are, and commit over it. */
export async function planSeek(broker: BrokerApi, request: SeekRequest): Promise<SeekStep[]> {
  const { groupId, to } = request;
  const group = await describeGroup(broker, groupId);
  if (group === undefined && request.topics === undefined) throw noSuchGroup(groupId);
  if (group !== undefined && group.members.length > 0) {
    throw new CliError(
      `Group "${groupId}" has ${countOf(group.members.length, 'member')}; its offsets can be moved only while it is empty.`,
      'stop its consumers, then run this again.',
    );
  }
  const { offsets } = await broker.group({ kind: 'fetch-offsets', groupId });
  const committed = new Map(offsets.map((one) => [`${one.topic}/${one.partition}`, one.offset]));
  const partitions =
    request.topics === undefined
      ? offsets.filter(({ offset }) => offset !== undefined)
      : await partitionsOf(broker, request.topics, request.partition);
  return await eachOf(partitions.toSorted(byTopicAndPartition), async ({ topic, partition }) => {
    const { start } = await resolveRange(broker, { topic, partition }, to);
    return { topic, partition, from: committed.get(`${topic}/${partition}`), to: start };
  });
}

/** As an administrator, not as a member: the coordinator refuses it when somebody has joined meanwhile. */
export async function carryOut(
  broker: BrokerApi,
  groupId: string,
  steps: readonly SeekStep[],
): Promise<void> {
  const { partitions } = await broker.group({
    kind: 'commit-offsets',
    groupId,
    generationId: -1,
    memberId: '',
    offsets: steps.map(({ topic, partition, to }) => ({
      topic,
      partition,
      offset: to,
      metadata: '',
    })),
  });
  const refused = partitions.find(({ error }) => error !== undefined);
  if (refused?.error === undefined) return;
  throw new CliError(
    `The offset of ${refused.topic}/${refused.partition} was not moved: ${errorOf(refused.error).message}`,
    `see what has changed with: npx flotilla group describe ${groupId}`,
  );
}

export function noSuchGroup(groupId: string): CliError {
  return new CliError(
    `There is no group "${groupId}".`,
    'list the groups with: npx flotilla group list',
  );
}

async function partitionsOf(
  broker: BrokerApi,
  topics: readonly string[],
  partition: number | undefined,
): Promise<TopicPartition[]> {
  const found = await eachOf(topics, (topic) => findTopic(broker, topic, partition));
  return found.flatMap(({ name, partitions }) =>
    partitions
      .filter((one) => partition === undefined || one.partition === partition)
      .map((one) => ({ topic: name, partition: one.partition })),
  );
}
