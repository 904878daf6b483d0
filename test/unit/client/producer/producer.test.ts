// The producer in virtual time. Method: what the logs of the brokers hold in the end, and what each `send` was told.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Producer, RecordMetadata } from '../../../../src/client/types.ts';
import { message, ProducerWorld } from './producer-world.ts';

let world: ProducerWorld;

beforeEach(async () => {
  world = await ProducerWorld.start();
});
afterEach(() => world.close());

function send(producer: Producer, ...values: string[]): Promise<RecordMetadata[]> {
  return producer.send({ topic: 't', messages: values.map(message) });
}

/** The values 0 to count - 1, each in a send of its own, one a turn. */
async function sendEach(producer: Producer, count: number): Promise<RecordMetadata[][]> {
  const sends: Promise<RecordMetadata[]>[] = [];
  for (let i = 0; i < count; i += 1) {
    sends.push(send(producer, String(i)));
    await world.pause(1);
  }
  return Promise.all(sends);
}

const upTo = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));

describe('a send', () => {
  it('tells for each partition the offset of its first record, as kafkajs does', async () => {
    const producer = await world.producer();
    world.partitions.set('t', 2);
    const sent = producer.send({
      topic: 't',
      messages: [
        { value: 'a', partition: 0 },
        { value: 'b', partition: 1 },
        { value: 'c', partition: 0 },
      ],
    });
    const more = { logAppendTime: '-1', logStartOffset: '0' };
    expect(await world.sim.run(sent)).toEqual([
      { topicName: 't', partition: 0, errorCode: 0, baseOffset: '0', ...more },
      { topicName: 't', partition: 1, errorCode: 0, baseOffset: '0', ...more },
    ]);
    expect(world.log('t', 0).values).toEqual(['a', 'c']);
  });

  it('shares a batch with what else is sent in the same turn, and each knows its own offset', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, 'first'));
    const sent = Promise.all([send(producer, 'a', 'b'), send(producer, 'c')]);
    const [[ab], [c]] = await world.sim.run(sent);
    expect([ab!.baseOffset, c!.baseOffset]).toEqual(['1', '3']);
    expect(world.log().batches).toEqual([1, 3]);
  });

  it('waits for company while a batch is in flight, without lingerMs', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, 'first'));
    world.latencyMs = 20;
    await world.sim.run(sendEach(producer, 20));
    expect(world.log().values).toEqual(['first', ...upTo(20)]);
    expect(world.log().batches.length).toBeLessThan(5);
    expect(world.inFlightMax).toBe(1);
  });

  it('lingers, and flush cuts that short', async () => {
    const producer = await world.producer({ lingerMs: 1000 });
    await world.sim.run(send(producer, 'first'));
    expect(world.sim.now).toBeGreaterThan(1000);
    const startedAt = world.sim.now;
    const sent = sendEach(producer, 3);
    await world.sim.run(world.pause(10));
    await world.sim.run(producer.flush());
    expect(world.sim.now - startedAt).toBeLessThan(100);
    await world.sim.run(sent);
    expect(world.log().batches).toEqual([1, 3]);
  });

  it('closes a batch at batchBytes and then has up to five in flight, in order', async () => {
    const producer = await world.producer({ batchBytes: 300 });
    const values = Array.from({ length: 40 }, (_, i) => `${i}-${'x'.repeat(80)}`);
    await world.sim.run(send(producer, ...values));
    expect(world.log().values).toEqual(values);
    expect(world.inFlightMax).toBe(5);
  });

  it('goes out without a sequence, one at a time, with acks 1 and 0; acks 0 knows no offset', async () => {
    const producer = await world.producer({ batchBytes: 200 });
    const messages = upTo(20).map((n) => message(n.padEnd(50)));
    const sent = await world.sim.run(producer.send({ topic: 't', messages, acks: 1 }));
    expect(sent).toMatchObject([{ baseOffset: '0' }]);
    expect(world.inFlightMax).toBe(1);
    expect(world.producerIds).toBe(0);
    const nothing = await world.sim.run(producer.send({ topic: 't', messages, acks: 0 }));
    expect(nothing).toEqual([{ topicName: 't', partition: 0, errorCode: 0 }]);
  });

  it('of no messages is nothing', async () => {
    const producer = await world.producer();
    expect(await world.sim.run(send(producer))).toEqual([]);
    expect(await world.sim.run(producer.sendBatch({}))).toEqual([]);
  });
});

