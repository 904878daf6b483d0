/**
 * A majority of the brokers is healed, and the rest stays down or cut off: the cluster must go on all the same, within a
 * bound. Each partition with a majority of its replicas among the healed takes records, and topics can be changed.
 */
import { mend } from './verdict.ts';
import { pause, TOPIC, type SwarmWorld } from './world.ts';

/** Until the repair of all calls them back. */
const AWAY_MS = 1_000_000;
const GOES_ON_MS_MAX = 40_000;

export async function healMajority(world: SwarmWorld): Promise<void> {
  const { fleet, simulation } = world;
  const random = simulation.random('swarm/majority');
  const { damaged } = world.checks;
  const left = [...fleet.ids];
  const count = random.integer(1, Math.floor((left.length - 1) / 2));
  const away = damaged?.isHit === true ? left.splice(left.indexOf(damaged.id), 1) : [];
  while (away.length < count) away.push(left.splice(random.integer(0, left.length - 1), 1)[0]!);
  fleet.callBack('all');
  fleet.heal();
  for (const id of away) fleet.sendAway(id, random.chance(0.5) ? 'off' : 'cut off', AWAY_MS);
  simulation.trace(`swarm: only ${left.join(', ')} are healed`);
  await mend(world, left);
  await awaitProgress(world, left);
}

async function awaitProgress(world: SwarmWorld, healed: readonly number[]): Promise<void> {
  const { simulation, fleet, checks } = world;
  const startedMs = simulation.now;
  const before = {
    acknowledged: world.histories.map(({ acknowledgedCount }) => acknowledgedCount),
    topicChanges: world.topicChanges,
  };
  for (;;) {
    const [complaint] = await complaints(world, healed, before);
    const bound = { ms: GOES_ON_MS_MAX, complaint };
    checks.liveness.waited('a majority goes on', simulation.now - startedMs, bound);
    if (complaint === undefined) return;
    await pause(world, 100);
    fleet.startDown();
  }
}

async function complaints(
  world: SwarmWorld,
  healed: readonly number[],
  before: { readonly acknowledged: readonly number[]; readonly topicChanges: number },
): Promise<string[]> {
  const { fleet, histories, topicChanges } = world;
  const down = healed.filter((id) => !fleet.isUp(id));
  if (down.length > 0) return [`broker ${down[0]} is not up`];
  const [topic] = await fleet.broker(healed[0]!).describeTopics([TOPIC]);
  const silent = (topic?.partitions ?? []).flatMap(({ replicas }, partition) => {
    const present = replicas.filter((replica) => healed.includes(replica)).length;
    if (present * 2 <= replicas.length) return [];
    const isGoingOn = histories[partition]!.acknowledgedCount > before.acknowledged[partition]!;
    return isGoingOn ? [] : [`${TOPIC}/${partition} takes no records`];
  });
  if (topicChanges === before.topicChanges) silent.push('no topic is changed');
  return silent;
}
