// Goal: on this Node, sockets are read to where their reader says; without it all goes on, more slowly. Method: real sockets.
import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ReadTarget, readingTo } from '../../../src/transport/read-target.ts';

const cleanups: (() => unknown)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function pair(): Promise<{ readonly client: Socket; readonly accepted: Socket }> {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  cleanups.push(() => server.close());
  await once(server, 'listening');
  const connected = once(server, 'connection') as Promise<[Socket]>;
  const client = createConnection((server.address() as AddressInfo).port, '127.0.0.1');
  const [accepted] = await connected;
  cleanups.push(() => client.destroy());
  return { client, accepted };
}

describe('a socket that a server has accepted', () => {
  it('is read to where its reader says, and elsewhere when it says nothing', async () => {
    const { client, accepted } = await pair();
    const target = new ReadTarget();
    const socket = readingTo(target, accepted)!;
    const place = new Uint8Array(3);
    const pieces: Buffer[] = [];
    let used = 0;
    target.readBy({
      room: () => (pieces.length > 0 && used < place.length ? place.subarray(used) : undefined),
      filled: (count) => (used += count),
      received: (piece) => pieces.push(piece as Buffer),
    });
    expect(socket.isPaused()).toBe(true);
    client.write('first');
    socket.resume();
    while (pieces.length === 0) await new Promise((resolve) => setImmediate(resolve));
    client.end('second');
    await once(socket, 'end');
    expect(new TextDecoder().decode(place)).toBe('sec');
    expect(Buffer.concat(pieces).toString()).toBe('firstond');
  });

  it('is let go by the server when the one in its place is closed', async () => {
    const { client, accepted } = await pair();
    const socket = readingTo(new ReadTarget(), accepted)!;
    client.on('error', () => undefined);
    socket.destroy();
    await once(accepted, 'close');
    await once(client, 'close');
  });

  it('stays as it is where its handle has no name that we know', async () => {
    const { client, accepted } = await pair();
    const handle = Reflect.get(accepted, '_handle') as object;
    Reflect.set(accepted, '_handle', undefined);
    expect(readingTo(new ReadTarget(), accepted)).toBeUndefined();
    Reflect.set(accepted, '_handle', handle);
    accepted.resume();
    client.end('heard');
    expect(String(await once(accepted, 'data'))).toBe('heard');
  });
});
