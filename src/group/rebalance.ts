/** How a group comes from one generation to the next. The states are in group.ts. */
import { invariant } from '../base/invariant.ts';
import { BrokerError } from '../model/errors.ts';
import type { Group } from './group.ts';
import type { Member } from './member.ts';
import type { GroupResponseOf, JoinedMember } from './requests.ts';
import type { Turn } from './turn.ts';

const NO_BYTES = new Uint8Array();

/** Somebody came, went or changed: everybody has to join again. During a rebalance it may be the end of it. */
export function rebalance(turn: Turn, group: Group, reason: string): void {
  if (group.phase.kind === 'PreparingRebalance') completeJoinOnceAllJoined(turn, group);
  else beginRebalance(turn, group, reason);
}

function beginRebalance(turn: Turn, group: Group, reason: string): void {
  turn.note({ kind: 'rebalance-began', groupId: group.id, reason });
  for (const member of group.members) {
    member.awaitsSync = false;
    if (member.waiting?.kind !== 'sync') continue;
    turn.settle(member, new BrokerError('REBALANCE_IN_PROGRESS'));
    group.renew(member, turn.nowMs);
  }
  if (group.phase.kind !== 'Empty') {
    prepare(turn, group);
    completeJoinOnceAllJoined(turn, group);
    return;
  }
  const { initialRebalanceDelayMs } = turn.settings;
  const remainingMs = Math.max(group.rebalanceTimeoutMs - initialRebalanceDelayMs, 0);
  group.enter(
    {
      kind: 'PreparingRebalance',
      deadlineMs: turn.nowMs + initialRebalanceDelayMs,
      initial: { remainingMs, hasNewMember: false },
    },
    turn.nowMs,
  );
  if (initialRebalanceDelayMs === 0) completeJoin(turn, group);
}

function prepare(turn: Turn, group: Group): void {
  const deadlineMs = turn.nowMs + group.rebalanceTimeoutMs;
  group.enter({ kind: 'PreparingRebalance', deadlineMs }, turn.nowMs);
}

/** The initial rebalance does not end so: it waits for members that it does not know of. */
function completeJoinOnceAllJoined(turn: Turn, group: Group): void {
  const { phase } = group;
  if (phase.kind !== 'PreparingRebalance' || phase.initial !== undefined) return;
  if (group.hasAllJoined) completeJoin(turn, group);
}

/** The time for joining is over. */
export function joinTimedOut(turn: Turn, group: Group): void {
  const { phase } = group;
  invariant(phase.kind === 'PreparingRebalance', 'only joining times out');
  if (phase.initial?.hasNewMember !== true || phase.initial.remainingMs === 0) {
    completeJoin(turn, group);
    return;
  }
  const { remainingMs } = phase.initial;
  const delayMs = Math.min(turn.settings.initialRebalanceDelayMs, remainingMs);
  group.enter(
    {
      kind: 'PreparingRebalance',
      deadlineMs: turn.nowMs + delayMs,
      initial: { remainingMs: remainingMs - delayMs, hasNewMember: false },
    },
    turn.nowMs,
  );
}

/**
 * The next generation, of those who joined, and of static members, who may be restarting. It is written before
 * anybody hears of it, which Kafka does only with the assignment: so no generation is ever given out twice, and a new
 * coordinator knows the members of a rebalance that the old one began.
 */
function completeJoin(turn: Turn, group: Group): void {
  for (const member of group.members) {
    if (member.isJoining || member.groupInstanceId !== undefined) continue;
    removeMember(turn, group, member, 'it did not join the rebalance in time');
  }
  if (!electLeader(group)) {
    // Static members alone, and none has joined: their session time-outs decide.
    prepare(turn, group);
    return;
  }
  group.nextGeneration();
  const members = group.members;
  if (members.length === 0) group.enter({ kind: 'Empty' }, turn.nowMs);
  else {
    const syncDeadlineMs = turn.nowMs + group.rebalanceTimeoutMs;
    group.enter({ kind: 'CompletingRebalance', syncDeadlineMs }, turn.nowMs);
  }
  for (const member of members) member.assignment = NO_BYTES;
  turn.writeGeneration(group);
  const { id: groupId, generationId } = group;
  turn.note({ kind: 'generation-began', groupId, generationId, members: members.length });
  for (const member of members) if (member.isJoining) answerJoin(turn, group, member);
}

/** False: there are members, but none that could lead. */
function electLeader(group: Group): boolean {
  const { members } = group;
  if (members.length === 0) {
    group.leader = undefined;
    return true;
  }
  if (group.leader !== undefined && group.member(group.leader)?.isJoining) return true;
  const leader = members.find((member) => member.isJoining);
  if (leader !== undefined) group.leader = leader.memberId;
  return leader !== undefined;
}

function answerJoin(turn: Turn, group: Group, member: Member): void {
  turn.settle(member, joinResponse(group, member));
  member.isNew = false;
  member.awaitsSync = true;
  group.renew(member, turn.nowMs);
}

/** What the member hears of the current generation. */
export function joinResponse(group: Group, member: Member): GroupResponseOf<'join'> {
  const { memberId } = member;
  return {
    kind: 'join',
    isMemberIdRequired: false,
    memberId,
    generationId: group.generationId,
    protocolType: group.protocolType ?? '',
    protocolName: group.protocolName ?? '',
    leader: group.leader ?? '',
    skipAssignment: false,
    members: group.leader === memberId ? joinedMembers(group) : [],
  };
}

function joinedMembers(group: Group): readonly JoinedMember[] {
  return group.members.map((member) => ({
    memberId: member.memberId,
    ...(member.groupInstanceId === undefined ? {} : { groupInstanceId: member.groupInstanceId }),
    metadata: member.metadataFor(group.protocolName ?? ''),
  }));
}

/** The caller goes on with `rebalance`, once for all that it removes. */
export function removeMember(turn: Turn, group: Group, member: Member, why: string): void {
  group.remove(member);
  turn.settle(member, new BrokerError('UNKNOWN_MEMBER_ID'));
  turn.note({ kind: 'member-removed', groupId: group.id, memberId: member.memberId, why });
}

/** Nobody would take the answer to the request of the member that waits. Its session runs on, if it can come back. */
export function clientGone(turn: Turn, group: Group, member: Member): void {
  member.waiting = undefined;
  if (!member.isNew || member.groupInstanceId !== undefined) {
    group.renew(member, turn.nowMs);
    return;
  }
  removeMember(turn, group, member, 'its client went away before it knew its member id');
  rebalance(turn, group, 'a new member went away');
}
