/** Faults that come at the moment when a leader is chosen, or does not know yet that another one was. */
import { hostOf } from '../cluster.ts';
import type { FaultContext } from './faults.ts';

/** Longer than it takes until the power goes, which ends a stall. */
const DISK_STALL_MS = 5000;

/**
 * A leader dies, and the disks of all but one of the others hang, so that whoever votes for that one cannot have stored its vote.
 * Then these lose power, with the dead leader they choose anew, and the one that they may have voted for is cut off:
 * a vote that was given before it was durable makes two leaders of one term.
 */
export function loseVotes({ world, random }: FaultContext, leader: number | undefined): boolean {
  const { fleet, simulation } = world;
  const others = fleet.up.filter((id) => id !== leader);
  if (leader === undefined || fleet.hasAbsent || others.length < 2) return false;
  const candidate = others[random.integer(0, others.length - 1)]!;
  const voters = others.filter((id) => id !== candidate);
  for (const id of voters) simulation.disk(hostOf(id)).stall(DISK_STALL_MS);
  const afterMs = random.integer(200, 2500);
  const awayMs = random.integer(1500, 4000);
  fleet.sendAway(leader, 'off', afterMs);
  simulation.after(afterMs, () => {
    fleet.callBack();
    if (world.isRepairing || fleet.hasAbsent || !fleet.isUp(candidate)) return;
    fleet.sendAway(candidate, 'cut off', awayMs);
    for (const id of voters) {
      if (!fleet.isDown(id)) fleet.kill(id, 'power', { data: 'synced', entries: 'synced' });
    }
    fleet.startDown();
  });
  return true;
}

/**
 * Just so long that another is chosen, and those who wait for the old one still do when it is back: what it appended last
 * is replaced, and they must not take that for theirs.
 */
export function cutOffLeader({ world, random }: FaultContext, leader: number | undefined): boolean {
  const { fleet, simulation } = world;
  if (leader === undefined || fleet.hasAbsent) return false;
  const ms = random.integer(300, 1600);
  fleet.sendAway(leader, 'cut off', ms);
  simulation.after(ms, () => fleet.callBack());
  return true;
}
