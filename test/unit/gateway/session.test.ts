// The pure session of the WebSocket door: order, bounds, limits and what each fault of a client leads to. Method: frames
// are handed in by a recording connection, answers of the broker are held back and let go by the test.
import { beforeEach, describe, expect, it } from 'vitest';
import type { BrokerApi, FetchRequest, ProduceRequest } from '../../../src/broker/api.ts';
import { SESSION_LIMITS, type SessionLimits } from '../../../src/gateway/ws/limits.ts';
import { Session } from '../../../src/gateway/ws/session.ts';
import { encodeRequest, type Request } from '../../../src/protocol/client-frame.ts';
import { flotilla } from '../../../src/protocol/generated/flotilla.js';
import {
  batchOf,
  brokerWith,
  CLUSTER_ID,
  fetchResult,
  RECEIPT,
  recordingLogger,
} from './broker.ts';
import { ManualClock, RecordingConnection, settle } from './recording-connection.ts';
import { sessionModules } from './session-modules.ts';

let clock: ManualClock;
let connection: RecordingConnection;
let logger: ReturnType<typeof recordingLogger>;

function start(
  methods: Partial<BrokerApi> = {},
  limits: Partial<SessionLimits> = {},
  budget = 1e9,
): Session {
  return new Session(
    sessionModules(brokerWith(methods), clock, logger, { ...limits, budgetBytes: budget }),
    connection,
  );
}

const HELLO = { hello: { clientName: 'test', protocolVersionMin: 1, protocolVersionMax: 1 } };

async function startGreeted(...args: Parameters<typeof start>): Promise<Session> {
  const session = start(...args);
  ask(1, HELLO);
  await settle();
  expect(connection.take()).toMatchObject([{ correlationId: 1, response: 'hello' }]);
  return session;
}

function startGreetedAgain(...args: Parameters<typeof start>): Promise<Session> {
  connection = new RecordingConnection();
  return startGreeted(...args);
}

function ask(correlationId: number, request: Request): void {
  connection.deliver(encodeRequest(correlationId, request));
}

function produce(size = 100, partition = 0): Request {
  return { produce: { topic: 'demo', partition, timeoutMs: 5, records: batchOf(size) } };
}

/** A broker whose produces and fetches wait until the test answers them. */
function holdingBroker(): {
  methods: Partial<BrokerApi>;
  produced: ProduceRequest[];
  fetched: FetchRequest[];
  letGo: (() => void)[];
} {
  const produced: ProduceRequest[] = [];
  const fetched: FetchRequest[] = [];
  const letGo: (() => void)[] = [];
  const methods: Partial<BrokerApi> = {
    produce: (request) => {
      produced.push(request);
      return new Promise((resolve) => letGo.push(() => resolve(RECEIPT)));
    },
    fetch: (request) => {
      fetched.push(request);
      return new Promise((resolve) => letGo.push(() => resolve(fetchResult([batchOf(1000)]))));
    },
  };
  return { methods, produced, fetched, letGo };
}

beforeEach(() => {
  clock = new ManualClock();
  connection = new RecordingConnection();
  logger = recordingLogger();
});