describe('what an application gets wrong', () => {
  it.each([
    ['no topic', { topic: '', messages: [message('a')] }, 'needs a topic'],
    ['no messages', { topic: 't', messages: undefined as never }, 'not an array'],
    ['no value', { topic: 't', messages: [{ key: 'k' } as never] }, 'no value'],
    ['acks', { topic: 't', messages: [message('a')], acks: 2 }, 'acks must be'],
    ['a timestamp', { topic: 't', messages: [{ value: 'a', timestamp: 'soon' }] }, "'soon'"],
    ['a partition', { topic: 't', messages: [{ value: 'a', partition: 9 }] }, 'no partition 9'],
    [
      'a partition as text',
      { topic: 't', messages: [{ value: 'a', partition: '0' as never }] },
      'no partition "0"',
    ],
    ['an object', { topic: 't', messages: [message({} as never)] }, 'JSON.stringify'],
    ['an object as key', { topic: 't', messages: [{ key: {} as never, value: '' }] }, 'JSON.'],
    [
      'a compression',
      { topic: 't', compression: 'gzip' as never, messages: [message('a')] },
      'one of CompressionTypes',
    ],
  ])('%s is told', async (_, record, text) => {
    const producer = await world.producer();
    await expect(world.sim.run(producer.send(record))).rejects.toThrow(text);
    expect(world.requests).toEqual([]);
  });

  it('send and sendBatch mixed up', async () => {
    const producer = await world.producer();
    const mixedUp = { topic: 't', messages: [message('a')] } as never;
    await expect(producer.sendBatch(mixedUp)).rejects.toThrow('call send');
  });

  it('not an object that has a text', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, new URL('http://a/') as never));
    expect(world.log().values).toEqual(['http://a/']);
  });

  it('a send before connect and after disconnect', async () => {
    const producer = world.kafka().producer();
    await expect(send(producer, 'a')).rejects.toMatchObject({ name: 'KafkaJSNonRetriableError' });
    await world.sim.run(producer.connect());
    await world.sim.run(producer.disconnect());
    await expect(send(producer, 'a')).rejects.toThrow('call connect() first');
    await world.sim.run(producer.connect());
    await world.sim.run(send(producer, 'a'));
    await world.sim.run(producer.disconnect());
    expect(world.log().values).toEqual(['a']);
  });

  it('transactions', async () => {
    const producer = await world.producer({ transactionalId: 'tx' });
    await expect(producer.transaction()).rejects.toMatchObject({ name: 'KafkaJSNotImplemented' });
  });
});

describe('an unknown topic', () => {
  const toNew = { topic: 'new', messages: [message('a')] };

  it('is made', async () => {
    const producer = await world.producer();
    await world.sim.run(producer.send(toNew));
    expect(world.log('new').values).toEqual(['a']);
  });

  it('is an error after the retries when it may not be', async () => {
    const producer = await world.producer({ allowAutoTopicCreation: false });
    await expect(world.sim.run(producer.send(toNew))).rejects.toMatchObject({
      name: 'KafkaJSNumberOfRetriesExceeded',
      cause: { name: 'KafkaJSProtocolError', type: 'UNKNOWN_TOPIC_OR_PARTITION', code: 3 },
    });
  });
});

