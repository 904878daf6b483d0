/**
 * DescribeGroups, 0 to 6, at any broker: kafkajs asks the same one until its retries are used up, whoever coordinates
 * meanwhile. From 4 on with static members; a group that is not there is Dead, from 6 on also an error.
 */
import type { GroupDescription } from '../../../group/requests.ts';
import { ERRORS } from '../../../model/errors.ts';
import type { ResponseDraft } from '../../../protocol/kafka/registry.ts';
import { ALL_OPERATIONS } from '../authorized-operations.ts';
import type { Handler } from '../call.ts';
import { groupErrorCode } from '../error-codes.ts';
import { PATIENT } from '../group-members.ts';

type Draft = ResponseDraft<'DescribeGroups'>['groups'][number];

export const describeGroups: Handler<'DescribeGroups'> = async ({ version, body }, { broker }) => {
  const groupIds = body.groups;
  const { groups } = await broker.group({ kind: 'describe', groupIds }, PATIENT);
  const operations = body.includeAuthorizedOperations
    ? { authorizedOperations: ALL_OPERATIONS.group }
    : {};
  return { groups: groups.map((group) => ({ ...draftOf(group, version), ...operations })) };
};

function draftOf(group: GroupDescription, version: number): Draft {
  const { groupId, error, state, protocolType, protocolName, members } = group;
  const isUnknown = state === 'Dead' && (error === undefined || error === 'GROUP_ID_NOT_FOUND');
  const unknown = {
    errorCode: ERRORS.GROUP_ID_NOT_FOUND.code,
    errorMessage: `There is no group ${groupId}.`.slice(0, 300),
  };
  return {
    ...(isUnknown && version >= 6
      ? unknown
      : { errorCode: isUnknown ? groupErrorCode(undefined) : groupErrorCode(error) }),
    groupId,
    // A group that could not be asked about has no state.
    groupState: error === undefined || isUnknown ? state : '',
    protocolType,
    protocolData: protocolName,
    members: members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId ?? null,
      clientId: member.clientId,
      clientHost: member.clientHost,
      memberMetadata: member.metadata,
      memberAssignment: member.assignment,
    })),
  };
}
