// Goal: what a careful reading of the code suspected stays put right: restarts, stale answers, races, disk faults.
// Method: whole simulated brokers; every test is one script in virtual time.
import { describe, expect, test } from 'vitest';
import { batchOf, inWorld, leaderOf, pause, readAll } from '../support/sim-broker.ts';

const TOPIC = 'orders';
const SHAPE = { name: TOPIC, partitionCount: 1, replicationFactor: 3 };

function write(value: string) {
  return {
    topic: TOPIC,
    partition: 0,
    acks: -1 as const,
    records: batchOf(value),
    timeoutMs: 8000,
  };
}

describe('restarts', () => {
  test('a topic made again under its old name keeps its records when every broker restarts and replays both', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic(SHAPE);
      await pause(simulation, 300);
      await cluster.broker(1).produce(write('old'));
      await cluster.broker(2).deleteTopic(TOPIC);
      await cluster.broker(3).createTopic(SHAPE);
      await pause(simulation, 1000);
      await cluster.broker(1).produce(write('acknowledged'));
      for (const id of cluster.ids) cluster.kill(id, 'power');
      await Promise.all(cluster.ids.map((id) => cluster.startBroker(id)));
      await pause(simulation, 8000);
      expect(await readAll(cluster.broker(2), TOPIC)).toEqual(['acknowledged']);
    });
  });

  test('a broker that restarts takes no answer to a request of its former life for one of its own', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic(SHAPE);
      await pause(simulation, 500);
      await cluster.broker(1).produce(write('first'));
      const leader = (await leaderOf(cluster.broker(1), TOPIC))!;
      const [asker, third] = cluster.ids.filter((id) => id !== leader) as [number, number];
      // From here on nothing commits without the asker, so that its request is still open when it dies.
      cluster.kill(third);
      await pause(simulation, 200);
      for (let n = 0; n < 4; n += 1)
        void cluster
          .broker(asker)
          .produce(write(`before ${n}`))
          .catch(() => undefined);
      await pause(simulation, 1);
      cluster.kill(asker);
      await pause(simulation, 50);
      await cluster.startBroker(asker);
      while ((await leaderOf(cluster.broker(asker), TOPIC)) === undefined)
        await pause(simulation, 1);
      const receipts = await Promise.allSettled(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => cluster.broker(asker).produce(write(value))),
      );
      await pause(simulation, 3000);
      const values = await readAll(cluster.broker(asker), TOPIC);
      for (const [at, value] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
        const receipt = receipts[at]!;
        if (receipt.status === 'fulfilled') expect(values[receipt.value.baseOffset]).toBe(value);
      }
      expect(receipts.filter(({ status }) => status === 'fulfilled')).not.toHaveLength(0);
    });
  });
});
