/**
 * Which brokers hold which replicas. Deterministic, and even in two ways at once: over brokers (disk, network) and
 * over first replicas, which are the preferred leaders (CPU). Evenness within the topic comes first, so that a
 * broker that joined empty does not get every partition of the next topic; the whole cluster breaks ties.
 */
import { invariant } from '../base/invariant.ts';
import type { NodeId } from '../model/ids.ts';
import type { ReplicaId } from '../model/log-entry.ts';

/** The replicas of one partition; the first is the preferred leader. */
export type PartitionReplicas = readonly ReplicaId[];

export interface PlacementOptions {
  readonly brokers: readonly ReplicaId[];
  /** Brokers that do not answer now: taken only where the others do not suffice, and last in the list. */
  readonly unreachable: ReadonlySet<NodeId>;
  /** Of the same topic, when partitions are added. */
  readonly topic: readonly PartitionReplicas[];
  /** Of the whole cluster, the topic included. */
  readonly cluster: Iterable<PartitionReplicas>;
  readonly partitionCount: number;
  readonly replicationFactor: number;
}

interface Load {
  readonly replica: ReplicaId;
  readonly isUnreachable: boolean;
  /** Its place in the order of node ids. */
  readonly order: number;
  topicReplicas: number;
  topicLeaders: number;
  replicas: number;
  leaders: number;
}

export function placeReplicas(options: PlacementOptions): PartitionReplicas[] {
  const { brokers, partitionCount, replicationFactor } = options;
  invariant(replicationFactor >= 1, 'a partition has at least one replica');
  invariant(replicationFactor <= brokers.length, 'there is a broker for each replica');
  const loads = measureLoads(options);
  const placed: Load[][] = [];
  for (let i = 0; i < partitionCount; i += 1) {
    const chosen = chooseReplicas(loads, replicationFactor, options.topic.length + i);
    for (const load of chosen) {
      load.topicReplicas += 1;
      load.replicas += 1;
    }
    chosen[0]!.topicLeaders += 1;
    chosen[0]!.leaders += 1;
    placed.push(chosen);
  }
  evenOutLeaders(loads, placed);
  return placed.map((chosen) => chosen.map((load) => load.replica));
}

function measureLoads(options: PlacementOptions): Load[] {
  const loads = new Map<NodeId, Load>();
  const sorted = [...options.brokers].sort((a, b) => a.nodeId - b.nodeId);
  for (const [order, replica] of sorted.entries()) {
    loads.set(replica.nodeId, {
      replica,
      isUnreachable: options.unreachable.has(replica.nodeId),
      order,
      topicReplicas: 0,
      topicLeaders: 0,
      replicas: 0,
      leaders: 0,
    });
  }
  for (const replicas of options.cluster) {
    for (const [i, { nodeId }] of replicas.entries()) {
      const load = loads.get(nodeId);
      if (load === undefined) continue;
      load.replicas += 1;
      if (i === 0) load.leaders += 1;
    }
  }
  for (const replicas of options.topic) {
    for (const [i, { nodeId }] of replicas.entries()) {
      const load = loads.get(nodeId);
      if (load === undefined) continue;
      load.topicReplicas += 1;
      if (i === 0) load.topicLeaders += 1;
    }
  }
  return [...loads.values()];
}

/**
 * The brokers with the fewest replicas, and of these the one with the fewest leaders first. Ties go round, and once
 * round begin one further, so that it is not always the same brokers that share partitions.
 */
function chooseReplicas(loads: readonly Load[], count: number, turn: number): Load[] {
  const brokers = loads.length;
  const start = (turn + Math.floor(turn / brokers)) % brokers;
  const rotated = (load: Load) => (load.order + brokers - start) % brokers;
  const chosen = [...loads]
    .sort(
      (a, b) =>
        Number(a.isUnreachable) - Number(b.isUnreachable) ||
        a.topicReplicas - b.topicReplicas ||
        a.replicas - b.replicas ||
        a.leaders - b.leaders ||
        rotated(a) - rotated(b),
    )
    .slice(0, count);
  const [leader] = [...chosen].sort(
    (a, b) =>
      Number(a.isUnreachable) - Number(b.isUnreachable) ||
      a.topicLeaders - b.topicLeaders ||
      a.leaders - b.leaders ||
      rotated(a) - rotated(b),
  );
  return [leader!, ...chosen.filter((load) => load !== leader)];
}

/**
 * Choosing one partition at a time leaves some brokers with more leaders than they need have. While one of them
 * can hand a lead, perhaps through others, to a broker with fewer, it does. Replicas stay where they are.
 */
function evenOutLeaders(loads: readonly Load[], placed: readonly Load[][]): void {
  // It ends, because the squares of the topic's leaders per broker sum to less each time, or else those of the
  // cluster's do.
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (const giver of loads) {
      if (!loads.some((taker) => isRelief(giver, taker))) continue;
      const path = pathToFewerLeaders(giver, placed);
      hasChanged ||= path.length > 0;
      for (const step of path) handOver(step);
    }
  }
}

interface HandOver {
  readonly partition: Load[];
  readonly to: Load;
}

function handOver({ partition, to }: HandOver): void {
  const from = partition[0]!;
  partition[partition.indexOf(to)] = from;
  partition[0] = to;
  from.topicLeaders -= 1;
  from.leaders -= 1;
  to.topicLeaders += 1;
  to.leaders += 1;
}

/** Breadth-first over "leads a partition of which that one is a replica". Empty when there is no such path. */
function pathToFewerLeaders(giver: Load, placed: readonly Load[][]): readonly HandOver[] {
  const led = new Map<Load, Load[][]>();
  for (const partition of placed) {
    const partitions = led.get(partition[0]!);
    if (partitions === undefined) led.set(partition[0]!, [partition]);
    else partitions.push(partition);
  }
  const reached = new Map<Load, readonly HandOver[]>([[giver, []]]);
  for (const [from, before] of reached) {
    for (const partition of led.get(from) ?? []) {
      for (const to of partition) {
        if (reached.has(to) || to.isUnreachable) continue;
        const path = [...before, { partition, to }];
        if (isRelief(giver, to)) return path;
        reached.set(to, path);
      }
    }
  }
  return [];
}

function isRelief(giver: Load, taker: Load): boolean {
  const topic = giver.topicLeaders - taker.topicLeaders;
  if (topic !== 1) return topic > 1;
  return giver.leaders - taker.leaders > 1;
}
