// The WebSocket door on a real port: what it lets in, what it refuses and with which words, and which peers it gives up.
// Method: `ws` and raw TCP sockets as clients, time-outs shortened through the door's limits.
import { connect as connectTcp, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import type { BrokerApi, ProduceReceipt } from '../../../src/broker/api.ts';
import { connect } from '../../../src/client/connection.ts';
import { systemClock } from '../../../src/client/system-clock.ts';
import {
  startHttpDoor,
  type HttpDoor,
  type HttpDoorLimits,
} from '../../../src/gateway/http/server.ts';
import { splitBatches } from '../../../src/client/split-batches.ts';
import {
  decodeServerFrame,
  encodeRequest,
  type Request,
  type ServerFrame,
} from '../../../src/protocol/client-frame.ts';
import {
  batchOf,
  brokerWith,
  CLUSTER_ID,
  fetchResult,
  RECEIPT,
  recordingLogger,
  silentMeter,
} from './broker.ts';
import { LogBroker, offsetsOf } from './log-broker.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface StartOptions {
  readonly methods?: Partial<BrokerApi>;
  readonly limits?: Partial<HttpDoorLimits>;
  readonly allowedOrigins?: readonly string[];
}

async function start({ methods, limits, allowedOrigins }: StartOptions = {}): Promise<HttpDoor> {
  const door = await startHttpDoor({
    host: '127.0.0.1',
    port: 0,
    broker: brokerWith(methods),
    readiness: () => [],
    metricsText: () => Promise.resolve(''),
    clock: systemClock,
    logger: recordingLogger(),
    meter: silentMeter,
    limits: limits ?? {},
    allowedOrigins: allowedOrigins ?? [],
  });
  ends.push(() => door.close());
  return door;
}

interface Attempt {
  readonly path?: string;
  readonly protocols?: string[];
  readonly options?: ClientOptions;
}

/** 'open', or the refusal as `status sentence`. */
function attempt(
  door: HttpDoor,
  { path = '/', protocols = ['flotilla.v1'], options }: Attempt = {},
): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${door.address.port}${path}`, protocols, options);
  ends.push(() => socket.terminate());
  return new Promise((resolve) => {
    socket.on('open', () => resolve(`open ${socket.protocol}`));
    socket.on('error', (error) => resolve(`error ${error.message}`));
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve(`${response.statusCode} ${body.trim()}`));
    });
  });
}

async function open(door: HttpDoor, options: ClientOptions = {}): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${door.address.port}/`, 'flotilla.v1', options);
  ends.push(() => socket.terminate());
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
}

function send(socket: WebSocket, correlationId: number, request: Request): void {
  socket.send(Buffer.concat(encodeRequest(correlationId, request)));
}

const HELLO = { hello: { protocolVersionMin: 1, protocolVersionMax: 1 } };

async function openGreeted(door: HttpDoor): Promise<WebSocket> {
  const socket = await open(door);
  send(socket, 1, HELLO);
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}

function closing(socket: WebSocket): Promise<[code: number, reason: string]> {
  return new Promise((resolve) => {
    socket.once('close', (code, reason) => resolve([code, reason.toString()]));
  });
}

/** Nobody else is disturbed: another client is served as ever. */
async function expectServes(door: HttpDoor): Promise<void> {
  const client = await connect(`ws://127.0.0.1:${door.address.port}`);
  expect((await client.describeCluster()).clusterId).toBe(CLUSTER_ID);
  await client.close();
}

