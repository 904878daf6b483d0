// Goal: readers that are pushed to see the whole log once and in order, through whichever broker, while leaders die, are cut off
// and come back, and are told what retention took. Method: whole simulated brokers, real sessions and clients over the network.
import { describe, expect, test } from 'vitest';
import { hostOf } from '../../src/sim/cluster.ts';
import { DOOR_PORT, openDoor, ResumingReader } from '../support/resuming-reader.ts';
import { batchOf, inWorld, leaderOf, pause, readAll, type World } from '../support/sim-broker.ts';
import { recordingLogger } from '../unit/gateway/broker.ts';
import { sessionModules } from '../unit/gateway/session-modules.ts';

const TOPIC = 'orders';
const TP = { topic: TOPIC, partition: 0 };

async function openDoorOf({ simulation, cluster }: World, id: number): Promise<void> {
  const modules = sessionModules(
    cluster.broker(id),
    simulation.clock(hostOf(id)),
    recordingLogger(),
  );
  await openDoor(simulation.network.node(hostOf(id)), modules);
}

/** `first`: the broker that it asks first; later the others, in turn. */
function readerOf({ simulation, cluster }: World, first: number): ResumingReader {
  const name = `reader-${first}`;
  return new ResumingReader({
    network: simulation.network.node(name),
    clock: simulation.clock(name),
    random: simulation.random(name),
    tp: TP,
    addressOf: (attempt) => ({
      host: hostOf(((first - 1 + attempt) % cluster.ids.length) + 1),
      port: DOOR_PORT,
    }),
  });
}

async function writeAnywhere({ cluster }: World, value: string): Promise<void> {
  const [id] = cluster.ids.filter((one) => cluster.isRunning(one));
  const request = { ...TP, acks: -1 as const, records: batchOf(value), timeoutMs: 2000 };
  // Whether it was written or not: what counts is what the log has in the end.
  await cluster
    .broker(id!)
    .produce(request)
    .catch(() => undefined);
}

async function prepare(world: World, configs: Record<string, string> = {}): Promise<void> {
  await world.cluster
    .broker(1)
    .createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3, configs });
  await pause(world.simulation, 1000);
  for (const id of world.cluster.ids) await openDoorOf(world, id);
}

async function whenAllRead(world: World, readers: readonly ResumingReader[]): Promise<string[]> {
  const { simulation, cluster } = world;
  await pause(simulation, 3000);
  const values = await readAll(cluster.broker(1), TOPIC);
  for (let waited = 0; waited < 20_000; waited += 100) {
    if (readers.every((reader) => reader.next >= values.length)) break;
    await pause(simulation, 100);
  }
  for (const reader of readers) reader.stop();
  return values;
}

describe('subscriptions on real brokers', () => {
  for (const seed of [1, 2, 3]) {
    test(`readers see every record once, in order, while leaders are killed (seed ${seed})`, async () => {
      await inWorld({ brokers: 3, seed, virtualMsMax: 200_000 }, async (world) => {
        const { simulation, cluster } = world;
        await prepare(world);
        const readers = cluster.ids.map((id) => readerOf(world, id));
        for (const reader of readers) void reader.run();
        for (let round = 0; round < 6; round += 1) {
          for (let i = 0; i < 20; i += 1) await writeAnywhere(world, `${round}-${i}`);
          const leader = await leaderOf(cluster.broker(1), TOPIC);
          if (leader === undefined) continue;
          if (round % 2 === 0) {
            cluster.kill(leader, 'power');
            for (let i = 0; i < 20; i += 1) await writeAnywhere(world, `${round}-without-${i}`);
            await cluster.startBroker(leader);
            await openDoorOf(world, leader);
          } else {
            const others = cluster.ids.filter((id) => id !== leader);
            for (const id of others) simulation.network.partition(hostOf(leader), hostOf(id));
            await pause(simulation, 3000);
            for (let i = 0; i < 5; i += 1) await writeAnywhere(world, `${round}-apart-${i}`);
            simulation.network.heal();
          }
          await pause(simulation, 1000);
        }
        const values = await whenAllRead(world, readers);
        expect(values.length).toBeGreaterThan(100);
        for (const reader of readers) {
          expect(reader.violations).toEqual([]);
          expect(reader.gaps).toEqual([]);
          expect(reader.values).toEqual(values);
        }
      });
    }, 60_000);
  }

  test('a reader that is away while retention runs is told of the gap', async () => {
    const settings = { 'log.retention.check.interval.ms': 500 };
    await inWorld({ brokers: 3, settings }, async (world) => {
      const { simulation, cluster } = world;
      await prepare(world, { 'segment.bytes': '1024', 'retention.bytes': '2048' });
      const reader = readerOf(world, 2);
      const running = reader.run();
      await writeAnywhere(world, 'first');
      await pause(simulation, 500);
      expect(reader.values).toEqual(['first']);
      for (const id of cluster.ids) simulation.network.partition('reader-2', hostOf(id));
      for (let i = 0; i < 60; i += 1) await writeAnywhere(world, 'x'.repeat(200));
      await pause(simulation, 2000);
      simulation.network.heal();
      await pause(simulation, 30_000);
      reader.stop();
      await running;
      expect(reader.violations).toEqual([]);
      // What was on its way when the network broke still arrives.
      expect(reader.gaps).toMatchObject([{ kind: 'gap', from: reader.values.length }]);
      expect(reader.next).toBe(61);
    });
  });

  test('a reader whose topic was deleted and made again is told, though the new log looks the same', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      await prepare(world);
      const reader = readerOf(world, 1);
      const running = reader.run();
      for (let i = 0; i < 5; i += 1) await writeAnywhere(world, `old-${i}`);
      await pause(simulation, 500);
      await cluster.broker(1).deleteTopic(TOPIC);
      await pause(simulation, 100);
      await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
      await pause(simulation, 1000);
      for (let i = 0; i < 9; i += 1) await writeAnywhere(world, `new-${i}`);
      await pause(simulation, 3000);
      reader.stop();
      await running;
      expect(reader.violations).toEqual([]);
      expect(reader.gaps).toEqual([{ kind: 'truncated', from: 0 }]);
      expect(reader.values.slice(0, 5)).toEqual(['old-0', 'old-1', 'old-2', 'old-3', 'old-4']);
      expect(reader.values.slice(5)).toEqual(Array.from({ length: 9 }, (_, i) => `new-${i}`));
    });
  });
});
