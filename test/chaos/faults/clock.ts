/** A broker whose wall clock jumps, by libfaketime. Its monotonic clock goes on as it did, as when somebody sets the time. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeSharedMemory } from '../reaper.ts';
import { faketimeLibrary } from '../tools.ts';
import { anyOf, type Fault } from './fault.ts';

/** Within what topics allow timestamps to be ahead: an hour. */
const OFFSETS = ['+50m', '-50m', '+30s', '-30s', '+5m', '-2d', '+0'] as const;
const JUMPS = { least: 2, most: 4 };

export const clockJumps: Fault = {
  needs: ['faketime'],
  begin: async ({ world: { fleet, topics, directory }, random, holdMs }) => {
    const victim = await fleet.pickVictim(random, topics);
    const file = join(directory, `clock-${victim}`);
    const set = (offset: string): void => writeFileSync(file, `${offset}\n`);
    set('+0');
    await fleet.stop(victim);
    fleet.start(victim, {
      LD_PRELOAD: faketimeLibrary()!,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    });
    const pid = fleet.pidOf(victim)!;
    const offsets: string[] = [];
    const jumps = random.integer(JUMPS.least, JUMPS.most);
    for (let jump = 0; jump < jumps; jump += 1) {
      await sleep(holdMs / jumps);
      offsets.push(anyOf(random, OFFSETS));
      set(offsets.at(-1)!);
    }
    return {
      text: `clock of broker ${victim} jumps to ${offsets.join(', ')}`,
      end: async () => {
        await fleet.stop(victim);
        removeSharedMemory([pid]);
        fleet.start(victim);
      },
    };
  },
};
