/** LeaveGroup, 0 to 5: one member up to 2, and its error at the top; a list of them from 3 on, each with its own. */
import type { Handler } from '../call.ts';
import { groupErrorCode, groupRefusal, NO_ERROR } from '../error-codes.ts';
import { instanceIdOf } from '../group-members.ts';

export const leaveGroup: Handler<'LeaveGroup'> = async ({ version, body }, { broker }) => {
  const leaving =
    version < 3
      ? [{ memberId: body.memberId }]
      : body.members.map((member) => ({
          memberId: member.memberId,
          ...instanceIdOf(member),
          ...(member.reason === null ? {} : { reason: member.reason }),
        }));
  try {
    const { members } = await broker.own.group({
      kind: 'leave',
      groupId: body.groupId,
      members: leaving,
    });
    if (version < 3) return { errorCode: groupErrorCode(members[0]?.error) };
    return {
      errorCode: NO_ERROR,
      members: members.map(({ memberId, groupInstanceId = null, error }) => ({
        memberId,
        groupInstanceId,
        errorCode: groupErrorCode(error),
      })),
    };
  } catch (error) {
    return { errorCode: groupRefusal(error).errorCode };
  }
};
