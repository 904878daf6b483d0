import { defineApi } from '../api.ts';
import { int16, int32, list, string, structs, uuid } from '../schema.ts';

/** Two layouts: names up to version 5, from 6 on topics by name or by id. Version 5 has error messages. */
export const deleteTopics = defineApi({
  key: 20,
  name: 'DeleteTopics',
  versions: '1-6',
  flexibleFrom: 4,
  request: {
    topics: structs(
      {
        name: string({ nullable: true, default: null }),
        topicId: uuid(),
      },
      { versions: '6+' },
    ),
    topicNames: list(string(), { versions: '1-5' }),
    timeoutMs: int32(),
  },
  response: {
    throttleTimeMs: int32({ default: 0 }),
    responses: structs({
      name: string({ nullable: '6+' }),
      topicId: uuid({ versions: '6+' }),
      errorCode: int16(),
      errorMessage: string({ versions: '5+', nullable: true, default: null }),
    }),
  },
});
