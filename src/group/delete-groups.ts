import type { ErrorName } from '../model/errors.ts';
import type { Group } from './group.ts';
import { encodeGenerationKey, encodeOffsetKey, type GroupRecord } from './records.ts';
import type { DeleteGroupsRequest } from './requests.ts';
import { recordBytes, type Turn } from './turn.ts';

/** DeleteGroups: groups without members, with all that they committed. */
export function deleteGroups(turn: Turn, request: DeleteGroupsRequest, token: number): void {
  const groups = request.groupIds.map((groupId) => {
    const error = deleteGroup(turn, groupId);
    return error === undefined ? { groupId } : { groupId, error };
  });
  turn.answer(token, { kind: 'delete', groups });
}

function deleteGroup(turn: Turn, groupId: string): ErrorName | undefined {
  const group = turn.group(groupId);
  if (group === undefined) return 'GROUP_ID_NOT_FOUND';
  if (group.phase.kind !== 'Empty') return 'NON_EMPTY_GROUP';
  const tombstones = tombstonesOf(turn, group);
  // It happens whole or not at all. What is larger goes by DeleteOffsets first.
  const bytes = tombstones.reduce((sum, record) => sum + recordBytes(record), 0);
  if (bytes > turn.bytesLeft) return 'POLICY_VIOLATION';
  removeGroup(turn, group);
  return undefined;
}

function tombstonesOf(turn: Turn, group: Group): readonly GroupRecord[] {
  const { ahead } = turn.state;
  const tombstones = Array.from(ahead.offsetsOf(group.id), (committed): GroupRecord => {
    return { key: encodeOffsetKey(committed), value: null };
  });
  if (ahead.generation(group.id) !== undefined) {
    tombstones.push({ key: encodeGenerationKey(group.id), value: null });
  }
  return tombstones;
}

/** The caller has seen that it has no members, and room for its tombstones. */
export function removeGroup(turn: Turn, group: Group): void {
  for (const tombstone of tombstonesOf(turn, group)) turn.write(tombstone);
  turn.state.groups.delete(group.id);
  turn.note({ kind: 'group-removed', groupId: group.id });
}
