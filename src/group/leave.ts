import { BrokerError, type ErrorName } from '../model/errors.ts';
import type { Group } from './group.ts';
import { because } from './join.ts';
import { rebalance, removeMember } from './rebalance.ts';
import type { LeaveGroupRequest } from './requests.ts';
import type { Turn } from './turn.ts';

type Leaving = LeaveGroupRequest['members'][number];

/** LeaveGroup: members that stop, or that an administrator removes; each with its own answer. */
export function leaveGroup(turn: Turn, request: LeaveGroupRequest, token: number): void {
  const group = turn.groupOfMember(request.groupId);
  const sizeBefore = group.size;
  const members = request.members.map((leaving) => {
    const { memberId, groupInstanceId } = leaving;
    const error = leave(turn, group, leaving);
    return {
      memberId,
      ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
      ...(error === undefined ? {} : { error }),
    };
  });
  const isConcerned = group.size < sizeBefore || group.phase.kind === 'PreparingRebalance';
  if (isConcerned) rebalance(turn, group, 'a member left');
  turn.answer(token, { kind: 'leave', members });
}

function leave(turn: Turn, group: Group, leaving: Leaving): ErrorName | undefined {
  const { memberId, groupInstanceId } = leaving;
  if (groupInstanceId === undefined && group.removePending(memberId)) return undefined;
  try {
    const current =
      memberId === '' && groupInstanceId !== undefined
        ? group.staticMember(groupInstanceId)
        : group.existingMember(leaving);
    if (current === undefined) return 'UNKNOWN_MEMBER_ID';
    removeMember(turn, group, current, `it left${because(leaving)}`);
    return undefined;
  } catch (error) {
    if (error instanceof BrokerError) return error.errorName;
    throw error;
  }
}
