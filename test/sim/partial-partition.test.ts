// Goal: two brokers that do not hear each other, and a third that hears both, stop nobody: each partition has a leader with a
// majority, and a client whose broker cannot reach one of the leaders goes to one that can. Method: every pair in turn is cut
// while a producer writes to partitions that are led by all three.
import { expect, it } from 'vitest';
import { simulate } from '../../src/testing/index.ts';

const PARTITIONS = [0, 1, 2];
const PAIRS = [
  [1, 2],
  [1, 3],
  [2, 3],
] as const;
/** To notice that the peer is silent, to see that this lasts, and to try again, with waits that grow up to then. */
const ACKNOWLEDGED_MS_MAX = 12_000;
const HELD_MS = 13_000;

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
