import { defineApi } from '../api.ts';
import { int16, int32, int64, records, string, struct, structs, uuid } from '../schema.ts';

/**
 * acks=0 gets no response at all. From version 8 a refused batch says which records are to blame, from 10 the
 * response names the new leader (KIP-951), 12 lets a transaction take in its partitions as it goes, 13 has topic ids
 * for names. Versions 0 to 2 carry message formats that no broker takes any more.
 */
export const produce = defineApi({
  key: 0,
  name: 'Produce',
  versions: '3-13',
  flexibleFrom: 9,
  request: {
    transactionalId: string({ nullable: true, default: null }),
    acks: int16(),
    timeoutMs: int32(),
    topicData: structs({
      name: string({ versions: '3-12' }),
      topicId: uuid({ versions: '13+' }),
      partitionData: structs({
        index: int32(),
        records: records({ nullable: true }),
      }),
    }),
  },
  response: {
    responses: structs({
      name: string({ versions: '3-12' }),
      topicId: uuid({ versions: '13+' }),
      partitionResponses: structs({
        index: int32(),
        errorCode: int16(),
        baseOffset: int64(),
        logAppendTimeMs: int64({ default: -1 }),
        logStartOffset: int64({ versions: '5+', default: -1 }),
        recordErrors: structs(
          {
            batchIndex: int32(),
            batchIndexErrorMessage: string({ nullable: true, default: null }),
          },
          { versions: '8+' },
        ),
        errorMessage: string({ versions: '8+', nullable: true, default: null }),
        currentLeader: struct(
          {
            leaderId: int32({ default: -1 }),
            leaderEpoch: int32({ default: -1 }),
          },
          { versions: '10+', tag: 0 },
        ),
      }),
    }),
    throttleTimeMs: int32({ default: 0 }),
    nodeEndpoints: structs(
      {
        nodeId: int32(),
        host: string(),
        port: int32(),
        rack: string({ nullable: true, default: null }),
      },
      { versions: '10+', tag: 0 },
    ),
  },
});
