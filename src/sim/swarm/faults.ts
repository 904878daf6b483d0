/** What goes wrong in a run, or is done to it: one thing every few hundred milliseconds, as drawn. */
import { nodeId } from '../../model/ids.ts';
import { METADATA_TOPIC } from '../../model/topic-partition.ts';
import { hostOf } from '../cluster.ts';
import type { SimDisk } from '../disk.ts';
import type { SimRandom } from '../sim-random.ts';
import { flipBit, loseWrite, misdirectWrite } from './damage-faults.ts';
import { cutOffLeader, loseVotes } from './election-faults.ts';
import type { SwarmPlan } from './plan.ts';
import { checkRefusal, noteBroken, TOPIC, type SwarmWorld } from './world.ts';

export interface FaultContext {
  readonly world: SwarmWorld;
  readonly random: SimRandom;
}

interface Fault {
  readonly weight: number;
  readonly isIn?: (plan: SwarmPlan) => boolean;
  /** False: there was nothing to do it to. */
  readonly inflict: (context: FaultContext) => boolean;
}

const DISK_OPERATIONS = ['sync', 'write', 'read', 'truncate', 'rename', 'syncDirectory'] as const;
const hasDamage = (plan: SwarmPlan): boolean => plan.damagedBroker !== undefined;
const hasDiskFaults = (plan: SwarmPlan): boolean => plan.hasDiskFaults;

const FAULTS = {
  kill: { weight: 3, inflict: (context) => killOne(context, 'process') },
  'power-cut': { weight: 3, inflict: (context) => killOne(context, 'power') },
  'kill-leader': { weight: 3, inflict: killLeader },
  'slow-leader-lost': { weight: 3, inflict: loseSlowLeader },
  'lost-votes': {
    weight: 3,
    inflict: (context) => loseVotes(context, leaderOfSomething(context)),
  },
  'leader-cut-off': {
    weight: 3,
    inflict: (context) => cutOffLeader(context, leaderOfSomething(context)),
  },
  blackout: { weight: 2, inflict: blackout },
  stop: { weight: 2, inflict: stopOne },
  partition: {
    weight: 2,
    inflict: (context) =>
      onTwo(context, (a, b) => context.world.simulation.network.partition(a, b)),
  },
  'one-way-cut': {
    weight: 2,
    inflict: (context) => onTwo(context, (a, b) => context.world.simulation.network.cut(a, b)),
  },
  reset: {
    weight: 2,
    inflict: (context) => onTwo(context, (a, b) => context.world.simulation.network.reset(a, b)),
  },
  'link-stall': { weight: 2, inflict: stallLink },
  isolation: { weight: 1, inflict: isolate },
  'slow-link': { weight: 2, inflict: clogLink },
  'lossy-links': { weight: 3, inflict: loseMessages },
  heal: { weight: 4, inflict: heal },
  pause: { weight: 3, inflict: suspendOne },
  'disk-stall': { weight: 2, inflict: stallDisk },
  'slow-disk': { weight: 2, inflict: slowDisk },
  'disk-fault': { weight: 3, isIn: hasDiskFaults, inflict: failDisk },
  'disk-full': { weight: 1, isIn: hasDiskFaults, inflict: fillDisk },
  absence: { weight: 3, isIn: (plan) => plan.hasLongAbsences, inflict: sendAway },
  'clock-jump': { weight: 2, isIn: (plan) => plan.hasBadClocks, inflict: jumpClock },
  transfer: { weight: 3, inflict: transfer },
  'bit-flip': { weight: 5, isIn: hasDamage, inflict: flipBit },
  'misdirected-write': { weight: 5, isIn: hasDamage, inflict: misdirectWrite },
  'lost-write': { weight: 5, isIn: hasDamage, inflict: loseWrite },
} as const satisfies Record<string, Fault>;

export type FaultKind = keyof typeof FAULTS;

export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[];

