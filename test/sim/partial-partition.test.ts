// Goal: two brokers that do not hear each other, and a third that hears both, stop nobody: each partition has a leader with a
// majority, and a client whose broker cannot reach one of the leaders goes to one that can. The same for followers whose broker
// is cut off from all. Method: every pair, and every broker, is cut off while a producer writes to partitions that are led
// by all three. Where no broker reaches a leader, connections are counted.
import { expect, it } from 'vitest';
import { nodeId } from '../../src/model/ids.ts';
import { simulate, type SimulatedCluster } from '../../src/testing/index.ts';

const PARTITIONS = [0, 1, 2];
const PAIRS = [
  [1, 2],
  [1, 3],
  [2, 3],
] as const;
/** To notice that the peer is silent, to see that this lasts, and to try again, with waits that grow up to then. */
const ACKNOWLEDGED_MS_MAX = 12_000;
const HELD_MS = 13_000;
/** To a follower: a long poll may hang in the cut for 7 s, then its broker says so. */
const QUIET_MS_MAX = 10_000;
const FOLLOWED_MS = 20_000;
const LEADERLESS_MS = 300_000;
/** After 2, 4, 8, 16 s, then every 32. */
const CONNECTS_MAX = 15;
const SESSION_MS = 12_000;

it('a producer writes to every partition while two brokers are cut off from each other', async () => {
  await simulate({ topics: { orders: PARTITIONS.length }, seed: 1 }, async (cluster) => {
    const producer = cluster.kafka().producer();
    await producer.connect();
    /** Each partition at its own pace, so that the others go on while one does not. */
    const sendFor = async (partition: number, ms: number): Promise<void> => {
      const startedMs = cluster.now;
      while (cluster.now - startedMs < ms) {
        const sentMs = cluster.now;
        await producer.send({ topic: 'orders', messages: [{ value: String(sentMs), partition }] });
        expect(cluster.now - sentMs).toBeLessThan(ACKNOWLEDGED_MS_MAX);
        await cluster.sleep(300);
      }
    };
    for (const [a, b] of PAIRS) {
      cluster.partition(a, b);
      await Promise.all(PARTITIONS.map((partition) => sendFor(partition, HELD_MS)));
      cluster.heal();
      await cluster.ready();
    }
    await producer.disconnect();
  });
});

interface Follower {
  readonly offsets: readonly number[][];
  /** The longest pause between two records of one partition. */
  quietMsMax: number;
  connects: number;
  close(): Promise<void>;
}

/** Asks `broker` first, and the others when it leaves that. */
async function follow(
  cluster: SimulatedCluster,
  broker: number,
  groupId?: string,
): Promise<Follower> {
  const brokers = [cluster.urls[broker - 1]!, ...cluster.urls];
  const consumer = cluster.kafka({ brokers }).consumer(groupId === undefined ? {} : { groupId });
  const follower: Follower = {
    offsets: PARTITIONS.map(() => []),
    quietMsMax: 0,
    connects: 0,
    close: () => consumer.disconnect(),
  };
  void (async () => {
    for await (const { kind } of consumer.status())
      if (kind === 'connected') follower.connects += 1;
  })();
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  const heardMs: number[] = [];
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      const quietMs = cluster.now - (heardMs[partition] ?? cluster.now);
      heardMs[partition] = cluster.now;
      follower.quietMsMax = Math.max(follower.quietMsMax, quietMs);
      follower.offsets[partition]!.push(Number(message.offset));
    },
  });
  return follower;
}

/** To every partition, through this broker. */
async function writeFor(cluster: SimulatedCluster, broker: number, ms: number): Promise<void> {
  const producer = cluster.kafka({ brokers: [cluster.urls[broker - 1]!] }).producer();
  await producer.connect();
  const endMs = cluster.now + ms;
  const write = async (partition: number): Promise<void> => {
    while (cluster.now < endMs) {
      await producer.send({ topic: 'orders', messages: [{ value: 'x', partition }] });
      await cluster.sleep(300);
    }
  };
  await Promise.all(PARTITIONS.map(write));
  await producer.disconnect();
}

/** Every record once and in order. Closes the followers. */
async function expectAllRead(
  cluster: SimulatedCluster,
  followers: readonly Follower[],
): Promise<void> {
  const admin = cluster.kafka().admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets('orders');
  await admin.disconnect();
  const all = PARTITIONS.map((partition) => {
    const { high } = ends.find((end) => end.partition === partition)!;
    return Array.from({ length: Number(high) }, (_, offset) => offset);
  });
  const hasRead = ({ offsets }: Follower): boolean =>
    offsets.every((read, partition) => read.length >= all[partition]!.length);
  await cluster.until(() => followers.every(hasRead));
  for (const follower of followers) {
    expect(follower.offsets).toEqual(all);
    await follower.close();
  }
}

