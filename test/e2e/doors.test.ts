/**
 * Goal: nothing that comes in at a door harms anyone but its sender (FAILURES.md section 4). Method: real sockets
 * against real brokers, while an ordinary producer works beside each case; afterwards the cluster is whole.
 */
import { randomBytes } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { crc32c } from '../../src/base/crc32c.ts';
import type { FlotillaConnection } from '../../src/client/connection.ts';
import { encodeHello } from '../../src/host/peer-hello.ts';
import { BrokerError } from '../../src/model/errors.ts';
import { nodeId, uuid } from '../../src/model/ids.ts';
import { encodeRequest, SUBPROTOCOL } from '../../src/protocol/client-frame.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import { ClusterProcesses, HOST } from '../support/cluster-processes.ts';
import { readWhole } from './history.ts';

const TEST_MS_MAX = 60_000;
const FRAME_BYTES_MAX = 2 << 20;
const TOPIC = { topic: 'doors', partition: 0 };
/** The start of a TLS 1.2 handshake: a record of 512 bytes that holds a ClientHello. */
const CLIENT_HELLO = Buffer.concat([Buffer.from('1603010200010001fc0303', 'hex'), randomBytes(64)]);

let cluster: ClusterProcesses;
let client: FlotillaConnection;
let acknowledged: string[];
let pids: (number | undefined)[];

beforeAll(async () => {
  cluster = await ClusterProcesses.start({
    settings: {
      'websocket.hello.timeout.ms': 500,
      'websocket.ping.interval.ms': 500,
      'websocket.slow.reader.timeout.ms': 1000,
      'frame.max.bytes': FRAME_BYTES_MAX,
    },
  });
  await cluster.createTopic(TOPIC.topic);
  acknowledged = [];
  pids = cluster.nodeIds.map((id) => cluster.pidOf(id));
}, TEST_MS_MAX);

beforeEach(async () => {
  client = await cluster.client(1);
});

afterEach(async () => {
  await client.close();
  await produceOne();
});

afterAll(async () => {
  try {
    expect(cluster.nodeIds.map((id) => cluster.pidOf(id))).toEqual(pids);
    await cluster.waitHealthy();
    expect(await readWhole(cluster, TOPIC)).toEqual(acknowledged);
    for (const id of cluster.nodeIds) {
      expect(cluster.logOf(id)).not.toMatch(/request-failed|UNKNOWN_SERVER_ERROR|    at /);
    }
  } finally {
    await cluster.stop();
  }
}, TEST_MS_MAX);

