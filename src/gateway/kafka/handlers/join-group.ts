/**
 * JoinGroup, 0 to 9. From 4 on a new dynamic member is first given its id (KIP-394), from 5 on there are static members,
 * from 9 on a leader can be told not to assign.
 */
import { ERRORS } from '../../../model/errors.ts';
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { Handler } from '../call.ts';
import { groupRefusal, NO_ERROR } from '../error-codes.ts';
import { instanceIdOf } from '../group-members.ts';

export const joinGroup: Handler<'JoinGroup'> = async ({ version, clientId, body }, at) => {
  // Up to version 6 there is no null here.
  const noProtocol = version >= 7 ? null : '';
  const nothing = { leader: '', protocolName: noProtocol, memberId: body.memberId, members: [] };
  try {
    const joined = await at.broker.own.group(
      {
        kind: 'join',
        groupId: body.groupId,
        memberId: body.memberId,
        ...instanceIdOf(body),
        clientId: clientId ?? '',
        clientHost: `/${at.client.host}`,
        sessionTimeoutMs: body.sessionTimeoutMs,
        rebalanceTimeoutMs: rebalanceTimeoutOf(body),
        protocolType: body.protocolType,
        protocols: body.protocols.map(({ name, metadata }) => ({
          name,
          metadata: metadata.slice(),
        })),
        requiresKnownMemberId: version >= 4 && body.groupInstanceId === null,
        ...(body.reason === null ? {} : { reason: body.reason }),
      },
      { signal: at.gone },
    );
    if (joined.isMemberIdRequired) {
      const { memberId } = joined;
      return { ...nothing, errorCode: ERRORS.MEMBER_ID_REQUIRED.code, memberId };
    }
    return { ...joined, errorCode: NO_ERROR, members: joined.members.map(memberOf) };
  } catch (error) {
    return { ...nothing, errorCode: groupRefusal(error).errorCode };
  }
};

/** Version 0 has one time for both. */
function rebalanceTimeoutOf(body: RequestBody<'JoinGroup'>): number {
  return body.rebalanceTimeoutMs < 0 ? body.sessionTimeoutMs : body.rebalanceTimeoutMs;
}

function memberOf(member: {
  readonly memberId: string;
  readonly groupInstanceId?: string;
  readonly metadata: Uint8Array;
}): ResponseDraft<'JoinGroup'>['members'][number] {
  const { memberId, groupInstanceId = null, metadata } = member;
  return { memberId, groupInstanceId, metadata };
}
