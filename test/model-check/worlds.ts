/** The models that are searched, from one that is completed in a second to ones that are searched for as long as one likes. */
import { UNLIMITED, type Bounds } from './bounds.ts';

export interface World {
  readonly what: string;
  readonly bounds: Bounds;
}

const NONE = {
  campaigns: UNLIMITED,
  proposals: 0,
  crashes: 0,
  retentions: 0,
  transfers: 0,
  stepDowns: 0,
};
const PLAIN: Bounds = {
  servers: 3,
  termMax: 1,
  batchSizes: [1],
  areDisksSlow: false,
  hasHeartbeats: false,
  hasShortMessages: false,
  budget: { ...NONE, proposals: 1 },
};
const TWO_TERMS: Bounds = { ...PLAIN, termMax: 2 };

export const WORLDS: Readonly<Record<string, World>> = {
  tiny: { what: '1 term, 1 batch, disks at once', bounds: PLAIN },
  'tiny-disks': {
    what: '1 term, 1 batch, slow disks, 1 crash',
    bounds: { ...PLAIN, areDisksSlow: true, budget: { ...NONE, proposals: 1, crashes: 1 } },
  },
  'two-batches': {
    what: '1 term, 2 batches of 1 or 2 offsets, disks at once',
    bounds: { ...PLAIN, batchSizes: [1, 2], budget: { ...NONE, proposals: 2 } },
  },
  small: { what: '2 terms, 1 batch, disks at once', bounds: TWO_TERMS },
  'short-messages': {
    what: 'small, with an entry a message',
    bounds: { ...TWO_TERMS, hasShortMessages: true },
  },
  heartbeats: {
    what: 'small, with heartbeats at any time',
    bounds: { ...TWO_TERMS, hasHeartbeats: true },
  },
  crashes: {
    what: 'small, with crashes at any time, as often as one likes',
    bounds: { ...TWO_TERMS, budget: { ...NONE, proposals: 1, crashes: UNLIMITED } },
  },
  unaligned: {
    what: '2 terms, 2 batches of 1 or 2 offsets, disks at once',
    bounds: { ...TWO_TERMS, batchSizes: [1, 2], budget: { ...NONE, proposals: 2 } },
  },
  transfer: {
    what: 'small, with 1 leadership transfer',
    bounds: { ...TWO_TERMS, budget: { ...NONE, proposals: 1, transfers: 1 } },
  },
  'step-down': {
    what: 'small, with leaders that find no quorum, once',
    bounds: { ...TWO_TERMS, budget: { ...NONE, proposals: 1, stepDowns: 1 } },
  },
  retention: {
    what: '2 terms, 1 batch, heartbeats, retention once: InstallSnapshot',
    bounds: { ...TWO_TERMS, hasHeartbeats: true, budget: { ...NONE, proposals: 1, retentions: 1 } },
  },
  disks: {
    what: '2 terms, 1 batch, slow disks, 1 crash',
    bounds: { ...TWO_TERMS, areDisksSlow: true, budget: { ...NONE, proposals: 1, crashes: 1 } },
  },
  'three-terms': {
    what: '3 terms, 1 batch, disks at once, crashes at any time',
    bounds: { ...PLAIN, termMax: 3, budget: { ...NONE, proposals: 1, crashes: UNLIMITED } },
  },
  'figure-8': {
    what: '4 terms, 4 campaigns, term-start markers only, an entry a message',
    bounds: { ...PLAIN, termMax: 4, hasShortMessages: true, budget: { ...NONE, campaigns: 4 } },
  },
};
