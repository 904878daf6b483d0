/** DescribeGroups and ListGroups, as the coordinator sees its groups, decided and not yet committed included. */
import type { Group } from './group.ts';
import type {
  DescribeGroupsRequest,
  GroupDescription,
  GroupMemberDescription,
  ListGroupsRequest,
} from './requests.ts';
import type { Turn } from './turn.ts';

const NO_BYTES = new Uint8Array();

export function describeGroups(turn: Turn, request: DescribeGroupsRequest, token: number): void {
  const groups = request.groupIds.map((groupId) => {
    const group = turn.group(groupId);
    return group === undefined ? deadGroup(groupId) : describe(group);
  });
  turn.answer(token, { kind: 'describe', groups });
}

export function listGroups(turn: Turn, request: ListGroupsRequest, token: number): void {
  const states = request.states?.map((state) => state.toLowerCase());
  const all = Array.from(turn.state.groups.values(), (group) => ({
    groupId: group.id,
    protocolType: group.protocolType ?? '',
    state: group.phase.kind,
  }));
  const groups = all.filter(({ state }) => states?.includes(state.toLowerCase()) ?? true);
  turn.answer(token, { kind: 'list', groups });
}

function deadGroup(groupId: string): GroupDescription {
  return {
    groupId,
    state: 'Dead',
    generationId: -1,
    protocolType: '',
    protocolName: '',
    members: [],
  };
}

function describe(group: Group): GroupDescription {
  const isStable = group.phase.kind === 'Stable';
  const protocolName = isStable ? (group.protocolName ?? '') : '';
  const members = group.members.map((member): GroupMemberDescription => {
    const { memberId, groupInstanceId, clientId, clientHost } = member;
    return {
      memberId,
      ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
      clientId,
      clientHost,
      metadata: isStable ? member.metadataFor(protocolName) : NO_BYTES,
      assignment: isStable ? member.assignment : NO_BYTES,
    };
  });
  return {
    groupId: group.id,
    state: group.phase.kind,
    generationId: group.generationId,
    protocolType: group.protocolType ?? '',
    protocolName,
    members,
  };
}
