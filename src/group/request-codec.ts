/** The requests of requests.ts as messages of group.proto, and back. */
import { MalformedBytes } from '../base/byte-reader.ts';
import { unreachable } from '../base/invariant.ts';
import type { flotilla } from '../protocol/generated/group.js';
import {
  bytes,
  epochOf,
  groupIdText,
  identityFromWire,
  identityToWire,
  instanceOf,
  list,
  partitionFromWire,
  partitionToWire,
  reasonOf,
  text,
} from './codec-fields.ts';
import type { GroupRequest, GroupRequestOf } from './requests.ts';

type Wire = flotilla.group.v1.GroupRequest.$Properties;

export function requestToWire(request: GroupRequest): Wire {
  switch (request.kind) {
    case 'join':
      return { join: joinToWire(request) };
    case 'sync':
      return { sync: syncToWire(request) };
    case 'heartbeat':
      return { heartbeat: identityToWire(request) };
    case 'leave':
      return { leave: leaveToWire(request) };
    case 'commit-offsets':
      return { commitOffsets: commitToWire(request) };
    case 'fetch-offsets':
      return { fetchOffsets: fetchToWire(request) };
    case 'describe':
      return { describe: { groupIds: [...request.groupIds] } };
    case 'list':
      return { list: { all: request.states === undefined, states: [...(request.states ?? [])] } };
    case 'delete':
      return { delete: { groupIds: [...request.groupIds] } };
    case 'delete-offsets': {
      const { groupId, partitions } = request;
      return { deleteOffsets: { groupId, partitions: partitions.map(partitionToWire) } };
    }
    default:
      return unreachable(request);
  }
}

export function requestFromWire(wire: Wire): GroupRequest {
  if (wire.heartbeat) return { kind: 'heartbeat', ...identityFromWire(wire.heartbeat) };
  if (wire.commitOffsets) return commitFromWire(wire.commitOffsets);
  if (wire.fetchOffsets) return fetchFromWire(wire.fetchOffsets);
  if (wire.join) return joinFromWire(wire.join);
  if (wire.sync) return syncFromWire(wire.sync);
  if (wire.leave) return leaveFromWire(wire.leave);
  if (wire.describe) {
    return { kind: 'describe', groupIds: list(wire.describe.groupIds, groupIdText) };
  }
  if (wire.list) {
    return { kind: 'list', ...(wire.list.all ? {} : { states: list(wire.list.states, text) }) };
  }
  if (wire.delete) return { kind: 'delete', groupIds: list(wire.delete.groupIds, groupIdText) };
  if (wire.deleteOffsets) {
    const { groupId, partitions } = wire.deleteOffsets;
    return {
      kind: 'delete-offsets',
      groupId: groupIdText(groupId),
      partitions: list(partitions, partitionFromWire),
    };
  }
  throw new MalformedBytes('a group request asks for nothing that is known');
}

function joinToWire(request: GroupRequestOf<'join'>): NonNullable<Wire['join']> {
  const { groupInstanceId, protocols, reason, ...others } = request;
  return {
    ...others,
    groupInstanceId: groupInstanceId ?? null,
    protocols: [...protocols],
    reason: reason ?? null,
  };
}

function joinFromWire(wire: NonNullable<Wire['join']>): GroupRequestOf<'join'> {
  return {
    kind: 'join',
    groupId: groupIdText(wire.groupId),
    memberId: text(wire.memberId),
    ...instanceOf(wire),
    clientId: text(wire.clientId),
    clientHost: text(wire.clientHost),
    sessionTimeoutMs: wire.sessionTimeoutMs ?? 0,
    rebalanceTimeoutMs: wire.rebalanceTimeoutMs ?? 0,
    protocolType: text(wire.protocolType),
    protocols: list(wire.protocols, ({ name, metadata }) => ({
      name: text(name),
      metadata: bytes(metadata),
    })),
    requiresKnownMemberId: wire.requiresKnownMemberId ?? false,
    ...reasonOf(wire),
  };
}

function syncToWire(request: GroupRequestOf<'sync'>): NonNullable<Wire['sync']> {
  return {
    member: identityToWire(request),
    protocolType: request.protocolType ?? null,
    protocolName: request.protocolName ?? null,
    assignments: [...request.assignments],
  };
}

function syncFromWire(wire: NonNullable<Wire['sync']>): GroupRequestOf<'sync'> {
  const { protocolType, protocolName } = wire;
  return {
    kind: 'sync',
    ...identityFromWire(wire.member),
    ...(typeof protocolType === 'string' ? { protocolType: text(protocolType) } : {}),
    ...(typeof protocolName === 'string' ? { protocolName: text(protocolName) } : {}),
    assignments: list(wire.assignments, ({ memberId, assignment }) => ({
      memberId: text(memberId),
      assignment: bytes(assignment),
    })),
  };
}

function leaveToWire({ groupId, members }: GroupRequestOf<'leave'>): NonNullable<Wire['leave']> {
  return {
    groupId,
    members: members.map(({ memberId, groupInstanceId, reason }) => ({
      memberId,
      groupInstanceId: groupInstanceId ?? null,
      reason: reason ?? null,
    })),
  };
}

function leaveFromWire(wire: NonNullable<Wire['leave']>): GroupRequestOf<'leave'> {
  return {
    kind: 'leave',
    groupId: groupIdText(wire.groupId),
    members: list(wire.members, (member) => ({
      memberId: text(member.memberId),
      ...instanceOf(member),
      ...reasonOf(member),
    })),
  };
}

function commitToWire(
  request: GroupRequestOf<'commit-offsets'>,
): NonNullable<Wire['commitOffsets']> {
  return {
    member: identityToWire(request),
    offsets: request.offsets.map(({ topic, partition, offset, leaderEpoch, metadata }) => ({
      topic,
      partition,
      offset,
      leaderEpoch: leaderEpoch ?? null,
      metadata,
    })),
  };
}

function commitFromWire(
  wire: NonNullable<Wire['commitOffsets']>,
): GroupRequestOf<'commit-offsets'> {
  return {
    kind: 'commit-offsets',
    ...identityFromWire(wire.member),
    offsets: list(wire.offsets, (committed) => ({
      ...partitionFromWire(committed),
      offset: committed.offset ?? 0,
      ...epochOf(committed),
      metadata: text(committed.metadata),
    })),
  };
}

function fetchToWire(request: GroupRequestOf<'fetch-offsets'>): NonNullable<Wire['fetchOffsets']> {
  const { groupId, memberId, generationId, partitions } = request;
  return {
    groupId,
    memberId: memberId ?? null,
    generationId: generationId ?? null,
    all: partitions === undefined,
    partitions: (partitions ?? []).map(partitionToWire),
  };
}

function fetchFromWire(wire: NonNullable<Wire['fetchOffsets']>): GroupRequestOf<'fetch-offsets'> {
  const { memberId, generationId } = wire;
  return {
    kind: 'fetch-offsets',
    groupId: groupIdText(wire.groupId),
    ...(typeof memberId === 'string' ? { memberId: text(memberId) } : {}),
    ...(typeof generationId === 'number' ? { generationId } : {}),
    ...(wire.all ? {} : { partitions: list(wire.partitions, partitionFromWire) }),
  };
}
