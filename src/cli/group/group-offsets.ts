/** Where a group stands: what it has committed, how far the partitions go, and who reads them. */
import type { BrokerApi } from '../../broker/api.ts';
import { decodeMemberAssignment } from '../../client/consumer/assigner-protocol.ts';
import type { GroupDescription, GroupMemberDescription } from '../../group/requests.ts';
import { BrokerError, type ErrorName } from '../../model/errors.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { isBrokerError } from '../cluster-client.ts';

export interface GroupPartition extends TopicPartition {
  /** Undefined: nothing is committed. */
  readonly committed: number | undefined;
  /** What is committed in the partition, exclusive; undefined: there is no such partition any more. */
  readonly end: number | undefined;
  /** Undefined while one of the two is. */
  readonly lag: number | undefined;
  readonly memberId: string | undefined;
}

/** A broker takes so many requests of one connection at once without waiting. */
const ASKED_AT_ONCE = 100;

/** Undefined when there is no such group. */
export async function describeGroup(
  broker: BrokerApi,
  groupId: string,
): Promise<GroupDescription | undefined> {
  const { groups } = await broker.group({ kind: 'describe', groupIds: [groupId] });
  const [group] = groups;
  if (group?.error !== undefined) throw errorOf(group.error);
  return group === undefined || group.state === 'Dead' ? undefined : group;
}

/** What is committed or assigned, by topic and partition. */
export async function groupPartitions(
  broker: BrokerApi,
  { groupId, members }: GroupDescription,
): Promise<GroupPartition[]> {
  const { offsets } = await broker.group({ kind: 'fetch-offsets', groupId });
  const found = new Map<string, Omit<GroupPartition, 'end' | 'lag'>>();
  for (const { topic, partition, offset } of offsets) {
    found.set(keyOf({ topic, partition }), {
      topic,
      partition,
      committed: offset,
      memberId: undefined,
    });
  }
  for (const member of members) {
    for (const tp of partitionsOf(member)) {
      const committed = found.get(keyOf(tp))?.committed;
      found.set(keyOf(tp), { ...tp, committed, memberId: member.memberId });
    }
  }
  const rows = [...found.values()].toSorted(byTopicAndPartition);
  return await eachOf(rows, async (row) => {
    const end = await endOf(broker, row);
    const { committed } = row;
    const lag =
      end === undefined || committed === undefined ? undefined : Math.max(0, end - committed);
    return { ...row, end, lag };
  });
}

/** Of a member that speaks the protocol of consumers; none while the group rebalances. */
export function partitionsOf({
  assignment,
}: Pick<GroupMemberDescription, 'assignment'>): TopicPartition[] {
  try {
    const topics = decodeMemberAssignment(assignment)?.assignment ?? {};
    return Object.entries(topics)
      .flatMap(([topic, partitions]) => partitions.map((partition) => ({ topic, partition })))
      .toSorted(byTopicAndPartition);
  } catch {
    // Another protocol than that of consumers: its bytes are its own.
    return [];
  }
}

/** Not all at once: a group may have thousands of partitions. */
export async function eachOf<T, U>(
  items: readonly T[],
  ask: (item: T) => Promise<U>,
): Promise<U[]> {
  const answers: U[] = [];
  for (let at = 0; at < items.length; at += ASKED_AT_ONCE) {
    answers.push(...(await Promise.all(items.slice(at, at + ASKED_AT_ONCE).map(ask))));
  }
  return answers;
}

export function errorOf(name: ErrorName): BrokerError {
  return new BrokerError(name);
}

async function endOf(
  broker: BrokerApi,
  { topic, partition }: TopicPartition,
): Promise<number | undefined> {
  try {
    const { offset } = await broker.listOffsets({ topic, partition, at: { kind: 'latest' } });
    return offset;
  } catch (error) {
    if (isBrokerError(error) && error.errorName === 'UNKNOWN_TOPIC_OR_PARTITION') return undefined;
    throw error;
  }
}

export function byTopicAndPartition(a: TopicPartition, b: TopicPartition): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1;
  return a.partition - b.partition;
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