/** Those that a seed may be without; those of a damaged disk belong together, and few seeds have one. */
export const USUAL_KINDS = FAULT_KINDS.filter((kind) => faultOf(kind).isIn !== hasDamage);

/** Draws one and does it; gives its name. */
export function inflictOne(context: FaultContext): FaultKind | undefined {
  const { world, random } = context;
  const { plan } = world;
  const possible = FAULT_KINDS.filter(
    (kind) => !plan.without.has(kind) && (faultOf(kind).isIn?.(plan) ?? true),
  );
  const total = possible.reduce((sum, kind) => sum + FAULTS[kind].weight, 0);
  let drawn = random.integer(1, total);
  for (const kind of possible) {
    drawn -= FAULTS[kind].weight;
    if (drawn > 0) continue;
    if (!FAULTS[kind].inflict(context)) return undefined;
    world.simulation.trace(`swarm: ${kind}`);
    return kind;
  }
  return undefined;
}

function faultOf(kind: FaultKind): Fault {
  return FAULTS[kind];
}

function anyId({ world, random }: FaultContext): number {
  return random.integer(1, world.plan.brokers);
}

function anyDisk(context: FaultContext): SimDisk {
  return context.world.simulation.disk(hostOf(anyId(context)));
}

/** Those on their way up or down as well. */
function killOne(context: FaultContext, kind: 'process' | 'power'): boolean {
  const { fleet } = context.world;
  const id = anyId(context);
  if (fleet.isDown(id)) return false;
  fleet.kill(id, kind);
  return true;
}

function leaderOfSomething({ world, random }: FaultContext): number | undefined {
  const { fleet } = world;
  const ofMetadata = random.chance(0.3);
  return fleet.up.find((id) => fleet.leadsAny(id, ofMetadata));
}

function killLeader(context: FaultContext): boolean {
  const { world, random } = context;
  const { fleet } = world;
  const leader = leaderOfSomething(context);
  if (leader === undefined) return false;
  fleet.kill(leader, random.chance(0.5) ? 'power' : 'process');
  return true;
}

/**
 * The disk of a leader hangs while its followers go on; then it loses power with all that it had not synced, and one of
 * them is away when it comes back: whoever counted on its disk too early finds out.
 */
function loseSlowLeader(context: FaultContext): boolean {
  const { world, random } = context;
  const { fleet, simulation } = world;
  const leader = leaderOfSomething(context);
  const other = anyId(context);
  if (leader === undefined || leader === other || fleet.hasAbsent) return false;
  simulation.disk(hostOf(leader)).stall(3000);
  const awayMs = random.integer(2000, 5000);
  simulation.after(random.integer(20, 500), () => {
    if (world.isRepairing || fleet.hasAbsent) return;
    if (!fleet.isUp(leader) || fleet.isDown(other)) return;
    fleet.kill(leader, 'power');
    fleet.sendAway(other, 'off', awayMs);
    fleet.startDown();
  });
  return true;
}

function blackout({ world }: FaultContext): boolean {
  for (const id of world.fleet.ids) if (!world.fleet.isDown(id)) world.fleet.kill(id, 'power');
  return true;
}

function stopOne(context: FaultContext): boolean {
  const { fleet } = context.world;
  const id = anyId(context);
  if (!fleet.isUp(id)) return false;
  fleet.stop(id);
  return true;
}

function onTwo(context: FaultContext, act: (a: string, b: string) => void): boolean {
  const a = anyId(context);
  const b = anyId(context);
  if (a === b) return false;
  act(hostOf(a), hostOf(b));
  return true;
}

function stallLink(context: FaultContext): boolean {
  const ms = context.random.integer(100, 3000);
  return onTwo(context, (a, b) => context.world.simulation.network.stall(a, b, ms));
}

