import { defineApi } from '../api.ts';
import { int16, int32, list, string, structs } from '../schema.ts';

/** Only empty groups can be deleted. */
export const deleteGroups = defineApi({
  key: 42,
  name: 'DeleteGroups',
  versions: '0-2',
  flexibleFrom: 2,
  request: {
    groupsNames: list(string()),
  },
  response: {
    throttleTimeMs: int32({ default: 0 }),
    results: structs({
      groupId: string(),
      errorCode: int16(),
    }),
  },
});
