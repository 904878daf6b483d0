import { BrokerError } from '../../model/errors.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { protocolError } from '../error-mapping.ts';
import { KafkaJSDeleteGroupsError } from '../errors.ts';
import type { DeleteGroupsResult, GroupDescriptions, GroupOverview } from '../types/admin.ts';
import { checkNames } from './checks.ts';

export async function listGroups(cluster: Cluster): Promise<{ groups: GroupOverview[] }> {
  const { groups } = await cluster.request('ListGroups', (broker) =>
    broker.group<'list'>({ kind: 'list' }),
  );
  return { groups: groups.map(({ groupId, protocolType }) => ({ groupId, protocolType })) };
}

/** A group that does not exist is 'Dead'. */
export async function describeGroups(
  cluster: Cluster,
  groupIds: string[],
): Promise<GroupDescriptions> {
  checkNames('groupId', groupIds);
  const { toBytes } = cluster.options.platform;
  const { groups } = await cluster.request('DescribeGroups', async (broker) => {
    const answer = await broker.group<'describe'>({ kind: 'describe', groupIds });
    for (const { error } of answer.groups) if (error) throw new BrokerError(error);
    return answer;
  });
  return {
    groups: groups.map(({ groupId, state, protocolName, protocolType, members }) => ({
      errorCode: 0,
      groupId,
      state,
      protocol: protocolName,
      protocolType,
      members: members.map(({ memberId, clientId, clientHost, metadata, assignment }) => ({
        memberId,
        clientId,
        clientHost,
        memberMetadata: toBytes(metadata),
        memberAssignment: toBytes(assignment),
      })),
    })),
  };
}

/** All or an error that says of each which one failed; what may pass is tried again first. */
export async function deleteGroups(
  cluster: Cluster,
  groupIds: string[],
): Promise<DeleteGroupsResult[]> {
  checkNames('groupId', groupIds);
  const deleted = new Set<string>();
  await cluster.request('DeleteGroups', async (broker) => {
    const left = groupIds.filter((groupId) => !deleted.has(groupId));
    if (left.length === 0) return;
    const { groups } = await broker.group<'delete'>({ kind: 'delete', groupIds: left });
    for (const { groupId, error } of groups) if (!error) deleted.add(groupId);
    const failed = groups.flatMap(({ groupId, error: name }) => {
      if (name === undefined) return [];
      const error = protocolError(name);
      return [{ groupId, errorCode: error.code, error }];
    });
    if (failed.length === 0) return;
    const isRetriable = failed.every(({ error }) => error.retriable);
    const sentences = failed.map(({ groupId, error }) => `${groupId}: ${error.message}`).join(' ');
    throw new KafkaJSDeleteGroupsError(`Error in DeleteGroups: ${sentences}`, failed, isRetriable);
  });
  return groupIds.map((groupId) => ({ groupId, errorCode: 0 }));
}
