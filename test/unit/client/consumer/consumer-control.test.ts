// What an application does to a running consumer, topics that change, and consumers without a group. Method: whole consumers
// in virtual time, as in consumer.test.ts.
import { afterEach, describe, expect, it } from 'vitest';
import type { EachMessagePayload } from '../../../../src/client/types.ts';
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

describe('what an application may do to a running consumer', () => {
  it('seeks, back and forth, at once and during a batch', async () => {
    await worldWith(4);
    const seen: string[] = [];
    const consumer = await world.running({
      eachMessage: async ({ message }) => {
        seen.push(textOf(message));
        if (seen.length === 2) consumer.seek({ topic: 't', partition: 0, offset: '3' });
      },
    });
    await world.until(() => seen.length === 3);
    expect(seen).toEqual(['0', '1', '3']);
    consumer.seek({ topic: 't', partition: 0, offset: '2' });
    await world.until(() => seen.length === 5);
    consumer.seek({ topic: 't', partition: 0, offset: '-2' });
    await world.until(() => seen.length === 9);
    consumer.seek({ topic: 't', partition: 0, offset: '-1' });
    await world.sim.runFor(100);
    world.broker.produce('t', 1);
    await world.until(() => seen.length === 10);
    expect(seen.slice(3)).toEqual(['2', '3', '0', '1', '2', '3', '4']);
    await world.until(() => world.broker.committed(GROUP, 't') === 5);
  });

  it('runs with topics and a handler only', async () => {
    await worldWith(1);
    const consumer = world.consumer();
    await world.sim.run(consumer.connect());
    const run = { eachMessage: collecting([]) };
    await expect(consumer.run(run)).rejects.toThrow('call subscribe() first');
    await expect(world.sim.run(consumer.stream().next())).rejects.toThrow('call subscribe() first');
    await expect(consumer.subscribe('t' as never)).rejects.toThrow('takes an object');
    await world.sim.run(consumer.subscribe({ topic: 't' }));
    await expect(consumer.run()).rejects.toThrow('eachMessage or eachBatch');
    await world.sim.run(consumer.run(run));
  });

  it.each([[''], [undefined], [5]])('has no group of the name %s', async (groupId) => {
    await worldWith(0);
    expect(() => world.consumer({ groupId: groupId as string })).toThrow('non-empty string');
  });

  it('seeks right after run, before there are partitions', async () => {
    await worldWith(4);
    const seen: string[] = [];
    const consumer = world.consumer();
    await world.sim.run(consumer.connect());
    await world.sim.run(consumer.subscribe({ topic: 't' }));
    const run = consumer.run({ eachMessage: collecting(seen) });
    consumer.seek({ topic: 't', partition: 0, offset: '2' });
    await world.sim.run(run);
    await world.until(() => seen.length === 2);
    expect(seen).toEqual(['0:2', '0:3']);
  });

  it('commits a seek, so that it holds after a restart', async () => {
    await worldWith(4);
    const seen: string[] = [];
    const consumer = await world.running({ eachMessage: collecting(seen) });
    await world.until(() => world.broker.committed(GROUP, 't') === 4);
    consumer.pause([{ topic: 't' }]);
    consumer.seek({ topic: 't', partition: 0, offset: '1' });
    await world.until(() => world.broker.committed(GROUP, 't') === 1);
  });

  it('pauses and resumes a partition, also out of a handler', async () => {
    await worldWith(2, 2);
    const seen: string[] = [];
    let resume: () => void = () => undefined;
    const consumer = await world.running({
      eachMessage: async ({ partition, message, pause }) => {
        seen.push(`${partition}:${textOf(message)}`);
        if (partition === 0) resume = pause();
      },
    });
    await world.until(() => seen.length === 3);
    await world.sim.runFor(1000);
    expect(consumer.paused()).toEqual([{ topic: 't', partitions: [0] }]);
    expect(seen.filter((one) => one.startsWith('0'))).toEqual(['0:0']);
    resume();
    await world.until(() => seen.length === 4);
    consumer.pause([{ topic: 't' }]);
    world.broker.produce('t', 1, 1);
    await world.sim.runFor(1000);
    expect(consumer.paused()).toEqual([{ topic: 't', partitions: [0, 1] }]);
    expect(seen).toHaveLength(4);
    consumer.resume([{ topic: 't', partitions: [1] }]);
    await world.until(() => seen.at(-1) === '1:2');
  });

  it('commits what it says, with metadata, and only what is sound', async () => {
    await worldWith(4);
    const consumer = await world.running({ autoCommit: false, eachMessage: async () => undefined });
    const offsets = [{ topic: 't', partition: 0, offset: '2', metadata: 'why' }];
    await world.sim.run(consumer.commitOffsets(offsets));
    expect(world.broker.image.offset(GROUP, 't', 0)).toMatchObject({ offset: 2, metadata: 'why' });
    for (const offset of ['-3', 'x', '1.5']) {
      await expect(consumer.commitOffsets([{ topic: 't', partition: 0, offset }])).rejects.toThrow(
        /offset/i,
      );
      expect(() => consumer.seek({ topic: 't', partition: 0, offset })).toThrow(/offset/i);
    }
    expect(() => consumer.pause([{ topic: '' }])).toThrow(/Invalid topic/);
    await world.sim.run(consumer.stop());
    expect(world.broker.committed(GROUP, 't')).toBe(2);
    expect(() => consumer.seek({ topic: 't', partition: 0, offset: '0' })).toThrow(
      /run must be called/,
    );
  });

  it('describes its group', async () => {
    await worldWith(0);
    const consumer = await world.running({ eachMessage: async () => undefined });
    const described = await world.sim.run(consumer.describeGroup());
    expect(described).toMatchObject({
      groupId: GROUP,
      state: 'Stable',
      protocol: 'RoundRobinAssigner',
      protocolType: 'consumer',
      members: [{ clientId: 'client-0' }],
    });
  });

  it('emits what kafkajs emits', async () => {
    await worldWith(1);
    const consumer = world.consumer();
    const types: string[] = [];
    for (const type of Object.values(consumer.events)) {
      consumer.on(type, () => void types.push(type));
    }
    await world.sim.run(consumer.connect());
    await world.sim.run(consumer.subscribe({ topics: ['t'], fromBeginning: true }));
    await world.sim.run(consumer.run({ eachMessage: async () => undefined }));
    await world.until(() => world.broker.committed(GROUP, 't') === 1);
    await world.sim.runFor(1500);
    await world.sim.run(consumer.disconnect());
    const own = types.filter((type) => !type.startsWith('consumer.network'));
    expect(own).toEqual([
      'consumer.connect',
      'consumer.group_join',
      'consumer.fetch_start',
      'consumer.fetch',
      'consumer.start_batch_process',
      'consumer.end_batch_process',
      'consumer.commit_offsets',
      'consumer.heartbeat',
      'consumer.stop',
      'consumer.disconnect',
    ]);
  });
});

