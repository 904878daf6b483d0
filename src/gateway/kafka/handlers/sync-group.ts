/** SyncGroup, 0 to 5: the leader hands out what it has assigned. From 5 on both sides say which protocol they mean. */
import type { Handler } from '../call.ts';
import { groupRefusal, NO_ERROR } from '../error-codes.ts';
import { identityOf } from '../group-members.ts';

export const syncGroup: Handler<'SyncGroup'> = async ({ body }, at) => {
  const { protocolType, protocolName, assignments } = body;
  try {
    const synced = await at.broker.own.group(
      {
        kind: 'sync',
        ...identityOf(body),
        ...(protocolType === null ? {} : { protocolType }),
        ...(protocolName === null ? {} : { protocolName }),
        assignments: assignments.map(({ memberId, assignment }) => ({
          memberId,
          assignment: assignment.slice(),
        })),
      },
      { signal: at.gone },
    );
    return { ...synced, errorCode: NO_ERROR };
  } catch (error) {
    return { errorCode: groupRefusal(error).errorCode, assignment: NOTHING };
  }
};

const NOTHING = new Uint8Array(0);
