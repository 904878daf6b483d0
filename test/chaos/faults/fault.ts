/** What a fault is given, and what it gives. */
import type { SimRandom } from '../../../src/sim/sim-random.ts';
import type { ClusterProcesses } from '../../support/cluster-processes.ts';
import type { Disks } from '../disks.ts';
import type { Fleet } from '../fleet.ts';
import type { Namespaces } from '../namespaces.ts';
import type { FaultyNetwork } from '../network.ts';
import type { Need } from '../tools.ts';

export interface World {
  readonly directory: string;
  readonly cluster: ClusterProcesses;
  readonly fleet: Fleet;
  readonly network: FaultyNetwork;
  /** Undefined without root; then the faults that need them are not asked for. */
  readonly namespaces: Namespaces | undefined;
  readonly disks: Disks | undefined;
  readonly topics: readonly string[];
}

export interface Turn {
  readonly world: World;
  /** This fault's own: what it draws shifts no other's. */
  readonly random: SimRandom;
  /** How long it should last. */
  readonly holdMs: number;
}

/** Of a fault that has begun. */
export interface Begun {
  /** What was done, with the ids of the brokers. */
  readonly text: string;
  /** Takes it back; not before `holdMs` have passed. */
  readonly end: () => Promise<void> | void;
}

export interface Fault {
  readonly needs: readonly Need[];
  /** It concerns the network alone, so that another fault may happen meanwhile. */
  readonly isOfNetwork?: boolean;
  begin(turn: Turn): Promise<Begun> | Begun;
}

export function anyOf<T>(random: SimRandom, all: readonly T[]): T {
  return all[random.integer(0, all.length - 1)]!;
}

/** In an order that the seed decides. */
export function shuffled<T>(random: SimRandom, all: readonly T[]): T[] {
  const rest = [...all];
  return all.map(() => rest.splice(random.integer(0, rest.length - 1), 1)[0]!);
}

export const DONE: Begun['end'] = () => undefined;
