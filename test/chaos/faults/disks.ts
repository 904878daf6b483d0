/** Disks that are full, hang, fail, or lose their power. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilStopped } from '../disks.ts';
import { shuffled, type Fault, type Turn, type World } from './fault.ts';

const LEFT_BYTES_MAX = 300_000;
const HEALTH_MS_MAX = 8000;
const SYNCS_MAX = 5;
const INJECTED_MS_MAX = 8000;
const POLL_MS = 20;
const FROZEN_MS_MAX = 6000;
const CANARY = 'a file';

/** Once its disk is well again: by itself if it can, else as its operator does it. Says what was needed. */
async function recover(world: World, victim: number): Promise<void> {
  const { fleet } = world;
  if ((await fleet.whyUnwell(HEALTH_MS_MAX)) === undefined) return;
  await fleet.stop(victim);
  fleet.start(victim);
}

export const fullDisk: Fault = {
  needs: ['root', 'mount', 'fallocate'],
  begin: async ({ world, random }) => {
    const { fleet, disks, topics } = world;
    const victim = await fleet.pickVictim(random, topics);
    fleet.allowEnd(victim);
    disks!.fill(victim, random.integer(0, LEFT_BYTES_MAX));
    return {
      text: `disk of broker ${victim} full`,
      end: async () => {
        disks!.free(victim);
        await recover(world, victim);
        fleet.start(victim);
      },
    };
  },
};

export const hungDisk: Fault = {
  needs: ['root', 'mount', 'fsfreeze'],
  begin: async ({ world: { fleet, disks, topics }, random, holdMs }) => {
    const victim = await fleet.pickVictim(random, topics);
    const ms = Math.min(holdMs, FROZEN_MS_MAX);
    const frozenAtMs = performance.now();
    disks!.freeze(victim, ms);
    return {
      text: `disk of broker ${victim} hangs for ${ms} ms`,
      end: () => sleep(Math.max(0, frozenAtMs + ms + POLL_MS - performance.now())),
    };
  },
};

/** One fdatasync fails; then the broker is killed, and sometimes its disk has lost its power as well. */
export const failingSync: Fault = {
  needs: ['root', 'strace', 'mount'],
  begin: async ({ world, random }) => {
    const { fleet, topics } = world;
    const victim = await fleet.pickVictim(random, topics);
    const nth = random.integer(1, SYNCS_MAX);
    fleet.allowEnd(victim);
    const hasFailed = await failSync(world, victim, nth);
    const losesPower = random.chance(0.5);
    const then = losesPower ? 'then a power cut of it' : 'then restarted';
    return {
      text: hasFailed
        ? `EIO for fdatasync ${nth} of a thread of broker ${victim}, ${then}`
        : `no fdatasync ${nth} of broker ${victim} within ${INJECTED_MS_MAX} ms, ${then}`,
      end: async () => {
        if (losesPower) await cutPower(world, [victim]);
        else await recover(world, victim);
        fleet.start(victim);
      },
    };
  },
};

async function failSync(world: World, victim: number, nth: number): Promise<boolean> {
  const pid = world.fleet.pidOf(victim);
  if (pid === undefined) return false;
  const output = join(world.directory, `strace-${pid}-${Math.round(performance.now())}`);
  const inject = `inject=fdatasync:error=EIO:when=${nth}`;
  const args = ['-f', '-q', '-o', output, '-e', 'trace=fdatasync', '-e', inject, '-p', String(pid)];
  const strace: ChildProcess = spawn('strace', args, { stdio: 'ignore' });
  const exit = once(strace, 'exit');
  const deadlineMs = performance.now() + INJECTED_MS_MAX;
  const isInjected = (): boolean =>
    existsSync(output) && readFileSync(output, 'utf8').includes('INJECTED');
  while (!isInjected() && strace.exitCode === null && performance.now() < deadlineMs) {
    await sleep(POLL_MS);
  }
  // It lets go of the broker, which goes on.
  strace.kill('SIGTERM');
  await exit;
  return isInjected();
}

export const powerCut: Fault = {
  needs: ['root', 'mount'],
  begin: async ({ world, random }) => {
    const victim = await world.fleet.pickVictim(random, world.topics);
    return await powerCutOf(world, [victim]);
  },
};

export const powerCutOfTwo: Fault = {
  needs: ['root', 'mount'],
  begin: ({ world, random }) =>
    powerCutOf(world, shuffled(random, world.fleet.nodeIds).slice(0, 2)),
};

export const powerCutOfAll: Fault = {
  needs: ['root', 'mount'],
  begin: ({ world }: Turn) => powerCutOf(world, world.fleet.nodeIds),
};

async function powerCutOf(world: World, victims: readonly number[]) {
  const lost = await cutPower(world, victims);
  return {
    text: `power cut of broker ${victims.join(', ')} (${lost} of ${victims.length} lost ${CANARY})`,
    end: () => victims.forEach((victim) => world.fleet.start(victim)),
  };
}

/**
 * At once for all of `victims`: they stand still before the first disk is copied, so nobody acknowledges anything that
 * only a later copy holds. A disk that is copied later than another holds at most what the kernel wrote back meanwhile,
 * which a power cut may leave as well. Gives how many lost the file that was not synced.
 */
async function cutPower(world: World, victims: readonly number[]): Promise<number> {
  const { fleet, disks } = world;
  const { losses } = disks!;
  for (const victim of victims) disks!.writeCanary(victim);
  for (const victim of victims) fleet.pause(victim);
  for (const victim of victims) {
    const pid = fleet.pidOf(victim);
    if (pid !== undefined) await untilStopped(pid);
  }
  for (const victim of victims) disks!.copy(victim);
  await Promise.all(victims.map((victim) => fleet.kill(victim)));
  for (const victim of victims) disks!.useCopy(victim);
  return disks!.losses - losses;
}
