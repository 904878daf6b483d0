import { defineApi } from '../api.ts';
import { int16, int32, int64, string, structs, uuid } from '../schema.ts';

/**
 * Versions 2 to 4 say how long the broker is to keep the offsets, 6 has the leader epoch of the last record, 7
 * static members, 9 is for the groups of KIP-848 (there the generation is the member epoch), 10 has topic ids for
 * names.
 */
export const offsetCommit = defineApi({
  key: 8,
  name: 'OffsetCommit',
  versions: '2-10',
  flexibleFrom: 8,
  request: {
    groupId: string(),
    generationIdOrMemberEpoch: int32({ default: -1 }),
    memberId: string(),
    groupInstanceId: string({ versions: '7+', nullable: true, default: null }),
    retentionTimeMs: int64({ versions: '2-4', default: -1 }),
    topics: structs({
      name: string({ versions: '2-9' }),
      topicId: uuid({ versions: '10+' }),
      partitions: structs({
        partitionIndex: int32(),
        committedOffset: int64(),
        committedLeaderEpoch: int32({ versions: '6+', default: -1 }),
        committedMetadata: string({ nullable: true }),
      }),
    }),
  },
  response: {
    throttleTimeMs: int32({ versions: '3+', default: 0 }),
    topics: structs({
      name: string({ versions: '2-9' }),
      topicId: uuid({ versions: '10+' }),
      partitions: structs({
        partitionIndex: int32(),
        errorCode: int16(),
      }),
    }),
  },
});
