import { randomInt } from 'node:crypto';
import { installNatives } from '../server.ts';
import { SimCluster } from '../sim/cluster.ts';
import { traceLogger } from '../sim/observers.ts';
import { Simulation } from '../sim/simulation.ts';
import { millisecondsOf, type Duration } from './duration.ts';
import { refuseUnknownOptions } from './known-options.ts';
import { brokerCountOf, settingsOf, topicsOf, type ClusterOptions } from './options.ts';
import { SimulatedCluster } from './simulated-cluster.ts';
import { SimulatedSlot } from './simulated-slot.ts';
import { TestingError } from './testing-error.ts';

export interface SimulateOptions extends Pick<ClusterOptions, 'brokers' | 'topics' | 'config'> {
  /** Of the first run. Default: `FLOTILLA_SEED` of the environment, else drawn. */
  readonly seed?: number;
  /** How many seeds, one after the other. Default 1; always 1 when `FLOTILLA_SEED` is set. */
  readonly runs?: number;
  /** A run that needs more virtual time than this fails. Default ten minutes. */
  readonly virtualTimeMax?: Duration;
}

const SIMULATE_OPTIONS = [
  'brokers',
  'topics',
  'config',
  'seed',
  'runs',
  'virtualTimeMax',
] as const satisfies readonly (keyof SimulateOptions)[];
const SEED_MAX = 0xffff_ffff;
const SEED_VARIABLE = 'FLOTILLA_SEED';

/**
 * Runs a test in a world with virtual time: brokers, disks, network and the clients of `cluster.kafka()`. The same seed (on
 * the same version of Flotilla and major version of Node) is the same run, event by event, so a failure names its seed and
 * can be replayed. The test waits by what the cluster gives it (`sleep`, `until`, calls of clients), never by setTimeout
 * or real input and output, which virtual time does not wait for.
 */
export async function simulate(
  options: SimulateOptions,
  test: (cluster: SimulatedCluster) => Promise<void>,
): Promise<void> {
  refuseUnknownOptions('simulate', options, SIMULATE_OPTIONS);
  await installNatives(traceLogger(() => undefined, {}));
  for (const seed of seedsOf(options)) {
    try {
      await runOnce(options, seed, test);
    } catch (error) {
      throw withSeed(error, seed);
    }
  }
}

async function runOnce(
  options: SimulateOptions,
  seed: number,
  test: (cluster: SimulatedCluster) => Promise<void>,
): Promise<void> {
  const { virtualTimeMax = '10m' } = options;
  const simulation = new Simulation({ seed, settle });
  const brokers = new SimCluster(simulation, {
    brokers: brokerCountOf(options),
    settings: settingsOf(options),
  });
  const slots = brokers.ids.map((id) => new SimulatedSlot(id, { simulation, cluster: brokers }));
  const cluster = new SimulatedCluster({ simulation, slots, seed });
  const work = async (): Promise<void> => {
    await Promise.all(slots.map((slot) => slot.start()));
    await cluster.until(() => slots.every(({ node }) => node?.readiness().length === 0));
    const { broker } = slots[0]!.node!;
    await cluster.until(
      async () => (await broker.describeCluster()).brokers.length === slots.length,
    );
    await Promise.all(topicsOf(options).map((topic) => broker.createTopic(topic)));
    await cluster.ready();
    await test(cluster);
  };
  try {
    const isDone = await simulation.tryRun(work(), millisecondsOf(virtualTimeMax));
    if (isDone) return;
    throw new TestingError(
      `The test was not done after ${virtualTimeMax} of virtual time; wait with cluster.sleep() or cluster.until(), not with timers of Node, or raise virtualTimeMax.`,
    );
  } finally {
    cluster.end();
    for (const id of brokers.ids) if (brokers.isRunning(id)) brokers.kill(id);
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function seedsOf({ seed, runs = 1 }: SimulateOptions): readonly number[] {
  const replayed = process.env[SEED_VARIABLE];
  if (replayed !== undefined && replayed !== '') return [checked(replayed, SEED_VARIABLE)];
  if (!Number.isInteger(runs) || runs < 1) {
    throw new TestingError(`There cannot be ${runs} runs; give a number from 1 on.`);
  }
  const first = checked(seed ?? randomInt(SEED_MAX), 'seed');
  return Array.from({ length: runs }, (_, at) => (first + at) % (SEED_MAX + 1));
}

function checked(asked: number | string, name: string): number {
  const seed = Number(asked);
  if (Number.isInteger(seed) && seed >= 0 && seed <= SEED_MAX) return seed;
  throw new TestingError(`${name} cannot be ${asked}; give an integer from 0 to ${SEED_MAX}.`);
}

/** The error itself, so that a test runner shows its difference; its message says how to have it again. */
function withSeed(error: unknown, seed: number): Error {
  const failure = error instanceof Error ? error : new Error(String(error));
  const was = failure.message;
  const message = `${was}\n[simulated with seed ${seed}; run it again with ${SEED_VARIABLE}=${seed} or { seed: ${seed} }]`;
  failure.message = message;
  // Some runners print the stack alone, which holds a copy of the message.
  if (failure.stack !== undefined) failure.stack = failure.stack.replace(was, () => message);
  return failure;
}
