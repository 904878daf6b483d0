/** Processes that die, stand still and start. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DONE, shuffled, type Begun, type Fault, type Turn } from './fault.ts';

const STORM_STARTS = { least: 3, most: 6 };
const STORM_MS = { least: 50, most: 1500 };
const ROLLING_HEALTH_MS_MAX = 8000;

export const kill: Fault = {
  needs: [],
  begin: async ({ world: { fleet, topics }, random }) => {
    const victim = await fleet.pickVictim(random, topics);
    await fleet.kill(victim);
    return { text: `kill -9 of broker ${victim}`, end: () => fleet.start(victim) };
  },
};

export const killAll: Fault = {
  needs: [],
  begin: async ({ world: { fleet }, random }) => {
    await Promise.all(fleet.nodeIds.map((nodeId) => fleet.kill(nodeId)));
    return {
      text: 'kill -9 of all brokers at once',
      end: () => shuffled(random, fleet.nodeIds).forEach((nodeId) => fleet.start(nodeId)),
    };
  },
};

export const pause: Fault = {
  needs: [],
  begin: async ({ world: { fleet, topics }, random }) => {
    const victim = await fleet.pickVictim(random, topics);
    fleet.pause(victim);
    return { text: `broker ${victim} stands still (SIGSTOP)`, end: () => fleet.resume(victim) };
  },
};

/** What A believes when it wakes is of a cluster in which B still was, and what B had acknowledged it may not have heard. */
export const pauseThenKill: Fault = {
  needs: [],
  begin: async ({ world: { fleet, topics }, random, holdMs }) => {
    const a = await fleet.pickVictim(random, topics);
    const [b] = shuffled(
      random,
      fleet.nodeIds.filter((nodeId) => nodeId !== a),
    );
    fleet.pause(a);
    await sleep(holdMs / 2);
    await fleet.kill(b!);
    return {
      text: `pause ${a}, kill ${b}, resume ${a}, start ${b}`,
      end: async () => {
        fleet.resume(a);
        await sleep(random.integer(0, holdMs));
        fleet.start(b!);
      },
    };
  },
};

export const restartStorm: Fault = {
  needs: [],
  begin: async ({ world, random }) => {
    const { fleet } = world;
    const counts = await Promise.all(
      shuffled(random, fleet.nodeIds).map((nodeId) => storm({ world, random }, nodeId)),
    );
    const count = counts.reduce((sum, one) => sum + one, 0);
    return { text: `storm of ${count} kills and starts of all brokers`, end: DONE };
  },
};

async function storm({ world, random }: Pick<Turn, 'world' | 'random'>, nodeId: number) {
  const count = random.integer(STORM_STARTS.least, STORM_STARTS.most);
  for (let start = 0; start < count; start += 1) {
    await sleep(random.integer(STORM_MS.least, STORM_MS.most));
    await world.fleet.kill(nodeId);
    await sleep(random.integer(0, STORM_MS.least));
    world.fleet.start(nodeId);
  }
  return count;
}

export const rollingRestart: Fault = {
  needs: [],
  begin: async ({ world: { fleet }, random }): Promise<Begun> => {
    const order = shuffled(random, fleet.nodeIds);
    for (const nodeId of order) {
      await fleet.stop(nodeId);
      fleet.start(nodeId);
      await fleet.whyUnwell(ROLLING_HEALTH_MS_MAX);
    }
    return { text: `rolling restart (SIGTERM) of ${order.join(', ')}`, end: DONE };
  },
};
