import { defineApi } from '../api.ts';
import { int16, int32, list, string, structs } from '../schema.ts';

/** Null topics ask for all. The one flexible request that kafkajs sends, with AlterPartitionReassignments. */
export const listPartitionReassignments = defineApi({
  key: 46,
  name: 'ListPartitionReassignments',
  versions: '0',
  flexibleFrom: 0,
  request: {
    timeoutMs: int32({ default: 60000 }),
    topics: structs(
      {
        name: string(),
        partitionIndexes: list(int32()),
      },
      { nullable: true, default: null },
    ),
  },
  response: {
    throttleTimeMs: int32({ default: 0 }),
    errorCode: int16(),
    errorMessage: string({ nullable: true }),
    topics: structs({
      name: string(),
      partitions: structs({
        partitionIndex: int32(),
        replicas: list(int32()),
        addingReplicas: list(int32()),
        removingReplicas: list(int32()),
      }),
    }),
  },
});