describe('hello', () => {
  it('is answered with versions, ids and limits', async () => {
    start();
    ask(5, HELLO);
    await settle();
    const [frame] = connection.take();
    expect(frame).toMatchObject({
      correlationId: 5,
      hello: { protocolVersion: 1, serverVersion: '1.2.3', clusterId: CLUSTER_ID, nodeId: 1 },
    });
    expect(frame!.hello!.limits).toMatchObject({
      frameBytesMax: SESSION_LIMITS.frameBytesMax,
      requestsInFlightMax: SESSION_LIMITS.requestsInFlightMax,
      waitMsMax: SESSION_LIMITS.waitMsMax,
    });
  });

  it('must come first', () => {
    start();
    ask(1, { describeCluster: {} });
    expect(connection.closes).toEqual([{ code: 1002, reason: 'the first frame must be a hello' }]);
  });

  it('must come only once', async () => {
    await startGreeted();
    ask(2, HELLO);
    expect(connection.closes).toEqual([{ code: 1002, reason: 'a second hello' }]);
  });

  it('must come within 5 s; afterwards there is no deadline', async () => {
    start();
    clock.pass(4999);
    expect(connection.closes).toEqual([]);
    clock.pass(1);
    expect(connection.closes).toEqual([{ code: 1008, reason: 'no hello within 5000 ms' }]);

    connection = new RecordingConnection();
    await startGreeted();
    clock.pass(1_000_000);
    expect(connection.closes).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('with other versions is a typed error, and another hello may follow', async () => {
    start();
    ask(1, { hello: { protocolVersionMin: 2, protocolVersionMax: 7 } });
    await settle();
    expect(connection.take()).toMatchObject([
      { correlationId: 1, error: { name: 'UNSUPPORTED_VERSION', code: 35, retriable: false } },
    ]);
    ask(2, HELLO);
    await settle();
    expect(connection.take()).toMatchObject([{ correlationId: 2, response: 'hello' }]);
  });
});

describe('requests', () => {
  it('reach the broker in the order in which they came, before the next frame is read', async () => {
    const { methods, produced } = holdingBroker();
    await startGreeted(methods);
    for (let i = 0; i < 50; i += 1) {
      ask(100 + i, produce(100, i));
      expect(produced.at(-1)).toMatchObject({ partition: i, acks: -1, topic: 'demo' });
    }
  });

  it('are answered as they are ready, under their correlation ids', async () => {
    const { methods, letGo } = holdingBroker();
    await startGreeted(methods);
    ask(10, produce());
    ask(11, produce());
    ask(12, { describeCluster: {} });
    await settle();
    letGo[1]!();
    await settle();
    letGo[0]!();
    await settle();
    expect(
      connection.take().map(({ correlationId, response }) => [correlationId, response]),
    ).toEqual([
      [12, 'describeCluster'],
      [11, 'produce'],
      [10, 'produce'],
    ]);
  });

  it('may use a correlation id again once it is answered, but not before', async () => {
    const { methods, letGo } = holdingBroker();
    await startGreeted(methods);
    ask(10, produce());
    letGo[0]!();
    await settle();
    ask(10, produce());
    expect(connection.closes).toEqual([]);
    ask(10, produce());
    expect(connection.closes).toEqual([
      { code: 1002, reason: 'correlation id 10 is in flight already' },
    ]);
  });

  it('without correlation id end the connection, since nobody could be answered', async () => {
    await startGreeted();
    ask(0, { describeCluster: {} });
    expect(connection.closes).toMatchObject([{ code: 1002 }]);
  });

  it('that hold nothing, two requests or an unknown one get a typed error', async () => {
    await startGreeted();
    connection.deliver(flotilla.v1.ClientFrame.encode({ correlationId: 5 }).finish());
    ask(6, { describeCluster: {}, clusterHealth: {} });
    // Field 40, which no request has yet: its tag takes two bytes.
    connection.deliver(Uint8Array.of(8, 7, 0xc2, 0x02, 0));
    expect(connection.take()).toMatchObject([
      { correlationId: 5, error: { name: 'INVALID_REQUEST' } },
      { correlationId: 6, error: { name: 'INVALID_REQUEST' } },
      { correlationId: 7, error: { name: 'UNSUPPORTED_VERSION' } },
    ]);
  });

  it('whose body is malformed get INVALID_REQUEST, and the connection lives on', async () => {
    await startGreeted();
    // produce (5) whose topic (1) claims 100 bytes of the 1 that is there
    connection.deliver(Uint8Array.of(8, 9, (5 << 3) | 2, 3, (1 << 3) | 2, 100, 65));
    expect(connection.take()).toMatchObject([
      { correlationId: 9, error: { name: 'INVALID_REQUEST' } },
    ]);
    ask(10, { describeCluster: {} });
    await settle();
    expect(connection.take()).toMatchObject([{ correlationId: 10, response: 'describeCluster' }]);
  });

  it('that make the broker throw something of its own are logged and answered without details', async () => {
    await startGreeted({ clusterHealth: () => Promise.reject(new TypeError('secret')) });
    ask(2, { clusterHealth: {} });
    await settle();
    const [frame] = connection.take();
    expect(frame!.error).toMatchObject({ name: 'UNKNOWN_SERVER_ERROR', code: -1 });
    expect(frame!.error!.message).not.toContain('secret');
    expect(logger.errors).toMatchObject([{ event: 'request-failed' }]);
  });

  it('whose result cannot be put into a frame end as an error too', async () => {
    await startGreeted({ describeTopicConfig: () => Promise.resolve([null as never]) });
    ask(2, { describeTopicConfig: { name: 'demo' } });
    await settle();
    expect(connection.take()).toMatchObject([{ error: { name: 'UNKNOWN_SERVER_ERROR' } }]);
    await startGreetedAgain({ clusterHealth: () => Promise.resolve({ reasons: [5] } as never) });
    ask(2, { clusterHealth: {} });
    await settle();
    expect(connection.take()).toMatchObject([{ correlationId: 2 }]);
  });

  it('of more than 1 MiB are refused unless the bytes are records', async () => {
    const { methods, produced } = holdingBroker();
    await startGreeted(methods);
    ask(2, { describeTopics: { names: [`a${'b'.repeat(1024 * 1024)}`] } });
    ask(3, { produce: { topic: 'b'.repeat(1024 * 1024), records: batchOf(100) } });
    expect(connection.take()).toMatchObject([
      { correlationId: 2, error: { name: 'MESSAGE_TOO_LARGE' } },
      { correlationId: 3, error: { name: 'MESSAGE_TOO_LARGE' } },
    ]);
    ask(4, produce(5 * 1024 * 1024));
    expect(produced).toHaveLength(1);
  });

  it('with too many names are refused before the broker sees them', async () => {
    let calls = 0;
    await startGreeted({
      describeTopics: () => {
        calls += 1;
        return Promise.resolve([]);
      },
    });
    ask(2, { describeTopics: { names: Array<string>(500_000).fill('') } });
    await settle();
    expect(connection.take()).toMatchObject([
      { correlationId: 2, error: { name: 'INVALID_REQUEST' } },
    ]);
    expect(calls).toBe(0);
  });

  it('with unknown values of an enum are refused', async () => {
    await startGreeted();
    ask(2, { produce: { topic: 'demo', acks: 9 as never, records: batchOf(100) } });
    await settle();
    expect(connection.take()).toMatchObject([{ error: { name: 'INVALID_REQUIRED_ACKS' } }]);
  });

  it('keep times within the limits of the broker', async () => {
    const { methods, produced, fetched } = holdingBroker();
    await startGreeted(methods);
    ask(2, { produce: { topic: 'demo', timeoutMs: 0xffff_ffff, records: batchOf(100) } });
    ask(3, {
      fetch: {
        topic: 'demo',
        waitMsMax: 0xffff_ffff,
        bytesMax: 0xffff_ffff,
        bytesMin: 0xffff_ffff,
      },
    });
    expect(produced[0]!.timeoutMs).toBe(SESSION_LIMITS.produceTimeoutMsMax);
    expect(fetched[0]).toMatchObject({
      waitMsMax: SESSION_LIMITS.waitMsMax,
      bytesMax: SESSION_LIMITS.fetchBytesMax,
      bytesMin: SESSION_LIMITS.fetchBytesMax,
    });
  });
});

describe('limits in flight', () => {
  it('stop reading at the number of requests, and hold what had been received', async () => {
    const { methods, produced, letGo } = holdingBroker();
    await startGreeted(methods, { requestsInFlightMax: 3 });
    for (let id = 10; id < 20; id += 1) ask(id, produce(100, id));
    expect(connection.isPaused).toBe(true);
    expect(produced.map(({ partition }) => partition)).toEqual([10, 11, 12]);
    letGo[0]!();
    await settle();
    expect(produced.map(({ partition }) => partition)).toEqual([10, 11, 12, 13]);
    for (let i = 1; i < 10; i += 1) {
      letGo[i]!();
      await settle();
    }
    expect(produced.map(({ partition }) => partition)).toEqual([
      10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
    ]);
    expect(connection.isPaused).toBe(false);
    expect(connection.take()).toHaveLength(10);
  });

  it('stop reading at the number of bytes', async () => {
    const { methods, letGo } = holdingBroker();
    await startGreeted(methods, { bytesInFlightMax: 2000 });
    ask(10, produce(1500));
    expect(connection.isPaused).toBe(false);
    ask(11, produce(1500));
    expect(connection.isPaused).toBe(true);
    letGo[0]!();
    await settle();
    expect(connection.isPaused).toBe(false);
  });

  it('stop all sessions of a door at their bytes together', async () => {
    const { methods, produced, letGo } = holdingBroker();
    const first = connection;
    const modules = sessionModules(brokerWith(methods), clock, logger, { budgetBytes: 1000 });
    new Session(modules, first);
    const second = new RecordingConnection();
    new Session(modules, second);
    for (const each of [first, second]) each.deliver(encodeRequest(1, HELLO));
    await settle();
    first.deliver(encodeRequest(2, produce(1000)));
    expect(first.isPaused).toBe(true);
    second.deliver(encodeRequest(2, produce(100)));
    expect(second.isPaused).toBe(true);
    expect(produced).toHaveLength(1);
    letGo[0]!();
    await settle();
    expect(first.isPaused).toBe(false);
    expect(second.isPaused).toBe(false);
    expect(produced).toHaveLength(2);
  });

  it('bound the fetches by number, with a typed error', async () => {
    const { methods, fetched, letGo } = holdingBroker();
    await startGreeted(methods, { fetchesInFlightMax: 2 });
    for (const id of [10, 11, 12]) ask(id, { fetch: { topic: 'demo', bytesMax: 10 } });
    expect(fetched).toHaveLength(2);
    expect(connection.take()).toMatchObject([
      { correlationId: 12, error: { name: 'THROTTLING_QUOTA_EXCEEDED', retriable: true } },
    ]);
    letGo[0]!();
    await settle();
    ask(13, { fetch: { topic: 'demo', bytesMax: 10 } });
    expect(fetched).toHaveLength(3);
  });

  it('share out the bytes of fetches, and leave each a least share', async () => {
    const { methods, fetched } = holdingBroker();
    await startGreeted(methods, {
      fetchBytesInFlight: 1000,
      fetchBytesLeast: 50,
      fetchBytesMax: 600,
    });
    for (const id of [10, 11, 12]) ask(id, { fetch: { topic: 'demo', bytesMax: 5000 } });
    expect(fetched.map(({ bytesMax }) => bytesMax)).toEqual([600, 400, 50]);
  });
});

describe('a slow reader', () => {
  it('is not read from while the connection is congested; answers wait and keep their order', async () => {
    const { methods, letGo } = holdingBroker();
    await startGreeted(methods);
    for (const id of [10, 11, 12]) ask(id, produce());
    connection.hasRoom = false;
    connection.bufferedBytes = 9 * 1024 * 1024;
    for (const go of letGo) {
      go();
      await settle();
    }
    expect(connection.isPaused).toBe(true);
    expect(connection.take().map(({ correlationId }) => correlationId)).toEqual([10]);
    connection.drain();
    expect(connection.take().map(({ correlationId }) => correlationId)).toEqual([11, 12]);
    expect(connection.isPaused).toBe(false);
    expect(clock.pendingTimers).toBe(0);
  });

  it('is closed with 1013 after 30 s without reading', async () => {
    const { methods, letGo } = holdingBroker();
    await startGreeted(methods);
    ask(10, produce());
    connection.hasRoom = false;
    letGo[0]!();
    await settle();
    clock.pass(29_999);
    expect(connection.closes).toEqual([]);
    clock.pass(1);
    expect(connection.closes).toMatchObject([{ code: 1013 }]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('is closed with 1013 when too much is unread', async () => {
    const { methods, letGo } = holdingBroker();
    await startGreeted(methods, { unsentBytesMax: 1000 });
    ask(10, { fetch: { topic: 'demo', bytesMax: 10 } });
    connection.bufferedBytes = 1001;
    letGo[0]!();
    await settle();
    expect(connection.closes).toMatchObject([{ code: 1013 }]);
  });
});

describe('the end', () => {
  it('of the broker is 1001; late answers go nowhere', async () => {
    const { methods, letGo } = holdingBroker();
    const session = await startGreeted(methods);
    ask(10, produce());
    session.stop();
    session.stop();
    expect(connection.closes).toEqual([{ code: 1001, reason: 'the broker is stopping' }]);
    letGo[0]!();
    await settle();
    expect(connection.take()).toEqual([]);
  });

  it('of the connection leaves no timer behind and ignores what comes after', async () => {
    const session = start();
    session.closed('gone');
    ask(1, HELLO);
    await settle();
    expect(connection.take()).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });
});
