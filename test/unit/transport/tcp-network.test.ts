// Goal: what only real sockets can do to us. Method: raw sockets at one end, TcpNetwork at the other.
import { spawn } from 'node:child_process';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { NodeClock } from '../../../src/node/clock.ts';
import type { Address, Listener } from '../../../src/platform/network.ts';
import { TcpNetwork, type TcpNetworkOptions } from '../../../src/transport/tcp-network.ts';
import { Ear } from '../../contract/network.cases.ts';
import { sleep, until } from '../../support/worlds.ts';

const clock = new NodeClock();
const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

interface Setting {
  readonly ears: Ear[];
  readonly listener: Listener;
  readonly connect: () => Promise<Socket>;
}

async function listening(options: Partial<TcpNetworkOptions> = {}): Promise<Setting> {
  const ears: Ear[] = [];
  const network = new TcpNetwork(options);
  const listener = await network.listen({ host: '127.0.0.1', port: 0 }, (connection) => {
    ears.push(new Ear(connection));
  });
  cleanups.push(() => {
    void listener.close();
    for (const ear of ears) ear.connection.close('the case is over');
  });
  const connect = async (): Promise<Socket> => {
    const socket = createConnection({ ...listener.address, noDelay: true });
    socket.on('error', () => {});
    cleanups.push(() => socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  return { ears, listener, connect };
}

/** A process that listens and is stopped: once its short queue is full, the kernel drops every further SYN. */
async function listenAndStop(): Promise<number> {
  const script = `const server = require('node:net').createServer().listen(
    { host: '127.0.0.1', port: 0, backlog: 1 }, () => console.log(server.address().port))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanups.push(() => child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(line.toString());
  child.kill('SIGSTOP');
  for (let i = 0; i < 4; i += 1) {
    const socket = createConnection({ host: '127.0.0.1', port }).on('error', () => {});
    cleanups.push(() => socket.destroy());
    await sleep(clock, 20);
  }
  return port;
}

/** A server of somebody else, who gives its sockets away. */
async function relisten(_: Address, take: (socket: Socket) => void): Promise<Address> {
  const server = createServer((socket) => take(socket)).listen(0, '127.0.0.1');
  cleanups.push(() => server.close());
  await once(server, 'listening');
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

function frame(body: string): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(body.length);
  return Buffer.concat([header, Buffer.from(body)]);
}

describe('TcpNetwork', () => {
  it.each([
    ['a length over the limit', Buffer.from([0x7f, 0xff, 0xff, 0xff])],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a TLS hello', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])],
  ])('closes on %s, with the reason, and without a frame', async (_, bytes) => {
    const { ears, connect } = await listening();
    const socket = await connect();
    socket.write(bytes);
    await once(socket, 'close');
    expect(ears[0]!.frames).toEqual([]);
    expect(ears[0]!.closings[0]).toMatch(/^a frame of \d+ bytes was announced, at most 67108864/);
  });

  it('delivers the good frames before a bad length', async () => {
    const { ears, connect } = await listening({ frameBytesMax: 10 });
    const socket = await connect();
    socket.write(Buffer.concat([frame('good'), frame('more than ten')]));
    await until(clock, () => ears[0]?.closings.length === 1);
    expect(ears[0]!.texts).toEqual(['good']);
  });

  it('does not allocate what a length claims', async () => {
    const { ears, connect } = await listening();
    const before = process.memoryUsage();
    for (let i = 0; i < 20; i += 1) (await connect()).write(Buffer.from([3, 0xff, 0xff, 0xff, 1]));
    await until(clock, () => ears.length === 20);
    await sleep(clock, 20);
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(20 << 20);
  });

  it('puts frames together that come byte by byte', async () => {
    const { ears, connect } = await listening();
    const socket = await connect();
    for (const byte of Buffer.concat([frame('slow'), frame('and steady')])) {
      socket.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until(clock, () => ears[0]?.frames.length === 2);
    expect(ears[0]!.texts).toEqual(['slow', 'and steady']);
  });

  it.each([
    ['a socket of ours', (to: Address) => Promise.resolve(to)],
    ['a socket that another server has accepted', relisten],
  ])('puts large and small frames together on %s, over pauses', async (_, place) => {
    const accepted: Ear[] = [];
    const network = new TcpNetwork();
    const own = await network.listen({ host: '127.0.0.1', port: 0 }, (connection) => {
      accepted.push(new Ear(connection));
    });
    const address = await place(own.address, (socket) =>
      accepted.push(new Ear(network.connectionOn(socket))),
    );
    const connection = await new TcpNetwork().connect(address);
    const near = new Ear(connection);
    await until(clock, () => accepted.length === 1);
    const far = accepted[0]!;
    cleanups.push(() => {
      void own.close();
      near.connection.close('the case is over');
      far.connection.close('the case is over');
    });
    const bodies = [10, 3_000_000, 0, 70_000, 200_000, 1, 900_000, 131_072].map((size, i) =>
      Buffer.alloc(size, `${i} of eight `),
    );
    for (const [ear, other] of [
      [near, far],
      [far, near],
    ] as const) {
      for (const body of bodies) other.connection.send([body.subarray(0, 5), body.subarray(5)]);
      for (let i = 0; i < 20 && ear.frames.length < bodies.length; i += 1) {
        ear.connection.pause();
        await sleep(clock, 1);
        ear.connection.resume();
        await sleep(clock, 1);
      }
      await until(clock, () => ear.frames.length === bodies.length);
      expect(ear.frames.every((frame, i) => bodies[i]!.equals(frame))).toBe(true);
    }
    expect([near.closings, far.closings]).toEqual([[], []]);
  });

  it('ends a large frame that does not go on', async () => {
    const { ears, connect } = await listening({ frameMsMax: 300 });
    const socket = await connect();
    socket.write(Buffer.concat([Uint8Array.of(0, 0x10, 0, 0), Buffer.alloc(100_000)]));
    await until(clock, () => ears[0]?.closings.length === 1);
    expect(ears[0]!.closings).toEqual(['a frame was not whole within 300 ms']);
  });

  it('says that the peer closed in the middle of a frame, and drops the part', async () => {
    const { ears, connect } = await listening();
    const socket = await connect();
    socket.end(frame('cut short').subarray(0, 7));
    await until(clock, () => ears[0]?.closings.length === 1);
    expect(ears[0]!.frames).toEqual([]);
    expect(ears[0]!.closings).toEqual(['the peer closed the connection']);
  });

  it('says that the peer reset the connection', async () => {
    const { ears, connect } = await listening();
    const socket = await connect();
    await until(clock, () => ears.length === 1);
    socket.resetAndDestroy();
    await until(clock, () => ears[0]!.closings.length === 1);
    expect(ears[0]!.closings).toEqual(['the peer reset the connection']);
  });

  it('turns away who comes after connectionsMax', async () => {
    const { ears, connect } = await listening({ connectionsMax: 2 });
    await connect();
    await connect();
    const third = await connect();
    await once(third, 'close');
    expect(ears.length).toBe(2);
    ears[0]!.connection.close('room for another');
    // Until that has ended, who comes is turned away.
    while (ears.length < 3) {
      await connect();
      await sleep(clock, 5);
    }
  });

  it('ends a connection whose sender does not stop at false', async () => {
    const { ears, connect } = await listening({ frameBytesMax: 1 << 20, highMarkBytes: 1 << 20 });
    const socket = await connect();
    socket.pause();
    await until(clock, () => ears.length === 1);
    const ear = ears[0]!;
    const chunk = new Uint8Array(1 << 20);
    for (let i = 0; i < 20 && ear.closings.length === 0; i += 1) {
      ear.connection.send([chunk]);
      await sleep(clock, 1);
    }
    expect(ear.closings).toEqual(['the peer takes too little of what it is sent']);
  });

  it('ends a connection whose frame does not become whole in time, but not one that is silent', async () => {
    const { ears, connect } = await listening({ frameMsMax: 50 });
    const [slow, silent] = [await connect(), await connect()];
    await until(clock, () => ears.length === 2);
    silent.write(Uint8Array.of(0, 0, 0, 1, 7));
    slow.write(Uint8Array.of(0, 0, 0, 2));
    slow.write(Uint8Array.of(1));
    await until(clock, () => ears.some(({ closings }) => closings.length > 0));
    const ended = ears.find(({ closings }) => closings.length > 0)!;
    expect(ended.closings).toEqual(['a frame was not whole within 50 ms']);
    const other = ears.find((ear) => ear !== ended)!;
    expect([other.frames.length, other.closings]).toEqual([1, []]);
  });

  it('may send longer frames than it takes', async () => {
    const { ears, connect } = await listening({ frameBytesMax: 10, sentFrameBytesMax: 11 });
    await connect();
    await until(clock, () => ears.length === 1);
    expect(ears[0]!.connection.send([new Uint8Array(11)])).toBe(true);
  });

  it('refuses to send a frame that the peer would not take', async () => {
    const { ears, connect } = await listening({ frameBytesMax: 10 });
    await connect();
    await until(clock, () => ears.length === 1);
    expect(() => ears[0]!.connection.send([new Uint8Array(11)])).toThrow('not longer');
  });

  it('gives up on a connection that nobody answers', async () => {
    const port = await listenAndStop();
    const network = new TcpNetwork({ connectTimeoutMs: 200 });
    const connecting = network.connect({ host: '127.0.0.1', port });
    await expect(connecting).rejects.toMatchObject({ kind: 'unreachable' });
    await expect(connecting).rejects.toThrow('no answer within 200 ms');
  });

  it('names what is wrong with an address', async () => {
    const network = new TcpNetwork();
    await expect(network.connect({ host: 'host.invalid', port: 1 })).rejects.toMatchObject({
      kind: 'unreachable',
    });
    await expect(network.listen({ host: '192.0.2.1', port: 0 }, () => {})).rejects.toThrow(
      '192.0.2.1:0',
    );
  });
});