describe('a failure', () => {
  it.each(['NOT_LEADER_OR_FOLLOWER', 'LEADER_NOT_AVAILABLE', 'REQUEST_TIMED_OUT'] as const)(
    'of kind %s is retried with the same sequence, before what was sent later',
    async (name) => {
      const producer = await world.producer({ batchBytes: 100 });
      world.fault = (_, attempt) => (attempt <= 2 ? { before: name } : undefined);
      const values = upTo(12).map((n) => n.padEnd(40));
      await world.sim.run(send(producer, ...values));
      expect(world.log().values).toEqual(values);
      expect([...world.log().epochs]).toEqual([0]);
    },
  );

  it('behind which the batch was written changes nothing', async () => {
    const producer = await world.producer({ batchBytes: 100 });
    world.fault = (_, attempt) => {
      if (attempt === 1) return { after: 'REQUEST_TIMED_OUT' };
      return attempt === 3 ? 'cut-after' : undefined;
    };
    const values = upTo(12).map((n) => n.padEnd(40));
    const [sent] = await world.sim.run(send(producer, ...values));
    expect(world.log().values).toEqual(values);
    expect(sent!.baseOffset).toBe('0');
  });

  it('DUPLICATE_SEQUENCE_NUMBER is success without an offset', async () => {
    const producer = await world.producer();
    world.fault = (_, attempt) =>
      attempt === 1 ? { after: 'DUPLICATE_SEQUENCE_NUMBER' } : undefined;
    const sent = await world.sim.run(send(producer, 'a'));
    expect(sent).toEqual([{ topicName: 't', partition: 0, errorCode: 0 }]);
  });

  it('for good hits its own send alone: what was in flight behind it goes out in a new epoch', async () => {
    const producer = await world.producer({ batchBytes: 60 });
    await world.sim.run(send(producer, 'first'));
    world.latencyMs = 20;
    const refusedAt = world.requests.length + 2;
    world.fault = (_, attempt) =>
      attempt === refusedAt ? { before: 'INVALID_RECORD' } : undefined;
    const sends = ['a', 'b', 'c', 'd'].map((value) => send(producer, value.padEnd(50)));
    const results = await world.sim.run(Promise.allSettled(sends));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(results[1]).toMatchObject({ reason: { type: 'INVALID_RECORD', retriable: false } });
    expect(world.log().values.map((value) => value.trim())).toEqual(['first', 'a', 'c', 'd']);
    expect([...world.log().epochs]).toEqual([0, 1]);
  });

  it('of a batch in doubt takes those in doubt behind it along: they are not written twice', async () => {
    const producer = await world.producer({ batchBytes: 60, retry: { retries: 2 } });
    await world.sim.run(send(producer, 'first'));
    const from = world.requests.length;
    // Both are written, and neither is ever answered.
    world.fault = (_, attempt) =>
      attempt > from && attempt <= from + 6 ? { after: 'REQUEST_TIMED_OUT' } : undefined;
    const sends = ['a', 'b'].map((value) => send(producer, value.padEnd(50)));
    const [a, b] = await world.sim.run(Promise.allSettled(sends));
    expect(a).toMatchObject({ reason: { name: 'KafkaJSNumberOfRetriesExceeded' } });
    expect(b).toMatchObject({ reason: { name: 'FlotillaOutcomeUnknown', retriable: false } });
    await world.sim.run(send(producer, 'after'));
    expect(world.log().values.map((value) => value.trim())).toEqual(['first', 'a', 'b', 'after']);
  });

  it('MESSAGE_TOO_LARGE of several sends in one batch: each goes alone', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, 'first'));
    world.fault = ({ records }) =>
      records.length > 300 ? { before: 'MESSAGE_TOO_LARGE' } : undefined;
    const sizes = [100, 100, 400, 100];
    const sends = sizes.map((size, i) => send(producer, String(i).padEnd(size)));
    const results = await world.sim.run(Promise.allSettled(sends));
    expect(results.map((one) => (one as { reason?: { type: string } }).reason?.type)).toEqual([
      undefined,
      undefined,
      'MESSAGE_TOO_LARGE',
      undefined,
    ]);
    expect(world.log().values.map((value) => value.trim())).toEqual(['first', '0', '1', '3']);
  });

  it('of a broker that lost the producer: nothing in doubt begins anew', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, 'a'));
    const from = world.requests.length;
    world.fault = (_, attempt) =>
      attempt === from + 1 ? { before: 'UNKNOWN_PRODUCER_ID' } : undefined;
    await world.sim.run(send(producer, 'b'));
    world.fault = (_, attempt) =>
      attempt === from + 3 ? { before: 'INVALID_PRODUCER_EPOCH' } : undefined;
    await world.sim.run(send(producer, 'c'));
    expect(world.log().values).toEqual(['a', 'b', 'c']);
    expect(world.producerIds).toBe(2);
  });

  it('without idempotence is retried as often as `retries` says', async () => {
    const producer = await world.producer({ idempotent: false, retry: { retries: 2 } });
    world.fault = () => ({ before: 'LEADER_NOT_AVAILABLE' });
    await expect(world.sim.run(send(producer, 'a'))).rejects.toMatchObject({
      name: 'KafkaJSNumberOfRetriesExceeded',
      retryCount: 2,
      cause: { type: 'LEADER_NOT_AVAILABLE' },
    });
    expect(world.requests).toHaveLength(3);
  });

  it('that ended is noticed within two seconds, however long it lasted', async () => {
    const producer = await world.producer();
    let isOut = true;
    world.fault = () => (isOut ? { before: 'LEADER_NOT_AVAILABLE' } : undefined);
    const sent = send(producer, 'a');
    await world.sim.run(world.pause(60_000));
    isOut = false;
    await world.sim.run(sent);
    expect(world.sim.now).toBeLessThan(62_000);
    const patient = await world.producer({ retry: { maxRetryTime: 20_000 } });
    isOut = true;
    const { length } = world.requests;
    void send(patient, 'b').catch(() => undefined);
    await world.sim.run(world.pause(60_000));
    expect(world.requests.length - length).toBeLessThan(12);
  });

  it('that leaves in doubt what an attempt before it did is not said to be the last word', async () => {
    const producer = await world.producer({ deliveryTimeoutMs: 5000 });
    world.fault = (_request, attempt) =>
      attempt === 1 ? { after: 'REQUEST_TIMED_OUT' } : { before: 'NOT_ENOUGH_REPLICAS' };
    await expect(world.sim.run(send(producer, 'a'))).rejects.toMatchObject({
      name: 'KafkaJSNumberOfRetriesExceeded',
      cause: { name: 'FlotillaOutcomeUnknown', cause: { type: 'NOT_ENOUGH_REPLICAS' } },
    });
    expect(world.log().values).toEqual(['a']);
  });

  it('that never ends is given up after deliveryTimeoutMs', async () => {
    const producer = await world.producer({ deliveryTimeoutMs: 10_000 });
    world.fault = () => ({ before: 'LEADER_NOT_AVAILABLE' });
    await expect(world.sim.run(send(producer, 'a'))).rejects.toMatchObject({
      name: 'KafkaJSNumberOfRetriesExceeded',
    });
    expect(world.sim.now).toBeLessThan(60_000);
  });
});

