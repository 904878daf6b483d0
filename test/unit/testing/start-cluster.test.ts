// Goal: a cluster of startCluster is a cluster: what is acknowledged survives kills and partitions, leaders change,
// brokers come back. Method: real brokers in this process, real sockets to them.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startCluster, type ClusterOptions } from '../../../src/testing/index.ts';
import { produceText, readText } from '../../support/text-records.ts';

describe.each(['memory', 'disk'] as const)('with storage %s', (storage) => {
  it('every partition is led when it has started, and every broker takes every request', async () => {
    await using cluster = await startCluster({
      storage,
      topics: { orders: { partitions: 3 }, audit: 1 },
    });
    expect(cluster.brokers.map(({ id, isRunning }) => ({ id, isRunning }))).toEqual([
      { id: 1, isRunning: true },
      { id: 2, isRunning: true },
      { id: 3, isRunning: true },
    ]);
    for (const { id } of cluster.brokers) {
      const client = await cluster.client({ broker: id });
      expect(client.hello.nodeId).toBe(id);
      const topics = await client.describeTopics(['orders', 'audit']);
      expect(topics.map((topic) => topic.partitions.length)).toEqual([3, 1]);
      for (const { partitions } of topics) {
        for (const { leader, replicas } of partitions) {
          expect(leader).toBeDefined();
          expect(replicas).toHaveLength(3);
        }
      }
      await produceText(client, 'orders', [`from ${id}`]);
    }
    const client = await cluster.client();
    expect(await readText(client, 'orders')).toEqual(['from 1', 'from 2', 'from 3']);
  });

  it('what was acknowledged survives the kill of every broker, one after another and all at once', async () => {
    await using cluster = await startCluster({ storage, topics: { orders: 1 } });
    await produceText(await cluster.client(), 'orders', ['first']);
    for (const value of ['second', 'third', 'fourth']) {
      const leader = await cluster.leaderOf('orders');
      await cluster.kill(leader);
      expect(await cluster.leaderOf('orders')).not.toBe(leader);
      await cluster.ready();
      await produceText(await cluster.client(), 'orders', [value]);
      await cluster.restart(leader);
    }
    await Promise.all(cluster.brokers.map(({ id }) => cluster.kill(id)));
    await Promise.all(cluster.brokers.map(({ id }) => cluster.restart(id)));
    await cluster.ready();
    for (const { id } of cluster.brokers) {
      const client = await cluster.client({ broker: id });
      expect(await readText(client, 'orders')).toEqual(['first', 'second', 'third', 'fourth']);
    }
  });

  it('a broker that was stopped comes back on the same port with what it had', async () => {
    await using cluster = await startCluster({ storage, brokers: 1, topics: { orders: 1 } });
    await produceText(await cluster.client(), 'orders', ['kept']);
    const { url } = cluster.brokers[0]!;
    await cluster.stop(1);
    expect(cluster.brokers[0]!.isRunning).toBe(false);
    await cluster.restart(1);
    expect(cluster.brokers[0]).toMatchObject({ url, isRunning: true });
    await cluster.ready('orders');
    expect(await readText(await cluster.client(), 'orders')).toEqual(['kept']);
  });
});

describe('kill and stop', () => {
  it('a kill cuts the connections of clients, and the broker is out of reach until its restart', async () => {
    await using cluster = await startCluster();
    const client = await cluster.client({ broker: 2 });
    await cluster.kill(2);
    expect(await client.closed).toMatch(/reset|closed|lost/);
    await expect(cluster.client({ broker: 2 })).rejects.toThrow(/Cannot connect to ws:/);
    expect((await cluster.client()).hello.nodeId).toBe(1);
    await cluster.restart(2);
    expect((await cluster.client({ broker: 2 })).hello.nodeId).toBe(2);
  });

  it('a stop hands leaderships over and tells clients goodbye', async () => {
    await using cluster = await startCluster({ topics: { orders: 3 } });
    const client = await cluster.client({ broker: 1 });
    await cluster.stop(1);
    await client.closed;
    for (const partition of [0, 1, 2]) {
      expect(await cluster.leaderOf('orders', partition)).not.toBe(1);
    }
  });

  it('a request that waits when its broker is killed fails at once', async () => {
    await using cluster = await startCluster({ topics: { orders: 1 } });
    const client = await cluster.client({ broker: 1 });
    const fetching = client.fetch({
      topic: 'orders',
      partition: 0,
      offset: 0,
      bytesMin: 1,
      bytesMax: 1000,
      waitMsMax: 60_000,
    });
    const failed = expect(fetching).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
    await cluster.kill(1);
    await failed;
  });
});

