/** Static membership (KIP-345): a member that comes back under its instance id takes the place that it had. */
import { invariant } from '../base/invariant.ts';
import { BrokerError } from '../model/errors.ts';
import type { Group } from './group.ts';
import { Member } from './member.ts';
import { areSameProtocols, selectProtocol } from './protocols.ts';
import { joinResponse, rebalance } from './rebalance.ts';
import type { JoinGroupRequest } from './requests.ts';
import { topicsOf } from './subscription.ts';
import type { Turn } from './turn.ts';

interface Replacement {
  readonly before: Member;
  /** The new one. */
  readonly memberId: string;
  readonly request: JoinGroupRequest;
  readonly token: number;
}

export function replaceStaticMember(turn: Turn, group: Group, replacement: Replacement): void {
  const { before, memberId, request, token } = replacement;
  const { nowMs } = turn;
  invariant(before.groupInstanceId !== undefined, 'only a static member is replaced');
  const member = new Member({
    memberId,
    groupInstanceId: before.groupInstanceId,
    sessionDeadlineMs: nowMs + request.sessionTimeoutMs,
  });
  member.describeAs(request);
  member.assignment = before.assignment;
  member.awaitsSync = before.awaitsSync;
  turn.settle(before, new BrokerError('FENCED_INSTANCE_ID'));
  group.replace(before, member);
  if (group.phase.kind === 'Stable' && isAsBefore(group, before, member)) {
    turn.writeGeneration(group);
    turn.answer(token, welcomeBack(group, member));
    return;
  }
  turn.wait(group, member, { kind: 'join', token });
  rebalance(turn, group, `static member ${before.groupInstanceId} came back`);
}

/**
 * Kafka only asks whether the same protocol would be chosen, and so misses a changed subscription. We compare the
 * topics where we can read them: the rest, what a consumer owned, differs after every restart.
 */
function isAsBefore(group: Group, before: Member, member: Member): boolean {
  if (selectProtocol(group.members) !== group.protocolName) return false;
  if (areSameProtocols(before.protocols, member.protocols)) return true;
  if (group.protocolType !== 'consumer') return false;
  const protocolName = group.protocolName ?? '';
  const topicsBefore = topicsOf(before.metadataFor(protocolName));
  const topics = topicsOf(member.metadataFor(protocolName));
  if (topicsBefore === undefined || topics === undefined) return false;
  return topics.size === topicsBefore.size && [...topics].every((topic) => topicsBefore.has(topic));
}

/** KIP-814: it may lead, but there is nothing to assign; it gets the members to watch their topics. */
function welcomeBack(group: Group, member: Member): ReturnType<typeof joinResponse> {
  return { ...joinResponse(group, member), skipAssignment: group.leader === member.memberId };
}
