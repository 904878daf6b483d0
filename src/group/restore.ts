import { Group, type MemberTally } from './group.ts';
import type { GroupImage } from './image.ts';
import { Member } from './member.ts';
import type { RecordedGeneration } from './records.ts';

/** The groups of the image for a new coordinator. Whoever was a member has a session time-out to be heard again. */
export function restoreGroups(
  image: GroupImage,
  tally: MemberTally,
  nowMs: number,
): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const groupId of image.groupIds) {
    const group = new Group(groupId, tally);
    const generation = image.generation(groupId);
    if (generation !== undefined) restoreGeneration(group, generation, nowMs);
    groups.set(groupId, group);
  }
  return groups;
}

function restoreGeneration(group: Group, recorded: RecordedGeneration, nowMs: number): void {
  const { members, protocolName } = recorded;
  const isAssigned = members.some(({ assignment }) => assignment.length > 0);
  for (const one of members) {
    const member = Member.restored(one, protocolName ?? '', nowMs);
    member.awaitsSync = !isAssigned;
    group.add(member);
  }
  if (isAssigned) {
    group.enter({ kind: 'Stable', syncDeadlineMs: Number.POSITIVE_INFINITY }, nowMs);
  } else if (members.length > 0) {
    // They have joined; the leader brings its assignment to this coordinator as it would have to the old one.
    const syncDeadlineMs = nowMs + group.rebalanceTimeoutMs;
    group.enter({ kind: 'CompletingRebalance', syncDeadlineMs }, nowMs);
  }
  group.restore(recorded);
}
