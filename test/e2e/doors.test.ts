/**
 * Goal: nothing that comes in at a door harms anyone but its sender (FAILURES.md section 4). Method: real sockets
 * against real brokers, and an ordinary producer after each case; in the end the cluster is whole, every ordinary
 * record is there and nothing else is.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FlotillaConnection } from '../../src/client/connection.ts';
import { encodeHello } from '../../src/host/peer-hello.ts';
import { BrokerError } from '../../src/model/errors.ts';
import { nodeId, uuid } from '../../src/model/ids.ts';
import { encodeRequest, SUBPROTOCOL } from '../../src/protocol/client-frame.ts';
import { ClusterProcesses } from '../support/cluster-processes.ts';
import { HOST } from '../support/free-ports.ts';
import { readWhole } from './history.ts';
import { AT, oneRecord, sealed, withByte } from './one-record.ts';
import { closeCode, framed, openSocket, sendRaw, streamOf, upgradeStatus } from './raw-sockets.ts';

const TEST_MS_MAX = 60_000;
const FRAME_BYTES_MAX = 2 << 20;
/** A greeting between brokers may take 3 s. */
const PEER_MS_MAX = 8_000;
const PLACE = { topic: 'doors', partition: 0 };
const PRODUCE = { ...PLACE, acks: -1, timeoutMs: 5000 } as const;
const HELLO = encodeRequest(1, { hello: { protocolVersionMin: 1, protocolVersionMax: 1 } })[0]!;
/** The start of a TLS 1.2 handshake: a record of 512 bytes that holds a ClientHello. */
const CLIENT_HELLO = Buffer.concat([Buffer.from('1603010200010001fc0303', 'hex'), randomBytes(64)]);

let cluster: ClusterProcesses;
let client: FlotillaConnection;
let url: string;
let pids: (number | undefined)[];
const acknowledged: string[] = [];

beforeAll(async () => {
  cluster = await ClusterProcesses.start({
    settings: {
      'websocket.hello.timeout.ms': 500,
      'websocket.ping.interval.ms': 500,
      'websocket.slow.reader.timeout.ms': 1000,
      'frame.max.bytes': FRAME_BYTES_MAX,
    },
  });
  await cluster.createTopic(PLACE.topic);
  url = cluster.place(1).url;
  pids = cluster.nodeIds.map((id) => cluster.pidOf(id));
}, TEST_MS_MAX);

beforeEach(async () => {
  client = await cluster.client(1);
});

afterEach(async () => {
  await client.close();
  const value = `ordinary ${acknowledged.length}`;
  await cluster.ask((any) => any.produce({ ...PRODUCE, records: oneRecord(value) }));
  acknowledged.push(value);
});

afterAll(async () => {
  try {
    expect(cluster.nodeIds.map((id) => cluster.pidOf(id))).toEqual(pids);
    await cluster.waitHealthy();
    expect(await readWhole(cluster, PLACE)).toEqual(acknowledged);
    for (const id of cluster.nodeIds) {
      expect(cluster.logOf(id)).not.toMatch(/request-failed|UNKNOWN_SERVER_ERROR|\n {4}at /);
    }
  } finally {
    await cluster.stop();
  }
}, TEST_MS_MAX);

