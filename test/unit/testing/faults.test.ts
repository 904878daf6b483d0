// Goal: the faults and the clock that flotilla/testing gives to users' tests do what they say.
// Method: clusters of startCluster under each of them, and the driven clock alone.
import { describe, expect, it } from 'vitest';
import { DrivenClock } from '../../../src/testing/driven-clock.ts';
import { millisecondsOf, type Duration } from '../../../src/testing/duration.ts';
import { startCluster, type TestCluster } from '../../../src/testing/index.ts';
import { produceText, readText } from '../../support/text-records.ts';

const HOUR_MS = 3_600_000;

async function write(cluster: TestCluster, ...values: string[]): Promise<void> {
  await produceText(await cluster.client(), 'orders', values);
}

async function read(cluster: TestCluster): Promise<string[]> {
  return readText(await cluster.client(), 'orders');
}

describe('crash', () => {
  it.each([false, true])(
    'what was acknowledged survives the power cut of every broker at once (tornWrite %s)',
    async (tornWrite) => {
      await using cluster = await startCluster({ seed: 5, topics: { orders: 1 } });
      await write(cluster, 'first', 'second');
      await Promise.all(cluster.brokers.map(({ id }) => cluster.crash(id, { tornWrite })));
      await Promise.all(cluster.brokers.map(({ id }) => cluster.restart(id)));
      await cluster.ready();
      expect(await read(cluster)).toEqual(['first', 'second']);
      await write(cluster, 'third');
      expect(await read(cluster)).toEqual(['first', 'second', 'third']);
    },
  );

  it('takes from one broker what its slow disk had not synced, and keeps it for the cluster', async () => {
    await using cluster = await startCluster({ topics: { orders: 1 } });
    const leader = await cluster.leaderOf('orders');
    cluster.slowDisk(leader, HOUR_MS);
    // The other two are a majority without the leader's disk.
    await write(cluster, 'kept by the others');
    await cluster.crash(leader);
    cluster.slowDisk(leader, 0);
    expect(await cluster.leaderOf('orders')).not.toBe(leader);
    await cluster.restart(leader);
    await cluster.ready();
    expect(await read(cluster)).toEqual(['kept by the others']);
  });

  it('a record that only a slow disk has had is not acknowledged, and its crash takes it', async () => {
    await using cluster = await startCluster({ brokers: 1, topics: { orders: 1 } });
    cluster.slowDisk(1, HOUR_MS);
    const client = await cluster.client();
    const outcome = produceText(client, 'orders', ['never synced']).then(
      () => 'acknowledged',
      () => 'no answer',
    );
    await cluster.crash(1);
    expect(await outcome).toBe('no answer');
    cluster.slowDisk(1, 0);
    await cluster.restart(1);
    await cluster.ready();
    expect(await read(cluster)).toEqual([]);
  });

  it('is refused where the disk is that of the machine', async () => {
    await using cluster = await startCluster({ brokers: 1, storage: 'disk' });
    await expect(cluster.crash(1)).rejects.toThrow(/storage "memory"/);
    expect(cluster.brokers[0]!.isRunning).toBe(true);
  });
});

describe('isolateLeader', () => {
  it('gives the old leader, and another follows it', async () => {
    await using cluster = await startCluster({ topics: { orders: 1 } });
    await write(cluster, 'before');
    const isolated = await cluster.isolateLeader('orders');
    const next = await cluster.leaderOf('orders');
    expect(next).not.toBe(isolated);
    await produceText(await cluster.client({ broker: next }), 'orders', ['meanwhile']);
    cluster.heal();
    await cluster.ready();
    expect(await read(cluster)).toEqual(['before', 'meanwhile']);
  });
});

describe('advance', () => {
  it('retention takes what is older than seven days', async () => {
    const configs = { 'retention.ms': String(7 * 24 * HOUR_MS), 'segment.ms': String(HOUR_MS) };
    await using cluster = await startCluster({ topics: { orders: { configs } } });
    await write(cluster, 'old');
    await cluster.advance('2h');
    await write(cluster, 'rolls the segment');
    await cluster.advance('8d');
    await write(cluster, 'new');
    await using admin = cluster.kafka().admin();
    await admin.connect();
    await expect
      .poll(() => admin.fetchTopicOffsets('orders'), { timeout: 5000 })
      .toMatchObject([{ partition: 0, low: '2', high: '3' }]);
  });

  it('a group goes on where it was after a night without a sign of life', async () => {
    await using cluster = await startCluster({ topics: { orders: 1 } });
    const kafka = cluster.kafka();
    await using consumer = kafka.consumer({ groupId: 'kitchen' });
    await consumer.connect();
    await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
    const seen: string[] = [];
    await consumer.run({
      eachMessage: async ({ message }) => void seen.push(String(message.value)),
    });
    await write(cluster, 'evening');
    await expect.poll(() => seen, { timeout: 5000 }).toEqual(['evening']);
    await consumer.commitOffsets([{ topic: 'orders', partition: 0, offset: '1' }]);
    await cluster.advance('12h');
    await write(cluster, 'morning');
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['evening', 'morning']);
  });

  it('elects nobody', async () => {
    await using cluster = await startCluster({ topics: { orders: 1 } });
    const leaders = async (): Promise<unknown> =>
      (await (await cluster.client()).describeTopics(['orders']))[0]!.partitions.map(
        ({ leader, leaderEpoch }) => ({ leader, leaderEpoch }),
      );
    const before = await leaders();
    await cluster.advance('7d');
    await write(cluster, 'after');
    expect(await leaders()).toEqual(before);
  });
});

describe('DrivenClock', () => {
  it('calls what is due in the order in which it was due, once, and keeps the rest', async () => {
    const clock = new DrivenClock();
    const fired: string[] = [];
    clock.setTimer(2 * HOUR_MS, () => fired.push('second'));
    clock.setTimer(HOUR_MS, () => {
      fired.push('first');
      clock.setTimer(HOUR_MS, () => fired.push('again'));
    });
    clock.setTimer(HOUR_MS, () => fired.push('cancelled')).cancel();
    const late = clock.setTimer(5 * HOUR_MS, () => fired.push('late'));
    const before = { wall: clock.now(), monotonic: clock.monotonic() };
    await clock.advance(3 * HOUR_MS);
    expect(fired).toEqual(['first', 'second']);
    expect(clock.now() - before.wall).toBeGreaterThanOrEqual(3 * HOUR_MS);
    expect(clock.monotonic() - before.monotonic).toBeGreaterThanOrEqual(3 * HOUR_MS);
    await clock.advance(HOUR_MS);
    expect(fired).toEqual(['first', 'second', 'again']);
    late.cancel();
    await clock.advance(9 * HOUR_MS);
    expect(fired).toEqual(['first', 'second', 'again']);
  });
});

describe('durations', () => {
  it.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['15m', 900_000],
    ['1.5h', 5_400_000],
    ['7d', 604_800_000],
    [20, 20],
  ] as const)('%s', (duration, ms) => {
    expect(millisecondsOf(duration)).toBe(ms);
  });

  it.each(['7 days', '', 'd', '-1s', -1, Number.NaN, Infinity])('"%s" is refused', (duration) => {
    expect(() => millisecondsOf(duration as Duration)).toThrow(/is no duration; give/);
  });
});
