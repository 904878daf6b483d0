// Goal: no schedule of messages, disks and crashes breaks a property of Raft, and every healed group agrees again.
// Method: seeded random lives of a RaftWorld, which checks all invariants after every step. RAFT_SEED=n replays one;
// RAFT_SEEDS=n tries more.
import { describe, expect, it } from 'vitest';
import { RaftSchedule } from '../../support/raft-schedule.ts';

const SEEDS = Number(process.env['RAFT_SEEDS'] ?? 300);
const STEPS = 300;
const only = process.env['RAFT_SEED'];

describe('random schedules', () => {
  it('keep every invariant, and converge once the faults end', { timeout: 600_000 }, () => {
    const seeds =
      only === undefined ? Array.from({ length: SEEDS }, (_, i) => i + 1) : [Number(only)];
    let committed = 0;
    for (const seed of seeds) {
      const schedule = new RaftSchedule(seed);
      try {
        schedule.run(STEPS);
        schedule.converge();
      } catch (error) {
        throw new Error(`seed ${seed}: ${(error as Error).message}; ${schedule.show()}`, {
          cause: error,
        });
      }
      committed += schedule.world.properties.committedCount;
    }
    // A run that commits nothing would prove nothing.
    expect(committed).toBeGreaterThan(seeds.length * 3);
  });
});
