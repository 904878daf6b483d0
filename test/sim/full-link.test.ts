// Goal: what a full link to another broker drops is made good when the link is well again: who leads is known, and whoever
// waits for an answer gets it. Method: for a moment nothing comes through from one broker to another, and a partition fills
// the link between them, which has little room.
import { expect, it } from 'vitest';
import type { ProduceRequest } from '../../src/broker/api.ts';
import { nodeId } from '../../src/model/ids.ts';
import { hostOf } from '../../src/sim/cluster.ts';
import { batchOf, inWorld, leaderOf, pause, type World } from '../support/sim-broker.ts';

const SEEDS = [1, 2, 3];
const LIMITS = { host: { peerBufferedBytesMax: 20_000, peerFrameBytesMax: 4000 } };
/** More than the link has room for. */
const BATCHES = 12;
const BATCH_BYTES = 3000;
const FORWARDER = 4;
const STALL_MS = 1500;
/** From the request on, which is sent while the link is full. */
const ANSWERED_MS_MAX = STALL_MS + 500;

function writeTo(topic: string, value: string, acks: 1 | -1 = -1): ProduceRequest {
  return { topic, partition: 0, acks, records: batchOf(value), timeoutMs: 30_000 };
}

/** The forwarder has a replica of "big" and none of "small". Broker 1 leads "big", broker 2 "small". */
async function createTopics(world: World): Promise<void> {
  const api = world.cluster.broker(1);
  await api.createTopic({ name: 'small', placed: [[2, 1, 3]] });
  await api.createTopic({ name: 'big', placed: [[1, FORWARDER, 5]] });
  await pause(world.simulation, 2000);
  await makeLead(world, 'small', 2);
  await makeLead(world, 'big', 1);
  await pause(world.simulation, 3000);
  expect(await leaderOf(world.cluster.broker(FORWARDER), 'small')).toBe(2);
}

async function makeLead({ simulation, cluster }: World, topic: string, id: number): Promise<void> {
  while ((await leaderOf(cluster.broker(id), topic)) !== id) {
    await cluster
      .broker(id)
      .transferLeadership({ topic, partition: 0 }, nodeId(id))
      .catch(() => undefined);
    await pause(simulation, 50);
  }
}

/** Of broker 1 to the forwarder. */
async function fillLink({ simulation, cluster }: World): Promise<void> {
  simulation.network.stall(hostOf(1), hostOf(FORWARDER), STALL_MS);
  for (let n = 0; n < BATCHES; n += 1) {
    await cluster.broker(1).produce(writeTo('big', 'x'.repeat(BATCH_BYTES), 1));
    await pause(simulation, 5);
  }
}

it.each(SEEDS)('who has come to lead meanwhile is found (%i)', async (seed) => {
  await inWorld({ brokers: 5, seed, limits: LIMITS }, async (world) => {
    const { simulation, cluster } = world;
    await createTopics(world);
    await fillLink(world);
    await makeLead(world, 'small', 1);
    await pause(simulation, 10_000);
    expect(await leaderOf(cluster.broker(FORWARDER), 'small')).toBe(1);
    const receipt = await cluster.broker(FORWARDER).produce(writeTo('small', 'v'));
    expect(receipt.baseOffset).toBe(0);
  });
});

it.each(SEEDS)('a write that was forwarded meanwhile is answered (%i)', async (seed) => {
  await inWorld({ brokers: 5, seed, limits: LIMITS }, async (world) => {
    const { simulation, cluster } = world;
    await createTopics(world);
    await fillLink(world);
    const sentMs = simulation.now;
    const receipt = await cluster.broker(FORWARDER).produce(writeTo('big', 'v'));
    expect(receipt.baseOffset).toBe(BATCHES);
    expect(simulation.now - sentMs).toBeLessThan(ANSWERED_MS_MAX);
  });
});