describe('the upgrade', () => {
  it('chooses flotilla.v1 among the subprotocols that are offered', async () => {
    const door = await start();
    expect(await attempt(door)).toBe('open flotilla.v1');
    expect(await attempt(door, { protocols: ['other', 'flotilla.v1'] })).toBe('open flotilla.v1');
  });

  it('without flotilla.v1 is refused by a sentence that names it', async () => {
    const door = await start();
    for (const protocols of [[], ['flotilla.v2'], ['Flotilla.v1'], ['flotilla.v1x']]) {
      expect(await attempt(door, { protocols })).toBe(
        '400 The WebSocket subprotocol must be flotilla.v1.',
      );
    }
  });

  it('at another path is refused', async () => {
    const door = await start();
    for (const path of ['/v1', '/../../etc/passwd', '/?token=x']) {
      expect(await attempt(door, { path })).toMatch(/^404 /);
    }
  });

  it('from a web page is taken only from the same address or the allow-list', async () => {
    const door = await start({ allowedOrigins: ['https://console.example.com'] });
    const { port } = door.address;
    const from = (origin: string, host?: string): Promise<string> =>
      attempt(door, { options: { origin, ...(host ? { headers: { Host: host } } : {}) } });
    expect(await from(`http://127.0.0.1:${port}`)).toMatch(/^open/);
    expect(await from(`http://localhost:${port}`, `localhost:${port}`)).toMatch(/^open/);
    expect(await from('https://console.example.com')).toMatch(/^open/);
    for (const origin of [
      'http://evil.example',
      'null',
      'http://127.0.0.1:1',
      'https://console.example.com.evil',
    ]) {
      expect(await from(origin)).toMatch(/^403 Web pages of /);
    }
    // DNS rebinding: the name of a foreign page points here, so its Origin and Host agree.
    expect(await from(`http://evil.example:${port}`, `evil.example:${port}`)).toMatch(/^403 /);
  });

  it('beyond the connection limits is refused, and works again after one leaves', async () => {
    const door = await start({ limits: { connectionsMax: 2 } });
    const first = await open(door);
    await open(door);
    expect(await attempt(door)).toMatch(/^503 /);
    first.close();
    await closing(first);
    await expect.poll(() => attempt(door)).toMatch(/^open/);
    const perAddress = await start({ limits: { connectionsPerAddressMax: 1 } });
    await open(perAddress);
    expect(await attempt(perAddress)).toMatch(/^429 /);
  });
});

