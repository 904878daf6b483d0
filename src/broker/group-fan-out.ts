/** Requests that concern the groups of several coordinators: each is asked once, and the answers are put together. */
import { BrokerError, type ErrorName } from '../model/errors.ts';
import { showTopicPartition } from '../model/topic-partition.ts';
import type {
  GroupDescription,
  GroupListing,
  GroupRequest,
  GroupRequestOf,
  GroupResponse,
  GroupResponseOf,
} from '../group/requests.ts';
import { GROUPS_TOPIC, partitionOfGroup } from './group-topic.ts';

export interface Coordinators {
  /** Of `__consumer_offsets`. 0: there is no such topic, and so no group. */
  readonly partitionCount: number;
  ask(partition: number, request: GroupRequest): Promise<GroupResponse>;
}

/** All or nothing: a list that lacks the groups of one coordinator would say that they are gone. */
export async function listGroups(
  coordinators: Coordinators,
  request: GroupRequestOf<'list'>,
): Promise<GroupResponseOf<'list'>> {
  const partitions = Array.from({ length: coordinators.partitionCount }, (_, at) => at);
  const listed = partitions.map((partition) => listOf(coordinators, partition, request));
  return { kind: 'list', groups: (await Promise.all(listed)).flat() };
}

async function listOf(
  coordinators: Coordinators,
  partition: number,
  request: GroupRequestOf<'list'>,
): Promise<readonly GroupListing[]> {
  try {
    const response = await coordinators.ask(partition, request);
    return (response as GroupResponseOf<'list'>).groups;
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error;
    throw new BrokerError(
      'COORDINATOR_NOT_AVAILABLE',
      `The groups of ${showTopicPartition({ topic: GROUPS_TOPIC, partition })} cannot be listed now: ${error.message}`,
    );
  }
}

/** A coordinator that cannot be asked costs only its own groups their description. */
export async function describeGroups(
  coordinators: Coordinators,
  { groupIds }: GroupRequestOf<'describe'>,
): Promise<GroupResponseOf<'describe'>> {
  const found = new Map<string, GroupDescription>();
  const ask = (ids: readonly string[]): GroupRequest => ({ kind: 'describe', groupIds: ids });
  for (const { asked, answer } of await askEach(coordinators, groupIds, ask)) {
    if (answer instanceof BrokerError) for (const id of asked) found.set(id, deadGroup(id, answer));
    else {
      const { groups } = answer as GroupResponseOf<'describe'>;
      for (const group of groups) found.set(group.groupId, group);
    }
  }
  return { kind: 'describe', groups: groupIds.map((id) => found.get(id) ?? deadGroup(id)) };
}

export async function deleteGroups(
  coordinators: Coordinators,
  { groupIds }: GroupRequestOf<'delete'>,
): Promise<GroupResponseOf<'delete'>> {
  const outcomes = new Map<string, { readonly groupId: string; readonly error?: ErrorName }>();
  const ask = (ids: readonly string[]): GroupRequest => ({ kind: 'delete', groupIds: ids });
  for (const { asked, answer } of await askEach(coordinators, groupIds, ask)) {
    const groups =
      answer instanceof BrokerError
        ? asked.map((groupId) => ({ groupId, error: answer.errorName }))
        : (answer as GroupResponseOf<'delete'>).groups;
    for (const group of groups) outcomes.set(group.groupId, group);
  }
  const missing = (groupId: string) => ({ groupId, error: 'GROUP_ID_NOT_FOUND' as const });
  return { kind: 'delete', groups: groupIds.map((id) => outcomes.get(id) ?? missing(id)) };
}

interface Asked {
  readonly asked: readonly string[];
  readonly answer: GroupResponse | BrokerError;
}

async function askEach(
  coordinators: Coordinators,
  groupIds: readonly string[],
  requestFor: (groupIds: readonly string[]) => GroupRequest,
): Promise<readonly Asked[]> {
  if (coordinators.partitionCount === 0) return [];
  const byPartition = new Map<number, string[]>();
  for (const id of new Set(groupIds)) {
    const partition = partitionOfGroup(id, coordinators.partitionCount);
    const ids = byPartition.get(partition) ?? [];
    ids.push(id);
    byPartition.set(partition, ids);
  }
  const answers = Array.from(byPartition, async ([partition, asked]): Promise<Asked> => {
    try {
      return { asked, answer: await coordinators.ask(partition, requestFor(asked)) };
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      return { asked, answer: error };
    }
  });
  return Promise.all(answers);
}

/** What there is to say of a group that does not exist, or that cannot be asked about. */
export function deadGroup(groupId: string, error?: BrokerError): GroupDescription {
  return {
    groupId,
    ...(error === undefined ? {} : { error: error.errorName }),
    state: 'Dead',
    generationId: 0,
    protocolType: '',
    protocolName: '',
    members: [],
  };
}
