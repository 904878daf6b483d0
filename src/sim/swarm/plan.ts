/** What kind of a run a seed stands for: the size of the cluster, and which of the rarer faults it has at all. */
import type { HostLimits } from '../../host/host.ts';
import type { SimRandom } from '../sim-random.ts';

/** Who writes and reads: calls of the brokers, the client that ships, or these and Kafka's protocol beside each other. */
export type ClientMix = 'raw' | 'shipped' | 'all';

/** Calls are much cheaper, so most of the seeds have nothing else. */
const MIXES: readonly ClientMix[] = ['raw', 'raw', 'raw', 'raw', 'raw', 'shipped', 'all', 'all'];

export interface SwarmPlan {
  readonly seed: number;
  readonly brokers: number;
  /** Of Raft's timers: that of the defaults, or a slower one, which leaves more time between two beats. */
  readonly pace: keyof typeof PACES;
  readonly partitions: number;
  readonly rounds: number;
  readonly segmentBytes: number;
  readonly retentionBytes: number | undefined;
  /** Of the metadata group: tiny, so that who was away for a while needs a snapshot. */
  readonly snapshotEveryBytes: number | undefined;
  readonly hasDiskFaults: boolean;
  /** Brokers that are cut off, or off, for so long that logs and snapshots have moved on. */
  readonly hasLongAbsences: boolean;
  readonly hasBadClocks: boolean;
  /** The one whose disk spoils what it keeps. */
  readonly damagedBroker: number | undefined;
  readonly clients: ClientMix;
  /** Consumer groups whose offsets are committed. */
  readonly hasCommitters: boolean;
  /** Kinds of faults that this seed does not have: what many of them together hide, few of them show. */
  readonly without: ReadonlySet<string>;
  /** Before everything is repaired, only a majority is. */
  readonly healsMajorityFirst: boolean;
  /** Of queues, frames and caches: so low that they are reached. Undefined: those that ship. */
  readonly narrowLimits: Partial<HostLimits> | undefined;
  /** All machines lose power when all is well again, and everything is checked a second time. */
  readonly endsInBlackout: boolean;
}

export const PACES = {
  usual: {},
  slow: {
    'raft.tick.ms': 50,
    'raft.heartbeat.ms': 200,
    'raft.election.timeout.min.ms': 1000,
    'raft.election.timeout.max.ms': 2000,
  },
} as const;

/** `kinds`: those of which some are left out. */
export function drawPlan(seed: number, random: SimRandom, kinds: readonly string[]): SwarmPlan {
  const brokers = random.chance(0.25) ? (random.chance(0.3) ? 7 : 5) : 3;
  const missing = random.integer(0, 60) / 100;
  return {
    seed,
    brokers,
    pace: random.chance(brokers === 3 ? 0.4 : 0.8) ? 'slow' : 'usual',
    partitions: random.integer(1, 3),
    rounds: random.chance(0.2) ? random.integer(20, 45) : random.integer(6, 20),
    segmentBytes: random.integer(1024, 8000),
    retentionBytes: random.chance(0.35) ? random.integer(4000, 12_000) : undefined,
    snapshotEveryBytes: random.chance(0.6) ? random.integer(200, 2000) : undefined,
    hasDiskFaults: random.chance(0.6),
    hasLongAbsences: random.chance(0.5),
    hasBadClocks: random.chance(0.4),
    without: new Set(kinds.filter((kind) => kind !== 'heal' && random.chance(missing))),
    endsInBlackout: random.chance(0.5),
    healsMajorityFirst: random.chance(0.5),
    hasCommitters: random.chance(0.35),
    clients: MIXES[random.integer(0, MIXES.length - 1)]!,
    damagedBroker: random.chance(1 / 6) ? random.integer(1, brokers) : undefined,
    narrowLimits: random.chance(0.2) ? drawNarrowLimits(random) : undefined,
  };
}

/** A client's batch has up to 3 KB, and a partition some six readers. */
function drawNarrowLimits(random: SimRandom): Partial<HostLimits> {
  return {
    appendBytesMax: random.integer(200, 3000),
    inflightBytesMax: random.integer(500, 6000),
    uncommittedBytesMax: random.integer(4000, 12_000),
    waitersPerPartitionMax: random.integer(3, 12),
    peerBufferedBytesMax: random.integer(4000, 32_000),
    peerFrameBytesMax: random.integer(500, 4000),
    forwardedMax: random.integer(3, 16),
    producerCheckpointBytes: random.integer(1000, 8000),
    tailCacheBytes: random.integer(0, 2000),
    cacheBytesMax: random.integer(1000, 4000),
  };
}

/** `brokers=3 partitions=2 retention snapshots`. */
export function showPlan(plan: SwarmPlan): string {
  const parts = [`brokers=${plan.brokers} partitions=${plan.partitions}`];
  if (plan.pace !== 'usual') parts.push(`${plan.pace}-pace`);
  if (plan.retentionBytes !== undefined) parts.push('retention');
  if (plan.snapshotEveryBytes !== undefined) parts.push('snapshots');
  if (plan.hasDiskFaults) parts.push('disk-faults');
  if (plan.damagedBroker !== undefined) parts.push(`damaged=${plan.damagedBroker}`);
  if (plan.hasLongAbsences) parts.push('absences');
  if (plan.hasBadClocks) parts.push('bad-clocks');
  if (plan.clients !== 'raw') parts.push(`clients=${plan.clients}`);
  if (plan.hasCommitters) parts.push('committers');
  if (plan.narrowLimits !== undefined) parts.push('narrow');
  if (plan.healsMajorityFirst) parts.push('majority-first');
  if (plan.endsInBlackout) parts.push('blackout');
  return parts.join(' ');
}
