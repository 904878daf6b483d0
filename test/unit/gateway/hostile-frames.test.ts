// Every truncation and many corruptions of every byte of valid frames lead to a typed error, a valid answer or a close
// with code and reason; never to an exception, a hang or a frame without answer. Method: one fresh session for each, plus random bytes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BrokerApi } from '../../../src/broker/api.ts';
import { Session } from '../../../src/gateway/ws/session.ts';
import { ERRORS } from '../../../src/model/errors.ts';
import { offset, term } from '../../../src/model/ids.ts';
import { encodeRequest, type Request } from '../../../src/protocol/client-frame.ts';
import { batchOf, brokerWith, fetchResult, RECEIPT, recordingLogger, TOPIC_ID } from './broker.ts';
import { ManualClock, RecordingConnection, settle } from './recording-connection.ts';
import { sessionModules } from './session-modules.ts';

const REQUESTS: Record<string, Request> = {
  produce: { produce: { topic: 'demo', partition: 1, timeoutMs: 30_000, records: batchOf(70, 7) } },
  fetch: {
    fetch: { topic: 'demo', offset: 2 ** 40, bytesMin: 1, bytesMax: 1 << 20, lastFetchedEpoch: 3 },
  },
  listOffsets: { listOffsets: { topic: 'demo', timestampMs: 1_700_000_000_000 } },
  createTopic: {
    createTopic: { name: 'a', partitionCount: 3, configs: { 'retention.ms': '1', b: '' } },
  },
  alterTopicConfig: { alterTopicConfig: { name: 'a', set: { c: 'd' }, reset: ['e', 'f'] } },
  describeTopics: { describeTopics: { names: ['a', 'b'] } },
  transferLeadership: { transferLeadership: { topic: 'demo', partition: 1, to: 2 } },
  clusterHealth: { clusterHealth: {} },
  subscribe: {
    subscribe: { topic: 'demo', offset: 9, lastEpoch: 3, creditBytes: 1 << 20, creditRecords: 500 },
  },
  addCredit: { addCredit: { subscription: 5, bytes: 1 << 20, records: 1 << 10 } },
  unsubscribe: { unsubscribe: { subscription: 5 } },
};

const METHODS: Partial<BrokerApi> = {
  produce: () => Promise.resolve(RECEIPT),
  fetch: () => Promise.resolve(fetchResult()),
  listOffsets: () =>
    Promise.resolve({ offset: offset(9), timestampMs: undefined, leaderEpoch: term(3) }),
  describeTopics: () => Promise.resolve([{ name: 'demo', topicId: TOPIC_ID, partitions: [] }]),
  alterTopicConfig: () => Promise.resolve(),
  transferLeadership: () => Promise.resolve(),
};

interface Outcome {
  readonly connection: RecordingConnection;
  readonly logged: number;
}

function open(): { connection: RecordingConnection; logger: ReturnType<typeof recordingLogger> } {
  const connection = new RecordingConnection();
  const logger = recordingLogger();
  new Session(sessionModules(brokerWith(METHODS), new ManualClock(), logger), connection);
  connection.deliver(encodeRequest(1, { hello: { protocolVersionMin: 1, protocolVersionMax: 1 } }));
  return { connection, logger };
}

/** Each frame meets a fresh session. */
async function outcomes(frames: readonly Uint8Array[]): Promise<Outcome[]> {
  const sessions = frames.map(() => open());
  await settle();
  for (const [i, { connection }] of sessions.entries()) {
    connection.take();
    connection.deliver(frames[i]!);
  }
  await settle();
  return sessions.map(({ connection, logger }) => ({ connection, logged: logger.errors.length }));
}

function expectCivil({ connection, logged }: Outcome): void {
  const answers = connection.take();
  expect(answers.length + connection.closes.length).toBe(1);
  expect(logged).toBe(0);
  for (const { error } of answers) if (error) expect(Object.keys(ERRORS)).toContain(error.name);
  for (const { code, reason } of connection.closes) {
    expect(code).toBe(1002);
    expect(reason.length).toBeGreaterThan(5);
  }
}

describe.each(Object.entries(REQUESTS))('a frame that holds %s', (_name, request) => {
  const frame = Buffer.concat(encodeRequest(77, request));

  it('survives every truncation', async () => {
    const cuts = Array.from({ length: frame.length }, (_, length) => frame.subarray(0, length));
    for (const outcome of await outcomes(cuts)) expectCivil(outcome);
  });

  it('survives the change of any byte: each bit, and the greatest and least varint bytes', async () => {
    for (let at = 0; at < Math.min(frame.length, 60); at += 1) {
      const flips = Array.from({ length: 8 }, (_, bit) => frame[at]! ^ (1 << bit));
      const changed = [...flips, 0, 0x7f, 0x80, 0xff].map((value) => {
        const copy = Buffer.from(frame);
        copy[at] = value;
        return copy;
      });
      for (const outcome of await outcomes(changed)) expectCivil(outcome);
    }
  });
});

describe('hostile frames', () => {
  it('of random bytes are answered or closed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        for (const outcome of await outcomes([bytes])) expectCivil(outcome);
      }),
      { numRuns: 200 },
    );
  });

  it('with groups nested 5,000 deep are refused, not followed', async () => {
    // Field 20 of wire type 3 opens a group.
    const nested = Uint8Array.from({ length: 10_000 }, (_, i) => (i % 2 === 0 ? 0xa3 : 0x01));
    const frame = Buffer.concat([Uint8Array.of(8, 5), nested]);
    const [outcome] = await outcomes([frame]);
    expect(outcome!.connection.closes).toMatchObject([{ code: 1002 }]);
  });

  it('with millions of repeated fields are walked without keeping them', async () => {
    const frame = Buffer.alloc(8 * 1024 * 1024, Uint8Array.of((2 << 3) | 2, 0));
    frame.set([8, 5]);
    const before = process.memoryUsage().heapUsed;
    const startedAt = performance.now();
    const [outcome] = await outcomes([frame]);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 * 1024);
    expect(outcome!.connection.take()).toMatchObject([{ error: { name: 'INVALID_REQUEST' } }]);
  });

  it('with a configuration key __proto__ change nobody’s prototype', async () => {
    const set = Object.fromEntries([['__proto__', 'x']]);
    const [outcome] = await outcomes([
      Buffer.concat(
        encodeRequest(5, { alterTopicConfig: { name: 'a', set, reset: ['__proto__'] } }),
      ),
    ]);
    expect(outcome!.connection.take()).toMatchObject([{ response: 'alterTopicConfig' }]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
