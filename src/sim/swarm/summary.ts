/** Figures of one run, or of many together. */
import { addLooks, type Looks } from '../checkers/tallies.ts';
import { FAULT_KINDS, type FaultKind } from './faults.ts';

/** Single messages on lossy links are counted as well. */
type CountedKind = FaultKind | 'message-lost' | 'message-repeated' | 'message-late';

export type FaultCounts = Record<CountedKind, number>;

const COUNTED: readonly CountedKind[] = [
  ...FAULT_KINDS,
  'message-lost',
  'message-repeated',
  'message-late',
];

export interface SwarmSummary {
  readonly seeds: number;
  readonly simulatedMs: number;
  readonly events: number;
  readonly acknowledged: number;
  readonly read: number;
  readonly topicChanges: number;
  readonly looks: Looks;
  /** Times that a replica took over a snapshot, or a log that begins later, from its leader. */
  readonly installs: number;
  readonly faults: Readonly<FaultCounts>;
  /** From the last repair until all brokers said that all is well. */
  readonly recoveryMsMax: number;
}

export function noFaults(): FaultCounts {
  return Object.fromEntries(COUNTED.map((kind) => [kind, 0])) as FaultCounts;
}

export const NOTHING: SwarmSummary = {
  seeds: 0,
  simulatedMs: 0,
  events: 0,
  acknowledged: 0,
  read: 0,
  topicChanges: 0,
  looks: {},
  installs: 0,
  faults: noFaults(),
  recoveryMsMax: 0,
};

export function sum(a: SwarmSummary, b: SwarmSummary): SwarmSummary {
  const faults = noFaults();
  for (const kind of COUNTED) faults[kind] = a.faults[kind] + b.faults[kind];
  return {
    seeds: a.seeds + b.seeds,
    simulatedMs: a.simulatedMs + b.simulatedMs,
    events: a.events + b.events,
    acknowledged: a.acknowledged + b.acknowledged,
    read: a.read + b.read,
    topicChanges: a.topicChanges + b.topicChanges,
    looks: addLooks(a.looks, b.looks),
    installs: a.installs + b.installs,
    faults,
    recoveryMsMax: Math.max(a.recoveryMsMax, b.recoveryMsMax),
  };
}

export function showSummary(summary: SwarmSummary): string {
  const faults = COUNTED.filter((kind) => summary.faults[kind] > 0).map(
    (kind) => `${kind} ${summary.faults[kind]}`,
  );
  return [
    `${(summary.simulatedMs / 1000).toFixed(0)} s simulated`,
    `${summary.events} events`,
    `${summary.acknowledged} records acknowledged, 0 lost`,
    `${summary.read} read`,
    `${summary.topicChanges} topic changes`,
    `${summary.installs} installs`,
    `well after ${(summary.recoveryMsMax / 1000).toFixed(1)} s`,
    faults.join(', '),
  ].join('; ');
}