describe('partition', () => {
  it('a leader that is cut off commits nothing, the others elect, and after heal it follows', async () => {
    await using cluster = await startCluster({ topics: { orders: 1 } });
    const old = await cluster.leaderOf('orders');
    const others = cluster.brokers.map(({ id }) => id).filter((id) => id !== old);
    cluster.partition(old, others);
    const leader = await cluster.leaderOf('orders');
    expect(others).toContain(leader);
    await cluster.ready();
    await produceText(await cluster.client({ broker: leader }), 'orders', ['of the majority']);
    cluster.heal();
    await cluster.ready();
    const client = await cluster.client({ broker: old });
    expect(await readText(client, 'orders')).toEqual(['of the majority']);
  });

  it('in one direction only: a leader whose words do not arrive is replaced', async () => {
    await using cluster = await startCluster({ topics: { orders: 1 } });
    const old = await cluster.leaderOf('orders');
    const others = cluster.brokers.map(({ id }) => id).filter((id) => id !== old);
    cluster.partition([old], others, 'a-to-b');
    expect(await cluster.leaderOf('orders')).not.toBe(old);
  });

  it('a write to a minority has no known outcome, and no reader sees it before it is committed', async () => {
    await using cluster = await startCluster({ topics: { orders: 1 } });
    const leader = await cluster.leaderOf('orders');
    const client = await cluster.client({ broker: leader });
    await produceText(client, 'orders', ['committed']);
    const others = cluster.brokers.map(({ id }) => id).filter((id) => id !== leader);
    cluster.partition(leader, others);
    const lost = produceText(client, 'orders', ['of the minority']).catch(() => 'failed');
    await cluster.ready();
    const majority = await cluster.client({ broker: others[0]! });
    await produceText(majority, 'orders', ['of the majority']);
    cluster.heal();
    await cluster.ready();
    expect(await lost).toBe('failed');
    expect(await readText(client, 'orders')).toEqual(['committed', 'of the majority']);
  });
});

describe('the options', () => {
  it('topics have the replicas and settings that they were given', async () => {
    await using cluster = await startCluster({
      topics: { small: { replicationFactor: 1, configs: { 'retention.ms': '1234' } } },
    });
    const client = await cluster.client();
    const [small] = await client.describeTopics(['small']);
    expect(small!.partitions.map(({ replicas }) => replicas.length)).toEqual([1]);
    const configs = await client.describeTopicConfig('small');
    expect(configs.find(({ name }) => name === 'retention.ms')?.value).toBe('1234');
  });

  it('topics that a client creates have as many replicas as there are brokers, and never more than three', async () => {
    for (const [brokers, replicas] of [
      [1, 1],
      [2, 2],
      [4, 3],
    ]) {
      await using cluster = await startCluster({ brokers: brokers! });
      const client = await cluster.client();
      expect((await client.createTopic({ name: 'later' })).replicationFactor).toBe(replicas);
    }
  });

  it('brokers get the settings of config', async () => {
    await using cluster = await startCluster({ brokers: 1, config: { 'num.partitions': 7 } });
    const client = await cluster.client();
    expect((await client.createTopic({ name: 'later' })).partitionCount).toBe(7);
  });

  it('the same seed draws the same ids', async () => {
    await using first = await startCluster({ brokers: 1 });
    await using same = await startCluster({ brokers: 1, seed: first.seed });
    await using other = await startCluster({ brokers: 1, seed: first.seed === 7 ? 8 : 7 });
    expect(same.clusterId).toBe(first.clusterId);
    expect(other.clusterId).not.toBe(first.clusterId);
  });

  it('brokers log to whoever asks for it, and nowhere else', async () => {
    const lines: string[] = [];
    await using _ = await startCluster({ brokers: 1, log: (line) => lines.push(line) });
    expect(lines.some((line) => line.includes('role-changed') && line.includes('"broker":1'))).toBe(
      true,
    );
  });
});

