import { defineApi } from '../api.ts';
import { bool, int16, int32, int64, list, string, structs, uuid } from '../schema.ts';

/**
 * Two layouts: one group at the top level up to version 7, a list of groups from 8 on. From version 2 null asks for
 * all topics; 7 waits for transactions to end, 9 is for the groups of KIP-848, 10 has topic ids for names.
 */
export const offsetFetch = defineApi({
  key: 9,
  name: 'OffsetFetch',
  versions: '1-10',
  flexibleFrom: 6,
  request: {
    groupId: string({ versions: '1-7' }),
    topics: structs(
      {
        name: string(),
        partitionIndexes: list(int32()),
      },
      { versions: '1-7', nullable: '2-7' },
    ),
    groups: structs(
      {
        groupId: string(),
        memberId: string({ versions: '9+', nullable: true, default: null }),
        memberEpoch: int32({ versions: '9+', default: -1 }),
        topics: structs(
          {
            name: string({ versions: '8-9' }),
            topicId: uuid({ versions: '10+' }),
            partitionIndexes: list(int32()),
          },
          { nullable: true },
        ),
      },
      { versions: '8+' },
    ),
    requireStable: bool({ versions: '7+' }),
  },
  response: {
    throttleTimeMs: int32({ versions: '3+', default: 0 }),
    topics: structs(
      {
        name: string(),
        partitions: structs({
          partitionIndex: int32(),
          committedOffset: int64(),
          committedLeaderEpoch: int32({ versions: '5-7', default: -1 }),
          metadata: string({ nullable: true }),
          errorCode: int16(),
        }),
      },
      { versions: '1-7' },
    ),
    errorCode: int16({ versions: '2-7' }),
    groups: structs(
      {
        groupId: string(),
        topics: structs({
          name: string({ versions: '8-9' }),
          topicId: uuid({ versions: '10+' }),
          partitions: structs({
            partitionIndex: int32(),
            committedOffset: int64(),
            committedLeaderEpoch: int32({ default: -1 }),
            metadata: string({ nullable: true }),
            errorCode: int16(),
          }),
        }),
        errorCode: int16(),
      },
      { versions: '8+' },
    ),
  },
});