describe('the port of HTTP and WebSocket', { timeout: TEST_MS_MAX }, () => {
  test.each([
    { name: 'random bytes', bytes: randomBytes(4096) },
    { name: 'a TLS ClientHello', bytes: CLIENT_HELLO },
    {
      name: 'a Kafka request',
      bytes: Buffer.from('0000001a00120000000000010006636c69656e74', 'hex'),
    },
    {
      name: 'headers without end',
      bytes: Buffer.from(`GET / HTTP/1.1\r\nX: ${'x'.repeat(65_536)}`),
    },
    {
      name: 'a negative body',
      bytes: Buffer.from('POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n'),
    },
  ])('$name: refused at once', async ({ bytes }) => {
    const { text } = await sendRaw(cluster.place(1).httpPort, bytes);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test.each([
    { path: '/nowhere', status: 404 },
    { path: '/v1/partitions/..%2f..%2fetc/0', status: 404 },
    { path: '/v1/partitions/doors/99999999999', status: 404 },
    { path: '/v1/partitions/doors/7', status: 404 },
    { path: '/v1/partitions/nowhere/0', status: 404 },
    { path: '/livez', method: 'POST', status: 405 },
    { path: '/livez', host: 'evil.example', status: 403 },
  ])('$method $path $host: $status', async ({ path, method = 'GET', host = HOST, status }) => {
    const request = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    const { text } = await sendRaw(cluster.place(1).httpPort, Buffer.from(request));
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test.each([
    { name: 'no subprotocol', protocols: [], status: 400 },
    { name: 'a wrong subprotocol', protocols: ['mqtt'], status: 400 },
    { name: 'another path', protocols: [SUBPROTOCOL], path: '/ws', status: 404 },
    { name: 'a page from elsewhere', origin: 'https://evil.example', status: 403 },
    { name: 'a page without an origin of its own', origin: 'null', status: 403 },
  ])('$name: $status', async ({ protocols = [SUBPROTOCOL], path = '', origin, status }) => {
    const socket = new WebSocket(`${cluster.place(1).url}${path}`, protocols, {
      ...(origin === undefined ? {} : { origin }),
    });
    const answer = await new Promise<number | undefined>((resolve) => {
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.once('open', () => resolve(101));
      socket.once('error', () => undefined);
    });
    socket.terminate();
    expect(answer).toBe(status);
  });

  test.each([
    { name: 'silence', frames: [], code: 1008 },
    { name: 'text', frames: ['{"hello": {}}'], code: 1003 },
    { name: 'garbage', frames: [randomBytes(1000).fill(0xff, 0, 12)], code: 1002 },
    { name: 'an empty frame', frames: [new Uint8Array(0)], code: 1002 },
    {
      name: 'a request before the hello',
      frames: encodeRequest(1, { clusterHealth: {} }),
      code: 1002,
    },
    { name: 'too much', frames: [new Uint8Array(FRAME_BYTES_MAX + 1)], code: 1009 },
  ])('a WebSocket with $name is closed with $code', async ({ frames, code }) => {
    const socket = await openSocket();
    for (const frame of frames) socket.send(frame);
    expect(await closeCode(socket)).toBe(code);
  });

  test('a frame that only claims to be large is refused before it comes', async () => {
    const socket = await openSocket();
    // Binary, masked, with a length of 2^62.
    streamOf(socket).write(Buffer.from('82ff400000000000000000000000', 'hex'));
    expect(await closeCode(socket)).toBe(1009);
  });

  test('half a frame, then silence: given up after two pings', async () => {
    const socket = await openSocket();
    socket.send(encodeRequest(1, { hello: { protocolVersionMin: 1, protocolVersionMax: 1 } })[0]!);
    streamOf(socket).write(Buffer.from('82fe7000', 'hex'));
    socket.pong = () => undefined;
    expect(await closeCode(socket)).toBe(1006);
  });

  test('a client that asks for much and reads nothing is given up', async () => {
    const value = randomBytes(900_000);
    await cluster.createTopic('large');
    for (let i = 0; i < 4; i += 1) {
      await client.produce({
        topic: 'large',
        partition: 0,
        acks: -1,
        records: batchOf(value),
        timeoutMs: 5000,
      });
    }
    const socket = await openSocket();
    socket.send(encodeRequest(1, { hello: { protocolVersionMin: 1, protocolVersionMax: 1 } })[0]!);
    streamOf(socket).pause();
    const fetch = {
      topic: 'large',
      partition: 0,
      offset: 0,
      bytesMin: 0,
      bytesMax: 4 << 20,
      waitMsMax: 0,
    };
    for (let id = 2; id < 100; id += 1) socket.send(encodeRequest(id, { fetch })[0]!);
    const closed = closeCode(socket);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    streamOf(socket).resume();
    expect([1006, 1013]).toContain(await closed);
  });
});

describe('what a client asks', { timeout: TEST_MS_MAX }, () => {
  test.each([
    {
      name: 'a wrong checksum',
      damage: (batch: Uint8Array) => flip(batch, 65),
      error: 'CORRUPT_MESSAGE',
    },
    {
      name: 'a cut batch',
      damage: (batch: Uint8Array) => batch.subarray(0, 70),
      error: 'CORRUPT_MESSAGE',
    },
    { name: 'no batch', damage: () => new Uint8Array(0), error: 'CORRUPT_MESSAGE' },
    {
      name: 'half a header',
      damage: (batch: Uint8Array) => batch.subarray(0, 30),
      error: 'CORRUPT_MESSAGE',
    },
    { name: 'random bytes', damage: () => randomBytes(500), error: /CORRUPT_MESSAGE|UNSUPPORTED/ },
    {
      name: 'format v1',
      damage: (batch: Uint8Array) => set(batch, 16, 1),
      error: /UNSUPPORTED_FOR_MESSAGE_FORMAT|CORRUPT/,
    },
    {
      name: 'two batches',
      damage: (batch: Uint8Array) => Buffer.concat([batch, batch]),
      error: /CORRUPT|INVALID/,
    },
    {
      name: 'a wrong count',
      damage: (batch: Uint8Array) => sealed(set(batch, 60, 9)),
      error: /CORRUPT|INVALID_RECORD/,
    },
    {
      name: 'no records',
      damage: (batch: Uint8Array) => sealed(set(batch, 60, 0)),
      error: /CORRUPT|INVALID_RECORD/,
    },
    {
      name: 'a control batch',
      damage: (batch: Uint8Array) => sealed(set(batch, 22, 0x20)),
      error: /INVALID_RECORD|CORRUPT/,
    },
    {
      name: 'a huge length',
      damage: (batch: Uint8Array) => set(batch, 8, 0x7f),
      error: 'CORRUPT_MESSAGE',
    },
    {
      name: 'a negative length',
      damage: (batch: Uint8Array) => set(batch, 8, 0xff),
      error: 'CORRUPT_MESSAGE',
    },
    {
      name: 'more than max.message.bytes',
      damage: () => batchOf(randomBytes(1_100_000)),
      error: 'MESSAGE_TOO_LARGE',
    },
  ])('produce with $name: a named error, and nothing is written', async ({ damage, error }) => {
    for (const id of cluster.nodeIds) {
      const broker = await cluster.client(id);
      const records = damage(batchOf(new TextEncoder().encode('damaged')));
      const outcome = broker.produce({ ...TOPIC, acks: -1, records, timeoutMs: 5000 });
      expect(await errorOf(outcome)).toMatch(error);
      await broker.close();
    }
    expect(await readWhole(cluster, TOPIC)).toEqual(acknowledged);
  });

  test.each([
    { partition: -1 },
    { partition: 1 },
    { partition: 0x7fff_ffff },
    { topic: 'nowhere' },
    { topic: '..' },
    { topic: '' },
    { topic: '__cluster_metadata' },
    { topic: '__proto__' },
    { topic: 'constructor' },
    { topic: 'x'.repeat(250) },
    { topic: 'a\u0000b' },
  ])('produce to $topic/$partition: a named error', async (place) => {
    const records = batchOf(new TextEncoder().encode('lost'));
    const outcome = client.produce({ ...TOPIC, ...place, acks: -1, records, timeoutMs: 5000 });
    expect(await errorOf(outcome)).toMatch(
      /UNKNOWN_TOPIC_OR_PARTITION|INVALID_TOPIC_EXCEPTION|INVALID_REQUEST|CLUSTER_AUTHORIZATION_FAILED|POLICY_VIOLATION/,
    );
  });

  test.each([
    { offset: -1, error: /OFFSET_OUT_OF_RANGE|INVALID_REQUEST/ },
    { offset: -3, error: /OFFSET_OUT_OF_RANGE|INVALID_REQUEST/ },
    { offset: 1_000_000, error: /OFFSET_OUT_OF_RANGE/ },
    { offset: Number.MAX_SAFE_INTEGER, error: /OFFSET_OUT_OF_RANGE/ },
    { partition: -1, error: /UNKNOWN_TOPIC_OR_PARTITION|INVALID_REQUEST/ },
    { partition: 0x7fff_ffff, error: /UNKNOWN_TOPIC_OR_PARTITION/ },
  ])('fetch at $offset of partition $partition: $error', async ({ error, ...place }) => {
    const fetch = { ...TOPIC, offset: 0, bytesMin: 1, bytesMax: 1000, waitMsMax: 100, ...place };
    expect(await errorOf(client.fetch(fetch))).toMatch(error);
  });

  test('fetch with absurd sizes: taken for what is allowed', async () => {
    await produceOne();
    for (const bytesMax of [0, 1, 0xffff_ffff]) {
      const fetch = { ...TOPIC, offset: 0, bytesMin: 0xffff_ffff, bytesMax, waitMsMax: 50 };
      const { batches } = await client.fetch(fetch);
      expect(batches.length).toBeGreaterThan(0);
    }
  });

  test.each([
    { name: '..', error: 'INVALID_TOPIC_EXCEPTION' },
    { name: 'a/b', error: 'INVALID_TOPIC_EXCEPTION' },
    { name: '', error: 'INVALID_TOPIC_EXCEPTION' },
    { name: 'x'.repeat(250), error: 'INVALID_TOPIC_EXCEPTION' },
    { name: '__mine', error: /INVALID_TOPIC_EXCEPTION|POLICY_VIOLATION|CLUSTER_AUTHORIZATION/ },
    { name: 'many', partitionCount: 1_000_000, error: /INVALID_PARTITIONS|POLICY_VIOLATION/ },
    { name: 'none', partitionCount: 0, error: 'INVALID_PARTITIONS' },
    { name: 'less', partitionCount: -1, error: 'INVALID_PARTITIONS' },
    { name: 'wide', replicationFactor: 32_767, error: 'INVALID_REPLICATION_FACTOR' },
    { name: 'thin', replicationFactor: -5, error: 'INVALID_REPLICATION_FACTOR' },
    { name: 'odd', configs: { __proto__x: '1' }, error: 'INVALID_CONFIG' },
  ])('create topic $name: $error', async ({ error, ...request }) => {
    expect(await errorOf(client.createTopic(request))).toMatch(error);
  });
});

describe('the port of the other brokers', { timeout: TEST_MS_MAX }, () => {
  const stranger = {
    nodeId: nodeId(2),
    clusterId: uuid('AAAAAAAAAAAAAAAAAAAAAA'),
    directoryId: uuid('AAAAAAAAAAAAAAAAAAAAAA'),
    formatId: uuid('AAAAAAAAAAAAAAAAAAAAAA'),
  };

  test.each([
    { name: 'random bytes', bytes: randomBytes(4096).fill(0xff, 0, 4) },
    { name: 'a TLS ClientHello', bytes: CLIENT_HELLO },
    { name: 'an HTTP request', bytes: Buffer.from('GET / HTTP/1.1\r\n\r\n') },
    { name: 'a frame that claims 2 GiB', bytes: Buffer.from('7fffffff', 'hex') },
    { name: 'half a frame', bytes: Buffer.from('00000040464c', 'hex') },
    { name: 'an empty frame', bytes: Buffer.from('00000000', 'hex') },
    { name: 'silence', bytes: Buffer.alloc(0) },
    {
      name: 'a broker of another cluster',
      bytes: framed(encodeHello({ kind: 'hello', hello: stranger })),
    },
    { name: 'a welcome that nobody asked for', bytes: framed(encodeHello({ kind: 'welcome' })) },
  ])('$name: the connection is ended', async ({ bytes }) => {
    const { ms } = await sendRaw(cluster.place(1).peerPort, bytes);
    expect(ms).toBeLessThan(8000);
  });

  test('a broker that says it is another one is refused', async () => {
    const hello = { ...stranger, clusterId: uuid(cluster.clusterId) };
    const bytes = framed(encodeHello({ kind: 'hello', hello }));
    const { text } = await sendRaw(cluster.place(1).peerPort, bytes);
    expect(text).toContain('broker 2 has data directory AAAAAAAAAAAAAAAAAAAAAA, but');
  });
});

async function produceOne(): Promise<void> {
  const value = `ordinary ${acknowledged.length}`;
  const records = batchOf(new TextEncoder().encode(value));
  await cluster.ask((any) => any.produce({ ...TOPIC, acks: -1, records, timeoutMs: 5000 }));
  acknowledged.push(value);
}

function batchOf(value: Uint8Array): Uint8Array {
  const builder = new BatchBuilder();
  builder.append({ key: null, value, timestampMs: Date.now() });
  return builder.finish();
}

function flip(batch: Uint8Array, at: number): Uint8Array {
  return set(batch, at, batch[at]! ^ 0xff);
}

function set(batch: Uint8Array, at: number, value: number): Uint8Array {
  const changed = batch.slice();
  changed[at] = value;
  return changed;
}

/** With a checksum that is true, so that only the lie itself is wrong. */
function sealed(batch: Uint8Array): Uint8Array {
  new DataView(batch.buffer).setUint32(17, crc32c(batch.subarray(21)));
  return batch;
}

async function errorOf(outcome: Promise<unknown>): Promise<string> {
  try {
    await outcome;
    return 'no error';
  } catch (error) {
    return error instanceof BrokerError ? error.errorName : String(error);
  }
}

/** Resolves when the broker has ended the connection, with what it said. */
function sendRaw(port: number, bytes: Uint8Array): Promise<{ text: string; ms: number }> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const socket = connectTcp(port, HOST);
    let text = '';
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ text, ms: performance.now() - startedAt }));
  });
}

function framed(frame: Uint8Array): Uint8Array {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(frame.length);
  return Buffer.concat([header, frame]);
}

async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(cluster.place(1).url, SUBPROTOCOL);
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('open', () => resolve()));
  return socket;
}

function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}

/** What `ws` does not offer: bytes that are no frame. */
function streamOf(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket;
}
