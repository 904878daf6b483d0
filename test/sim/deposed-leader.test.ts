// Goal: who waits at a leader that is cut off and deposed does not wait in vain: it is answered as soon as that broker can
// know, or no leader is to be heard any more, and not when the request's time (30 s) is over. Method: the only producer
// sends to the leader while that is cut off, for less than its patience without a leader, and for long.
import { expect, it } from 'vitest';
import { simulate, type SimulatedCluster } from '../../src/testing/index.ts';

/** From the heal: the next leader's term-start is heard of, and the batch is sent again. */
const AFTER_HEAL_MS_MAX = 2000;
/** Deposed after one election time-out, given up after two more, and then another broker is found. */
const CUT_OFF_MS_MAX = 8000;
const CUT_OFF_MS = 60_000;
const SEEDS = [1, 2, 3, 4, 5];

async function sending(cluster: SimulatedCluster, broker: number): Promise<() => Promise<number>> {
  const first = cluster.urls[broker - 1]!;
  const brokers = [first, ...cluster.urls.filter((url) => url !== first)];
  const producer = cluster.kafka({ brokers }).producer();
  await producer.connect();
  await producer.send({ topic: 'orders', messages: [{ value: 'before' }] });
  return async () => {
    const sentMs = cluster.now;
    await producer.send({ topic: 'orders', messages: [{ value: 'while it is cut off' }] });
    return cluster.now - sentMs;
  };
}

it.each(SEEDS)(
  'a leader that comes back lets go of what was never written (seed %i)',
  async (seed) => {
    await simulate({ topics: { orders: 1 }, seed }, async (cluster) => {
      const send = await sending(cluster, await cluster.leaderOf('orders'));
      const deposed = await cluster.isolateLeader('orders');
      const sent = send();
      const cutMs = cluster.now;
      while ((await cluster.leaderOf('orders')) === deposed) await cluster.sleep(20);
      cluster.heal();
      const heldMs = cluster.now - cutMs;
      expect((await sent) - heldMs).toBeLessThan(AFTER_HEAL_MS_MAX);
    });
  },
);

it.each(SEEDS)('a leader that stays away lets go, too (seed %i)', async (seed) => {
  await simulate({ topics: { orders: 1 }, seed }, async (cluster) => {
    const send = await sending(cluster, await cluster.leaderOf('orders'));
    await cluster.isolateLeader('orders');
    const sent = send();
    await cluster.sleep(CUT_OFF_MS);
    expect(await sent).toBeLessThan(CUT_OFF_MS_MAX);
    cluster.heal();
    await cluster.ready();
  });
});
