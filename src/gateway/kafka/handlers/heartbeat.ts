/** Heartbeat, 0 to 4: REBALANCE_IN_PROGRESS is how a member hears that it has to join again. */
import type { Handler } from '../call.ts';
import { groupRefusal, NO_ERROR } from '../error-codes.ts';
import { identityOf } from '../group-members.ts';

export const heartbeat: Handler<'Heartbeat'> = async ({ body }, { broker }) => {
  try {
    await broker.own.group({ kind: 'heartbeat', ...identityOf(body) });
    return { errorCode: NO_ERROR };
  } catch (error) {
    return { errorCode: groupRefusal(error).errorCode };
  }
};
