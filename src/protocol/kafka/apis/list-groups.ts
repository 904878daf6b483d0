import { defineApi } from '../api.ts';
import { int16, int32, list, string, structs } from '../schema.ts';

/** Version 4 filters by state, 5 by type. Each broker lists the groups that it coordinates. */
export const listGroups = defineApi({
  key: 16,
  name: 'ListGroups',
  versions: '0-5',
  flexibleFrom: 3,
  request: {
    statesFilter: list(string(), { versions: '4+' }),
    typesFilter: list(string(), { versions: '5+' }),
  },
  response: {
    throttleTimeMs: int32({ versions: '1+', default: 0 }),
    errorCode: int16(),
    groups: structs({
      groupId: string(),
      protocolType: string(),
      groupState: string({ versions: '4+' }),
      groupType: string({ versions: '5+' }),
    }),
  },
});
