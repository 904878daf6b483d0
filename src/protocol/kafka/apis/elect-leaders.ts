import { defineApi } from '../api.ts';
import { int16, int32, int8, list, string, structs } from '../schema.ts';

/**
 * Version 1 has the kind of election (0 the preferred replica, 1 any) and an error for the whole response. Null
 * partitions ask for all.
 */
export const electLeaders = defineApi({
  key: 43,
  name: 'ElectLeaders',
  versions: '0-2',
  flexibleFrom: 2,
  request: {
    electionType: int8({ versions: '1+' }),
    topicPartitions: structs(
      {
        topic: string(),
        partitions: list(int32()),
      },
      { nullable: true },
    ),
    timeoutMs: int32({ default: 60000 }),
  },
  response: {
    throttleTimeMs: int32({ default: 0 }),
    errorCode: int16({ versions: '1+' }),
    replicaElectionResults: structs({
      topic: string(),
      partitionResult: structs({
        partitionId: int32(),
        errorCode: int16(),
        errorMessage: string({ nullable: true }),
      }),
    }),
  },
});
