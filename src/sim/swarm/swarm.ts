/**
 * A random life of a cluster, all of it from one seed: whole brokers under load and faults, then repaired and checked
 * (verdict.ts). What is promised and checked: what was acknowledged is there, at its offset, once, in order; nothing
 * is there that was not sent; "latest" covers what was acknowledged; no replica fails without a fault of its disk;
 * all brokers are well soon after the last fault.
 */
import { BrokenPromise } from '../checkers/checker.ts';
import type { Uuid } from '../../model/ids.ts';
import { hostOf, SimCluster } from '../cluster.ts';
import type { SimNetwork } from '../network.ts';
import { Simulation, type SimulationOptions } from '../simulation.ts';
import { SwarmChecks } from './checks.ts';
import { startClients } from './clients.ts';
import { inflictOne, USUAL_KINDS } from './faults.ts';
import { Fleet, type BrokerStart } from './fleet.ts';
import { healMajority } from './majority.ts';
import { drawPlan, PACES, showPlan, type SwarmPlan } from './plan.ts';
import { isRaftFrame } from './raft-frames.ts';
import { noFaults, type FaultCounts, type SwarmSummary } from './summary.ts';
import { awaitHealth, checkAll, repair } from './verdict.ts';
import { noteBroken, pause, TOPIC, type SwarmWorld } from './world.ts';

export type SwarmOptions = Pick<SimulationOptions, 'seed' | 'settle'>;

export interface SwarmRun {
  readonly plan: SwarmPlan;
  readonly traceHash: string;
  readonly traceLines: readonly string[];
  readonly outcome: { readonly summary: SwarmSummary } | { readonly failure: string };
}

const VIRTUAL_MS_MAX = 900_000;
const RETENTION_CHECK_MS = 700;
/** Clocks that gain or lose up to one in a hundred. */
const CLOCK_RATE_PERMILLE = 10;
const TIMESTAMP_AFTER_MS_MAX = 30 * 24 * 3_600_000;
const QUIET_CHANCE = 0.5;
const QUIET_MS = [1000, 9000] as const;
/** Clients that ask once a second, not 40 times. */
const QUIET_PACE = 40;

/** Never rejects for what a broker does: `failure` says in one line when it was seen, what, and in which world. */
export async function runSwarm(options: SwarmOptions): Promise<SwarmRun> {
  const simulation = new Simulation(options);
  const plan = drawPlan(options.seed, simulation.random('swarm/plan'), USUAL_KINDS);
  let outcome: SwarmRun['outcome'];
  try {
    outcome = { summary: await simulation.run(live(simulation, plan), VIRTUAL_MS_MAX) };
  } catch (error) {
    simulation.trace(`swarm: ${stackOf(error)}`);
    const at = `at=${simulation.now.toFixed(0)}ms`;
    outcome = { failure: `${at}: ${messageOf(error)} (${showPlan(plan)})` };
  }
  const { traceLines } = simulation;
  return { plan, traceHash: simulation.traceHash(), traceLines, outcome };
}

