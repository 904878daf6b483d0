// `for await (const batch of consumer.stream())`. Method: whole consumers in virtual time, as in consumer.test.ts.
import { afterEach, describe, expect, it } from 'vitest';
import { BrokerError } from '../../../../src/model/errors.ts';
import type { Consumer, StreamBatch } from '../../../../src/client/types.ts';
import { ConsumerWorld, eventsOf, GROUP, textOf } from './consumer-world.ts';

let world: ConsumerWorld;
afterEach(() => world.close());

async function subscribed(records: number, config = { groupId: GROUP }): Promise<Consumer> {
  world = await ConsumerWorld.start();
  world.broker.addTopic('t', 2);
  if (records > 0) world.broker.produce('t', records);
  return connect(config);
}

async function connect(config: { groupId?: string }): Promise<Consumer> {
  const consumer = world.consumer(config);
  await world.sim.run(consumer.connect());
  await world.sim.run(consumer.subscribe({ topics: ['t'], fromBeginning: true }));
  return consumer;
}

async function take(stream: AsyncIterableIterator<StreamBatch>): Promise<StreamBatch> {
  const { value, done } = await world.sim.run(stream.next());
  expect(done).toBe(false);
  return value as StreamBatch;
}

const texts = (batch: StreamBatch): string[] => batch.messages.map(textOf);

describe('the stream of a consumer', () => {
  it('gives batches, and resolves one when the next is asked for', async () => {
    const stream = (await subscribed(2)).stream();
    expect(texts(await take(stream))).toEqual(['0', '1']);
    await world.sim.runFor(1000);
    expect(world.broker.committed(GROUP, 't')).toBeUndefined();
    world.broker.produce('t', 1, 1);
    expect(texts(await take(stream))).toEqual(['0']);
    await world.until(() => world.broker.committed(GROUP, 't') === 2);
  });

  it('does not resolve what the loop leaves, unless it was committed', async () => {
    const consumer = await subscribed(2);
    const left = (async () => {
      for await (const batch of consumer.stream()) {
        void batch;
        break;
      }
    })();
    await world.sim.run(left);
    expect(world.broker.committed(GROUP, 't')).toBeUndefined();
    const again = (async () => {
      for await (const batch of consumer.stream()) {
        await batch.commit();
        break;
      }
    })();
    await world.sim.run(again);
    expect(world.broker.committed(GROUP, 't')).toBe(2);
  });

  it('ends with its signal, and with it the run; the batch in hand counts when the loop is done with it', async () => {
    const consumer = await subscribed(1);
    const ends = eventsOf(consumer, 'consumer.stop');
    const abort = new AbortController();
    const stream = consumer.stream({ signal: abort.signal });
    await take(stream);
    abort.abort();
    world.broker.produce('t', 1);
    await world.sim.runFor(100);
    expect(ends).toHaveLength(0);
    expect(await world.sim.run(stream.next())).toEqual({ done: true, value: undefined });
    expect([ends.length, world.broker.committed(GROUP, 't')]).toEqual([1, 1]);
    const late = consumer.stream({ signal: abort.signal });
    expect(await world.sim.run(late.next())).toEqual({ done: true, value: undefined });
  });

  it('ends with its signal while the loop waits', async () => {
    const consumer = await subscribed(0);
    const abort = new AbortController();
    const next = consumer.stream({ signal: abort.signal }).next();
    await world.sim.runFor(100);
    abort.abort();
    expect(await world.sim.run(next)).toEqual({ done: true, value: undefined });
  });

  it('does not keep the consumer from stopping in the midst of the loop', async () => {
    const consumer = await subscribed(1);
    const loop = (async () => {
      for await (const batch of consumer.stream()) {
        await batch.commit();
        await consumer.disconnect();
      }
    })();
    await world.sim.run(loop);
    expect(world.broker.committed(GROUP, 't')).toBe(1);
  });

  it('takes nothing in advance of the loop but what its credit allows', async () => {
    const consumer = await subscribed(0);
    const stream = consumer.stream();
    const first = stream.next();
    await world.sim.runFor(100);
    const begun = eventsOf(consumer, 'consumer.start_batch_process');
    for (let i = 0; i < 5; i += 1) {
      world.broker.produce('t', 1);
      await world.sim.runFor(10);
    }
    expect(texts((await world.sim.run(first)).value as StreamBatch)).toEqual(['0']);
    await world.sim.runFor(1000);
    expect(begun).toHaveLength(1);
    expect(texts(await take(stream))).toEqual(['1', '2', '3', '4']);
  });

  it('lets a batch go that nobody has taken when the group rebalances', async () => {
    const consumer = await subscribed(1);
    const joins = eventsOf(consumer, 'consumer.group_join');
    const stream = consumer.stream({ partitionsConsumedConcurrently: 2 });
    const first = await take(stream);
    world.broker.produce('t', 1, 1);
    await world.sim.runFor(100);
    const other = await connect({ groupId: GROUP });
    void other.run({ eachMessage: async () => undefined });
    await world.sim.runFor(5000);
    // Of the two only the one in hand keeps the group waiting.
    expect([first.partition, joins.length]).toEqual([0, 1]);
    const next = stream.next();
    await world.until(() => joins.length === 2);
    await world.sim.run(consumer.disconnect());
    expect((await next).done).toBe(true);
  });

  it('fails when the consumer crashes for good', async () => {
    const consumer = await subscribed(0);
    world.broker.intercept = ({ kind }) => {
      if (kind === 'join') throw new BrokerError('INCONSISTENT_GROUP_PROTOCOL');
    };
    const stream = consumer.stream();
    const next = stream.next();
    await expect(world.sim.run(next)).rejects.toMatchObject({
      type: 'INCONSISTENT_GROUP_PROTOCOL',
    });
  });

  it('reads without a group, too', async () => {
    await subscribed(1);
    const consumer = await connect({});
    const stream = consumer.stream();
    const batch = await take(stream);
    await world.sim.run(batch.commit());
    expect([texts(batch), world.broker.requests]).toEqual([['0'], []]);
    expect(await world.sim.run(stream.return!())).toEqual({ done: true, value: undefined });
  });
});
