// Whole consumers, in virtual time. Method: the real client over the real door to a broker in memory with the real group
// coordinator, whose answers to groups a test may change on their way.
import { afterEach, describe, expect, it } from 'vitest';
import type { EachMessagePayload } from '../../../../src/client/types.ts';
import { deferred } from '../../../../src/client/deferred.ts';
import { BrokerError } from '../../../../src/model/errors.ts';
import { ConsumerWorld, eventsOf, GROUP, textOf } from './consumer-world.ts';

let world: ConsumerWorld;
afterEach(() => world.close());

async function worldWith(records: number, partitions = 1): Promise<void> {
  world = await ConsumerWorld.start();
  world.broker.addTopic('t', partitions);
  if (records === 0) return;
  for (let partition = 0; partition < partitions; partition += 1) {
    world.broker.produce('t', records, partition);
  }
}

/** Keeps what it gets, as `partition:value`. */
function collecting(seen: string[]) {
  return async ({ partition, message }: EachMessagePayload): Promise<void> => {
    seen.push(`${partition}:${textOf(message)}`);
  };
}

describe('a consumer of a group', () => {
  it('reads from the beginning, commits, and another goes on there', async () => {
    await worldWith(3);
    const seen: string[] = [];
    const first = await world.running({ eachMessage: collecting(seen) });
    await world.until(() => seen.length === 3);
    await world.sim.run(first.disconnect());
    expect(world.broker.committed(GROUP, 't')).toBe(3);
    world.broker.produce('t', 2);
    await world.running({ eachMessage: collecting(seen) });
    await world.until(() => seen.length === 5);
    expect(seen).toEqual(['0:0', '0:1', '0:2', '0:3', '0:4']);
  });

  it('commits no record whose handler has not resolved', async () => {
    await worldWith(3);
    const gate = deferred<void>();
    const seen: string[] = [];
    await world.running({
      autoCommitInterval: 10,
      eachMessage: async ({ message }) => {
        seen.push(textOf(message));
        if (message.offset === '1') await gate.promise;
      },
    });
    await world.until(() => seen.length === 2);
    await world.sim.runFor(1000);
    expect(world.broker.committed(GROUP, 't')).toBe(1);
    gate.resolve();
    await world.until(() => world.broker.committed(GROUP, 't') === 3);
  });

  it('stays in the group while a handler works longer than the session', async () => {
    await worldWith(1);
    const gate = deferred<void>();
    const consumer = await world.running(
      { eachMessage: () => gate.promise },
      { groupId: GROUP, sessionTimeout: 6000 },
    );
    const rebalances = eventsOf(consumer, 'consumer.rebalancing');
    await world.sim.runFor(60_000);
    gate.resolve();
    await world.until(() => world.broker.committed(GROUP, 't') === 1);
    expect(rebalances).toEqual([]);
  });

  it('reads every record once, in order, through 300 disconnects at random moments', async () => {
    await worldWith(0, 2);
    const seen: string[] = [];
    const random = world.sim.random('test');
    await world.running({
      partitionsConsumedConcurrently: 2,
      eachMessage: async ({ partition, message }) => {
        if (random.chance(0.1)) await new Promise<void>((resolve) => world.sim.after(3, resolve));
        seen.push(`${partition}:${textOf(message)}`);
      },
    });
    const counts = [0, 0];
    for (let i = 0; i < 300; i += 1) {
      const partition = random.integer(0, 1);
      const count = random.integer(1, 20);
      world.broker.produce('t', count, partition);
      counts[partition]! += count;
      await world.sim.runFor(random.integer(0, 40) / 10);
      world.cut();
      await world.sim.runFor(random.integer(0, 60) / 10);
    }
    await world.until(() => seen.length >= counts[0]! + counts[1]!);
    for (const partition of [0, 1]) {
      const own = seen.filter((one) => one.startsWith(`${partition}:`));
      expect(own).toEqual(
        Array.from({ length: counts[partition]! }, (_, at) => `${partition}:${at}`),
      );
      await world.until(() => world.broker.committed(GROUP, 't', partition) === counts[partition]);
    }
  });

  it('shares the partitions with others, and takes theirs over when they go', async () => {
    await worldWith(2, 4);
    const first: string[] = [];
    const second: string[] = [];
    const one = await world.running({ eachMessage: collecting(first) });
    await world.until(() => first.length === 8);
    const joins = eventsOf(one, 'consumer.group_join');
    const two = await world.running({ eachMessage: collecting(second) });
    await world.until(() => joins.length === 1);
    expect(joins[0]!.memberAssignment).toEqual({ t: [0, 2] });
    for (let partition = 0; partition < 4; partition += 1) world.broker.produce('t', 1, partition);
    await world.until(() => first.length + second.length === 12);
    expect([first.slice(8).sort(), second.sort()]).toEqual([
      ['0:2', '2:2'],
      ['1:2', '3:2'],
    ]);
    await world.sim.run(two.disconnect());
    await world.until(() => joins.length === 2);
    world.broker.produce('t', 1, 3);
    await world.until(() => first.length === 11);
    expect(first.at(-1)).toBe('3:3');
  });

  it('finishes what is in its hands before the partition goes to another', async () => {
    await worldWith(2, 2);
    const gate = deferred<void>();
    const log: string[] = [];
    const one = await world.running({
      eachMessage: async ({ partition, message }) => {
        log.push(`one begins ${partition}:${textOf(message)}`);
        await gate.promise;
        log.push(`one ends ${partition}:${textOf(message)}`);
      },
    });
    const rebalances = eventsOf(one, 'consumer.rebalancing');
    await world.until(() => log.length === 1);
    const two = world.consumer();
    await world.sim.run(two.connect());
    await world.sim.run(two.subscribe({ topics: ['t'], fromBeginning: true }));
    void two.run({
      eachMessage: async ({ partition, message }) => {
        log.push(`two ${partition}:${textOf(message)}`);
      },
    });
    await world.until(() => rebalances.length === 1);
    await world.sim.runFor(10_000);
    expect(log).toEqual(['one begins 0:0']);
    gate.resolve();
    await world.until(() => log.length === 6);
    expect(log.filter((line) => line.startsWith('one begins')).length).toBe(2);
    expect(log.filter((line) => line.endsWith('0:0'))).toHaveLength(2);
  });

  it('gives up on a handler that outlasts the rebalance, and never runs two of one partition at once', async () => {
    await worldWith(2);
    let atWork = 0;
    let mostAtWork = 0;
    const begun: string[] = [];
    const gate = deferred<void>();
    const consumer = await world.running(
      {
        eachMessage: async ({ message }) => {
          atWork += 1;
          mostAtWork = Math.max(mostAtWork, atWork);
          begun.push(textOf(message));
          if (begun.length === 1) await gate.promise;
          atWork -= 1;
        },
      },
      { groupId: GROUP, rebalanceTimeout: 6000 },
    );
    await world.until(() => begun.length === 1);
    const joins = eventsOf(consumer, 'consumer.group_join');
    // Somebody who joins and goes again makes two rebalances.
    const other = world.consumer();
    await world.sim.run(other.connect());
    await world.sim.run(other.subscribe({ topics: ['t'] }));
    void other.run({ eachMessage: async () => undefined });
    await world.until(() => joins.length === 1);
    await world.sim.run(other.disconnect());
    await world.until(() => joins.at(-1)?.memberAssignment['t']?.length === 1);
    await world.sim.runFor(5000);
    expect(begun).toEqual(['0']);
    gate.resolve();
    await world.until(() => begun.length === 3);
    expect([begun, mostAtWork]).toEqual([['0', '0', '1'], 1]);
  });

  it.each(['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID'] as const)(
    'commits nothing after %s, joins again, and reads from what was committed',
    async (name) => {
      await worldWith(2);
      const seen: string[] = [];
      const consumer = await world.running({ eachMessage: collecting(seen) });
      await world.until(() => world.broker.committed(GROUP, 't') === 2);
      const joins = eventsOf(consumer, 'consumer.group_join');
      let refused = 0;
      world.broker.intercept = ({ kind }) => {
        if (kind !== 'heartbeat' || refused > 0) return;
        refused += 1;
        world.broker.requests.length = 0;
        world.broker.produce('t', 1);
        throw new BrokerError(name);
      };
      await world.until(() => joins.length === 1);
      const upToJoin = world.broker.requests.findIndex(({ kind }) => kind === 'join');
      const before = world.broker.requests.slice(0, upToJoin).map(({ kind }) => kind);
      expect(before).not.toContain('commit-offsets');
      await world.until(() => world.broker.committed(GROUP, 't') === 3);
      expect(new Set(seen)).toEqual(new Set(['0:0', '0:1', '0:2']));
    },
  );

  it('joins again when a commit finds that its generation is over', async () => {
    await worldWith(1);
    const seen: string[] = [];
    let refused = 0;
    await world.running({ eachMessage: collecting(seen) });
    await world.until(() => world.broker.committed(GROUP, 't') === 1);
    world.broker.intercept = ({ kind }) => {
      if (kind !== 'commit-offsets' || refused > 0) return;
      refused += 1;
      throw new BrokerError('ILLEGAL_GENERATION');
    };
    world.broker.produce('t', 1);
    await world.until(() => world.broker.committed(GROUP, 't') === 2);
    expect([refused, seen]).toEqual([1, ['0:0', '0:1', '0:1']]);
  });

  it('goes on over a fail-over of the coordinator without a rebalance', async () => {
    await worldWith(1);
    const seen: string[] = [];
    const consumer = await world.running({ eachMessage: collecting(seen) });
    const rebalances = eventsOf(consumer, 'consumer.rebalancing');
    await world.until(() => world.broker.committed(GROUP, 't') === 1);
    let isAway = true;
    world.broker.intercept = () => {
      if (isAway) throw new BrokerError('NOT_COORDINATOR');
    };
    world.broker.failOver();
    world.broker.produce('t', 1);
    await world.sim.runFor(500);
    isAway = false;
    await world.until(() => world.broker.committed(GROUP, 't') === 2);
    await world.sim.runFor(10_000);
    expect([seen, rebalances]).toEqual([['0:0', '0:1'], []]);
  });

  it('starts again when it ran out of retries, also if its last one found that the generation is over', async () => {
    await worldWith(1);
    const seen: string[] = [];
    const consumer = await world.running({ eachMessage: collecting(seen) });
    const crashes = eventsOf(consumer, 'consumer.crash');
    await world.until(() => world.broker.committed(GROUP, 't') === 1);
    let joins = 0;
    world.broker.intercept = ({ kind }) => {
      if (kind === 'heartbeat' && joins === 0) throw new BrokerError('UNKNOWN_MEMBER_ID');
      if (kind !== 'join' || joins === 4) return;
      joins += 1;
      throw new BrokerError(joins < 4 ? 'COORDINATOR_NOT_AVAILABLE' : 'UNKNOWN_MEMBER_ID');
    };
    await world.until(() => crashes.length === 1);
    expect(crashes).toMatchObject([
      { restart: true, error: { name: 'KafkaJSNumberOfRetriesExceeded', retryCount: 3 } },
    ]);
    world.broker.produce('t', 1);
    await world.until(() => world.broker.committed(GROUP, 't') === 2);
  });

  it('crashes for good when another takes its instance id', async () => {
    await worldWith(0);
    const config = { groupId: GROUP, groupInstanceId: 'i' };
    const one = await world.running({ eachMessage: async () => undefined }, config);
    const crashes = eventsOf(one, 'consumer.crash');
    await world.running({ eachMessage: async () => undefined }, config);
    await world.until(() => crashes.length === 1);
    expect(crashes[0]).toMatchObject({
      restart: false,
      groupId: GROUP,
      error: { type: 'FENCED_INSTANCE_ID' },
    });
  });

  it('comes back as a static member without a rebalance for the others', async () => {
    await worldWith(0, 2);
    const stay = await world.running({ eachMessage: async () => undefined });
    const joins = eventsOf(stay, 'consumer.group_join');
    const config = { groupId: GROUP, groupInstanceId: 'i' };
    const one = await world.running({ eachMessage: async () => undefined }, config);
    await world.until(() => joins.length === 1);
    await world.sim.run(one.disconnect());
    const seen: string[] = [];
    await world.running({ eachMessage: collecting(seen) }, config);
    await world.sim.runFor(10_000);
    expect(joins).toHaveLength(1);
  });
});

