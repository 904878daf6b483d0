/** What the clients, the faults and the checks of one run share. */
import { BrokerError } from '../../model/errors.ts';
import type { Simulation } from '../simulation.ts';
import type { Fleet } from './fleet.ts';
import { BrokenPromise } from '../checkers/checker.ts';
import type { CommitLedger } from '../checkers/group-offset-monotone.ts';
import type { SwarmChecks } from './checks.ts';
import type { PartitionHistory } from './history.ts';
import type { SwarmPlan } from './plan.ts';

export const TOPIC = 'orders';

export interface SwarmWorld {
  readonly plan: SwarmPlan;
  readonly simulation: Simulation;
  readonly fleet: Fleet;
  readonly checks: SwarmChecks;
  /** By partition of `TOPIC`. */
  histories: readonly PartitionHistory[];
  /** Of the committers. */
  readonly ledgers: CommitLedger[];
  /** How many were acknowledged. */
  topicChanges: number;
  /** How much longer than usual the clients rest between two requests. */
  pace: number;
  /** Set when the repair begins: nothing more is to be broken. */
  isRepairing: boolean;
  /** Set when the clients are to stop. */
  isOver: boolean;
  /** The first promise that was seen broken, wherever that was. */
  broken: Error | undefined;
}

export function pause(world: Pick<SwarmWorld, 'simulation'>, ms: number): Promise<void> {
  return new Promise((resolve) => world.simulation.after(ms, resolve));
}

/** A broker that was killed never answers. */
export async function within<T>(
  world: Pick<SwarmWorld, 'simulation'>,
  work: Promise<T>,
  ms: number,
): Promise<T | undefined> {
  return Promise.race([work, pause(world, ms).then(() => undefined)]);
}

/** A broker may refuse anything that can be tried again; another refusal must be one of those that were expected. */
export function checkRefusal(error: unknown, what: string, ...expected: readonly string[]): void {
  if (error instanceof BrokerError) {
    if (error.retriable || expected.includes(error.errorName)) return;
    throw new BrokenPromise(`${what}: ${error.errorName}: ${error.message}`);
  }
  throw error;
}

export function noteBroken(world: SwarmWorld, error: unknown): void {
  world.broken ??= error instanceof Error ? error : new Error(String(error));
}
