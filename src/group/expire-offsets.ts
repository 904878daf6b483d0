/**
 * What becomes of groups that nobody uses. Only these lose offsets, and only after a warning: a group that has been
 * without members for offsets.retention.minutes, and one that never had any, each offset that long after its commit.
 * An offset that was committed since the members went counts from its commit.
 */
import { removeGroup } from './delete-groups.ts';
import type { Group } from './group.ts';
import type { CommittedPosition } from './image.ts';
import type { Turn } from './turn.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** False: the batch is full, and there is more to do for this group. */
export function expireOffsets(turn: Turn, group: Group): boolean {
  if (group.phase.kind !== 'Empty' || group.pendingCount > 0) return true;
  const offsets = [...turn.state.ahead.offsetsOf(group.id)];
  if (offsets.length === 0) {
    // Only its generation is left, which nobody needs; but a consumer that just restarts may find it.
    const unusedMs = turn.nowMs - group.stateSinceMs;
    if (unusedMs >= turn.settings.offsetsRetentionCheckMs) removeGroup(turn, group);
    return true;
  }
  if (!group.isExpiryAnnounced) {
    announce(turn, group, offsets);
    return true;
  }
  const due = offsets.filter((offset) => expiryOf(turn, group, offset) <= turn.nowMs);
  const removed = removeWhileRoom(turn, due);
  if (removed > 0) turn.note({ kind: 'offsets-expired', groupId: group.id, offsets: removed });
  return removed === due.length;
}

/** Some checks before the first goes, or, if the time has passed unnoticed, one check before. */
function announce(turn: Turn, group: Group, offsets: readonly CommittedPosition[]): void {
  const warningMs = Math.min(DAY_MS, turn.settings.offsetsRetentionMs / 2);
  const atMs = offsets.reduce(
    (first, offset) => Math.min(first, expiryOf(turn, group, offset)),
    Number.POSITIVE_INFINITY,
  );
  if (atMs - warningMs > turn.nowMs) return;
  group.isExpiryAnnounced = true;
  turn.note({ kind: 'offsets-expire-soon', groupId: group.id, offsets: offsets.length, atMs });
}

function expiryOf(turn: Turn, group: Group, { committedAtMs }: CommittedPosition): number {
  return Math.max(committedAtMs, group.stateSinceMs) + turn.settings.offsetsRetentionMs;
}

/** False: the batch is full, and there is more to do for this group. */
export function dropTopic(turn: Turn, group: Group, topic: string): boolean {
  const offsets = [...turn.state.ahead.offsetsOfTopic(group.id, topic)];
  return removeWhileRoom(turn, offsets) === offsets.length;
}

function removeWhileRoom(turn: Turn, offsets: readonly CommittedPosition[]): number {
  let removed = 0;
  for (const offset of offsets) {
    if (turn.isHalfFull) break;
    turn.removeOffset(offset);
    removed += 1;
  }
  return removed;
}
