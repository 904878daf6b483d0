// What a consumer must neither lose, skip, take back nor wait for without end. Found by review; whole consumers in virtual time.
import { afterEach, describe, expect, it } from 'vitest';
import type { EachBatchPayload, EachMessagePayload } from '../../src/client/types.ts';
import { deferred } from '../../src/client/deferred.ts';
import { BrokerError } from '../../src/model/errors.ts';
import { ConsumerWorld, GROUP, textOf } from '../unit/client/consumer/consumer-world.ts';

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

function collecting(seen: string[]) {
  return async ({ topic, partition, message }: EachMessagePayload): Promise<void> => {
    seen.push(`${topic}/${partition}:${textOf(message)}`);
  };
}

describe('a consumer', () => {
  it('goes on when a broker lost the one to which it had forwarded the subscription', async () => {
    await worldWith(2);
    const { api } = world.broker;
    const fetch = api.fetch.bind(api);
    let failures = 1;
    api.fetch = (request) => {
      failures -= 1;
      if (failures >= 0) return Promise.reject(new BrokerError('NETWORK_EXCEPTION'));
      return fetch(request);
    };
    const seen: string[] = [];
    await world.running({ eachMessage: collecting(seen) });
    await world.until(() => seen.length === 2);
  });

  it('reads a topic that a pattern matches and the leader found only while it assigned', async () => {
    await worldWith(1);
    const seen: string[] = [];
    const consumer = world.consumer();
    await world.sim.run(consumer.connect());
    await world.sim.run(consumer.subscribe({ topics: [/^t/], fromBeginning: true }));
    world.broker.addTopic('t2', 1);
    world.broker.produce('t2', 1);
    await world.sim.run(consumer.run({ eachMessage: collecting(seen) }));
    await world.until(() => seen.length === 2);
    expect(seen.toSorted()).toEqual(['t/0:0', 't2/0:0']);
  });

  it('reads a topic that it found while the group rebalanced', async () => {
    await worldWith(1);
    const seen: string[] = [];
    const syncs = deferred<void>();
    const consumer = world.consumer({ groupId: GROUP, metadataMaxAge: 1000 });
    await world.sim.run(consumer.connect());
    await world.sim.run(consumer.subscribe({ topics: [/^t/], fromBeginning: true }));
    world.broker.intercept = ({ kind }) => (kind === 'sync' ? syncs.promise : undefined);
    const run = consumer.run({ eachMessage: collecting(seen) });
    await world.until(() => world.broker.count('sync') === 1);
    world.broker.addTopic('t2', 1);
    world.broker.produce('t2', 1);
    await world.sim.runFor(5000);
    syncs.resolve();
    await world.sim.run(run);
    await world.until(() => seen.length === 2, 10_000);
    expect(seen.toSorted()).toEqual(['t/0:0', 't2/0:0']);
  });

  it('that begins at the end skips nothing of what comes while its group rebalances', async () => {
    await worldWith(3);
    const seen: string[] = [];
    const first = world.consumer();
    await world.sim.run(first.connect());
    await world.sim.run(first.subscribe({ topics: ['t'] }));
    await world.sim.run(first.run({ eachMessage: collecting(seen) }));
    await world.sim.runFor(1000);
    let joins = 0;
    // While the members are outside, a record comes.
    world.broker.intercept = ({ kind }) => {
      if (kind !== 'join') return;
      joins += 1;
      if (joins === 3) world.broker.produce('t', 1);
    };
    const second = world.consumer();
    await world.sim.run(second.connect());
    await world.sim.run(second.subscribe({ topics: ['t'] }));
    await world.sim.run(second.run({ eachMessage: collecting(seen) }));
    await world.until(() => joins >= 3);
    await world.until(() => seen.length === 1);
    expect(seen).toEqual(['t/0:3']);
  });

  it('whose handler was given up does not commit with the next generation what it has no part in', async () => {
    await worldWith(4);
    const held = deferred<void>();
    let payload: EachBatchPayload | undefined;
    const consumer = await world.running(
      {
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: async (given) => {
          payload ??= given;
          await held.promise;
        },
      },
      { groupId: GROUP, rebalanceTimeout: 4000 },
    );
    await world.until(() => payload !== undefined);
    const joins = world.broker.count('join');
    const second = world.consumer({ groupId: GROUP, rebalanceTimeout: 4000 });
    await world.sim.run(second.connect());
    await world.sim.run(second.subscribe({ topics: ['t'] }));
    await world.sim.run(second.run({ eachMessage: async () => undefined }));
    await world.until(() => world.broker.count('join') >= joins + 3);
    await world.sim.runFor(1000);
    await world.sim.run(consumer.commitOffsets([]).catch(() => undefined));
    const offsets = { topics: [{ topic: 't', partitions: [{ partition: 0, offset: '1' }] }] };
    await expect(world.sim.run(payload!.commitOffsetsIfNecessary(offsets))).rejects.toThrow();
    held.resolve();
    expect(world.broker.committed(GROUP, 't')).toBeUndefined();
  });

  it('does not say that a batch is committed which it cannot commit any more', async () => {
    await worldWith(4);
    const consumer = world.consumer({ groupId: GROUP, rebalanceTimeout: 4000 });
    await world.sim.run(consumer.connect());
    await world.sim.run(consumer.subscribe({ topics: ['t'], fromBeginning: true }));
    const stream = consumer.stream();
    const { value: batch } = await world.sim.run(stream.next());
    const joins = world.broker.count('join');
    const second = world.consumer({ groupId: GROUP, rebalanceTimeout: 4000 });
    await world.sim.run(second.connect());
    await world.sim.run(second.subscribe({ topics: ['t'], fromBeginning: true }));
    await world.sim.run(second.run({ eachMessage: async () => undefined, autoCommit: false }));
    await world.until(() => world.broker.count('join') >= joins + 3);
    await world.sim.runFor(1000);
    await expect(world.sim.run(batch!.commit())).rejects.toThrow();
    expect(world.broker.committed(GROUP, 't')).toBeUndefined();
    await world.sim.run(consumer.disconnect());
  });

  it('that sought the end stands there after a restart, though nothing came meanwhile', async () => {
    await worldWith(4);
    const seen: string[] = [];
    const first = world.consumer();
    await world.sim.run(first.connect());
    await world.sim.run(first.subscribe({ topics: ['t'], fromBeginning: true }));
    const run = first.run({ eachMessage: collecting(seen) });
    first.pause([{ topic: 't' }]);
    await world.sim.run(run);
    first.seek({ topic: 't', partition: 0, offset: '-1' });
    await world.sim.runFor(1000);
    await world.sim.run(first.disconnect());
    world.broker.produce('t', 1);
    const second = world.consumer();
    await world.sim.run(second.connect());
    await world.sim.run(second.subscribe({ topics: ['t'], fromBeginning: true }));
    await world.sim.run(second.run({ eachMessage: collecting(seen) }));
    await world.until(() => seen.length > 0);
    expect(seen).toEqual(['t/0:4']);
  });

  it.each([40, 60, 80, 90])(
    'is assigned every topic, though it looks at the topics again meanwhile (%i ms a look)',
    async (lookMs) => {
      await worldWith(1);
      world.broker.addTopic('u', 1);
      world.broker.produce('u', 1);
      const seen: string[] = [];
      const consumer = world.consumer({ groupId: GROUP, metadataMaxAge: 100 });
      await world.sim.run(consumer.connect());
      await world.sim.run(consumer.subscribe({ topics: ['t', 'u'], fromBeginning: true }));
      const { api } = world.broker;
      const describeTopics = api.describeTopics.bind(api);
      api.describeTopics = async (names) => {
        await new Promise<void>((resolve) => world.sim.after(lookMs, resolve));
        return describeTopics(names);
      };
      await world.sim.run(consumer.run({ eachMessage: collecting(seen) }));
      await world.until(() => seen.length === 2, 5000);
    },
  );

  it('stops at once while the group waits for others, and they go on without it', async () => {
    await worldWith(2);
    const held = deferred<void>();
    let handled = 0;
    await world.running({
      eachMessage: async () => {
        handled += 1;
        if (handled === 1) await held.promise;
      },
    });
    await world.until(() => handled === 1);
    const second = world.consumer();
    await world.sim.run(second.connect());
    await world.sim.run(second.subscribe({ topics: ['t'], fromBeginning: true }));
    const run = second.run({ eachMessage: async () => undefined });
    await world.until(() => world.broker.count('join') === 4);
    await world.sim.runFor(500);
    const startedAt = world.sim.now;
    await world.sim.run(second.disconnect());
    await world.sim.run(run);
    expect(world.sim.now - startedAt).toBeLessThan(100);
    held.resolve();
    await world.until(() => world.broker.committed(GROUP, 't') === 2, 10_000);
  });

  it('may be told to stop twice, and to run again in between', async () => {
    await worldWith(2);
    const seen: string[] = [];
    const consumer = await world.running({ eachMessage: collecting(seen) });
    await world.until(() => seen.length === 2);
    const stops = [consumer.stop(), consumer.stop()];
    await world.sim.run(Promise.all(stops));
    await world.sim.run(consumer.run({ eachMessage: collecting(seen) }));
    world.broker.produce('t', 1);
    await world.until(() => seen.length === 3);
    expect(seen.at(-1)).toBe('t/0:2');
  });

  it('that is told to run again while it stops runs once it has stopped', async () => {
    await worldWith(2);
    const seen: string[] = [];
    const consumer = await world.running({ eachMessage: collecting(seen) });
    await world.until(() => seen.length === 2);
    const stopping = consumer.stop();
    const running = consumer.run({ eachMessage: collecting(seen) });
    await world.sim.run(Promise.all([stopping, running]));
    world.broker.produce('t', 1);
    await world.until(() => seen.length === 3, 5000);
  });
});
