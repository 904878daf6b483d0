// Goal: where the messages of a WebSocket end means nothing to the session behind it. Method: a connection that the test plays.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameHeader } from '../../../../src/base/frame-assembler.ts';
import { ByteStream } from '../../../../src/gateway/kafka/byte-stream.ts';
import { MESSAGE_BYTES_MAX } from '../../../../src/protocol/kafka/web-socket.ts';
import { ManualClock, RecordingConnection, settle } from '../recording-connection.ts';

class World {
  readonly connection = new RecordingConnection();
  readonly clock = new ManualClock();
  readonly stream = new ByteStream(this.connection, this.clock, {
    frameBytesMax: 100_000,
    frameMsMax: 1000,
  });
  readonly frames: Uint8Array[] = [];

  constructor() {
    this.stream.handle({ frame: (frame) => this.frames.push(frame), closed: () => undefined });
  }
}

const framed = (body: Uint8Array): Buffer => Buffer.concat([frameHeader(body.length), body]);

test('frames come whole, however the messages cut them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 }),
      fc.array(fc.nat({ max: 15 }), { minLength: 1, maxLength: 30 }),
      (bodies, sizes) => {
        const world = new World();
        let rest: Uint8Array = Buffer.concat(bodies.map(framed));
        for (let at = 0; rest.length > 0; at += 1) {
          const size = at < sizes.length ? sizes[at]! : rest.length;
          world.connection.deliver(rest.subarray(0, size));
          rest = rest.subarray(size);
        }
        expect(world.frames.map((frame) => [...frame])).toEqual(bodies.map((body) => [...body]));
      },
    ),
  );
});

test('what is sent is the same bytes with their size, in messages that are not too large', () => {
  const world = new World();
  const chunks = [1, 3 * MESSAGE_BYTES_MAX, 0, 70].map((size, at) => Buffer.alloc(size, at + 1));
  world.stream.send(chunks);
  const { sent } = world.connection;
  expect(sent.map(({ length }) => length)).toEqual([...Array(3).fill(MESSAGE_BYTES_MAX), 75]);
  expect(Buffer.concat(sent).equals(framed(Buffer.concat(chunks)))).toBe(true);
});

test('one message without room means no room, though the last had some', () => {
  const world = new World();
  const answers = [true, false, true];
  world.connection.send = () => answers.shift()!;
  expect(world.stream.send([Buffer.alloc(2 * MESSAGE_BYTES_MAX)])).toBe(false);
});

test('while it is paused no frame comes, also none that is here already', async () => {
  const world = new World();
  world.stream.handle({
    frame: (frame) => {
      world.frames.push(frame);
      world.stream.pause();
    },
    closed: () => undefined,
  });
  world.connection.deliver(Buffer.concat([framed(Buffer.of(1)), framed(Buffer.of(2))]));
  expect([world.frames.length, world.connection.isPaused]).toEqual([1, true]);
  world.stream.resume();
  expect(world.frames).toHaveLength(1);
  await settle();
  expect([world.frames.length, world.connection.isPaused]).toEqual([2, true]);
  world.stream.resume();
  await settle();
  expect(world.connection.isPaused).toBe(false);
});

test('a size beyond the limit closes it with 1009, and nothing is read behind it', () => {
  const world = new World();
  world.connection.deliver(Buffer.concat([frameHeader(100_001), framed(Buffer.of(1))]));
  expect(world.connection.closes).toEqual([
    { code: 1009, reason: 'a frame of 100001 bytes was announced, at most 100000 are allowed' },
  ]);
  expect(world.frames).toEqual([]);
});

test('a request that is never whole closes it, and one that is whole in time does not', () => {
  const world = new World();
  world.connection.deliver(frameHeader(2));
  world.clock.pass(900);
  world.connection.deliver(Buffer.of(1, 2));
  world.clock.pass(5000);
  expect([world.frames.length, world.clock.pendingTimers]).toEqual([1, 0]);
  world.connection.deliver(Buffer.of(0));
  world.clock.pass(600);
  world.connection.deliver(Buffer.of(0));
  world.clock.pass(600);
  expect(world.connection.closes).toEqual([
    { code: 1008, reason: 'a request was not whole within 1000 ms' },
  ]);
});
