import { defineApi } from '../api.ts';
import { bytes, int16, int32, string, structs } from '../schema.ts';

/** Version 3 has static members; from 5 on both sides name the protocol, so that a mix-up is noticed. */
export const syncGroup = defineApi({
  key: 14,
  name: 'SyncGroup',
  versions: '0-5',
  flexibleFrom: 4,
  request: {
    groupId: string(),
    generationId: int32(),
    memberId: string(),
    groupInstanceId: string({ versions: '3+', nullable: true, default: null }),
    protocolType: string({ versions: '5+', nullable: true, default: null }),
    protocolName: string({ versions: '5+', nullable: true, default: null }),
    assignments: structs({
      memberId: string(),
      assignment: bytes(),
    }),
  },
  response: {
    throttleTimeMs: int32({ versions: '1+', default: 0 }),
    errorCode: int16(),
    protocolType: string({ versions: '5+', nullable: true, default: null }),
    protocolName: string({ versions: '5+', nullable: true, default: null }),
    assignment: bytes(),
  },
});
