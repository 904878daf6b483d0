/**
 * The two worlds that a contract suite runs in. A case is written once, as plain async code; `run` drives it: the
 * real world by waiting for it, the simulated one by making virtual time pass until it is done.
 */
import { NodeClock } from '../../src/node/clock.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { Simulation } from '../../src/sim/simulation.ts';
import { settle } from './settle.ts';

export interface World {
  readonly clock: Clock;
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

export function realWorld(): World {
  return { clock: new NodeClock(), run: (work) => work() };
}

export interface SimulatedWorld extends World {
  readonly simulation: Simulation;
}

export function simulatedWorld(seed = 1): SimulatedWorld {
  const simulation = new Simulation({ seed, settle });
  return {
    simulation,
    clock: simulation.clock('case'),
    run: (work) => simulation.run(work()),
  };
}

export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(ms, resolve);
  });
}

/** Waits for what the world brings about by itself. */
export async function until(clock: Clock, isTrue: () => boolean, msMax = 5000): Promise<void> {
  const deadline = clock.monotonic() + msMax;
  while (!isTrue()) {
    if (clock.monotonic() > deadline)
      throw new Error(`not true within ${msMax} ms: ${String(isTrue)}`);
    await sleep(clock, 1);
  }
}
