import { expect } from 'vitest';
import { invariant } from '../../../src/base/invariant.ts';
import type { GroupCoordinator } from '../../../src/group/coordinator.ts';
import type { Group } from '../../../src/group/group.ts';
import type { GroupImage } from '../../../src/group/image.ts';

/** What holds between the parts of a coordinator's state after every call. */
export function checkCoordinator(coordinator: GroupCoordinator): void {
  const { groups, waiting, tally, ahead } = coordinator['state'];
  let [bytes, waitingMembers] = [0, 0];
  for (const group of groups.values()) {
    checkGroup(group, ahead);
    bytes += group.bytes;
    invariant(coordinator.nextDeadlineMs() <= group.wakeAtMs, 'the coordinator wakes in time');
    for (const member of group.members) {
      if (member.waiting === undefined) continue;
      waitingMembers += 1;
      invariant(waiting.get(member.waiting.token)?.member === member, 'a waiting token is known');
    }
  }
  invariant(tally.bytes === bytes, 'the tally is that of all groups');
  invariant(waiting.size === waitingMembers, 'a known token waits');
}

function checkGroup(group: Group, ahead: GroupImage): void {
  const { kind } = group.phase;
  for (const member of group.members) {
    invariant(group.wakeAtMs <= member.deadlineMs, 'a group wakes before a session ends');
    invariant(!group.isPending(member.memberId), 'a member is not pending');
    invariant(!member.isJoining || kind === 'PreparingRebalance', 'a join waits for joins only');
    const instanceId = member.groupInstanceId;
    const isFound = instanceId === undefined || group.staticMember(instanceId) === member;
    invariant(isFound, 'a static member is found');
  }
  const sum = group.members.reduce((bytes, member) => bytes + member.bytes, 0);
  invariant(group.bytes === sum, 'the bytes of a group are those of its members');
  invariant(kind !== 'Empty' || group.size === 0, 'an empty group has no members');
  if (kind === 'PreparingRebalance') return;
  const isLed = kind === 'Empty' || group.member(group.leader ?? '') !== undefined;
  invariant(isLed, 'a generation has a leader');
  const generation = ahead.generation(group.id);
  if (generation === undefined) return invariant(group.generationId === 0, 'it is recorded');
  const { stateSinceMs, ...recorded } = group.recorded();
  expect(generation).toMatchObject(recorded);
  invariant(kind !== 'Empty' || generation.stateSinceMs === stateSinceMs, 'it is empty since then');
}
