import { expect, it } from 'vitest';
import type { Clock } from '../../src/platform/clock.ts';
import {
  NetworkFault,
  type Address,
  type Connection,
  type Listener,
  type Network,
} from '../../src/platform/network.ts';
import { sleep, until } from '../support/worlds.ts';

export interface NetworkWorld {
  readonly clock: Clock;
  /** Where the listener is, and where the connections come from. */
  readonly server: Network;
  readonly client: Network;
  /** A host on which `server` can listen. */
  readonly host: string;
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

/** One end of a connection with all that it heard. */
export class Ear {
  readonly frames: Uint8Array[] = [];
  readonly closings: string[] = [];
  drainedCount = 0;

  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
    connection.handle({
      frame: (frame) => {
        expect(this.closings).toEqual([]);
        this.frames.push(frame);
      },
      closed: (reason) => this.closings.push(reason),
      drained: () => (this.drainedCount += 1),
    });
  }

  get texts(): string[] {
    return this.frames.map((frame) => new TextDecoder().decode(frame));
  }
}

export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

export interface Pair {
  readonly listener: Listener;
  readonly near: Ear;
  readonly far: Ear;
}

export async function connectPair(world: NetworkWorld): Promise<Pair> {
  const accepted: Ear[] = [];
  const listener = await world.server.listen({ host: world.host, port: 0 }, (connection) => {
    accepted.push(new Ear(connection));
  });
  const near = new Ear(await world.client.connect(listener.address));
  await until(world.clock, () => accepted.length === 1);
  return { listener, near, far: accepted[0]! };
}

async function faultOf(connecting: Promise<unknown>): Promise<NetworkFault> {
  const fault: unknown = await connecting.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(NetworkFault);
  return fault as NetworkFault;
}

