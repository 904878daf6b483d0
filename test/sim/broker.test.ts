// Goal: what a broker promises through its API holds whichever broker is asked, and when brokers die or are cut off.
// Method: whole simulated brokers; every test is one script in virtual time.
import { describe, expect, test } from 'vitest';
import type { BrokerError } from '../../src/model/errors.ts';
import { nodeId } from '../../src/model/ids.ts';
import type { SimDisk } from '../../src/sim/disk.ts';
import { batchOf, inWorld, leaderOf, pause, readAll } from '../support/sim-broker.ts';

const TOPIC = 'orders';

async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: BrokerError) => error.errorName ?? String(error),
  );
}

function write(value: string, partition = 0) {
  return {
    topic: TOPIC,
    partition,
    acks: -1 as const,
    records: batchOf(value),
    timeoutMs: 3000,
  };
}

async function wipe(disk: SimDisk, directory: string): Promise<void> {
  for (const { name, kind } of await disk.list(directory)) {
    if (kind === 'directory') await wipe(disk, `${directory}/${name}`);
    else await disk.remove(`${directory}/${name}`);
  }
  await disk.removeDirectory(directory);
}

describe('any broker takes any request', () => {
  test('topics are created, written, read, grown and deleted through brokers that do not lead', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      const created = await cluster
        .broker(3)
        .createTopic({ name: TOPIC, partitionCount: 3, replicationFactor: 3 });
      expect(created).toMatchObject({ name: TOPIC, partitionCount: 3, replicationFactor: 3 });
      await pause(simulation, 500);
      for (const id of cluster.ids) {
        for (const partition of [0, 1, 2]) {
          const receipt = await cluster.broker(id).produce(write(`from ${id}`, partition));
          expect(receipt).toMatchObject({ baseOffset: id - 1, waitedFor: 'synced-on-majority' });
        }
      }
      for (const id of cluster.ids) {
        expect(await readAll(cluster.broker(id), TOPIC, 1)).toEqual(['from 1', 'from 2', 'from 3']);
        const latest = await cluster
          .broker(id)
          .listOffsets({ topic: TOPIC, partition: 2, at: { kind: 'latest' } });
        expect(latest.offset).toBe(3);
      }
      await cluster.broker(2).addPartitions(TOPIC, 5);
      await pause(simulation, 500);
      expect((await cluster.broker(1).describeTopics([TOPIC]))[0]?.partitions).toHaveLength(5);
      await cluster.broker(1).deleteTopic(TOPIC);
      await pause(simulation, 1000);
      for (const id of cluster.ids) {
        const left = (await simulation.disk(`broker-${id}`).list('/data')).map(({ name }) => name);
        expect(left.filter((name) => name.startsWith(TOPIC))).toEqual([]);
      }
      expect(await errorOf(cluster.broker(3).produce(write('late')))).toBe(
        'UNKNOWN_TOPIC_OR_PARTITION',
      );
    });
  });

  test('leaders and replicas are spread evenly', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 9, replicationFactor: 3 });
      await pause(simulation, 1000);
      const [topic] = await cluster.broker(2).describeTopics([TOPIC]);
      const leaders = topic!.partitions.map((partition) => partition.leader);
      for (const id of cluster.ids)
        expect(leaders.filter((leader) => leader === id)).toHaveLength(3);
      for (const partition of topic!.partitions) {
        expect(partition.inSyncReplicas.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
      }
    });
  });

  test('a topic that is made again under its old name starts anew', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      const shape = { name: TOPIC, partitionCount: 1, replicationFactor: 3 };
      await cluster.broker(1).createTopic(shape);
      await pause(simulation, 300);
      await cluster.broker(1).produce(write('old'));
      await cluster.broker(2).deleteTopic(TOPIC);
      await cluster.broker(3).createTopic(shape);
      await pause(simulation, 1000);
      expect((await cluster.broker(1).produce(write('new'))).baseOffset).toBe(0);
      expect(await readAll(cluster.broker(2), TOPIC)).toEqual(['new']);
    });
  });

  test('bad requests get typed errors and write nothing', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      const broker = cluster.broker(2);
      for (const name of ['', '.', '..', 'a/b', 'x'.repeat(250), 'ä']) {
        expect(await errorOf(broker.createTopic({ name }))).toBe('INVALID_TOPIC_EXCEPTION');
      }
      const bad = (partitionCount: number, replicationFactor: number) =>
        errorOf(broker.createTopic({ name: TOPIC, partitionCount, replicationFactor }));
      expect(await bad(0, 1)).toBe('INVALID_PARTITIONS');
      expect(await bad(1e9, 1)).toBe('POLICY_VIOLATION');
      expect(await bad(1, 4)).toBe('INVALID_REPLICATION_FACTOR');
      await broker.createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
      await pause(simulation, 300);
      expect(await errorOf(broker.createTopic({ name: TOPIC }))).toBe('TOPIC_ALREADY_EXISTS');
      const corrupt = batchOf('x');
      corrupt[corrupt.length - 1]! ^= 1;
      expect(await errorOf(broker.produce({ ...write('x'), records: corrupt }))).toBe(
        'CORRUPT_MESSAGE',
      );
      expect(await errorOf(broker.produce(write('x', 7)))).toBe('UNKNOWN_TOPIC_OR_PARTITION');
      expect(await errorOf(broker.produce(write('x', -1)))).toBe('UNKNOWN_TOPIC_OR_PARTITION');
      const read = { topic: TOPIC, partition: 0, bytesMin: 1, bytesMax: 100, waitMsMax: 0 };
      expect(await errorOf(broker.fetch({ ...read, offset: -3 }))).toBe('OFFSET_OUT_OF_RANGE');
      expect(await errorOf(broker.fetch({ ...read, offset: 1 }))).toBe('OFFSET_OUT_OF_RANGE');
      expect((await broker.produce(write('first'))).baseOffset).toBe(0);
    });
  });
});