describe('topics that change', () => {
  it('reads new partitions, and new topics that match', async () => {
    await worldWith(1);
    const seen: string[] = [];
    const consumer = world.consumer({ groupId: GROUP, metadataMaxAge: 2000 });
    await world.sim.run(consumer.connect());
    await world.sim.run(consumer.subscribe({ topics: [/^t/g], fromBeginning: true }));
    await world.sim.run(
      consumer.run({
        eachMessage: async ({ topic, partition }) => void seen.push(`${topic}/${partition}`),
      }),
    );
    await world.until(() => seen.length === 1);
    world.broker.addTopic('t', 2);
    world.broker.produce('t', 1, 1);
    world.broker.addTopic('t-other', 1);
    world.broker.produce('t-other', 1);
    world.broker.addTopic('u', 1);
    world.broker.produce('u', 1);
    await world.until(() => seen.length === 3);
    expect(seen.sort()).toEqual(['t-other/0', 't/0', 't/1']);
  });

  it('tells a gap, and goes on as fromBeginning says', async () => {
    await worldWith(0);
    const [partition] = world.broker.topics.get('t')!;
    const seen: string[] = [];
    const consumer = await world.running({ eachMessage: collecting(seen) });
    const gaps = eventsOf(consumer, 'consumer.gap');
    consumer.pause([{ topic: 't' }]);
    world.broker.produce('t', 1);
    await world.until(() => partition!.end === 1);
    consumer.seek({ topic: 't', partition: 0, offset: '9' });
    consumer.resume([{ topic: 't' }]);
    await world.until(() => seen.length === 1);
    expect(gaps).toEqual([{ topic: 't', partition: 0, kind: 'out-of-range', from: '9', to: null }]);
  });
});

describe('a consumer without a group', () => {
  it('reads all partitions of its topics, and commits nothing', async () => {
    await worldWith(2, 2);
    const seen: string[] = [];
    const consumer = await world.running({ eachMessage: collecting(seen) }, {});
    await world.until(() => seen.length === 4);
    expect(world.broker.requests).toEqual([]);
    const offsets = [{ topic: 't', partition: 0, offset: '1' }];
    await expect(consumer.commitOffsets(offsets)).rejects.toThrow(/without a group/);
  });

  it('reads what it assigns to itself, from where it says', async () => {
    await worldWith(3, 3);
    const seen: string[] = [];
    const consumer = world.consumer({});
    await world.sim.run(consumer.connect());
    consumer.assign([
      { topic: 't', partition: 1, offset: '1' },
      { topic: 't', partition: 2, offset: '-1' },
    ]);
    await world.sim.run(consumer.run({ eachMessage: collecting(seen) }));
    await world.sim.runFor(100);
    world.broker.produce('t', 1, 2);
    await world.until(() => seen.length === 3);
    expect(seen.sort()).toEqual(['1:1', '1:2', '2:3']);
    expect(() => world.consumer().assign([])).toThrow(/leave out groupId/);
  });

  it('reads partitions that are added, from their beginning', async () => {
    await worldWith(1);
    const seen: string[] = [];
    const consumer = world.consumer({ metadataMaxAge: 1000 });
    await world.sim.run(consumer.connect());
    await world.sim.run(consumer.subscribe({ topics: ['t'] }));
    await world.sim.run(consumer.run({ eachMessage: collecting(seen) }));
    world.broker.addTopic('t', 2);
    world.broker.produce('t', 2, 1);
    await world.until(() => seen.length === 2);
    expect(seen).toEqual(['1:0', '1:1']);
  });
});