describe('the buffer', () => {
  it('holds sends back, lets them in in their order, and `ready` tells', async () => {
    const producer = await world.producer({ bufferBytesMax: 500 });
    await world.sim.run(send(producer, 'first'));
    const sends = upTo(10).map((n) => send(producer, n.padEnd(200)));
    await world.sim.run(world.pause(1));
    let isReady = false;
    void producer.ready.then(() => (isReady = true));
    await world.sim.run(world.pause(1));
    expect(isReady).toBe(false);
    await world.sim.run(Promise.all(sends));
    await world.sim.run(producer.ready);
    expect(world.log().values.map((value) => value.trim())).toEqual(['first', ...upTo(10)]);
    expect(Math.max(...world.log().batches)).toBeLessThanOrEqual(2);
  });

  it('that stays full is a typed error, and that send has not gone out', async () => {
    const producer = await world.producer({ bufferBytesMax: 500, bufferWaitMsMax: 1000 });
    await world.sim.run(send(producer, 'first'));
    world.fault = () => ({ before: 'LEADER_NOT_AVAILABLE' });
    const held = send(producer, 'held'.padEnd(400));
    held.catch(() => undefined);
    await expect(world.sim.run(send(producer, 'too many'.padEnd(400)))).rejects.toMatchObject({
      name: 'FlotillaBufferFull',
      retriable: true,
    });
    world.fault = () => undefined;
    await world.sim.run(held);
    expect(world.log().values.map((value) => value.trim())).toEqual(['first', 'held']);
  });
});

describe('a signal', () => {
  it('ends the waiting of a send; what was queued may still be written', async () => {
    const producer = await world.producer();
    world.fault = () => ({ before: 'LEADER_NOT_AVAILABLE' });
    const gone = AbortSignal.abort(new Error('no longer wanted'));
    await expect(
      world.sim.run(producer.send({ topic: 't', messages: [message('a')], signal: gone })),
    ).rejects.toThrow('no longer wanted');
    const giveUp = new AbortController();
    world.sim.after(50, () => giveUp.abort(new Error('too slow')));
    await expect(
      world.sim.run(producer.send({ topic: 't', messages: [message('b')], signal: giveUp.signal })),
    ).rejects.toThrow('too slow');
    world.fault = () => undefined;
    await world.sim.run(producer.flush());
    expect(world.log().values).toEqual(['b']);
  });
});

describe('disconnect', () => {
  it('sends what is queued first', async () => {
    const producer = await world.producer({ lingerMs: 5000 });
    const sent = send(producer, 'a');
    await world.sim.run(producer.disconnect());
    await sent;
    expect(world.log().values).toEqual(['a']);
  });

  it('does not wait for ever: what is not written then has failed', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, 'first'));
    world.fault = () => ({ before: 'LEADER_NOT_AVAILABLE' });
    const sent = send(producer, 'a');
    const outcome = expect(sent).rejects.toThrow();
    await world.sim.run(producer.disconnect());
    await outcome;
  });
});
