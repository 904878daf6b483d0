/** SyncGroup: the leader brings the assignment, the others wait for theirs. */
import { invariant } from '../base/invariant.ts';
import { BrokerError } from '../model/errors.ts';
import type { Group } from './group.ts';
import type { Member } from './member.ts';
import type { SyncGroupRequest, SyncGroupResponse } from './requests.ts';
import type { Turn } from './turn.ts';

/** Of a batch, that the subscriptions and assignments of one group may take; the rest is for names. */
const GENERATION_SHARE = 2;
const NO_BYTES = new Uint8Array();

export function syncGroup(turn: Turn, request: SyncGroupRequest, token: number): void {
  const group = turn.groupOfMember(request.groupId);
  const member = group.memberOfGeneration(request);
  const { protocolType, protocolName } = request;
  const isSameProtocol =
    (protocolType ?? group.protocolType) === group.protocolType &&
    (protocolName ?? group.protocolName) === group.protocolName;
  if (!isSameProtocol) throw new BrokerError('INCONSISTENT_GROUP_PROTOCOL');
  const { phase } = group;
  if (phase.kind === 'PreparingRebalance') throw new BrokerError('REBALANCE_IN_PROGRESS');
  if (phase.kind === 'Stable') {
    member.awaitsSync = false;
    group.renew(member, turn.nowMs);
    turn.answer(token, syncResponse(group, member));
    return;
  }
  if (group.leader === member.memberId) assign(turn, group, request);
  else turn.requireRoomToWait();
  member.awaitsSync = false;
  turn.wait(group, member, { kind: 'sync', token });
  if (group.phase.kind === 'Stable') answerAll(turn, group);
}

/** Written before anybody hears of it. */
function assign(turn: Turn, group: Group, { assignments }: SyncGroupRequest): void {
  const { members, phase } = group;
  invariant(phase.kind === 'CompletingRebalance', 'only a generation that waits is assigned');
  const bytes = assignments.reduce((sum, { assignment }) => sum + assignment.length, group.bytes);
  if (bytes > turn.settings.batchBytesMax / GENERATION_SHARE) {
    throw new BrokerError(
      'INVALID_REQUEST',
      `The assignment of the group has ${bytes} bytes with its subscriptions, more than fits into one record.`,
    );
  }
  const byMember = new Map(assignments.map((one) => [one.memberId, one.assignment]));
  for (const member of members) {
    // A copy: it may be a view of a large frame.
    const assignment = byMember.get(member.memberId);
    member.assignment = assignment ? new Uint8Array(assignment) : NO_BYTES;
  }
  group.enter({ kind: 'Stable', syncDeadlineMs: phase.syncDeadlineMs }, turn.nowMs);
  turn.writeGeneration(group);
}

function answerAll(turn: Turn, group: Group): void {
  for (const member of group.members) {
    if (member.waiting?.kind !== 'sync') continue;
    turn.settle(member, syncResponse(group, member));
    group.renew(member, turn.nowMs);
  }
}

function syncResponse(group: Group, member: Member): SyncGroupResponse {
  return {
    kind: 'sync',
    protocolType: group.protocolType ?? '',
    protocolName: group.protocolName ?? '',
    assignment: member.assignment,
  };
}