/** What the brokers `a` and `b` say to each other is lost while a producer writes through `writer`. */
async function expectToGoOn(
  cluster: SimulatedCluster,
  followers: readonly Follower[],
  { a, b, writer }: { a: number; b: number | readonly number[]; writer: number },
): Promise<void> {
  await writeFor(cluster, writer, 1000);
  cluster.partition(a, b);
  await writeFor(cluster, writer, FOLLOWED_MS);
  cluster.heal();
  await cluster.ready();
  // A follower that stands still until the cut ends shows by its next record.
  await writeFor(cluster, writer, 300);
  await expectAllRead(cluster, followers);
  for (const { quietMsMax } of followers) expect(quietMsMax).toBeLessThan(QUIET_MS_MAX);
}

it.each(PAIRS)(
  'followers go on while brokers %i and %i are cut off from each other',
  async (a, b) => {
    await simulate({ topics: { orders: PARTITIONS.length }, seed: 1 }, async (cluster) => {
      const followers = await Promise.all([
        follow(cluster, a),
        follow(cluster, b),
        follow(cluster, a, 'group'),
      ]);
      const writer = 6 - a - b;
      await expectToGoOn(cluster, followers, { a, b, writer });
      // The third broker is found at the latest when both of the others have been left.
      for (const { connects } of followers) expect(connects).toBeLessThanOrEqual(3);
    });
  },
);

it.each([1, 2, 3])(
  'followers go on while broker %i, which is theirs, is cut off from all',
  async (a) => {
    await simulate({ topics: { orders: PARTITIONS.length }, seed: 1 }, async (cluster) => {
      const followers = await Promise.all([follow(cluster, a), follow(cluster, a, 'group')]);
      const b = [1, 2, 3].filter((id) => id !== a);
      await expectToGoOn(cluster, followers, { a, b, writer: b[0]! });
    });
  },
);

it('followers do not hurry from broker to broker while there is no leader, and go on when there is', async () => {
  await simulate({ topics: { orders: PARTITIONS.length }, seed: 1 }, async (cluster) => {
    const followers = await Promise.all([follow(cluster, 1), follow(cluster, 2, 'group')]);
    await writeFor(cluster, 1, 1000);
    for (const [a, b] of PAIRS) cluster.partition(a, b);
    await cluster.sleep(LEADERLESS_MS);
    for (const { connects } of followers) {
      // They do look for a better one.
      expect(connects).toBeGreaterThan(3);
      expect(connects).toBeLessThanOrEqual(CONNECTS_MAX);
    }
    cluster.heal();
    await cluster.ready();
    const healedMs = cluster.now;
    await writeFor(cluster, 1, 300);
    await expectAllRead(cluster, followers);
    expect(cluster.now - healedMs).toBeLessThan(QUIET_MS_MAX);
  });
});

it('a group member is in its group still after its broker and its coordinator were cut off from each other', async () => {
  await simulate({ topics: { orders: 1 }, seed: 1 }, async (cluster) => {
    const client = await cluster.client();
    const coordinator = (await client.findCoordinator('group')).nodeId;
    const broker = coordinator === 1 ? 2 : 1;
    // So that no subscription tells it to go, and no commit keeps it in the group.
    await client.transferLeadership({ topic: 'orders', partition: 0 }, nodeId(broker));
    const brokers = [cluster.urls[broker - 1]!, ...cluster.urls];
    const consumer = cluster
      .kafka({ brokers })
      .consumer({ groupId: 'group', sessionTimeout: SESSION_MS });
    let joins = 0;
    let beats = 0;
    consumer.on(consumer.events.GROUP_JOIN, () => void (joins += 1));
    consumer.on(consumer.events.HEARTBEAT, () => void (beats += 1));
    await consumer.connect();
    await consumer.subscribe({ topics: ['orders'] });
    await consumer.run({ autoCommit: false, eachMessage: async () => undefined });
    cluster.partition(broker, coordinator);
    await cluster.sleep(3 * SESSION_MS);
    expect(joins).toBe(1);
    expect(beats).toBeGreaterThan(3);
    cluster.heal();
    await consumer.disconnect();
  });
});
