/** All kinds of faults, by the names that `--faults` takes. */
import { clockJumps } from './clock.ts';
import {
  failingSync,
  fullDisk,
  hungDisk,
  powerCut,
  powerCutOfAll,
  powerCutOfTwo,
} from './disks.ts';
import type { Fault } from './fault.ts';
import {
  clients,
  delay,
  fullPartition,
  isolate,
  namespaceDown,
  namespaceOneWay,
  namespacePartition,
  oneWay,
  partialPartition,
  reorder,
} from './network.ts';
import { kill, killAll, pause, pauseThenKill, restartStorm, rollingRestart } from './processes.ts';

export const CATALOGUE = {
  kill,
  'kill-all': killAll,
  pause,
  'pause-then-kill': pauseThenKill,
  'restart-storm': restartStorm,
  'rolling-restart': rollingRestart,
  delay,
  reorder,
  'one-way': oneWay,
  'partial-partition': partialPartition,
  isolate,
  'full-partition': fullPartition,
  clients,
  'namespace-down': namespaceDown,
  'namespace-partition': namespacePartition,
  'namespace-one-way': namespaceOneWay,
  'full-disk': fullDisk,
  'hung-disk': hungDisk,
  'failing-sync': failingSync,
  'power-cut': powerCut,
  'power-cut-of-two': powerCutOfTwo,
  'power-cut-of-all': powerCutOfAll,
  'clock-jumps': clockJumps,
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof CATALOGUE;

export const FAULT_NAMES = Object.keys(CATALOGUE) as readonly FaultName[];

export function faultOf(name: FaultName): Fault {
  return CATALOGUE[name];
}
