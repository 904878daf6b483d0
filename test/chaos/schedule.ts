/**
 * What happens in a run, decided by its seed alone: every kind of fault comes once before one comes again, in an order
 * that is new each time. Sometimes a fault happens while the network is ill.
 */
import { SimRandom } from '../../src/sim/sim-random.ts';
import { faultOf, type FaultName } from './faults/catalogue.ts';
import { shuffled } from './faults/fault.ts';

export interface Step {
  /** Numbers the faults of the run, and is the name of what they draw. */
  readonly number: number;
  readonly fault: FaultName;
  /** A fault of the network that begins before and ends after it. */
  readonly around?: FaultName;
  readonly holdMs: number;
  /** Until the next one, from when all is well again. */
  readonly quietMs: number;
}

export interface Pace {
  readonly holdMs: readonly [least: number, most: number];
  readonly quietMs: readonly [least: number, most: number];
}

const AROUND_CHANCE = 0.25;

export function* schedule(
  seed: number,
  names: readonly FaultName[],
  pace: Pace,
): Generator<Step, never> {
  const random = new SimRandom(seed, 'schedule');
  const ofNetwork = names.filter((name) => faultOf(name).isOfNetwork === true);
  for (let number = 1; ;) {
    for (const fault of shuffled(random, names)) {
      const holdMs = random.integer(...pace.holdMs);
      const quietMs = random.integer(...pace.quietMs);
      const [around] = shuffled(random, ofNetwork);
      const hasAround = random.chance(AROUND_CHANCE) && faultOf(fault).isOfNetwork !== true;
      const common = { number, fault, holdMs, quietMs };
      yield hasAround && around !== undefined ? { ...common, around } : common;
      number += 1;
    }
  }
}