describe('a connection', () => {
  it('that sends a text frame is closed with 1003 and a reason', async () => {
    const door = await start();
    const socket = await openGreeted(door);
    socket.send('{"produce":{}}');
    expect(await closing(socket)).toEqual([1003, expect.stringContaining('text frames')]);
    await expectServes(door);
  });

  it('that sends an oversized message is closed with 1009', async () => {
    const door = await start();
    const socket = await openGreeted(door);
    socket.send(Buffer.alloc(8 * 1024 * 1024 + 1));
    expect((await closing(socket))[0]).toBe(1009);
    await expectServes(door);
  });

  it('that sends garbage is closed with 1002', async () => {
    const door = await start();
    const socket = await openGreeted(door);
    socket.send(Buffer.from('garbage'));
    expect((await closing(socket))[0]).toBe(1002);
    await expectServes(door);
  });

  it('that says nothing is closed with 1008', async () => {
    const door = await start({ limits: { helloMsMax: 50 } });
    expect(await closing(await open(door))).toEqual([1008, 'no hello within 50 ms']);
  });

  it('that splits a message into thousands of pieces is ended', async () => {
    const door = await start();
    const socket = await openGreeted(door);
    const closed = closing(socket);
    for (let i = 0; i < 2000; i += 1) socket.send(Buffer.of(0), { fin: false });
    expect((await closed)[0]).not.toBe(1000);
    await expectServes(door);
  });

  it('that breaks the WebSocket protocol is ended, and nobody else is disturbed', async () => {
    const door = await start();
    const frames = {
      'not masked': [0x82, 0x01, 0x00],
      'reserved bits': [0xf2, 0x80, 0, 0, 0, 0],
      'reserved opcode': [0x83, 0x80, 0, 0, 0, 0],
      'fragmented ping': [0x09, 0x80, 0, 0, 0, 0],
      'close with a bad code': [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xec],
      'a length of 2^63': [0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    };
    for (const frame of Object.values(frames)) {
      const socket = await openRaw(door);
      const ended = new Promise((resolve) => socket.once('close', resolve));
      socket.write(Buffer.from(frame));
      await ended;
    }
    await expectServes(door);
  });

  it('that floods with pings is closed with 1008, or by ws itself when they come at once', async () => {
    const door = await start();
    const steady = await openGreeted(door);
    const closed = closing(steady);
    for (let i = 0; i < 200 && steady.readyState === WebSocket.OPEN; i += 1) {
      steady.ping();
      if (i % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await closed).toEqual([1008, 'too many pings']);

    const burst = await openGreeted(door);
    const ended = closing(burst);
    for (let i = 0; i < 500; i += 1) burst.ping();
    await ended;
    await expectServes(door);
  });

  it('that answers no ping is ended after two; one that does lives on', async () => {
    const door = await start({ limits: { pingMs: 100 } });
    const silent = await openRaw(door);
    const alive = await openGreeted(door);
    const started = performance.now();
    await new Promise((resolve) => silent.once('close', resolve));
    expect(performance.now() - started).toBeGreaterThan(150);
    expect(alive.readyState).toBe(WebSocket.OPEN);
  });

  it('that reads nothing stops being read, and is ended after a while', async () => {
    let fetches = 0;
    const door = await start({
      methods: {
        fetch: () => {
          fetches += 1;
          return Promise.resolve(fetchResult([batchOf(1024 * 1024)]));
        },
      },
      limits: { stallMsMax: 300, closeMsMax: 100 },
    });
    const socket = await openGreeted(door);
    const closed = closing(socket);
    socket.pause();
    for (let id = 10; id < 110; id += 1) {
      send(socket, id, { fetch: { topic: 'demo', bytesMax: 1024 * 1024 } });
      if (id % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(fetches).toBeLessThan(100);
    await expectServes(door);
    socket.resume();
    expect([1006, 1013]).toContain((await closed)[0]);
  });

  it('gets every answer in full when it reads slowly', async () => {
    const door = await start({
      methods: { fetch: () => Promise.resolve(fetchResult([batchOf(1024 * 1024, 5)])) },
    });
    const socket = await openGreeted(door);
    let received = 0;
    socket.on('message', (data: Buffer) => {
      received += 1;
      expect(data.length).toBeGreaterThan(1024 * 1024);
      socket.pause();
      setTimeout(() => socket.resume(), 5);
    });
    for (let id = 10; id < 60; id += 1) {
      send(socket, id, { fetch: { topic: 'demo', bytesMax: 1024 * 1024 } });
    }
    await expect.poll(() => received, { timeout: 15_000 }).toBe(50);
  });
});

describe('closing the door', () => {
  it('tells the clients, then 1001, and does not wait for those that are gone', async () => {
    const door = await start({ limits: { closeMsMax: 200, drainMs: 700 } });
    const polite = await openGreeted(door);
    await openRaw(door);
    const closed = closing(polite);
    const notice = nextFrame(polite);
    const started = performance.now();
    await door.close();
    expect(await notice).toMatchObject({ correlationId: 0, draining: { withinMs: 700 } });
    expect(await closed).toEqual([1001, 'the broker is stopping']);
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('takes no time when nothing is asked for, though subscriptions and long polls wait', async () => {
    const door = await start({
      methods: { fetch: () => new Promise(() => {}) },
      limits: { drainMs: 60_000 },
    });
    const socket = await openGreeted(door);
    send(socket, 2, { fetch: { topic: 'demo', bytesMin: 1, bytesMax: 1000, waitMsMax: 60_000 } });
    await expectServes(door);
    const started = performance.now();
    await door.close();
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('waits for the answers to what is in flight, and takes nobody in meanwhile', async () => {
    let answer = (): void => {};
    const produced = new Promise<ProduceReceipt>((resolve) => (answer = () => resolve(RECEIPT)));
    const door = await start({
      methods: { produce: () => produced },
      limits: { drainMs: 60_000 },
    });
    const socket = await openGreeted(door);
    const closed = closing(socket);
    const records = batchOf(100);
    send(socket, 2, { produce: { topic: 'demo', timeoutMs: 60_000, records } });
    await expectServes(door);
    const notice = nextFrame(socket);
    const closingDoor = door.close();
    expect(await notice).toMatchObject({ draining: { withinMs: 60_000 } });
    expect(await attempt(door)).toMatch(/^error/);
    const receipt = nextFrame(socket);
    answer();
    expect(await receipt).toMatchObject({ correlationId: 2, produce: { baseOffset: 7 } });
    expect((await closed)[0]).toBe(1001);
    await closingDoor;
  });

  it('waits for them no longer than it may', async () => {
    const door = await start({
      methods: { produce: () => new Promise(() => {}) },
      limits: { drainMs: 300 },
    });
    const socket = await openGreeted(door);
    const closed = closing(socket);
    send(socket, 2, { produce: { topic: 'demo', timeoutMs: 60_000, records: batchOf(100) } });
    await expectServes(door);
    const started = performance.now();
    await door.close();
    expect(performance.now() - started).toBeGreaterThan(250);
    expect((await closed)[0]).toBe(1001);
  });
});

describe('a subscriber', () => {
  const WANTED = { topic: 'demo', earliest: {}, creditBytes: 2 ** 30, creditRecords: 2 ** 30 };

  async function openSubscribed(limits: Partial<HttpDoorLimits> = {}) {
    const log = new LogBroker(systemClock);
    log.appendCopies(100, 200_000);
    const door = await start({ methods: log.api, limits });
    const socket = await openGreeted(door);
    const closed = closing(socket);
    send(socket, 5, { subscribe: WANTED });
    return { log, door, socket, closed };
  }

  it('that does not read its socket is read for no further than a window, then closed with 1013', async () => {
    const { log, door, socket, closed } = await openSubscribed({
      stallMsMax: 400,
      closeMsMax: 100,
    });
    socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { length } = log.fetched;
    // What the kernel takes is more than what the broker keeps.
    expect(length).toBeLessThan(90);
    await expectServes(door);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(log.fetched.length).toBeLessThan(90);
    socket.resume();
    expect([1006, 1013]).toContain((await closed)[0]);
    await expectServes(door);
  });

  it('that reads slowly gets everything, in order', async () => {
    const { socket } = await openSubscribed({ stallMsMax: 2000 });
    const offsets: number[] = [];
    socket.on('message', (data: Buffer) => {
      const { subscribedRecords } = decodeServerFrame(data);
      offsets.push(...offsetsOf(splitBatches(subscribedRecords?.records ?? new Uint8Array())));
      socket.pause();
      setTimeout(() => socket.resume(), 2);
    });
    await expect.poll(() => offsets.length, { timeout: 15_000 }).toBe(100);
    expect(offsets).toEqual(Array.from({ length: 100 }, (_, at) => at));
  });
});

function nextFrame(socket: WebSocket): Promise<ServerFrame> {
  return new Promise((resolve) => {
    socket.once('message', (data: Buffer) => resolve(decodeServerFrame(data)));
  });
}

/** A client that completes the handshake and then only does what the test writes. */
async function openRaw(door: HttpDoor): Promise<Socket> {
  const socket = connectTcp(door.address.port, '127.0.0.1');
  ends.push(() => socket.destroy());
  socket.on('error', () => {});
  socket.write(
    [
      'GET / HTTP/1.1',
      'Host: 127.0.0.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      'Sec-WebSocket-Protocol: flotilla.v1',
      '',
      '',
    ].join('\r\n'),
  );
  await new Promise((resolve) => socket.once('data', resolve));
  socket.resume();
  return socket;
}
