/** ListGroups, 0 to 5: the groups that this broker coordinates; by state from 4 on, by type from 5 on. */
import type { Handler } from '../call.ts';
import { groupRefusal, NO_ERROR } from '../error-codes.ts';

/** Of the group protocols that Kafka has, the one that is served. */
const CLASSIC = 'classic';

export const listGroups: Handler<'ListGroups'> = async ({ body }, { broker }) => {
  const { statesFilter, typesFilter } = body;
  const isWanted =
    typesFilter.length === 0 || typesFilter.some((type) => type.toLowerCase() === CLASSIC);
  if (!isWanted) return { errorCode: NO_ERROR, groups: [] };
  try {
    const { groups } = await broker.own.group({
      kind: 'list',
      ...(statesFilter.length === 0 ? {} : { states: statesFilter }),
    });
    const listed = groups.map(({ groupId, protocolType, state }) => ({
      groupId,
      protocolType,
      groupState: state,
      groupType: CLASSIC,
    }));
    return { errorCode: NO_ERROR, groups: listed };
  } catch (error) {
    return { errorCode: groupRefusal(error).errorCode, groups: [] };
  }
};
