// Goal: records that were deleted stay deleted, whoever was away then and whoever leads next. Method: whole simulated brokers;
// one is down while the others delete, comes back, and is made to lead.
import { describe, expect, test } from 'vitest';
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
