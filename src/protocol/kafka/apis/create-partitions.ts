import { defineApi } from '../api.ts';
import { bool, int16, int32, list, string, structs } from '../schema.ts';

/** The count is the new total. */
export const createPartitions = defineApi({
  key: 37,
  name: 'CreatePartitions',
  versions: '0-3',
  flexibleFrom: 2,
  request: {
    topics: structs({
      name: string(),
      count: int32(),
      assignments: structs(
        {
          brokerIds: list(int32()),
        },
        { nullable: true },
      ),
    }),
    timeoutMs: int32(),
    validateOnly: bool(),
  },
  response: {
    throttleTimeMs: int32({ default: 0 }),
    results: structs({
      name: string(),
      errorCode: int16(),
      errorMessage: string({ nullable: true, default: null }),
    }),
  },
});
