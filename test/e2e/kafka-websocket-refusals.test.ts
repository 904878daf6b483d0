// Goal: who speaks the subprotocol `kafka` wrongly is told so in one sentence, and disturbs nobody. Method: `ws` against real
// brokers in this process; the broker that is named is another one than the one that is called.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';
import { encodeRequest } from '../../src/protocol/kafka/frames.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster({ brokers: 3 });
});
afterAll(async () => cluster?.[Symbol.asyncDispose]());

const MIB = 1024 * 1024;
const FRAME_BYTES_MAX = 8 * MIB;
const VERSIONS = Buffer.concat(
  encodeRequest({ name: 'ApiVersions', version: 3, correlationId: 1, clientId: 'raw' }, {}),
);

/** 'open', or the refusal as `status sentence`. */
async function attempt(
  path: string,
  protocols: string[] = ['kafka'],
  options: ClientOptions = {},
): Promise<string> {
  const socket = new WebSocket(`${cluster.urls[0]}${path}`, protocols, options);
  try {
    return await new Promise((resolve) => {
      socket.on('open', () => resolve(`open ${socket.protocol}`));
      socket.on('error', (error) => resolve(`error ${error.message}`));
      socket.on('unexpected-response', (_request, response) => {
        let body = '';
        response.on('data', (chunk) => (body += chunk));
        response.on('end', () => resolve(`${response.statusCode} ${body.trim()}`));
      });
    });
  } finally {
    socket.terminate();
  }
}

/** Sends these messages to the broker that the query names, and gives how the connection was closed. */
function closeOf(path: string, ...messages: (Buffer | string)[]): Promise<[number, string]> {
  const socket = new WebSocket(`${cluster.urls[0]}${path}`, 'kafka', { perMessageDeflate: false });
  socket.on('error', () => undefined);
  socket.on('open', () => {
    for (const message of messages) socket.send(message);
  });
  return new Promise((resolve) => {
    socket.once('close', (code, reason) => resolve([code, reason.toString()]));
  });
}

/** Correlation id of the answer. */
function answerTo(path: string, ...messages: Buffer[]): Promise<number> {
  const socket = new WebSocket(`${cluster.urls[0]}${path}`, 'kafka');
  socket.on('open', () => {
    for (const message of messages) socket.send(message);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('message', (data: Buffer) => {
      socket.close();
      resolve(data.readInt32BE(4));
    });
  });
}

function announcing(bytes: number): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(bytes);
  return header;
}

describe('the upgrade', () => {
  it('chooses what the client prefers of what is spoken here', async () => {
    expect(await attempt('/')).toBe('open kafka');
    expect(await attempt('/?broker=3', ['x', 'kafka', 'flotilla.v1'])).toBe('open kafka');
    expect(await attempt('/', ['flotilla.v1', 'kafka'])).toBe('open flotilla.v1');
  });

  it('without a subprotocol that is spoken here is refused by a sentence that names both', async () => {
    for (const protocols of [[], ['Kafka'], ['kafka.v1']]) {
      expect(await attempt('/', protocols)).toBe(
        '400 The WebSocket subprotocol must be flotilla.v1 or kafka.',
      );
    }
  });

  it('for what is no number, or at another path, is refused', async () => {
    for (const broker of ['-1', '1.5', 'one', '', '99999999999']) {
      expect(await attempt(`/?broker=${broker}`)).toBe(
        `400 "${broker}" is not the number of a broker.`,
      );
    }
    expect(await attempt('/kafka?broker=1')).toBe('404 WebSocket connections are taken at /.');
    expect(await attempt('/?broker=1', ['flotilla.v1'])).toMatch(/^404 /);
  });

  it('from a foreign web page is refused', async () => {
    const origin = 'https://evil.example';
    expect(await attempt('/?broker=2', ['kafka'], { origin })).toBe(
      `403 Web pages of ${origin} are not among the allowed origins of this broker.`,
    );
  });
});

describe.each(['/', '/?broker=2'])('a client at %s', (path) => {
  it('may cut its requests anywhere, also byte by byte', async () => {
    expect(await answerTo(path, VERSIONS)).toBe(1);
    expect(await answerTo(path, ...Array.from(VERSIONS, (byte) => Buffer.of(byte)))).toBe(1);
    expect(await answerTo(path, Buffer.alloc(0), Buffer.concat([VERSIONS, VERSIONS]))).toBe(1);
  });

  it.each<[string, (Buffer | string)[], [number, RegExp]]>([
    ['sends text', [VERSIONS.toString('latin1')], [1003, /^text frames are not part/]],
    ['sends a message that is too large', [Buffer.alloc(FRAME_BYTES_MAX + 1)], [1009, /^/]],
    [
      'announces a request that is too large',
      [announcing(FRAME_BYTES_MAX + 1)],
      [1009, /^a frame of 8388609 bytes was announced, at most 8388608 are allowed$/],
    ],
    [
      'sends much that is not Produce',
      [announcing(MIB + 1), Buffer.alloc(MIB + 1, 3)],
      [1009, /^a request of 1048577 bytes, at most 1048576 are taken$/],
    ],
    ['sends an empty request', [announcing(0)], [1002, /^a request without a header$/]],
    [
      'asks for what is not served',
      [announcing(10), Buffer.from([0, 99, 0, 0, 0, 0, 0, 1, 255, 255])],
      [1008, /^a request of API 99 in version 0, which is not served$/],
    ],
  ])('that %s is told so', async (_, messages, [code, reason]) => {
    expect(await closeOf(path, ...messages)).toEqual([code, expect.stringMatching(reason)]);
    expect(await answerTo(path, VERSIONS)).toBe(1);
  });
});

it('a broker that is not there is named', async () => {
  expect(await closeOf('/?broker=9')).toEqual([1008, 'There is no broker 9 in this cluster.']);
});
