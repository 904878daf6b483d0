import { BrokerError } from '../model/errors.ts';
import type { Connection } from '../platform/network.ts';
import type { Random } from '../platform/random.ts';
import { hostOf } from '../sim/cluster.ts';
import type { Simulation } from '../sim/simulation.ts';
import { ClusterControls, type ClientWorld } from './cluster-controls.ts';
import { millisecondsOf, type Duration } from './duration.ts';
import { DOOR_PORT, type SimulatedSlot } from './simulated-slot.ts';
import { TestingError } from './testing-error.ts';
import { until } from './until.ts';

const CLIENT = 'client';

export interface SimulatedClusterModules {
  readonly simulation: Simulation;
  readonly slots: readonly SimulatedSlot[];
  readonly seed: number;
}

/** Whole brokers in virtual time. Everything, also what clients draw and when they are answered, comes from the seed. */
export class SimulatedCluster extends ClusterControls {
  readonly seed: number;
  readonly brokers: readonly { readonly id: number; readonly isRunning: boolean }[];
  /** For the test itself: what it draws here belongs to the seed. */
  readonly random: Random;
  private readonly simulation: Simulation;
  private hasEnded = false;

  constructor({ simulation, slots, seed }: SimulatedClusterModules) {
    super({ slots, links: linksOf(simulation, slots), clock: simulation.clock('test') });
    this.seed = seed;
    this.brokers = slots;
    this.simulation = simulation;
    this.random = simulation.random('test');
  }

  /** Virtual milliseconds since the start of the cluster. */
  get now(): number {
    return this.simulation.now;
  }

  /** Lets this much virtual time pass, in which everything goes on. */
  sleep(duration: Duration): Promise<void> {
    return new Promise((resolve) => this.simulation.after(millisecondsOf(duration), resolve));
  }

  /** Asks until it is true. Throws a TestingError when that takes longer. */
  async until(
    isTrue: () => boolean | Promise<boolean>,
    withinMax: Duration = '30s',
  ): Promise<void> {
    const clock = this.simulation.clock('test');
    const ask = async (): Promise<true | undefined> => ((await isTrue()) ? true : undefined);
    if ((await until(clock, millisecondsOf(withinMax), ask)) === true) return;
    throw new TestingError(`It did not come true within ${withinMax} of virtual time.`);
  }

  /** What happened last, line by line with its virtual time: what the brokers log, and each kill. */
  get trace(): readonly string[] {
    return this.simulation.traceLines;
  }

  /** The simulation is over: whoever still holds the cluster is told. */
  end(): void {
    this.hasEnded = true;
  }

  protected clientWorld(): ClientWorld {
    const { simulation } = this;
    return {
      clock: simulation.clock(CLIENT),
      random: simulation.random(CLIENT),
      createSocket: (url) => connectTo(simulation, url),
      logLevel: 0,
    };
  }

  protected passTime(ms: number): Promise<void> {
    this.simulation.skip(ms);
    return this.sleep(0);
  }

  protected assertAlive(): void {
    if (!this.hasEnded) return;
    throw new TestingError('This simulation has ended; use its cluster only inside of it.');
  }
}

async function connectTo(simulation: Simulation, url: string): Promise<Connection> {
  const { hostname } = new URL(url);
  try {
    return await simulation.network.node(CLIENT).connect({ host: hostname, port: DOOR_PORT });
  } catch (error) {
    throw new BrokerError('NETWORK_EXCEPTION', `Cannot connect to ${url}: ${String(error)}.`);
  }
}

function linksOf({ network }: Simulation, slots: readonly SimulatedSlot[]) {
  return {
    cut: (from: number, to: number) => network.cut(hostOf(from), hostOf(to)),
    isCut: (from: number, to: number) => network.link(hostOf(from), hostOf(to)).isCut,
    heal: () => {
      for (const { id: a } of slots) {
        for (const { id: b } of slots) if (a < b) network.heal(hostOf(a), hostOf(b));
      }
    },
  };
}
