// What a producer must not do behind the back of the application. Found by review; the producer in virtual time.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Producer, RecordMetadata } from '../../src/client/types.ts';
import { message, ProducerWorld } from '../unit/client/producer/producer-world.ts';

let world: ProducerWorld;
beforeEach(async () => {
  world = await ProducerWorld.start();
});
afterEach(() => world.close());

function send(producer: Producer, ...values: string[]): Promise<RecordMetadata[]> {
  return producer.send({ topic: 't', messages: values.map(message) });
}

describe('a producer', () => {
  it('sends nothing of what was given up before it was sent', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, 'first'));
    const signal = AbortSignal.abort(new Error('given up'));
    const sent = producer.send({ topic: 't', messages: [message('x')], signal });
    await expect(world.sim.run(sent)).rejects.toThrow('given up');
    await world.sim.runFor(1000);
    expect(world.log().values).toEqual(['first']);
  });

  it('lets nobody wait longer for room than it says, however many wait', async () => {
    const producer = await world.producer({ bufferBytesMax: 200, bufferWaitMsMax: 1000 });
    await world.sim.run(send(producer, 'first'));
    world.latencyMs = 20_000;
    const waits: number[] = [];
    const start = world.sim.now;
    const sends = Array.from({ length: 5 }, () =>
      send(producer, 'x'.repeat(150)).then(
        () => undefined,
        () => void waits.push(world.sim.now - start),
      ),
    );
    await world.sim.run(Promise.all(sends));
    expect(waits).toHaveLength(4);
    expect(Math.max(...waits)).toBeLessThan(1100);
  });

  it('is disconnected when that was said while it connected', async () => {
    const producer = world.kafka().producer();
    const connecting = producer.connect().then(
      () => 'connected',
      () => 'refused',
    );
    await world.sim.run(producer.disconnect());
    expect(await world.sim.run(connecting)).toBe('refused');
    await world.sim.runFor(1000);
    await expect(world.sim.run(send(producer, 'x'))).rejects.toThrow(/disconnected/);
  });

  it('has one connection after it was disconnected and connected again in one breath', async () => {
    const producer = world.kafka().producer();
    const first = producer.connect().catch(() => undefined);
    const disconnecting = producer.disconnect();
    const second = producer.connect();
    await world.sim.run(Promise.all([first, disconnecting, second]));
    await world.sim.run(send(producer, 'x'));
    expect(world.log().values).toEqual(['x']);
    await world.sim.run(producer.disconnect());
    expect(world.sessions.length - world.connectedTo.length).toBe(0);
  });

  it('disconnects once, and whoever asks twice waits for it', async () => {
    const producer = await world.producer({ lingerMs: 5000 });
    await world.sim.run(send(producer, 'first'));
    world.latencyMs = 500;
    const sent = send(producer, 'x');
    const first = producer.disconnect();
    await world.sim.run(producer.disconnect());
    expect(world.log().values).toEqual(['first', 'x']);
    await world.sim.run(Promise.all([first, sent]));
  });

  it('may be connected again while it disconnects', async () => {
    const producer = await world.producer();
    await world.sim.run(send(producer, 'first'));
    const disconnecting = producer.disconnect();
    await world.sim.run(Promise.all([disconnecting, producer.connect()]));
    await world.sim.run(send(producer, 'x'));
    expect(world.log().values).toEqual(['first', 'x']);
  });

  it('leaves no request behind that waits for its next try', async () => {
    const retry = { initialRetryTime: 20_000, maxRetryTime: 30_000 };
    const admin = world.kafka({ retry }).admin();
    await world.sim.run(admin.connect());
    // Of a broker that knows nothing yet.
    world.describeFault = 'LEADER_NOT_AVAILABLE';
    const listed = admin.listTopics().then(
      () => 'listed',
      (error: Error) => error.message,
    );
    await world.sim.runFor(1000);
    await world.sim.run(admin.disconnect());
    const startedAt = world.sim.now;
    expect(await world.sim.run(listed)).toMatch(/disconnected/);
    expect(world.sim.now - startedAt).toBeLessThan(1000);
  });
});
