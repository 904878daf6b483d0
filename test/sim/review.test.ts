// Goal: what a careful reading of the code suspected stays put right: restarts, stale answers, races, disk faults.
// Method: whole simulated brokers; every test is one script in virtual time.
import { describe, expect, test } from 'vitest';
import type { BrokerError } from '../../src/model/errors.ts';
import { nodeId } from '../../src/model/ids.ts';
import type { SimDisk } from '../../src/sim/disk.ts';
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

async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: BrokerError) => error.errorName ?? String(error),
  );
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

async function wipe(disk: SimDisk, directory: string): Promise<void> {
  for (const { name } of await disk.list(directory)) await disk.remove(`${directory}/${name}`);
  await disk.removeDirectory(directory);
}

describe('faults', () => {
  test('a replica whose directory was deleted takes no part: the record that it acknowledged is not lost by its vote', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic(SHAPE);
      await pause(simulation, 500);
      const leader = (await leaderOf(cluster.broker(1), TOPIC))!;
      const [wiped, away] = cluster.ids.filter((id) => id !== leader) as [number, number];
      cluster.kill(away);
      await pause(simulation, 100);
      await cluster.broker(leader).produce(write('acknowledged'));
      cluster.kill(wiped);
      cluster.kill(leader);
      await wipe(simulation.disk(`broker-${wiped}`), `/data/${TOPIC}-0`);
      await cluster.startBroker(wiped);
      await cluster.startBroker(away);
      await pause(simulation, 5000);
      expect(cluster.node(wiped).readiness().join()).toMatch(/has lost its log/);
      expect(await leaderOf(cluster.broker(away), TOPIC)).toBeUndefined();
      await cluster.startBroker(leader);
      await pause(simulation, 5000);
      expect(await readAll(cluster.broker(away), TOPIC)).toEqual(['acknowledged']);
    });
  });

  test('a disk that fails during retention stops that partition, not the broker nor the retention of others', async () => {
    const settings = { 'log.retention.check.interval.ms': 1000 };
    await inWorld({ brokers: 3, settings }, async ({ simulation, cluster }) => {
      const configs = { 'segment.bytes': '2000', 'retention.bytes': '4000', 'retention.ms': '-1' };
      await cluster.broker(1).createTopic({ ...SHAPE, configs });
      await pause(simulation, 500);
      const leader = (await leaderOf(cluster.broker(1), TOPIC))!;
      simulation.disk(`broker-${leader}`).failAll('rename', `${TOPIC}-0/log-start`, 'no-space');
      for (let n = 0; n < 20; n += 1)
        await cluster.broker(leader).produce(write(`${n} `.repeat(100)));
      await pause(simulation, 5000);
      expect(cluster.node(leader).readiness().join()).toMatch(
        /orders\/0 has failed on this broker/,
      );
      const next = await leaderOf(cluster.broker(leader), TOPIC);
      expect(next).not.toBe(leader);
      await cluster.broker(leader).produce(write('goes on'));
    });
  });

  test('a broker that can store no votes any more says so, also when the topic that showed it is gone', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic(SHAPE);
      await pause(simulation, 500);
      const leader = (await leaderOf(cluster.broker(1), TOPIC))!;
      const [next, voter] = cluster.ids.filter((id) => id !== leader) as [number, number];
      simulation.disk(`broker-${voter}`).failNext('write', 'hard-state', 'io');
      await cluster.broker(next).transferLeadership({ topic: TOPIC, partition: 0 }, nodeId(next));
      await pause(simulation, 500);
      await cluster.broker(next).deleteTopic(TOPIC);
      await pause(simulation, 2000);
      expect(cluster.node(voter).readiness().join()).toMatch(/file of votes has failed .* restart/);
      await cluster.stopBroker(voter);
      await cluster.startBroker(voter);
      await pause(simulation, 2000);
      expect(cluster.node(voter).readiness()).toEqual([]);
    });
  });

  test('a change of metadata is not decided beside one that is still being committed', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      const { controller } = await cluster.broker(1).describeCluster();
      const others = cluster.ids.filter((id) => id !== controller);
      for (const id of others) simulation.disk(`broker-${id}`).stall(20_000);
      expect(await errorOf(cluster.broker(controller!).createTopic(SHAPE))).toBe(
        'REQUEST_TIMED_OUT',
      );
      expect(await errorOf(cluster.broker(controller!).createTopic(SHAPE))).not.toBe('no error');
      await pause(simulation, 30_000);
      for (const id of cluster.ids) expect(cluster.node(id).readiness()).toEqual([]);
      expect(await errorOf(cluster.broker(controller!).createTopic(SHAPE))).toBe(
        'TOPIC_ALREADY_EXISTS',
      );
    });
  });

  test('a leader whose log cannot be read any more gives its office to a replica that can', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic(SHAPE);
      await pause(simulation, 500);
      for (let n = 0; n < 5; n += 1) await cluster.broker(1).produce(write(`${n}`));
      // Only what was written before a restart is read from the disk.
      for (const id of cluster.ids) await cluster.stopBroker(id);
      await Promise.all(cluster.ids.map((id) => cluster.startBroker(id)));
      await pause(simulation, 3000);
      const leader = (await leaderOf(cluster.broker(1), TOPIC))!;
      const log = `/data/${TOPIC}-0/00000000000000000000.log`;
      simulation.disk(`broker-${leader}`).corrupt(log, 400);
      await errorOf(readAll(cluster.broker(leader), TOPIC));
      await pause(simulation, 3000);
      expect(await readAll(cluster.broker(leader), TOPIC)).toEqual(['0', '1', '2', '3', '4']);
    });
  });
});