/** All that is sent comes, in order, but late: for some seconds. */
function clogLink(context: FaultContext): boolean {
  const { random, world } = context;
  const { network } = world.simulation;
  const clogUs = [0, random.integer(20_000, 1_000_000)] as const;
  const ms = random.integer(1000, 6000);
  return onTwo(context, (a, b) => {
    network.link(a, b).clogUs = clogUs;
    world.simulation.after(ms, () => {
      if (network.link(a, b).clogUs === clogUs) network.link(a, b).clogUs = undefined;
    });
  });
}

/** Messages of Raft are lost, come twice, or late, on one link or on all, until the network is healed. */
function loseMessages({ random, world }: FaultContext): boolean {
  const { fleet, simulation } = world;
  const faults = {
    lost: random.integer(0, 30) / 100,
    repeated: random.integer(0, 50) / 100,
    late: random.integer(0, 20) / 100,
    lateUs: [100, random.integer(1000, 2_000_000)] as const,
  };
  const hosts = fleet.ids.map(hostOf);
  const links = hosts.flatMap((from) =>
    hosts.filter((to) => to !== from).map((to) => simulation.network.link(from, to)),
  );
  const chosen = random.chance(0.5) ? links : [links[random.integer(0, links.length - 1)]!];
  for (const link of chosen) link.messageFaults = faults;
  return true;
}

function suspendOne({ world, random }: FaultContext): boolean {
  const { up } = world.fleet;
  const id = up[random.integer(0, Math.max(0, up.length - 1))];
  if (id === undefined) return false;
  world.fleet.suspend(id, random.integer(100, random.chance(0.3) ? 8000 : 2000));
  return true;
}

function slowDisk(context: FaultContext): boolean {
  const { random, world } = context;
  const disk = anyDisk(context);
  disk.slowDown([0, random.integer(5, random.chance(0.3) ? 1000 : 100)]);
  world.simulation.after(random.integer(500, 5000), () => disk.slowDown(undefined));
  return true;
}

function isolate(context: FaultContext): boolean {
  context.world.fleet.isolate(anyId(context));
  return true;
}

function heal({ world }: FaultContext): boolean {
  world.fleet.heal();
  for (const id of world.fleet.ids) world.simulation.disk(hostOf(id)).isFull = false;
  return true;
}

function stallDisk(context: FaultContext): boolean {
  anyDisk(context).stall(context.random.integer(200, 3000));
  return true;
}

function failDisk(context: FaultContext): boolean {
  const { random } = context;
  const operation = DISK_OPERATIONS[random.integer(0, DISK_OPERATIONS.length - 1)]!;
  anyDisk(context).failNext(operation, '/data', 'io', random.integer(1, 5));
  return true;
}

function fillDisk(context: FaultContext): boolean {
  anyDisk(context).isFull = true;
  return true;
}

function sendAway(context: FaultContext): boolean {
  const { world, random } = context;
  const id = anyId(context);
  if (world.fleet.hasAbsent || world.fleet.isDown(id)) return false;
  const ms = random.integer(3000, 12_000);
  world.fleet.sendAway(id, random.chance(0.5) ? 'off' : 'cut off', ms);
  return true;
}

function jumpClock(context: FaultContext): boolean {
  const skew = context.world.simulation.skewOf(hostOf(anyId(context)));
  skew.wallMs += context.random.integer(-3_600_000, 3_600_000);
  return true;
}

function transfer(context: FaultContext): boolean {
  const { world, random } = context;
  const broker = world.fleet.pick(random);
  if (broker === undefined) return false;
  const tp = random.chance(0.25)
    ? { topic: METADATA_TOPIC, partition: 0 }
    : { topic: TOPIC, partition: random.integer(0, world.plan.partitions - 1) };
  const to = nodeId(anyId(context));
  broker
    .transferLeadership(tp, to)
    .catch((error: unknown) => checkRefusal(error, 'transfer', 'INVALID_REPLICA_ASSIGNMENT'))
    .catch((error: unknown) => noteBroken(world, error));
  return true;
}
