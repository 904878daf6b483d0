// Goal: the proxies of the chaos runs make the faults that they claim to make, and nothing else. Method: a real server that
// remembers what it was sent, real dialers, and a link between them.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeHello } from '../../../src/host/peer-hello.ts';
import { newId } from '../../../src/cli/new-id.ts';
import { nodeId, uuid } from '../../../src/model/ids.ts';
import { SimRandom } from '../../../src/sim/sim-random.ts';
import { Link } from '../../chaos/link.ts';
import { joinByGreeting, Proxy } from '../../chaos/network.ts';
import { HOST } from '../../support/free-ports.ts';

class Listener {
  readonly sockets: Socket[] = [];
  readonly texts: string[] = [];
  readonly ends: number[] = [];
  readonly server = createServer((socket) => {
    const at = this.sockets.push(socket) - 1;
    this.texts[at] = '';
    socket.on('data', (bytes) => (this.texts[at] += String(bytes)));
    socket.on('error', () => undefined);
    socket.on('close', () => this.ends.push(at));
  });
}

let listener: Listener;
let link: Link;
let proxy: Proxy;
const dialers: Socket[] = [];

beforeEach(async () => {
  listener = new Listener();
  await new Promise<void>((resolve) => listener.server.listen(0, HOST, resolve));
  link = new Link('1-2', new SimRandom(1, 'link'));
  const { port } = listener.server.address() as AddressInfo;
  proxy = await Proxy.start({ host: HOST, port: 0 }, { host: HOST, port }, (from, to) =>
    link.join(from, to, new Uint8Array()),
  );
});
afterEach(async () => {
  for (const dialer of dialers.splice(0)) dialer.destroy();
  await proxy.close();
  for (const socket of listener.sockets) socket.destroy();
  await new Promise((resolve) => listener.server.close(resolve));
});

function dial(port = proxy.port): { socket: Socket; heard: () => string; isClosed: () => boolean } {
  const socket = connect({ host: HOST, port });
  dialers.push(socket);
  let heard = '';
  let isClosed = false;
  socket.on('data', (bytes) => (heard += String(bytes)));
  socket.on('error', () => undefined);
  socket.on('close', () => (isClosed = true));
  return { socket, heard: () => heard, isClosed: () => isClosed };
}

/** Until the bytes of all that came before must have passed, were they free to. */
async function otherTraffic(): Promise<void> {
  const { port } = listener.server.address() as AddressInfo;
  const direct = dial(port);
  const index = listener.sockets.length;
  for (let round = 0; round < 3; round += 1) {
    direct.socket.write('x');
    await vi.waitFor(() => expect(listener.texts[index]).toBe('x'.repeat(round + 1)));
  }
}

const arrives = async (text: string, at = 0): Promise<void> =>
  vi.waitFor(() => expect(listener.texts[at]).toBe(text));

