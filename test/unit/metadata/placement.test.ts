// Goal: replicas and preferred leaders are spread evenly, always in the same way.
// Method: random clusters and sequences of topics; counts per broker differ by at most one.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PartitionReplicas, placeReplicas } from '../../../src/metadata/placement.ts';
import { nodeId } from '../../../src/model/ids.ts';
import { brokerOf } from './samples.ts';

function place(
  brokerCount: number,
  shape: { partitions: number; replicas: number },
  cluster: readonly PartitionReplicas[] = [],
  topic: readonly PartitionReplicas[] = [],
): PartitionReplicas[] {
  return placeReplicas({
    brokers: Array.from({ length: brokerCount }, (_, i) => brokerOf(i + 1)),
    unreachable: new Set(),
    topic,
    cluster,
    partitionCount: shape.partitions,
    replicationFactor: shape.replicas,
  });
}

/** Most minus least per broker. */
function spread(brokerCount: number, counted: readonly number[]): number {
  const counts = Array.from(
    { length: brokerCount },
    (_, i) => counted.filter((id) => id === i + 1).length,
  );
  return Math.max(...counts) - Math.min(...counts);
}

const replicasOf = (partitions: readonly PartitionReplicas[]) =>
  partitions.flatMap((replicas) => replicas.map((replica) => Number(replica.nodeId)));
const leadersOf = (partitions: readonly PartitionReplicas[]) =>
  partitions.map((replicas) => Number(replicas[0]?.nodeId));

const anyShape = fc.record({
  partitions: fc.integer({ min: 1, max: 30 }),
  replicas: fc.integer({ min: 1, max: 7 }),
});

const anyCluster = fc.integer({ min: 1, max: 7 }).chain((brokers) =>
  fc.record({
    brokers: fc.constant(brokers),
    topics: fc.array(
      anyShape.map((shape) => ({ ...shape, replicas: Math.min(shape.replicas, brokers) })),
      { minLength: 1, maxLength: 6 },
    ),
  }),
);

describe('placement', () => {
  it('puts the replicas of a partition on different brokers', () => {
    fc.assert(
      fc.property(anyCluster, ({ brokers, topics }) => {
        for (const shape of topics) {
          const placed = place(brokers, shape);
          expect(placed).toHaveLength(shape.partitions);
          for (const replicas of placed) {
            expect(new Set(replicas.map((r) => r.nodeId)).size).toBe(shape.replicas);
          }
        }
      }),
    );
  });

  it('spreads each topic evenly, in replicas and in leaders, and the replicas of the cluster', () => {
    fc.assert(
      fc.property(anyCluster, ({ brokers, topics }) => {
        const cluster: PartitionReplicas[] = [];
        for (const shape of topics) {
          const placed = place(brokers, shape, cluster);
          cluster.push(...placed);
          expect(spread(brokers, leadersOf(placed))).toBeLessThanOrEqual(1);
          expect(spread(brokers, replicasOf(placed))).toBeLessThanOrEqual(1);
          expect(spread(brokers, replicasOf(cluster))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('spreads the leaders of many topics with one partition', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 40 }), (brokers, n) => {
        const cluster: PartitionReplicas[] = [];
        const shape = { partitions: 1, replicas: Math.min(3, brokers) };
        for (let i = 0; i < n; i += 1) cluster.push(...place(brokers, shape, cluster));
        // Earlier topics keep their leaders, so that a later one cannot always make it even.
        expect(spread(brokers, leadersOf(cluster))).toBeLessThanOrEqual(brokers <= 3 ? 1 : 2);
      }),
    );
  });

  it('spreads added partitions so that the whole topic stays even', () => {
    fc.assert(
      fc.property(anyCluster, fc.integer({ min: 1, max: 9 }), ({ brokers, topics }, more) => {
        const shape = topics[0] ?? { partitions: 1, replicas: 1 };
        const topic = place(brokers, shape);
        const added = place(brokers, { ...shape, partitions: more }, topic, topic);
        expect(spread(brokers, replicasOf([...topic, ...added]))).toBeLessThanOrEqual(1);
        expect(spread(brokers, leadersOf([...topic, ...added]))).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('does not give every partition of a new topic to a broker that has just joined', () => {
    const old = place(3, { partitions: 30, replicas: 1 });
    const placed = place(4, { partitions: 8, replicas: 1 }, old);
    expect(spread(4, leadersOf(placed))).toBe(0);
  });

  it('is the same each time, and does not depend on the order in which brokers are listed', () => {
    const brokers = [3, 1, 2, 5, 4].map(brokerOf);
    const run = (listed: typeof brokers) =>
      placeReplicas({
        brokers: listed,
        unreachable: new Set([nodeId(4)]),
        topic: [],
        cluster: [],
        partitionCount: 7,
        replicationFactor: 3,
      }).map((replicas) => replicas.map((r) => r.nodeId));
    expect(run(brokers)).toEqual(run([...brokers].reverse()));
  });

  it('lets different brokers share partitions, so that the load of a dead one is spread', () => {
    const placed = place(5, { partitions: 20, replicas: 3 });
    const ofFirst = placed.filter((replicas) => replicas[0]?.nodeId === 1);
    const followers = new Set(replicasOf(ofFirst).filter((id) => id !== 1));
    expect(followers.size).toBeGreaterThanOrEqual(3);
  });
});
