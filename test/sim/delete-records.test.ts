// Goal: records that were deleted stay deleted, whoever was away then and whoever leads next; and a search that meets the
// deletion finds what is left. Method: whole simulated brokers; one is down while the others delete, comes back, and is made
// to lead; one searches and deletes at once.
import { describe, expect, test } from 'vitest';
import type { OwnListOffsetsRequest } from '../../src/broker/local-api.ts';
import { BrokerError } from '../../src/model/errors.ts';
import { nodeId } from '../../src/model/ids.ts';
import { batchOf, inWorld, leaderOf, pause, type World } from '../support/sim-broker.ts';

const TOPIC = 't';
const TP = { topic: TOPIC, partition: 0 };
const SEVEN = 7;

/** Ten records; gives the leader and one of the others. */
async function withRecords({
  simulation,
  cluster,
}: World): Promise<{ leader: number; away: number }> {
  const asked = cluster.ids.find((id) => cluster.isRunning(id))!;
  const broker = cluster.broker(asked);
  await broker.createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
  const leader = await untilLed({ simulation, cluster }, asked);
  for (let i = 0; i < 10; i += 1) {
    await cluster
      .broker(leader)
      .produce({ ...TP, acks: -1, records: batchOf(`${i}`), timeoutMs: 1000 });
  }
  return { leader, away: cluster.ids.find((id) => id !== leader)! };
}

async function untilLed({ simulation, cluster }: World, asked: number): Promise<number> {
  for (;;) {
    const leader = await leaderOf(cluster.broker(asked), TOPIC);
    if (leader !== undefined && cluster.isRunning(leader)) return leader;
    await pause(simulation, 50);
  }
}

async function earliest({ cluster }: World, id: number): Promise<number | undefined> {
  const { offset } = await cluster.broker(id).own.listOffsets({ ...TP, at: { kind: 'earliest' } });
  return offset;
}

async function makeLead(world: World, id: number): Promise<void> {
  for (;;) {
    if ((await untilLed(world, id)) === id) return;
    await world.cluster
      .broker(id)
      .transferLeadership(TP, nodeId(id))
      .catch(() => undefined);
    await pause(world.simulation, 100);
  }
}

describe('records that were deleted', () => {
  test('are deleted on a replica that was away as soon as it is back', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { cluster, simulation } = world;
      const { leader, away } = await withRecords(world);
      cluster.kill(away);
      await pause(simulation, 100);
      expect(await cluster.broker(leader).own.deleteRecords({ ...TP, beforeOffset: SEVEN })).toBe(
        7,
      );
      await cluster.startBroker(away);
      await pause(simulation, 3000);
      await makeLead(world, away);
      expect(await earliest(world, away)).toBe(SEVEN);
    });
  });

  test('likewise when those who knew of it were started again before', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { cluster, simulation } = world;
      const { leader, away } = await withRecords(world);
      cluster.kill(away);
      await pause(simulation, 100);
      await cluster.broker(leader).own.deleteRecords({ ...TP, beforeOffset: SEVEN });
      for (const id of cluster.ids) if (id !== away) cluster.kill(id, 'power');
      await Promise.all(cluster.ids.map((id) => cluster.startBroker(id)));
      await pause(simulation, 6000);
      await makeLead(world, away);
      expect(await earliest(world, away)).toBe(SEVEN);
    });
  });

  test('are not deleted from another topic that has the name by then', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { cluster, simulation } = world;
      const { leader, away } = await withRecords(world);
      cluster.kill(away);
      await pause(simulation, 100);
      await cluster.broker(leader).own.deleteRecords({ ...TP, beforeOffset: SEVEN });
      await cluster.broker(leader).deleteTopic(TOPIC);
      await withRecords(world);
      await cluster.startBroker(away);
      await pause(simulation, 3000);
      await makeLead(world, away);
      expect(await earliest(world, away)).toBe(0);
    });
  });

  test('all of them, when those who knew of it were started again before the one that was away', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { cluster, simulation } = world;
      const { leader, away } = await withRecords(world);
      await pause(simulation, 2000);
      cluster.kill(away);
      await pause(simulation, 100);
      expect(await cluster.broker(leader).own.deleteRecords({ ...TP, beforeOffset: 10 })).toBe(10);
      for (const id of cluster.ids) if (id !== away) cluster.kill(id, 'power');
      await Promise.all(cluster.ids.map((id) => cluster.startBroker(id)));
      await pause(simulation, 60_000);
      await makeLead(world, away);
      expect(await earliest(world, away)).toBe(10);
    });
  });
});

/** The offset, or that one may ask again. */
async function search(
  { cluster }: World,
  at: OwnListOffsetsRequest['at'],
): Promise<number | 'again' | undefined> {
  try {
    return (await cluster.broker(1).own.listOffsets({ ...TP, at })).offset;
  } catch (error) {
    if (error instanceof BrokerError && error.retriable) return 'again';
    throw error;
  }
}

const SEARCHES = [{ kind: 'timestamp', timestampMs: 0 }, { kind: 'latest-timestamp' }] as const;

describe.each(SEARCHES)('a search by $kind', (at) => {
  test.each([1, 2, 3])('outlives that its segment is deleted (%i)', async (seed) => {
    // Small segments, which are read from the disk.
    const settings = { 'log.segment.bytes': 1024 };
    const limits = { host: { tailCacheBytes: 0, cacheBytesMax: 1 } };
    await inWorld({ brokers: 1, seed, settings, limits }, async (world) => {
      const broker = world.cluster.broker(1);
      await broker.createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 1 });
      await pause(world.simulation, 1000);
      let found = 0;
      for (let start = 0, end = 0; found < 40; start = end - 1) {
        for (let i = 0; i < 6; i += 1) {
          const records = batchOf('v'.repeat(400));
          const receipt = await broker.produce({ ...TP, acks: -1, records, timeoutMs: 1000 });
          end = receipt.lastOffset + 1;
        }
        const [offset] = await Promise.all([
          search(world, at),
          broker.own.deleteRecords({ ...TP, beforeOffset: end - 1 }),
        ]);
        if (offset === 'again') continue;
        found += 1;
        expect(offset).toBeGreaterThanOrEqual(start);
        expect(offset).toBeLessThan(end);
      }
    });
  });
});