describe('a link', () => {
  it('passes bytes on, both ways, and the end of a connection', async () => {
    const one = dial();
    one.socket.write('a');
    await arrives('a');
    listener.sockets[0]!.write('b');
    await vi.waitFor(() => expect(one.heard()).toBe('b'));
    one.socket.end();
    await vi.waitFor(() => expect(listener.ends).toEqual([0]));
    await vi.waitFor(() => expect(one.isClosed()).toBe(true));
    expect(link.connections).toBe(0);
  });

  it('delays', async () => {
    const one = dial();
    one.socket.write('a');
    await arrives('a');
    link.delay(150, 150);
    const sentAtMs = performance.now();
    one.socket.write('b');
    await arrives('ab');
    // Timers have whole milliseconds.
    expect(performance.now() - sentAtMs).toBeGreaterThanOrEqual(149);
  });

  it('lets connections overtake each other, and nothing within one', async () => {
    const one = dial();
    const other = dial();
    one.socket.write('a');
    await arrives('a');
    other.socket.write('a');
    await arrives('a', 1);
    link.delay(600_000, 600_000);
    one.socket.write('b');
    await otherTraffic();
    link.delay(0, 0);
    one.socket.write('c');
    other.socket.write('b');
    await arrives('ab', 1);
    await otherTraffic();
    expect(listener.texts[0]).toBe('a');
  });

  it('holds one direction only; what was held arrives when it heals', async () => {
    const one = dial();
    one.socket.write('a');
    await arrives('a');
    link.hold('there');
    one.socket.write('b');
    listener.sockets[0]!.write('c');
    await vi.waitFor(() => expect(one.heard()).toBe('c'));
    await otherTraffic();
    expect(listener.texts[0]).toBe('a');
    link.heal();
    await arrives('ab');
  });

  it('holds what new connections bring, too', async () => {
    link.hold('there', 'back');
    const one = dial();
    one.socket.write('a');
    await vi.waitFor(() => expect(link.connections).toBe(1));
    await otherTraffic();
    expect(listener.texts.filter((text) => text.includes('a'))).toEqual([]);
    link.heal();
    await arrives('a');
  });

  it('cut, loses what was under way, and both ends hear of it', async () => {
    const one = dial();
    one.socket.write('a');
    await arrives('a');
    link.hold('there');
    one.socket.write('b');
    await otherTraffic();
    link.cut();
    await vi.waitFor(() => expect(one.isClosed()).toBe(true));
    await vi.waitFor(() => expect(listener.ends).toContain(0));
    expect(listener.texts[0]).toBe('a');
  });

  it('torn, still brings what was sent before, after what is sent over a new connection', async () => {
    const one = dial();
    one.socket.write('a');
    await arrives('a');
    link.hold('there');
    one.socket.write('late');
    await otherTraffic();
    link.tear();
    await vi.waitFor(() => expect(one.isClosed()).toBe(true));
    expect(listener.ends).toEqual([]);
    link.heal();
    await arrives('alate');
    await vi.waitFor(() => expect(listener.ends).toContain(0));
  });

  it('tells a dialer that nobody listens', async () => {
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, HOST, resolve));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    const join = vi.fn();
    await using disposable = {
      proxy: await Proxy.start({ host: HOST, port: 0 }, { host: HOST, port }, join),
      async [Symbol.asyncDispose]() {
        await this.proxy.close();
      },
    };
    const one = dial(disposable.proxy.port);
    await vi.waitFor(() => expect(one.isClosed()).toBe(true));
  });
});

describe('the proxy of a broker', () => {
  const hello = (node: number): Buffer => {
    const frame = encodeHello({
      kind: 'hello',
      hello: {
        nodeId: nodeId(node),
        clusterId: uuid(newId()),
        directoryId: uuid(newId()),
        formatId: uuid(newId()),
      },
    });
    const size = Buffer.alloc(4);
    size.writeUInt32BE(frame.length);
    return Buffer.concat([size, frame]);
  };

  async function greeted(bytes: Buffer): Promise<number[]> {
    const asked: number[] = [];
    const { port } = listener.server.address() as AddressInfo;
    const peers = await Proxy.start({ host: HOST, port: 0 }, { host: HOST, port }, (from, to) =>
      joinByGreeting(from, to, (dialer) => {
        asked.push(dialer);
        return dialer === 1 ? link : undefined;
      }),
    );
    const one = dial(peers.port);
    for (const byte of bytes) one.socket.write(Buffer.from([byte]));
    await vi.waitFor(() => expect(asked.length + Number(one.isClosed())).toBeGreaterThan(0));
    if (asked[0] === 1) await arrives(String(bytes), listener.texts.length - 1);
    else await vi.waitFor(() => expect(one.isClosed()).toBe(true));
    await peers.close();
    return asked;
  }

  it('knows by the greeting whose connection it is, and passes the greeting on', async () => {
    expect(await greeted(hello(1))).toEqual([1]);
    expect(link.connections).toBe(1);
  });

  it('ends a connection of anybody else', async () => {
    expect(await greeted(hello(7))).toEqual([7]);
    expect(await greeted(Buffer.from('GET / HTTP/1.1\r\n'))).toEqual([]);
    expect(link.connections).toBe(0);
  });
});
