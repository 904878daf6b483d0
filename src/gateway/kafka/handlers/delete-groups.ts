/** DeleteGroups, 0 to 2: those without members, at any broker. */
import type { Handler } from '../call.ts';
import { groupErrorCode } from '../error-codes.ts';
import { PATIENT } from '../group-members.ts';

export const deleteGroups: Handler<'DeleteGroups'> = async ({ body }, { broker }) => {
  const { groups } = await broker.group({ kind: 'delete', groupIds: body.groupsNames }, PATIENT);
  return {
    results: groups.map(({ groupId, error }) => ({ groupId, errorCode: groupErrorCode(error) })),
  };
};
