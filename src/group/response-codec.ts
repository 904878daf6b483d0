/** The responses of requests.ts as messages of group.proto, and back. */
import { MalformedBytes } from '../base/byte-reader.ts';
import { unreachable } from '../base/invariant.ts';
import type { flotilla } from '../protocol/generated/group.js';
import {
  bytes,
  epochOf,
  errorOf,
  groupIdText,
  groupState,
  instanceOf,
  list,
  outcomeFromWire,
  outcomeToWire,
  partitionFromWire,
  text,
} from './codec-fields.ts';
import type { GroupDescription, GroupResponse, GroupResponseOf } from './requests.ts';

type Wire = flotilla.group.v1.GroupResponse.$Properties;
type WireDescription = flotilla.group.v1.GroupDescription.$Properties;

export function responseToWire(response: GroupResponse): Wire {
  switch (response.kind) {
    case 'join':
      return { join: joinToWire(response) };
    case 'sync': {
      const { protocolType, protocolName, assignment } = response;
      return { sync: { protocolType, protocolName, assignment } };
    }
    case 'heartbeat':
      return { heartbeat: {} };
    case 'leave':
      return { leave: leaveToWire(response) };
    case 'commit-offsets':
      return { commitOffsets: { partitions: response.partitions.map(outcomeToWire) } };
    case 'fetch-offsets':
      return { fetchOffsets: fetchToWire(response) };
    case 'describe':
      return { describe: { groups: response.groups.map(descriptionToWire) } };
    case 'list':
      return { list: { groups: [...response.groups] } };
    case 'delete':
      return {
        delete: {
          groups: response.groups.map(({ groupId, error }) => ({ groupId, error: error ?? null })),
        },
      };
    case 'delete-offsets':
      return { deleteOffsets: { partitions: response.partitions.map(outcomeToWire) } };
    default:
      return unreachable(response);
  }
}

export function responseFromWire(wire: Wire): GroupResponse {
  if (wire.heartbeat) return { kind: 'heartbeat' };
  if (wire.commitOffsets) {
    const partitions = list(wire.commitOffsets.partitions, outcomeFromWire);
    return { kind: 'commit-offsets', partitions };
  }
  if (wire.fetchOffsets) return fetchFromWire(wire.fetchOffsets);
  if (wire.join) return joinFromWire(wire.join);
  if (wire.sync) {
    const { protocolType, protocolName, assignment } = wire.sync;
    return {
      kind: 'sync',
      protocolType: text(protocolType),
      protocolName: text(protocolName),
      assignment: bytes(assignment),
    };
  }
  if (wire.leave) return leaveFromWire(wire.leave);
  if (wire.describe) {
    return { kind: 'describe', groups: list(wire.describe.groups, descriptionFromWire) };
  }
  if (wire.list) return listFromWire(wire.list);
  if (wire.delete) {
    const groups = list(wire.delete.groups, (group) => ({
      groupId: groupIdText(group.groupId),
      ...errorOf(group),
    }));
    return { kind: 'delete', groups };
  }
  if (wire.deleteOffsets) {
    const partitions = list(wire.deleteOffsets.partitions, outcomeFromWire);
    return { kind: 'delete-offsets', partitions };
  }
  throw new MalformedBytes('a group response answers nothing that is known');
}

function joinToWire(response: GroupResponseOf<'join'>): NonNullable<Wire['join']> {
  const { members, ...others } = response;
  return {
    ...others,
    members: members.map(({ memberId, groupInstanceId, metadata }) => ({
      memberId,
      groupInstanceId: groupInstanceId ?? null,
      metadata,
    })),
  };
}

function joinFromWire(wire: NonNullable<Wire['join']>): GroupResponseOf<'join'> {
  return {
    kind: 'join',
    isMemberIdRequired: wire.isMemberIdRequired ?? false,
    memberId: text(wire.memberId),
    generationId: wire.generationId ?? 0,
    protocolType: text(wire.protocolType),
    protocolName: text(wire.protocolName),
    leader: text(wire.leader),
    skipAssignment: wire.skipAssignment ?? false,
    members: list(wire.members, (member) => ({
      memberId: text(member.memberId),
      ...instanceOf(member),
      metadata: bytes(member.metadata),
    })),
  };
}

function leaveToWire({ members }: GroupResponseOf<'leave'>): NonNullable<Wire['leave']> {
  return {
    members: members.map(({ memberId, groupInstanceId, error }) => ({
      memberId,
      groupInstanceId: groupInstanceId ?? null,
      error: error ?? null,
    })),
  };
}

function leaveFromWire(wire: NonNullable<Wire['leave']>): GroupResponseOf<'leave'> {
  return {
    kind: 'leave',
    members: list(wire.members, (member) => ({
      memberId: text(member.memberId),
      ...instanceOf(member),
      ...errorOf(member),
    })),
  };
}

function fetchToWire({
  offsets,
}: GroupResponseOf<'fetch-offsets'>): NonNullable<Wire['fetchOffsets']> {
  return {
    offsets: offsets.map(({ topic, partition, offset, leaderEpoch, metadata }) => ({
      topic,
      partition,
      offset: offset ?? null,
      leaderEpoch: leaderEpoch ?? null,
      metadata,
    })),
  };
}

function fetchFromWire(wire: NonNullable<Wire['fetchOffsets']>): GroupResponseOf<'fetch-offsets'> {
  return {
    kind: 'fetch-offsets',
    offsets: list(wire.offsets, (committed) => ({
      ...partitionFromWire(committed),
      offset: committed.offset ?? undefined,
      ...epochOf(committed),
      metadata: text(committed.metadata),
    })),
  };
}

function descriptionToWire(group: GroupDescription): WireDescription {
  const { error, members, ...others } = group;
  return {
    ...others,
    error: error ?? null,
    members: members.map(({ groupInstanceId, ...member }) => ({
      ...member,
      groupInstanceId: groupInstanceId ?? null,
    })),
  };
}

function descriptionFromWire(wire: WireDescription): GroupDescription {
  return {
    groupId: groupIdText(wire.groupId),
    ...errorOf(wire),
    state: groupState(wire.state),
    generationId: wire.generationId ?? 0,
    protocolType: text(wire.protocolType),
    protocolName: text(wire.protocolName),
    members: list(wire.members, (member) => ({
      memberId: text(member.memberId),
      ...instanceOf(member),
      clientId: text(member.clientId),
      clientHost: text(member.clientHost),
      metadata: bytes(member.metadata),
      assignment: bytes(member.assignment),
    })),
  };
}

function listFromWire(wire: NonNullable<Wire['list']>): GroupResponseOf<'list'> {
  return {
    kind: 'list',
    groups: list(wire.groups, ({ groupId, protocolType, state }) => ({
      groupId: groupIdText(groupId),
      protocolType: text(protocolType),
      state: groupState(state),
    })),
  };
}