describe('the port of HTTP and WebSocket', { timeout: TEST_MS_MAX }, () => {
  test.each([
    { name: 'random bytes', bytes: randomBytes(4096).fill(0xff, 0, 1) },
    { name: 'a TLS ClientHello', bytes: CLIENT_HELLO },
    { name: 'a Kafka request', bytes: Buffer.from('0000000a0012000000000001ffff', 'hex') },
    { name: 'endless headers', bytes: Buffer.from(`GET / HTTP/1.1\r\nX: ${'x'.repeat(65_536)}`) },
    {
      name: 'a negative length',
      bytes: Buffer.from('POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n'),
    },
  ])('$name: refused at once', async ({ bytes }) => {
    const { text } = await sendRaw(cluster.place(1).httpPort, bytes);
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test.each([
    { request: 'GET /nowhere', status: 404 },
    { request: 'GET /../../etc/passwd', status: 404 },
    { request: 'GET /v1/partitions/..%2f..%2fetc/0', status: 404 },
    { request: 'GET /v1/partitions/doors/99999999999', status: 404 },
    { request: 'GET /v1/partitions/doors/7', status: 404 },
    { request: 'GET /v1/partitions/nowhere/0', status: 404 },
    { request: 'POST /livez', status: 405 },
    { request: 'GET /livez', host: 'evil.example', status: 403 },
  ])('$request: $status', async ({ request, host = HOST, status }) => {
    const lines = [`${request} HTTP/1.1`, `Host: ${host}`, 'Connection: close', '', ''];
    const bytes = Buffer.from(lines.join('\r\n'));
    const { text } = await sendRaw(cluster.place(1).httpPort, bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test.each([
    { name: 'no subprotocol', protocols: [], status: 400 },
    { name: 'a wrong subprotocol', protocols: ['mqtt'], status: 400 },
    { name: 'another path', path: '/ws', status: 404 },
    { name: 'a page from elsewhere', origin: 'https://evil.example', status: 403 },
    { name: 'a page without an origin of its own', origin: 'null', status: 403 },
  ])('a WebSocket with $name: $status', async ({ protocols, path = '', origin, status }) => {
    expect(await upgradeStatus(`${url}${path}`, protocols ?? [SUBPROTOCOL], origin)).toBe(status);
  });

  test.each([
    { name: 'silence', frames: [], code: 1008 },
    { name: 'text', frames: ['{"hello": {}}'], code: 1003 },
    { name: 'garbage', frames: [randomBytes(1000).fill(0xff, 0, 12)], code: 1002 },
    { name: 'an empty frame', frames: [new Uint8Array(0)], code: 1002 },
    { name: 'no hello first', frames: encodeRequest(1, { clusterHealth: {} }), code: 1002 },
    { name: 'too much', frames: [new Uint8Array(FRAME_BYTES_MAX + 1)], code: 1009 },
  ])('a WebSocket with $name is closed with $code', async ({ frames, code }) => {
    const socket = await openSocket(url);
    for (const frame of frames) socket.send(frame);
    expect(await closeCode(socket)).toBe(code);
  });

  test('a frame that only claims to be large is refused before it comes', async () => {
    const socket = await openSocket(url);
    // Binary, masked, with a length of 2^62.
    streamOf(socket).write(Buffer.from('82ff400000000000000000000000', 'hex'));
    expect(await closeCode(socket)).toBe(1009);
  });

  test('half a frame, then silence: given up after two pings', async () => {
    const socket = await openSocket(url);
    socket.send(HELLO);
    socket.pong = () => undefined;
    streamOf(socket).write(Buffer.from('82fe7000', 'hex'));
    expect(await closeCode(socket)).toBe(1006);
  });

  test('a client that asks for much and reads nothing is given up', async () => {
    await cluster.createTopic('large');
    const large = { topic: 'large', partition: 0 };
    const records = oneRecord(randomBytes(900_000));
    for (let i = 0; i < 4; i += 1) await client.produce({ ...PRODUCE, ...large, records });
    const socket = await openSocket(url);
    socket.send(HELLO);
    streamOf(socket).pause();
    const fetch = { ...large, offset: 0, bytesMin: 0, bytesMax: 4 << 20, waitMsMax: 0 };
    for (let id = 2; id < 100; id += 1) socket.send(encodeRequest(id, { fetch })[0]!);
    const closed = closeCode(socket);
    await sleep(2500);
    streamOf(socket).resume();
    // Whether the close frame still reaches it depends on what it left unread.
    expect([1006, 1013]).toContain(await closed);
  });
});

describe('what a client asks', { timeout: TEST_MS_MAX }, () => {
  const whole = oneRecord('damaged');

  test.each([
    { name: 'a changed byte', batch: withByte(whole, AT.record, 0xff), error: 'CORRUPT_MESSAGE' },
    { name: 'a cut batch', batch: whole.subarray(0, 70), error: 'CORRUPT_MESSAGE' },
    { name: 'half a header', batch: whole.subarray(0, 30), error: 'CORRUPT_MESSAGE' },
    { name: 'no batch', batch: new Uint8Array(0), error: 'CORRUPT_MESSAGE' },
    { name: 'a huge length', batch: withByte(whole, AT.length, 0x7f), error: 'CORRUPT_MESSAGE' },
    {
      name: 'a negative length',
      batch: withByte(whole, AT.length, 0xff),
      error: 'CORRUPT_MESSAGE',
    },
    {
      name: 'format v1',
      batch: withByte(whole, AT.magic, 1),
      error: 'UNSUPPORTED_FOR_MESSAGE_FORMAT',
    },
    { name: 'two batches', batch: Buffer.concat([whole, whole]), error: 'INVALID_RECORD' },
    { name: 'a wrong count', batch: sealed(withByte(whole, AT.count, 9)), error: 'INVALID_RECORD' },
    { name: 'no records', batch: sealed(withByte(whole, AT.count, 0)), error: 'INVALID_RECORD' },
    {
      name: 'a control batch',
      batch: sealed(withByte(whole, AT.attributes, 0x20)),
      error: 'INVALID_RECORD',
    },
    { name: 'too much', batch: oneRecord(randomBytes(1_100_000)), error: 'MESSAGE_TOO_LARGE' },
  ])('produce $name: $error, and nothing is written', async ({ batch, error }) => {
    for (const id of cluster.nodeIds) {
      const records = batch.slice();
      const outcome = cluster.ask((broker) => broker.produce({ ...PRODUCE, records }), id);
      expect(await errorOf(outcome)).toBe(error);
    }
    expect(await readWhole(cluster, PLACE)).toEqual(acknowledged);
  });

  test.each([
    { partition: -1, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
    { partition: 1, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
    { partition: 0x7fff_ffff, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
    { topic: 'nowhere', error: 'UNKNOWN_TOPIC_OR_PARTITION' },
    { topic: '__proto__', error: 'UNKNOWN_TOPIC_OR_PARTITION' },
    { topic: 'constructor', error: 'UNKNOWN_TOPIC_OR_PARTITION' },
    { topic: '__cluster_metadata', error: 'CLUSTER_AUTHORIZATION_FAILED' },
    { topic: '..', error: 'INVALID_TOPIC_EXCEPTION' },
    { topic: '', error: 'INVALID_TOPIC_EXCEPTION' },
    { topic: 'x'.repeat(250), error: 'INVALID_TOPIC_EXCEPTION' },
    { topic: 'a\u0000b', error: 'INVALID_TOPIC_EXCEPTION' },
  ])('produce to $topic $partition: $error', async ({ error, ...place }) => {
    const outcome = client.produce({ ...PRODUCE, ...place, records: oneRecord('lost') });
    expect(await errorOf(outcome)).toBe(error);
  });

  test.each([
    { offset: -1, error: 'OFFSET_OUT_OF_RANGE' },
    { offset: -3, error: 'OFFSET_OUT_OF_RANGE' },
    { offset: 1_000_000, error: 'OFFSET_OUT_OF_RANGE' },
    { offset: Number.MAX_SAFE_INTEGER, error: 'OFFSET_OUT_OF_RANGE' },
    { partition: -1, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
    { partition: 0x7fff_ffff, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
  ])('fetch at $offset $partition: $error', async ({ error, ...place }) => {
    const fetch = { ...PLACE, offset: 0, bytesMin: 1, bytesMax: 1000, waitMsMax: 100, ...place };
    expect(await errorOf(client.fetch(fetch))).toBe(error);
  });

  test('fetch with absurd sizes: taken for what is allowed', async () => {
    for (const bytesMax of [0, 1, 0xffff_ffff]) {
      const fetch = { ...PLACE, offset: 0, bytesMin: 0xffff_ffff, bytesMax, waitMsMax: 50 };
      const { batches } = await client.fetch(fetch);
      expect(batches.length).toBeGreaterThan(0);
    }
  });

  test.each([
    { name: '..', error: 'INVALID_TOPIC_EXCEPTION' },
    { name: 'a/b', error: 'INVALID_TOPIC_EXCEPTION' },
    { name: '', error: 'INVALID_TOPIC_EXCEPTION' },
    { name: 'x'.repeat(250), error: 'INVALID_TOPIC_EXCEPTION' },
    { name: '__mine', error: 'INVALID_TOPIC_EXCEPTION' },
    { name: 'many', partitionCount: 1_000_000, error: 'POLICY_VIOLATION' },
    { name: 'none', partitionCount: 0, error: 'INVALID_PARTITIONS' },
    { name: 'less', partitionCount: -1, error: 'INVALID_PARTITIONS' },
    { name: 'wide', replicationFactor: 32_767, error: 'INVALID_REPLICATION_FACTOR' },
    { name: 'thin', replicationFactor: -5, error: 'INVALID_REPLICATION_FACTOR' },
    { name: 'odd', configs: { 'no.such.key': '1' }, error: 'INVALID_CONFIG' },
  ])('create topic $name: $error', async ({ error, ...request }) => {
    expect(await errorOf(client.createTopic(request))).toBe(error);
  });
});

describe('the port of the other brokers', { timeout: TEST_MS_MAX }, () => {
  const none = uuid('AAAAAAAAAAAAAAAAAAAAAA');
  const stranger = { nodeId: nodeId(2), clusterId: none, directoryId: none, formatId: none };

  test.concurrent.each([
    { name: 'random bytes', bytes: randomBytes(4096).fill(0xff, 0, 4) },
    { name: 'a TLS ClientHello', bytes: CLIENT_HELLO },
    { name: 'an HTTP request', bytes: Buffer.from('GET / HTTP/1.1\r\n\r\n') },
    { name: 'a frame that claims 2 GiB', bytes: Buffer.from('7fffffff', 'hex') },
    { name: 'half a frame', bytes: Buffer.from('00000040464c', 'hex') },
    { name: 'an empty frame', bytes: Buffer.from('00000000', 'hex') },
    { name: 'silence', bytes: new Uint8Array(0) },
    { name: 'a welcome unasked', bytes: framed(encodeHello({ kind: 'welcome' })) },
    {
      name: 'a broker of another cluster',
      bytes: framed(encodeHello({ kind: 'hello', hello: stranger })),
    },
  ])('$name: the connection is ended', async ({ bytes }) => {
    const { ms } = await sendRaw(cluster.place(1).peerPort, bytes);
    expect(ms).toBeLessThan(PEER_MS_MAX);
  });

  test('a broker that says it is another one is refused', async () => {
    const hello = { ...stranger, clusterId: uuid(cluster.clusterId) };
    const bytes = framed(encodeHello({ kind: 'hello', hello }));
    const { text } = await sendRaw(cluster.place(1).peerPort, bytes);
    expect(text).toContain('broker 2 has data directory AAAAAAAAAAAAAAAAAAAAAA, but');
  });
});

async function errorOf(outcome: Promise<unknown>): Promise<string> {
  try {
    await outcome;
    return 'no error';
  } catch (error) {
    return error instanceof BrokerError ? error.errorName : String(error);
  }
}
