/** What bounds a model. Within it everything happens in every order; nothing else is cut off. */
export interface Bounds {
  readonly servers: number;
  /** Nobody campaigns for a later term. Within it everybody may campaign at any time. */
  readonly termMax: number;
  /** Offsets of a proposal: with both 1 and 2, two leaders' batches at the same offset need not end at the same one. */
  readonly batchSizes: readonly number[];
  /** Else every write is on the disk at once. */
  readonly areDisksSlow: boolean;
  /** Leaders send heartbeats at any time, not only entries. */
  readonly hasHeartbeats: boolean;
  /** Else a message takes all entries that there are. */
  readonly hasShortMessages: boolean;
  readonly budget: Readonly<Record<Spending, number>>;
}

/** Of these there is a number, in the whole world together. `UNLIMITED` is never used up. */
export const SPENDINGS = [
  'campaigns',
  'proposals',
  'crashes',
  'retentions',
  'transfers',
  'stepDowns',
] as const;
export type Spending = (typeof SPENDINGS)[number];

export const UNLIMITED = 15;

/** What is left, four bits each. */
export function packBudget(budget: Bounds['budget']): number {
  return SPENDINGS.reduce((packed, name, i) => packed | (budget[name] << (4 * i)), 0);
}

/** Undefined when nothing is left. */
export function spend(packed: number, spending: Spending | undefined): number | undefined {
  if (spending === undefined) return packed;
  const shift = 4 * SPENDINGS.indexOf(spending);
  const left = (packed >> shift) & 15;
  if (left === UNLIMITED) return packed;
  return left === 0 ? undefined : packed - (1 << shift);
}
