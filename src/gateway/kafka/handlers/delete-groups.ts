/** DeleteGroups, 0 to 2: of groups that this broker coordinates, those without members. */
import type { Handler } from '../call.ts';
import { groupErrorCode } from '../error-codes.ts';

export const deleteGroups: Handler<'DeleteGroups'> = async ({ body }, { broker }) => {
  const { groups } = await broker.own.group({ kind: 'delete', groupIds: body.groupsNames });
  return {
    results: groups.map(({ groupId, error }) => ({ groupId, errorCode: groupErrorCode(error) })),
  };
};
