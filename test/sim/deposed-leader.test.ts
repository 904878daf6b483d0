// Goal: who waits at a leader that is cut off and deposed does not wait in vain: it is answered as soon as that broker can
// know, and who can send the same again without harm also when it hears nothing; not when the request's time (30 s) is over.
// Who could only write twice is told the truth, however long it takes. Method: the only producer sends to the leader while
// that is cut off, for a moment, for long, in one direction; while all others are down; while its own disk hangs.
import { describe, expect, it } from 'vitest';
import { simulate, type SimulatedCluster } from '../../src/testing/index.ts';

/** From the heal: the next leader's term-start is heard of, and the batch is sent again. */
const AFTER_HEAL_MS_MAX = 2000;
/** Deposed after one election time-out, given up after two more, and then another broker is found. */
const CUT_OFF_MS_MAX = 8000;
const CUT_OFF_MS = 60_000;
/** Longer than a replica is blind before it lets batches go that may be repeated. */
const OUTAGE_MS = 6000;
const SEEDS = [1, 2, 3];

interface Sending {
  readonly leader: number;
  readonly others: readonly number[];
  /** One record; gives how long it took. */
  readonly send: () => Promise<number>;
}

/** A producer at the leader. */
async function sending(cluster: SimulatedCluster, isIdempotent: boolean): Promise<Sending> {
  const leader = await cluster.leaderOf('orders');
  const first = cluster.urls[leader - 1]!;
  const brokers = [first, ...cluster.urls.filter((url) => url !== first)];
  const producer = cluster.kafka({ brokers }).producer({ idempotent: isIdempotent });
  await producer.connect();
  await producer.send({ topic: 'orders', messages: [{ value: 'before' }] });
  await cluster.sleep(500);
  const send = async (): Promise<number> => {
    const sentMs = cluster.now;
    await producer.send({ topic: 'orders', messages: [{ value: 'meanwhile' }] });
    return cluster.now - sentMs;
  };
  const others = cluster.brokers.map(({ id }) => id).filter((id) => id !== leader);
  return { leader, others, send };
}

async function recordsIn(cluster: SimulatedCluster): Promise<number> {
  await cluster.ready();
  const admin = cluster.kafka().admin();
  await admin.connect();
  const [partition] = await admin.fetchTopicOffsets('orders');
  await admin.disconnect();
  return Number(partition?.high);
}

it.each(SEEDS)('a leader that comes back lets go of what was never written (%i)', async (seed) => {
  await simulate({ topics: { orders: 1 }, seed }, async (cluster) => {
    const { leader, send } = await sending(cluster, true);
    await cluster.isolateLeader('orders');
    const sent = send();
    const cutMs = cluster.now;
    while ((await cluster.leaderOf('orders')) === leader) await cluster.sleep(20);
    cluster.heal();
    const heldMs = cluster.now - cutMs;
    expect((await sent) - heldMs).toBeLessThan(AFTER_HEAL_MS_MAX);
  });
});

it.each(SEEDS)('a leader that stays away lets go, too (%i)', async (seed) => {
  await simulate({ topics: { orders: 1 }, seed }, async (cluster) => {
    const { send } = await sending(cluster, true);
    await cluster.isolateLeader('orders');
    const sent = send();
    await cluster.sleep(CUT_OFF_MS);
    expect(await sent).toBeLessThan(CUT_OFF_MS_MAX);
    cluster.heal();
    expect(await recordsIn(cluster)).toBe(2);
  });
});

it.each(SEEDS)('and one that hears the others, and is not heard (%i)', async (seed) => {
  await simulate({ topics: { orders: 1 }, seed }, async (cluster) => {
    const { leader, others, send } = await sending(cluster, true);
    cluster.partition(leader, others, 'a-to-b');
    const sent = send();
    await cluster.sleep(CUT_OFF_MS);
    expect(await sent).toBeLessThan(CUT_OFF_MS_MAX);
    cluster.heal();
    expect(await recordsIn(cluster)).toBe(2);
  });
});

describe.each([true, false])(
  'an outage is seen through, and the record is there once (idempotent: %s)',
  (isIdempotent) => {
    it('while both followers are down', async () => {
      await simulate({ topics: { orders: 1 }, seed: 1 }, async (cluster) => {
        const { others, send } = await sending(cluster, isIdempotent);
        for (const id of others) await cluster.kill(id);
        const sent = send();
        await cluster.sleep(OUTAGE_MS);
        for (const id of others) await cluster.restart(id);
        await sent;
        expect(await recordsIn(cluster)).toBe(2);
      });
    });

    it('while the leader is cut off, and the followers have it', async () => {
      await simulate({ topics: { orders: 1 }, seed: 1 }, async (cluster) => {
        const { leader, others, send } = await sending(cluster, isIdempotent);
        const sent = send();
        await cluster.sleep(1);
        cluster.partition(leader, others);
        await cluster.sleep(OUTAGE_MS);
        cluster.heal();
        await sent;
        expect(await recordsIn(cluster)).toBe(2);
      });
    });

    it('while the disk of the only broker hangs', async () => {
      await simulate({ brokers: 1, topics: { orders: 1 }, seed: 1 }, async (cluster) => {
        const { leader, send } = await sending(cluster, isIdempotent);
        cluster.slowDisk(leader, OUTAGE_MS);
        const sent = send();
        await cluster.sleep(100);
        cluster.slowDisk(leader, 0);
        await sent;
        expect(await recordsIn(cluster)).toBe(2);
      });
    });
  },
);

it('a topic that was made in spite of an outage is not said to have been there before', async () => {
  await simulate({ topics: { orders: 1 }, seed: 1 }, async (cluster) => {
    const { controller } = await (await cluster.client()).describeCluster();
    const admin = cluster.kafka({ brokers: [cluster.urls[controller! - 1]!] }).admin();
    await admin.connect();
    await cluster.sleep(1000);
    const others = cluster.brokers.map(({ id }) => id).filter((id) => id !== controller);
    for (const id of others) cluster.slowDisk(id, 400);
    const made = admin.createTopics({ topics: [{ topic: 'new', replicationFactor: 1 }] });
    await cluster.sleep(150);
    for (const id of others) {
      await cluster.kill(id);
      cluster.slowDisk(id, 0);
    }
    await cluster.sleep(OUTAGE_MS);
    for (const id of others) await cluster.restart(id);
    expect(await made).toBe(true);
  });
});