describe('the end', () => {
  it('leaves no directory, closes the clients, and may be asked for twice', async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'flotilla-end-'));
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(temporary, { recursive: true });
    });
    const cluster = await startCluster({ storage: 'disk', brokers: 1 });
    expect(readdirSync(temporary)).toHaveLength(1);
    const client = await cluster.client();
    await Promise.all([cluster[Symbol.asyncDispose](), cluster[Symbol.asyncDispose]()]);
    await client.closed;
    expect(cluster.brokers[0]!.isRunning).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('may come while a broker is down, starts or stops', async () => {
    const cluster = await startCluster();
    await cluster.kill(1);
    const stopping = cluster.stop(2);
    const starting = cluster.restart(1).catch((error: unknown) => error);
    await cluster[Symbol.asyncDispose]();
    await stopping;
    expect(String(await starting)).toContain('Broker 1 was killed while it started');
    expect(cluster.brokers.some(({ isRunning }) => isRunning)).toBe(false);
  });
});

describe('what cannot be is refused in one sentence with the next step', () => {
  it.each<[object, string]>([
    [{ brokers: 0 }, 'A test cluster cannot have 0 brokers; give a number from 1 to 15.'],
    [
      { brokers: 2, topics: { orders: { replicationFactor: 3 } } },
      'Topic "orders" is to have 3 replicas, but the cluster has 2 brokers; lower replicationFactor or raise brokers.',
    ],
    [
      { topics: { orders: 0 } },
      'Topic "orders" cannot have 0 partitions; give a number from 1 on.',
    ],
    [
      { topics: { orders: { replicationFactor: 0.5 } } },
      'Topic "orders" cannot have 0.5 replicas; give a number from 1 to 3.',
    ],
    [{ seed: -1 }, 'The seed cannot be -1; give an integer from 0 to 4294967295.'],
    [{ broker: 1 }, 'startCluster has no option "broker"; did you mean "brokers"?'],
    [
      { topics: { orders: { replicas: 3 } } },
      'Topic "orders" has no option "replicas"; it knows partitions, replicationFactor, configs.',
    ],
    [{ storage: 'tape' }, 'There is no storage "tape"; choose "memory" or "disk".'],
    [
      { config: { 'http.port': 8080 } },
      'startCluster decides http.port by itself; leave it out of config.',
    ],
    [
      { config: { 'raft.tick.m': 1 } },
      'raft.tick.m (the config of startCluster) is not a setting; the nearest name is raft.tick.ms.',
    ],
  ])('%j', async (options, sentence) => {
    await expect(startCluster(options as ClusterOptions)).rejects.toThrow(sentence);
  });

  it('by a topic that the brokers refuse, and nothing is left running', async () => {
    await expect(startCluster({ topics: { 'no spaces': 1 } })).rejects.toThrow(/no spaces/);
  });

  it('by a cluster that runs, and by one that has ended', async () => {
    const cluster = await startCluster({ brokers: 2, topics: { orders: 2 } });
    await expect(cluster.kill(3)).rejects.toThrow('There is no broker 3; this cluster has 1, 2.');
    await expect(cluster.restart(1)).rejects.toThrow(
      'Broker 1 runs already; kill(1) or stop(1) comes before restart(1).',
    );
    expect(() => cluster.partition(1, [1, 2])).toThrow(
      'Broker 1 cannot be cut off from itself; name it on one side of partition().',
    );
    await expect(cluster.leaderOf('orders', 2)).rejects.toThrow(
      'Topic "orders" has partitions 0 to 1; ask for one of these.',
    );
    await expect(cluster.leaderOf('nothing')).rejects.toThrow('There is no topic "nothing"');
    await cluster.kill(2);
    await expect(cluster.kill(2)).rejects.toThrow(
      'Broker 2 is down already; restart(2) starts it again.',
    );
    await cluster.kill(1);
    expect(() => cluster.url).toThrow('No broker runs; restart(1) starts one.');
    await cluster[Symbol.asyncDispose]();
    await expect(cluster.client()).rejects.toThrow(
      'This cluster has ended; start another with startCluster().',
    );
  });
});