export function networkCases(makeWorld: () => NetworkWorld): void {
  function networkIt(
    title: string,
    body: (world: NetworkWorld, pair: Pair) => Promise<void>,
  ): void {
    it(title, async () => {
      const world = makeWorld();
      await world.run(async () => {
        const pair = await connectPair(world);
        try {
          await body(world, pair);
        } finally {
          await pair.listener.close();
          pair.near.connection.close('the case is over');
          pair.far.connection.close('the case is over');
        }
      });
    });
  }

  networkIt('frames arrive whole and in order, both ways', async ({ clock }, { near, far }) => {
    near.connection.send([text('a'), text('bc')]);
    near.connection.send([]);
    near.connection.send([text('d')]);
    far.connection.send([text('x')]);
    await until(clock, () => far.frames.length === 3 && near.frames.length === 1);
    expect(far.texts).toEqual(['abc', '', 'd']);
    expect(near.texts).toEqual(['x']);
  });

  networkIt('frames of all sizes keep their bytes', async ({ clock }, { near, far }) => {
    const sizes = [1, 3, 4095, 4096, 4097, 65_535, 65_536, 65_537, 1_000_003, 2, 300_000];
    for (const size of sizes) near.connection.send([new Uint8Array(size).fill(size % 251)]);
    await until(clock, () => far.frames.length === sizes.length);
    expect(far.frames.map((frame) => frame.length)).toEqual(sizes);
    for (const frame of far.frames) {
      const size = frame.length;
      expect(frame.every((byte) => byte === size % 251)).toBe(true);
    }
  });

  networkIt(
    'thousands of small frames of one turn all arrive',
    async ({ clock }, { near, far }) => {
      for (let i = 0; i < 5000; i += 1) near.connection.send([text(`${i}`), text(';')]);
      await until(clock, () => far.frames.length === 5000);
      expect(far.texts.every((frame, i) => frame === `${i};`)).toBe(true);
    },
  );

  networkIt(
    'a frame belongs to its receiver: no later frame writes over it',
    async (world, pair) => {
      const { near, far } = pair;
      for (let i = 0; i < 50; i += 1) near.connection.send([new Uint8Array(3000).fill(i)]);
      await until(world.clock, () => far.frames.length === 50);
      far.frames[10]!.fill(255);
      near.connection.send([new Uint8Array(100_000).fill(77)]);
      await until(world.clock, () => far.frames.length === 51);
      far.frames.forEach((frame, i) => {
        const value = i === 10 ? 255 : i === 50 ? 77 : i;
        expect(frame.every((byte) => byte === value)).toBe(true);
      });
    },
  );

  networkIt(
    'a paused end gets nothing, and all of it in order after it resumes',
    async (world, pair) => {
      const { near, far } = pair;
      far.connection.pause();
      for (const name of ['a', 'b', 'c']) near.connection.send([text(name)]);
      await sleep(world.clock, 30);
      expect(far.frames).toEqual([]);
      far.connection.resume();
      expect(far.frames).toEqual([]);
      await until(world.clock, () => far.frames.length === 3);
      expect(far.texts).toEqual(['a', 'b', 'c']);
    },
  );

  it('a pause from inside of a frame holds the next frame back', async () => {
    const world = makeWorld();
    await world.run(async () => {
      const seen: string[] = [];
      let far: Connection | undefined;
      const listener = await world.server.listen({ host: world.host, port: 0 }, (connection) => {
        far = connection;
        connection.handle({
          frame: (frame) => {
            seen.push(new TextDecoder().decode(frame));
            connection.pause();
          },
          closed: () => {},
        });
      });
      const near = new Ear(await world.client.connect(listener.address));
      for (const name of ['a', 'b', 'c']) near.connection.send([text(name)]);
      for (const expected of ['a', 'ab', 'abc']) {
        await until(world.clock, () => seen.length > 0 && seen.join('') === expected);
        await sleep(world.clock, 10);
        expect(seen.join('')).toBe(expected);
        far!.resume();
      }
      near.connection.close('done');
      await listener.close();
    });
  });

  networkIt(
    'send says stop above the high mark, and drained comes once it is taken',
    async (world, pair) => {
      const { near, far } = pair;
      far.connection.pause();
      let sent = 0;
      let goesOn = true;
      while (goesOn && sent < 200) {
        goesOn = near.connection.send([new Uint8Array(1 << 20)]);
        sent += 1;
        await sleep(world.clock, 1);
      }
      expect(goesOn).toBe(false);
      expect(near.connection.bufferedBytes).toBeGreaterThanOrEqual(8 << 20);
      await sleep(world.clock, 20);
      expect(near.drainedCount).toBe(0);
      far.connection.resume();
      await until(world.clock, () => far.frames.length === sent);
      await until(world.clock, () => near.drainedCount === 1);
      expect(near.connection.bufferedBytes).toBeLessThanOrEqual(1 << 20);
    },
  );

  networkIt(
    'a closed end is told its own reason, the other that it was closed',
    async (world, pair) => {
      const { near, far } = pair;
      near.connection.send([text('last words')]);
      near.connection.close('enough');
      expect(near.closings).toEqual([]);
      near.connection.close('again');
      expect(near.connection.send([text('too late')])).toBe(false);
      await until(world.clock, () => near.closings.length > 0 && far.closings.length > 0);
      await sleep(world.clock, 20);
      expect(near.closings).toEqual(['enough']);
      expect(far.closings).toEqual(['the peer closed the connection']);
      expect(far.texts).toEqual(['last words']);
      expect(far.connection.send([text('to nobody')])).toBe(false);
    },
  );

  networkIt(
    'nothing is called after closed, even when frames were under way',
    async (world, pair) => {
      const { near, far } = pair;
      for (let i = 0; i < 20; i += 1) far.connection.send([new Uint8Array(100_000)]);
      near.connection.close('not interested');
      await until(world.clock, () => far.closings.length === 1 && near.closings.length === 1);
      // The handlers of Ear fail the case when a frame follows `closed`.
      await sleep(world.clock, 30);
      expect(near.closings).toEqual(['not interested']);
    },
  );

  networkIt(
    'a listener that closed lets its connections live and takes no new ones',
    async (world, pair) => {
      const { listener, near, far } = pair;
      await listener.close();
      near.connection.send([text('still here')]);
      await until(world.clock, () => far.frames.length === 1);
      expect((await faultOf(world.client.connect(listener.address))).kind).toBe('refused');
      const again = await world.server.listen(listener.address, () => {});
      expect(again.address).toEqual(listener.address);
      await again.close();
    },
  );

  networkIt('many connections do not mix', async (world, { listener }) => {
    const ears = await Promise.all(
      Array.from({ length: 20 }, async () => new Ear(await world.client.connect(listener.address))),
    );
    ears.forEach((ear, i) => ear.connection.send([text(`${i}`)]));
    await sleep(world.clock, 20);
    for (const ear of ears) {
      expect(ear.frames).toEqual([]);
      expect(ear.connection.remote).toEqual(listener.address);
      ear.connection.close('done');
    }
  });

  it('a port that is taken is an address in use', async () => {
    const world = makeWorld();
    await world.run(async () => {
      const listener = await world.server.listen({ host: world.host, port: 0 }, () => {});
      const address: Address = listener.address;
      expect((await faultOf(world.server.listen(address, () => {}))).kind).toBe('address-in-use');
      await listener.close();
    });
  });

  it('a port where nobody listens refuses', async () => {
    const world = makeWorld();
    await world.run(async () => {
      const listener = await world.server.listen({ host: world.host, port: 0 }, () => {});
      await listener.close();
      expect((await faultOf(world.client.connect(listener.address))).kind).toBe('refused');
    });
  });
}