describe('the handler of a consumer', () => {
  it('is called again after a failure, from the record that failed', async () => {
    await worldWith(3);
    const seen: string[] = [];
    await world.running({
      eachMessage: async ({ message }) => {
        seen.push(textOf(message));
        if (seen.length === 2) throw new Error('not yet');
      },
    });
    await world.until(() => world.broker.committed(GROUP, 't') === 3);
    expect(seen).toEqual(['0', '1', '1', '2']);
  });

  it('crashes the consumer when retries do not help, and it starts again', async () => {
    await worldWith(2);
    let calls = 0;
    const consumer = await world.running({
      eachMessage: async () => {
        calls += 1;
        if (calls <= 4) throw new Error('no');
      },
    });
    const crashes = eventsOf(consumer, 'consumer.crash');
    await world.until(() => world.broker.committed(GROUP, 't') === 2);
    expect(crashes).toMatchObject([
      { restart: true, error: { name: 'KafkaJSNumberOfRetriesExceeded', retryCount: 3 } },
    ]);
    expect(calls).toBe(6);
  });

  it('crashes the consumer for good when the program itself is wrong, or restartOnFailure says no', async () => {
    await worldWith(1);
    const broken = await world.running({
      eachMessage: async () => {
        throw new TypeError('undefined is not a function');
      },
    });
    const crashes = eventsOf(broken, 'consumer.crash');
    const ends = eventsOf(broken, 'consumer.disconnect');
    await world.until(() => crashes.length === 1);
    expect([crashes[0]!.restart, ends.length]).toEqual([false, 1]);
    const unwanted = await world.running(
      { eachMessage: () => Promise.reject(new Error('no')) },
      { groupId: GROUP, retry: { retries: 0, restartOnFailure: async () => false } },
    );
    const others = eventsOf(unwanted, 'consumer.crash');
    await world.until(() => others.length === 1);
    await world.sim.runFor(60_000);
    expect(others).toMatchObject([{ restart: false }]);
  });

  it('gets batches, and resolves as much of them as it wants', async () => {
    await worldWith(4);
    const seen: string[][] = [];
    await world.running({
      eachBatchAutoResolve: false,
      eachBatch: async ({ batch, resolveOffset, uncommittedOffsets, commitOffsetsIfNecessary }) => {
        seen.push(batch.messages.map(textOf));
        resolveOffset(batch.messages[Math.min(1, batch.messages.length - 1)]!.offset);
        if (seen.length > 1) return;
        const offsets = uncommittedOffsets();
        expect(offsets).toEqual({
          topics: [{ topic: 't', partitions: [{ partition: 0, offset: '2' }] }],
        });
        await commitOffsetsIfNecessary(offsets);
        expect(world.broker.committed(GROUP, 't')).toBe(2);
        expect(batch).toMatchObject({ topic: 't', partition: 0, highWatermark: '4' });
        expect([
          batch.firstOffset(),
          batch.lastOffset(),
          batch.offsetLag(),
          batch.offsetLagLow(),
        ]).toEqual(['0', '3', '0', '3']);
      },
    });
    await world.until(() => world.broker.committed(GROUP, 't') === 4);
    expect(seen).toEqual([
      ['0', '1', '2', '3'],
      ['2', '3'],
    ]);
  });

  it('is told to stop, and a batch that it left then is not resolved as a whole', async () => {
    await worldWith(3);
    const gate = deferred<void>();
    let begun = 0;
    const consumer = await world.running({
      eachBatch: async ({ batch, resolveOffset, isRunning, heartbeat }) => {
        for (const { offset } of batch.messages) {
          if (!isRunning()) return;
          begun += 1;
          await gate.promise;
          await heartbeat();
          resolveOffset(offset);
        }
      },
    });
    await world.until(() => begun === 1);
    const stopped = consumer.stop();
    gate.resolve();
    await world.sim.run(stopped);
    expect(world.broker.committed(GROUP, 't')).toBe(1);
  });

  it('works on several partitions at once when it may, and on each in order', async () => {
    await worldWith(0, 4);
    const atWork = new Set<number>();
    let most = 0;
    const seen: string[] = [];
    await world.running({
      partitionsConsumedConcurrently: 3,
      eachMessage: async ({ partition, message }) => {
        expect(atWork.has(partition)).toBe(false);
        atWork.add(partition);
        most = Math.max(most, atWork.size);
        await new Promise<void>((resolve) => world.sim.after(10, resolve));
        seen.push(`${partition}:${textOf(message)}`);
        atWork.delete(partition);
      },
    });
    for (let partition = 0; partition < 4; partition += 1) world.broker.produce('t', 5, partition);
    await world.until(() => seen.length === 20);
    expect(most).toBe(3);
    for (let partition = 0; partition < 4; partition += 1) {
      const own = seen.filter((one) => one.startsWith(`${partition}:`));
      expect(own).toEqual([0, 1, 2, 3, 4].map((value) => `${partition}:${value}`));
    }
  });

  it('commits after so many records, and after so much time', async () => {
    await worldWith(0);
    const commits: number[] = [];
    world.broker.intercept = (request) => {
      if (request.kind === 'commit-offsets') commits.push(request.offsets[0]!.offset);
    };
    await world.running({ autoCommitThreshold: 2, eachMessage: async () => undefined });
    world.broker.produce('t', 5);
    await world.until(() => world.broker.committed(GROUP, 't') === 5);
    expect(commits).toEqual([2, 4, 5]);
  });
});
