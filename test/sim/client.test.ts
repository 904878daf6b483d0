// Goal: the kafkajs-shaped client on real brokers: an idempotent producer writes each record once and in order, and a consumer that
// resumes sees 1..N once and in order, while leaders are killed, cut off and hand over and connections break.
// Method: whole simulated brokers, real sessions, the client as applications have it; the log is compared with what was sent.
import { describe, expect, test } from 'vitest';
import { Kafka } from '../../src/client/kafka.ts';
import type { RecordMetadata } from '../../src/client/types.ts';
import { hostOf } from '../../src/sim/cluster.ts';
import type { Connection } from '../../src/platform/network.ts';
import { DOOR_PORT, openDoor } from '../support/resuming-reader.ts';
import { inWorld, leaderOf, pause, readAll, type World } from '../support/sim-broker.ts';
import { recordingLogger } from '../unit/gateway/broker.ts';
import { sessionModules } from '../unit/gateway/session-modules.ts';

const TOPIC = 'orders';
const ROUNDS = 6;
const SENDS_A_ROUND = 60;

async function openDoorOf({ simulation, cluster }: World, id: number): Promise<void> {
  const clock = simulation.clock(hostOf(id));
  const modules = sessionModules(cluster.broker(id), clock, recordingLogger());
  await openDoor(simulation.network.node(hostOf(id)), modules);
}

function clientIn({ simulation, cluster }: World, sockets: Set<Connection>): Kafka {
  const network = simulation.network.node('client');
  const createSocket = async (url: string): Promise<Connection> => {
    const socket = await network.connect({ host: new URL(url).hostname, port: DOOR_PORT });
    sockets.add(socket);
    return socket;
  };
  return new Kafka(
    { brokers: cluster.ids.map((id) => `ws://${hostOf(id)}:${DOOR_PORT}`), logLevel: 0 },
    {
      clock: simulation.clock('client'),
      random: simulation.random('client'),
      createSocket,
      logCreator: () => () => undefined,
      toBytes: (bytes) => Buffer.from(bytes),
    },
  );
}

/** What befalls the leader in this round, and its end. */
async function trouble(world: World, round: number): Promise<void> {
  const { simulation, cluster } = world;
  const leader = await leaderOf(
    cluster.broker(cluster.ids.find((id) => cluster.isRunning(id))!),
    TOPIC,
  );
  if (leader === undefined) return;
  const others = cluster.ids.filter((id) => id !== leader);
  if (round % 3 === 0) {
    cluster.kill(leader, 'power');
    await pause(simulation, 2500);
    await cluster.startBroker(leader);
    await openDoorOf(world, leader);
  } else if (round % 3 === 1) {
    for (const id of others) simulation.network.partition(hostOf(leader), hostOf(id));
    await pause(simulation, 3000);
    simulation.network.heal();
  } else {
    const to = cluster.ids[cluster.ids.indexOf(others[0]!)]!;
    await cluster
      .broker(leader)
      .transferLeadership({ topic: TOPIC, partition: 0 }, to as never)
      .catch(() => undefined);
  }
  await pause(simulation, 500);
}

describe('the client on real brokers', () => {
  for (const seed of [1, 2, 3, 4]) {
    test(`writes and reads each record once and in order (seed ${seed})`, async () => {
      await inWorld({ brokers: 3, seed, virtualMsMax: 400_000 }, async (world) => {
        const { simulation, cluster } = world;
        await cluster
          .broker(1)
          .createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
        await pause(simulation, 1000);
        for (const id of cluster.ids) await openDoorOf(world, id);
        const sockets = new Set<Connection>();
        const random = simulation.random('disconnects');
        const kafka = clientIn(world, sockets);
        const producer = kafka.producer({ batchBytes: 500, deliveryTimeoutMs: 300_000 });
        const consumer = kafka.consumer();
        await Promise.all([producer.connect(), consumer.connect()]);
        await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
        const seen: string[] = [];
        await consumer.run({
          eachMessage: async ({ message }) => void seen.push(String(message.value)),
        });
        const sent: string[] = [];
        const receipts: Promise<RecordMetadata[]>[] = [];
        for (let round = 0; round < ROUNDS; round += 1) {
          const over = trouble(world, round);
          for (let i = 0; i < SENDS_A_ROUND; i += 1) {
            const value = `${round}-${i}`;
            sent.push(value);
            receipts.push(producer.send({ topic: TOPIC, messages: [{ value }] }));
            if (random.integer(0, 9) === 0) {
              for (const socket of sockets) socket.close('cut by the test');
              sockets.clear();
            }
            await pause(simulation, random.integer(1, 60));
          }
          await over;
        }
        const known = (await Promise.all(receipts)).map(([one]) => one!.baseOffset);
        expect(await readAll(cluster.broker(1), TOPIC)).toEqual(sent);
        // An old receipt may be forgotten; none is wrong.
        known.forEach((offset, i) => offset === undefined || expect(offset).toBe(String(i)));
        for (let waited = 0; waited < 60_000 && seen.length < sent.length; waited += 100) {
          await pause(simulation, 100);
        }
        expect(seen).toEqual(sent);
        await Promise.all([producer.disconnect(), consumer.disconnect()]);
      });
    }, 60_000);
  }
});
