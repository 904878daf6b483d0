// Goal: a test in virtual time is what it says: the same seed is the same run, a failure names its seed, faults and the clock
// work as in startCluster, days pass in no time. Method: whole simulated brokers with the client that ships.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { simulate, TestingError, type SimulatedCluster } from '../../../src/testing/index.ts';

afterEach(() => vi.unstubAllEnvs());

async function send(cluster: SimulatedCluster, ...values: string[]): Promise<void> {
  const producer = cluster.kafka().producer();
  await producer.connect();
  await producer.send({ topic: 'orders', messages: values.map((value) => ({ value })) });
  await producer.disconnect();
}

/** From the start to what is the end now. */
async function readAll(cluster: SimulatedCluster): Promise<string[]> {
  const kafka = cluster.kafka();
  const admin = kafka.admin();
  await admin.connect();
  const high = (await admin.fetchTopicOffsets('orders'))[0]?.high;
  const consumer = kafka.consumer();
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
  const values: string[] = [];
  await consumer.run({
    eachMessage: async ({ message }) => void values.push(String(message.value)),
  });
  await cluster.until(() => values.length >= Number(high));
  await Promise.all([consumer.disconnect(), admin.disconnect()]);
  return values;
}

const ONE_TOPIC = { topics: { orders: 1 } } as const;

describe('simulate', () => {
  it('the same seed is the same run, another seed another', async () => {
    const life = async (seed: number): Promise<string> => {
      let trace = '';
      await simulate({ ...ONE_TOPIC, seed }, async (cluster) => {
        await send(cluster, 'a', 'b');
        const leader = await cluster.isolateLeader('orders');
        await cluster.leaderOf('orders');
        await cluster.sleep(cluster.random.integer(1, 1000));
        cluster.heal();
        await cluster.kill(leader);
        await send(cluster, 'c');
        trace = [String(cluster.now), ...cluster.trace].join('\n');
      });
      return trace;
    };
    const [first, again, other] = [await life(7), await life(7), await life(8)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('an isolated leader is replaced, and what was acknowledged survives crashes with torn writes', async () => {
    await simulate({ ...ONE_TOPIC, seed: 1, runs: 5 }, async (cluster) => {
      await send(cluster, 'before');
      const isolated = await cluster.isolateLeader('orders');
      expect(await cluster.leaderOf('orders')).not.toBe(isolated);
      await send(cluster, 'meanwhile');
      cluster.heal();
      for (const { id } of cluster.brokers) await cluster.crash(id, { tornWrite: true });
      await Promise.all(cluster.brokers.map(({ id }) => cluster.restart(id)));
      await cluster.ready();
      expect(await readAll(cluster)).toEqual(['before', 'meanwhile']);
    });
  });

  it('a slow disk takes its time, and a majority of fast ones does not wait for it', async () => {
    await simulate({ ...ONE_TOPIC, seed: 3 }, async (cluster) => {
      const msOf = async (value: string): Promise<number> => {
        const startMs = cluster.now;
        await send(cluster, value);
        return cluster.now - startMs;
      };
      const [leader, ...others] = [
        await cluster.leaderOf('orders'),
        ...cluster.brokers.map(({ id }) => id),
      ];
      cluster.slowDisk(leader, 400);
      expect(await msOf('two fast disks')).toBeLessThan(400);
      for (const id of others) cluster.slowDisk(id, 400);
      expect(await msOf('none')).toBeGreaterThanOrEqual(400);
    });
  });

  it('seven days pass at once, and retention takes what is older', async () => {
    const configs = { 'retention.ms': '604800000', 'segment.ms': '3600000' };
    await simulate({ topics: { orders: { configs } }, seed: 4 }, async (cluster) => {
      await send(cluster, 'old');
      await cluster.advance('2h');
      await send(cluster, 'rolls the segment');
      await cluster.advance('8d');
      await send(cluster, 'new');
      const admin = cluster.kafka().admin();
      await admin.connect();
      const low = async (): Promise<string> =>
        (await admin.fetchTopicOffsets('orders'))[0]?.low ?? '';
      await cluster.until(async () => (await low()) === '2', '15m');
      await admin.disconnect();
    });
  });

  it('a stopped broker comes back, and whatever is asked of one in the wrong state is refused', async () => {
    await simulate({ ...ONE_TOPIC, seed: 2 }, async (cluster) => {
      await cluster.stop(2);
      expect(cluster.brokers.map(({ isRunning }) => isRunning)).toEqual([true, false, true]);
      await expect(cluster.kill(2)).rejects.toThrow(/down already/);
      await cluster.restart(2);
      await expect(cluster.restart(2)).rejects.toThrow(/runs already/);
      await expect(cluster.kill(9)).rejects.toThrow(/There is no broker 9/);
      expect(() => cluster.partition(1, 1)).toThrow(/cut off from itself/);
      await send(cluster, 'x');
      expect(await readAll(cluster)).toEqual(['x']);
    });
  });
});

describe('a failing test', () => {
  it('names the seed, keeps the error, and is replayed by the environment', async () => {
    const seeds: number[] = [];
    const test = async (cluster: SimulatedCluster): Promise<void> => {
      seeds.push(cluster.seed);
      if (cluster.seed === 12) expect(cluster.seed).toBe(13);
    };
    const options = { brokers: 1, seed: 10, runs: 5 };
    const failure = await simulate(options, test).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(seeds).toEqual([10, 11, 12]);
    expect(failure).toMatchObject({ name: 'AssertionError', actual: 12, expected: 13 });
    expect(failure?.message).toMatch(/seed 12; run it again with FLOTILLA_SEED=12/);
    vi.stubEnv('FLOTILLA_SEED', '12');
    await expect(simulate(options, test)).rejects.toThrow(/seed 12/);
    expect(seeds).toEqual([10, 11, 12, 12]);
    vi.stubEnv('FLOTILLA_SEED', 'abc');
    await expect(simulate(options, test)).rejects.toThrow('FLOTILLA_SEED cannot be abc; give');
  });

  it('that waits for what virtual time does not bring is told so', async () => {
    const forever = simulate({ brokers: 1, virtualTimeMax: '2s' }, () => new Promise(() => {}));
    await expect(forever).rejects.toThrow(/not done after 2s of virtual time; wait with/);
  });

  it('whoever keeps the cluster is told that it has ended', async () => {
    let kept: SimulatedCluster | undefined;
    await simulate({ brokers: 1 }, async (cluster) => void (kept = cluster));
    await expect(kept!.kill(1)).rejects.toThrow(TestingError);
    expect(() => kept!.heal()).toThrow(/has ended/);
  });

  it.each([
    [{ seed: -1 }, /seed cannot be -1/],
    [{ runs: 0 }, /cannot be 0 runs/],
    [{ brokers: 99 }, /cannot have 99 brokers/],
  ])('%j is refused', async (options, text) => {
    await expect(simulate(options, async () => {})).rejects.toThrow(text);
  });
});