describe('when brokers die or are cut off', () => {
  test('a long poll ends with the record that comes, and with nothing when its time is over', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
      await pause(simulation, 300);
      const poll = { topic: TOPIC, partition: 0, offset: 0, bytesMin: 1, bytesMax: 1000 };
      const before = simulation.now;
      const nothing = await cluster.broker(2).fetch({ ...poll, waitMsMax: 700 });
      expect(nothing.batches).toEqual([]);
      expect(simulation.now - before).toBeGreaterThanOrEqual(700);
      const waiting = cluster.broker(2).fetch({ ...poll, waitMsMax: 60_000 });
      await pause(simulation, 100);
      await cluster.broker(3).produce(write('news'));
      expect((await waiting).batches).toHaveLength(1);
    });
  });

  test('a leader that is cut off steps down, answers nothing from memory, and its unacknowledged record is gone', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
      await pause(simulation, 500);
      await cluster.broker(1).produce(write('kept'));
      const old = (await leaderOf(cluster.broker(1), TOPIC))!;
      const others = cluster.ids.filter((id) => id !== old);
      for (const other of others) simulation.network.partition(`broker-${old}`, `broker-${other}`);
      const lost = errorOf(cluster.broker(old).produce(write('lost')));
      const latest = { topic: TOPIC, partition: 0, at: { kind: 'latest' } as const };
      expect(await errorOf(cluster.broker(old).listOffsets(latest))).toBe('NOT_LEADER_OR_FOLLOWER');
      await pause(simulation, 3000);
      expect((await cluster.broker(others[0]!).produce(write('after'))).baseOffset).toBe(1);
      simulation.network.heal();
      expect(['REQUEST_TIMED_OUT', 'NOT_LEADER_OR_FOLLOWER']).toContain(await lost);
      await pause(simulation, 5000);
      for (const id of cluster.ids) {
        expect(await readAll(cluster.broker(id), TOPIC)).toEqual(['kept', 'after']);
      }
    });
  });

  test('with two of three brokers dead nothing is acknowledged, and all is there when they are back', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
      await pause(simulation, 500);
      await cluster.broker(1).produce(write('kept'));
      cluster.kill(2, 'power');
      cluster.kill(3, 'power');
      expect(await errorOf(cluster.broker(1).produce(write('unknown')))).not.toBe('no error');
      await cluster.startBroker(2);
      await cluster.startBroker(3);
      await pause(simulation, 5000);
      expect((await readAll(cluster.broker(2), TOPIC))[0]).toBe('kept');
    });
  });

  test('min.insync.replicas above the majority: refused before the append while a broker is away', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      const configs = { 'min.insync.replicas': '3' };
      await cluster
        .broker(1)
        .createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3, configs });
      await pause(simulation, 1000);
      await cluster.broker(1).produce(write('all three'));
      const leader = (await leaderOf(cluster.broker(1), TOPIC))!;
      cluster.kill(cluster.ids.find((id) => id !== leader)!);
      await pause(simulation, 3000);
      expect(await errorOf(cluster.broker(leader).produce(write('two')))).toBe(
        'NOT_ENOUGH_REPLICAS',
      );
      expect(await readAll(cluster.broker(leader), TOPIC)).toEqual(['all three']);
    });
  });

  test('min.insync.replicas up to the majority: a new leader that has heard nobody yet refuses no write for it', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      const configs = { 'min.insync.replicas': '2' };
      await cluster
        .broker(1)
        .createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3, configs });
      expect(await errorOf(cluster.broker(1).produce(write('first')))).toBe('no error');
      for (let n = 0; n < 9; n += 1) {
        const to = nodeId((n % 3) + 1);
        await cluster.broker(to).transferLeadership({ topic: TOPIC, partition: 0 }, to);
        expect(await errorOf(cluster.broker(to).produce(write(`${n}`)))).toBe('no error');
        await pause(simulation, 100);
      }
    });
  });

  test('leadership is handed over on request, without a record lost and without an offset taken', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
      await pause(simulation, 500);
      for (let n = 0; n < 9; n += 1) {
        const to = nodeId((n % 3) + 1);
        await cluster
          .broker(((n + 1) % 3) + 1)
          .transferLeadership({ topic: TOPIC, partition: 0 }, to);
        expect(await leaderOf(cluster.broker(to), TOPIC)).toBe(to);
        expect((await cluster.broker(to).produce(write(`${n}`))).baseOffset).toBe(n);
      }
    });
  });

  test('a broker that stops as planned hands its partitions over first: no election time-out passes', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 6, replicationFactor: 3 });
      await pause(simulation, 500);
      await cluster.stopBroker(1);
      const before = simulation.now;
      for (let partition = 0; partition < 6; partition += 1) {
        await cluster.broker(2).produce(write('on', partition));
      }
      expect(simulation.now - before).toBeLessThan(600);
    });
  });

  test('a broker whose disk was wiped is refused; the others go on as a majority', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
      await pause(simulation, 500);
      await cluster.broker(1).produce(write('kept'));
      cluster.kill(2);
      await wipe(simulation.disk('broker-2'), '/data');
      await cluster.startBroker(2);
      await pause(simulation, 3000);
      expect(cluster.node(2).readiness()[0]).toMatch(
        /refuse this one: .* may not vote; the others go on/,
      );
      expect(simulation.traceLines.join('\n')).toMatch(/wiped or replaced/);
      expect((await cluster.broker(1).produce(write('on'))).baseOffset).toBe(1);
      const health = await cluster.broker(1).clusterHealth();
      expect(health.reasons).toContain('Broker 2 cannot be reached.');
    });
  });

  test('a follower that was away while retention dropped what it misses starts over at the log start', async () => {
    const settings = { 'log.retention.check.interval.ms': 1000 };
    await inWorld({ brokers: 3, settings }, async ({ simulation, cluster }) => {
      const configs = { 'segment.bytes': '2000', 'retention.bytes': '4000', 'retention.ms': '-1' };
      await cluster
        .broker(1)
        .createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3, configs });
      await pause(simulation, 500);
      const leader = (await leaderOf(cluster.broker(1), TOPIC))!;
      const away = cluster.ids.find((id) => id !== leader)!;
      cluster.kill(away);
      for (let n = 0; n < 40; n += 1)
        await cluster.broker(leader).produce(write(`${n} `.repeat(100)));
      await pause(simulation, 3000);
      const earliest = { topic: TOPIC, partition: 0, at: { kind: 'earliest' } as const };
      const start = (await cluster.broker(leader).listOffsets(earliest)).offset!;
      expect(start).toBeGreaterThan(0);
      await cluster.startBroker(away);
      await pause(simulation, 5000);
      await cluster.broker(leader).transferLeadership({ topic: TOPIC, partition: 0 }, nodeId(away));
      const values = await readAll(cluster.broker(away), TOPIC, 0, start);
      expect(values).toHaveLength(40 - start);
      expect(values.at(-1)).toBe('39 '.repeat(100));
    });
  });
});
