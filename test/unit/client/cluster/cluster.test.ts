// How a client finds its brokers, loses them and moves over. Method: producers in virtual time over two brokers; what they
// tell by `status()` and to which broker they connect.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientStatus, Producer } from '../../../../src/client/types.ts';
import { message, ProducerWorld, URLS } from '../producer/producer-world.ts';

let world: ProducerWorld;

beforeEach(async () => {
  world = await ProducerWorld.start();
});
afterEach(() => world.close());

/** Takes down what `status()` says until it ends. */
function statusesOf(producer: Producer): { kinds: string[]; seen: ClientStatus[] } {
  const seen: ClientStatus[] = [];
  const kinds: string[] = [];
  void (async () => {
    for await (const status of producer.status()) {
      seen.push(status);
      kinds.push(status.kind);
    }
    kinds.push('end');
  })();
  return { seen, kinds };
}

const send = (producer: Producer, value: string): Promise<unknown> =>
  producer.send({ topic: 't', messages: [message(value)] });

describe('connecting', () => {
  it('takes the next broker when the first is down', async () => {
    world.down.add('b1');
    const producer = await world.producer();
    await world.sim.run(send(producer, 'a'));
    expect(world.connectedTo).toEqual(['b1', 'b2']);
    expect(world.log().values).toEqual(['a']);
  });

  it('asks a function for the brokers each time', async () => {
    const asked: string[][] = [];
    const brokers = async (): Promise<string[]> => {
      asked.push([URLS[asked.length]!]);
      return asked.at(-1)!;
    };
    const producer = await world.producer({}, { brokers });
    world.cut();
    await world.sim.run(send(producer, 'a'));
    expect(world.connectedTo).toEqual(['b1', 'b2']);
  });

  it('gives up after the retries, with kafkajs its error', async () => {
    world.down.add('b1').add('b2');
    const producer = world.kafka({ retry: { retries: 2 } }).producer();
    await expect(world.sim.run(producer.connect())).rejects.toMatchObject({
      name: 'KafkaJSNumberOfRetriesExceeded',
      retryCount: 2,
      cause: { name: 'KafkaJSConnectionError' },
    });
    world.down.clear();
    await world.sim.run(producer.connect());
    await world.sim.run(producer.disconnect());
  });

  it('is ended by its signal', async () => {
    world.down.add('b1').add('b2');
    const producer = world.kafka().producer();
    const giveUp = new AbortController();
    world.sim.after(500, () => giveUp.abort(new Error('too slow')));
    await expect(world.sim.run(producer.connect({ signal: giveUp.signal }))).rejects.toThrow(
      'too slow',
    );
    expect(world.sim.now).toBeLessThan(700);
  });

  it.each([
    [{ brokers: [] }, 'no brokers'],
    [{ sasl: { mechanism: 'plain' } }, 'leave out sasl'],
    [{ ssl: {} as never }, 'createSocket of your own'],
    [{ socketFactory: () => undefined } as never, 'set createSocket'],
  ])('refuses %o at once', (config, text) => {
    expect(() => world.kafka(config)).toThrow(text);
  });

  it.each([[undefined], ['kafka://b1:9080']])('refuses the address %s at once', async (url) => {
    const producer = world.kafka({ brokers: [url as string] }).producer();
    const text = `"${url}" is no address of a broker`;
    await expect(world.sim.run(producer.connect())).rejects.toThrow(text);
    expect(world.sim.now).toBe(0);
  });

  it('tells of each try but the last, which throws', async () => {
    world.down.add('b1').add('b2');
    const lines: string[] = [];
    const logCreator = () => (entry: { log: { message: string } }) => lines.push(entry.log.message);
    const producer = world.kafka({ retry: { retries: 2 }, logCreator }).producer();
    await expect(world.sim.run(producer.connect())).rejects.toThrow('No broker answers');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('No broker answers; trying again');
  });

  it('with ssl goes to wss:// where no scheme is given', async () => {
    const urls: string[] = [];
    const createSocket = (url: string): Promise<never> => {
      urls.push(url);
      return Promise.reject(new Error('no'));
    };
    const brokers = ['b1:9080', 'ws://b2:9080'];
    const producer = world.kafka({ ssl: true, brokers, createSocket, retry: { retries: 0 } });
    await expect(world.sim.run(producer.producer().connect())).rejects.toThrow();
    expect(urls).toEqual(['wss://b1:9080', 'ws://b2:9080']);
  });
});

describe('a lost connection', () => {
  it('is made anew in the background, first to another broker', async () => {
    const producer = await world.producer();
    const { kinds } = statusesOf(producer);
    world.cut();
    await world.sim.run(world.pause(100));
    expect(world.connectedTo).toEqual(['b1', 'b2']);
    expect(kinds).toEqual(['connected', 'disconnected', 'reconnecting', 'connected']);
    await world.sim.run(producer.disconnect());
    await world.sim.run(world.pause(1));
    expect(kinds.slice(4)).toEqual(['closed', 'end']);
  });

  it('is tried for ever, and sends wait for it', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, 'before'));
    const { seen } = statusesOf(producer);
    world.down.add('b1').add('b2');
    world.cut();
    const sent = send(producer, 'meanwhile');
    await world.sim.run(world.pause(60_000), 90_000);
    const attempts = seen.filter(({ kind }) => kind === 'reconnecting').length;
    expect(attempts).toBeGreaterThan(3);
    expect(attempts).toBeLessThan(30);
    world.down.clear();
    await world.sim.run(sent, 90_000);
    expect(world.log().values).toEqual(['before', 'meanwhile']);
  });

  it('that no request waits for ends with disconnect', async () => {
    const producer = await world.producer();
    world.down.add('b1').add('b2');
    world.cut();
    await world.sim.run(world.pause(1000));
    await world.sim.run(producer.disconnect());
    const connects = world.connectedTo.length;
    await world.sim.run(world.pause(60_000), 90_000);
    expect(world.connectedTo.length).toBe(connects);
  });
});

describe('a broker that drains', () => {
  it('is left for another one; what is in flight gets its answer and nothing fails', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, 'first'));
    const { kinds } = statusesOf(producer);
    world.latencyMs = 200;
    const inFlight = send(producer, 'in flight');
    await world.sim.run(world.pause(20));
    world.sessions.at(-1)!.drain(1000);
    await world.sim.run(world.pause(50));
    expect(world.connectedTo).toEqual(['b1', 'b2']);
    const later = send(producer, 'later');
    await world.sim.run(Promise.all([inFlight, later]));
    expect(kinds).toEqual(['connected', 'draining', 'reconnecting', 'connected']);
    expect(world.log().values).toEqual(['first', 'in flight', 'later']);
    expect(world.requests).toHaveLength(3);
  });
});

describe('a broker that hears nothing of the metadata', () => {
  it('is left for one that does', async () => {
    world.uninformed.add('b1');
    const producer = await world.producer();
    await world.sim.run(send(producer, 'a'));
    expect(world.connectedTo).toEqual(['b1', 'b2']);
    expect(world.log().values).toEqual(['a']);
  });
});

describe('metadata', () => {
  it('is asked for again after metadataMaxAge, and shared by those who wait for it', async () => {
    const producer = await world.producer({ metadataMaxAge: 1000 });
    await world.sim.run(Promise.all([send(producer, 'a'), send(producer, 'b')]));
    world.partitions.set('t', 3);
    const to = (partition: number): Promise<unknown> =>
      producer.send({ topic: 't', messages: [{ value: 'x', partition }] });
    await world.sim.run(world.pause(1500));
    await world.sim.run(to(2));
    expect(world.log('t', 2).values).toEqual(['x']);
  });
});