function messageOf(error: unknown): string {
  if (error instanceof BrokenPromise) return error.message;
  const [what, where = ''] = stackOf(error).split('\n');
  return `${what} ${where.trim()}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function live(simulation: Simulation, plan: SwarmPlan): Promise<SwarmSummary> {
  const { world, resets } = await begin(simulation, plan);
  const clients = startClients(world);
  const faults = noFaults();
  for (let round = 0; round < plan.rounds; round += 1) await playRound(world, faults);
  if (plan.healsMajorityFirst) await healMajority(world);
  let recoveryMsMax = await repair(world);
  await pause(world, 2000);
  world.isOver = true;
  await clients;
  throwIfBroken(world);
  await checkAll(world);
  if (plan.endsInBlackout) {
    for (const id of world.fleet.ids) {
      world.fleet.kill(id, 'power', { data: 'synced', entries: 'synced' });
    }
    world.fleet.startDown();
    recoveryMsMax = Math.max(recoveryMsMax, await awaitHealth(world));
    await checkAll(world);
  }
  throwIfBroken(world);
  const total = (what: 'acknowledgedCount' | 'readCount'): number =>
    world.histories.reduce((sum, history) => sum + history[what], 0);
  return {
    seeds: 1,
    simulatedMs: simulation.now,
    events: simulation.eventCount,
    acknowledged: total('acknowledgedCount'),
    read: total('readCount'),
    topicChanges: world.topicChanges,
    looks: world.checks.tallies.looks(),
    installs: resets(),
    faults: withMessages(faults, simulation.network.mistreated),
    recoveryMsMax,
  };
}

function withMessages(
  faults: FaultCounts,
  { lost, repeated, late }: SimNetwork['mistreated'],
): FaultCounts {
  return { ...faults, 'message-lost': lost, 'message-repeated': repeated, 'message-late': late };
}

/** Something goes wrong every few hundred milliseconds; now and then everybody has some seconds to breathe. */
async function playRound(world: SwarmWorld, faults: FaultCounts): Promise<void> {
  const random = world.simulation.random('swarm/faults');
  if (random.chance(QUIET_CHANCE)) {
    world.pace = QUIET_PACE;
    await pause(world, random.integer(...QUIET_MS));
    world.pace = 1;
  }
  await pause(world, random.integer(100, 1000));
  const kind = inflictOne({ world, random });
  if (kind !== undefined) faults[kind] += 1;
  world.fleet.callBack();
  if (random.chance(0.5)) world.fleet.startDown();
  throwIfBroken(world);
}

function throwIfBroken(world: SwarmWorld): void {
  if (world.broken !== undefined) throw world.broken;
}

async function begin(
  simulation: Simulation,
  plan: SwarmPlan,
): Promise<{ world: SwarmWorld; resets: () => number }> {
  const random = simulation.random('swarm/begin');
  simulation.network.isMessage = isRaftFrame;
  // The world is made from the fleet, and the fleet's brokers log from their first moment on.
  const early: string[] = [];
  let onLogLine = (line: string): void => void early.push(line);
  const earlyBroken: unknown[] = [];
  let onBroken = (error: unknown): void => void earlyBroken.push(error);
  const checks = new SwarmChecks(plan, simulation, (error) => onBroken(error));
  const cluster = new SimCluster(simulation, {
    brokers: plan.brokers,
    settings: {
      'log.retention.check.interval.ms': RETENTION_CHECK_MS,
      'offsets.topic.num.partitions': 2,
      ...PACES[plan.pace],
      'group.min.session.timeout.ms': 500,
    },
    hasDoors: plan.clients !== 'raw',
    limits: limitsOf(plan),
    onLogLine: (line) => onLogLine(line),
    watcherOf: (id) => checks.watch.watcherOf(id),
  });
  if (plan.hasBadClocks) {
    for (const id of cluster.ids) {
      const drift = random.integer(-CLOCK_RATE_PERMILLE, CLOCK_RATE_PERMILLE) / 1000;
      simulation.skewOf(hostOf(id)).rate = 1 + drift;
    }
  }
  await cluster.start();
  const world: SwarmWorld = {
    plan,
    simulation,
    fleet: new Fleet(simulation, cluster, (id) => startOf(checks, id, onBroken)),
    checks,
    histories: [],
    ledgers: [],
    topicChanges: 0,
    pace: 1,
    isRepairing: false,
    isOver: false,
    broken: undefined,
  };
  onLogLine = (line) => judgeLine(world, line);
  for (const line of early) onLogLine(line);
  onBroken = (error) => noteBroken(world, error);
  for (const error of earlyBroken) onBroken(error);
  await awaitHealth(world);
  world.histories = checks.makeHistories(await createTopic(world));
  return { world, resets: countResets(world) };
}

/** Of the damaged broker: it may have to refuse. */
function startOf(checks: SwarmChecks, id: number, broken: (error: unknown) => void): BrokerStart {
  const damaged = checks.damaged?.id === id ? checks.damaged : undefined;
  const guarded = (look: () => void): void => {
    try {
      look();
    } catch (error) {
      broken(error);
    }
  };
  damaged?.starting();
  return {
    up: () => guarded(() => damaged?.started()),
    refused: (error) => guarded(() => damaged?.notStarted(error)),
  };
}

function limitsOf(plan: SwarmPlan): object {
  const { snapshotEveryBytes, segmentBytes, narrowLimits } = plan;
  if (snapshotEveryBytes === undefined) return { host: { ...narrowLimits } };
  return { host: { ...narrowLimits, snapshotEveryBytes }, metadataSegmentBytes: segmentBytes };
}

/** Gives the id of the topic. */
async function createTopic(world: SwarmWorld): Promise<Uuid> {
  const { segmentBytes, retentionBytes, partitions, hasBadClocks } = world.plan;
  const configs: Record<string, string> = {
    'segment.bytes': String(segmentBytes),
    'retention.ms': '-1',
  };
  if (retentionBytes !== undefined) configs['retention.bytes'] = String(retentionBytes);
  // Clocks jump by an hour, more than once: no broker may take a client's time for that of a wrong clock.
  if (hasBadClocks) configs['message.timestamp.after.max.ms'] = String(TIMESTAMP_AFTER_MS_MAX);
  const request = {
    name: TOPIC,
    partitionCount: partitions,
    replicationFactor: 3,
    configs,
  };
  const { topicId } = await world.fleet.broker(1).createTopic(request);
  await awaitHealth(world);
  return topicId;
}

/** What a broker says of itself must have an excuse. */
function judgeLine(world: SwarmWorld, line: string): void {
  if (!line.startsWith('error ')) return;
  const { damaged } = world.checks;
  const isSpoiled = damaged?.isHit === true && line.includes(`{"node":${damaged.id},`);
  const hasExcuse = world.plan.hasDiskFaults || isSpoiled;
  const isExcused = hasExcuse && !line.includes('peer-frame-malformed');
  if (isExcused && !line.includes('invariant')) return;
  noteBroken(world, new BrokenPromise(`a broker says: ${line}`));
}

/** The intent of a reset is renamed into its place (storage/log-files.ts). */
function countResets(world: SwarmWorld): () => number {
  let count = 0;
  for (const id of world.fleet.ids) {
    world.simulation.disk(hostOf(id)).onOperation(({ operation, path, outcome }) => {
      if (operation === 'rename' && outcome === 'done' && path.endsWith('/reset.new')) count += 1;
    });
  }
  return () => count;
}
