/** What a group does because nobody was heard in time. */
import type { Group } from './group.ts';
import { joinTimedOut, rebalance, removeMember } from './rebalance.ts';
import type { Turn } from './turn.ts';

export function timeOut(turn: Turn, group: Group): void {
  expirePending(turn, group);
  expireSessions(turn, group);
  const { phase } = group;
  if (phase.kind === 'PreparingRebalance') {
    if (phase.deadlineMs <= turn.nowMs) joinTimedOut(turn, group);
  } else if (phase.kind !== 'Empty' && phase.syncDeadlineMs <= turn.nowMs) {
    syncTimedOut(turn, group);
  }
  group.settleWake();
}

/** Who got an id and did not join with it; the others may have waited for it. */
function expirePending(turn: Turn, group: Group): void {
  const expired = group.expiredPending(turn.nowMs);
  for (const memberId of expired) group.removePending(memberId);
  if (expired.length === 0 || group.phase.kind !== 'PreparingRebalance') return;
  rebalance(turn, group, 'a member did not join in time');
}

function expireSessions(turn: Turn, group: Group): void {
  const expired = group.members.filter((member) => member.deadlineMs <= turn.nowMs);
  for (const member of expired) {
    removeMember(turn, group, member, 'it was not heard for its session time-out');
  }
  if (expired.length > 0) rebalance(turn, group, 'a member was not heard for its session time-out');
}

/** Who joined and did not fetch its assignment; without the leader's there is none. */
function syncTimedOut(turn: Turn, group: Group): void {
  const late = group.members.filter((member) => member.awaitsSync);
  for (const member of late) {
    removeMember(turn, group, member, 'it joined the generation and did not fetch its assignment');
  }
  if (late.length > 0) rebalance(turn, group, 'a member did not fetch its assignment');
  else group.enter({ kind: 'Stable', syncDeadlineMs: Number.POSITIVE_INFINITY }, turn.nowMs);
}
