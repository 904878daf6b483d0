// Goal: a session keeps the order of its requests, its limits, and Kafka's habit to disconnect who cannot be answered.
// Method: frames in and out of a session, with a broker that answers what the test says and a clock that it drives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadOutcome } from '../../../../src/broker/local-api.ts';
import type { ProduceReceipt } from '../../../../src/broker/api.ts';
import { deferred, type Deferred } from '../../../../src/client/deferred.ts';
import { HANDLERS } from '../../../../src/gateway/kafka/handlers.ts';
import {
  announcedVersions,
  API_NAMES,
  APIS,
  SERVED,
} from '../../../../src/protocol/kafka/registry.ts';
import { batchOf, fetchResult, RECEIPT } from '../broker.ts';
import { settle } from '../recording-connection.ts';
import { localBroker, SessionWorld } from './session-world.ts';

const produceBody = (acks: number, topic = 't') => ({
  acks,
  timeoutMs: 1000,
  topicData: [{ name: topic, partitionData: [{ index: 0, records: batchOf(100) }] }],
});
const fetchBody = {
  maxWaitMs: 1000,
  minBytes: 1,
  isolationLevel: 0,
  topics: [{ topic: 't', partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1e6 }] }],
};
const ASK_VERSIONS = { clientSoftwareName: 'test', clientSoftwareVersion: '1.0' };

describe('what is announced', () => {
  it('has a handler, and nothing else has one', () => {
    expect(new Set(Object.keys(HANDLERS))).toEqual(SERVED);
  });

  it('is what ApiVersions says', async () => {
    const world = new SessionWorld(localBroker());
    world.ask('ApiVersions', 3, ASK_VERSIONS);
    await settle();
    const [answer] = world.take<'ApiVersions'>();
    expect(answer!.body.errorCode).toBe(0);
    expect(answer!.body.apiKeys).toHaveLength(SERVED.size);
    expect(answer!.body.apiKeys[0]).toEqual({ apiKey: 0, minVersion: 0, maxVersion: 13 });
  });

  it('is told also to who asks in a version that there is not, in version 0', async () => {
    const world = new SessionWorld(localBroker());
    const header = Buffer.from([0, 18, 0, 99, 0, 0, 0, 7, 0xff, 0xff]);
    world.connection.deliver(header);
    await settle();
    expect(Buffer.from(world.connection.sent[0]!).toString('hex')).toBe(
      // Correlation id 7, error 35, one key: 18 from 0 to 4.
      '00000007002300000001001200000004',
    );
    expect(world.isEnded).toBe(false);
  });

  it('refuses a software name that is none', async () => {
    const world = new SessionWorld(localBroker());
    world.ask('ApiVersions', 3, { ...ASK_VERSIONS, clientSoftwareName: '-no' });
    await settle();
    expect(world.take<'ApiVersions'>()[0]!.body.errorCode).toBe(42);
  });
});

describe('requests of one connection', () => {
  it('reach the broker together, and are answered in their order', async () => {
    const receipts: Deferred<ProduceReceipt>[] = [];
    const world = new SessionWorld(
      localBroker({
        produce: () => {
          receipts.push(deferred());
          return receipts.at(-1)!.promise;
        },
      }),
    );
    const ids = [1, 2, 3].map(() => world.ask('Produce', 7, produceBody(-1)));
    expect(receipts).toHaveLength(3);
    receipts[2]!.resolve(RECEIPT);
    receipts[1]!.resolve(RECEIPT);
    await settle();
    expect(world.take()).toEqual([]);
    receipts[0]!.resolve(RECEIPT);
    await settle();
    expect(world.take().map(({ id }) => id)).toEqual(ids);
  });

  it('get no answer with acks=0, and those behind them do', async () => {
    const world = new SessionWorld(localBroker({ produce: () => Promise.resolve(RECEIPT) }));
    world.ask('Produce', 7, produceBody(0));
    const second = world.ask('Produce', 7, produceBody(1));
    await settle();
    expect(world.take().map(({ id }) => id)).toEqual([second]);
  });

  it('end the connection when a write with acks=0 fails: there is no other way to say so', async () => {
    const world = new SessionWorld(localBroker());
    world.ask('Produce', 7, produceBody(0));
    await settle();
    expect(world.closeReason).toMatch(/acks=0 failed/);
  });

  it('stop being read when too many are in flight, and go on when one is answered', async () => {
    const receipts: Deferred<ProduceReceipt>[] = [];
    const produce = () => {
      receipts.push(deferred());
      return receipts.at(-1)!.promise;
    };
    const world = new SessionWorld(localBroker({ produce }), { requestsInFlightMax: 2 });
    world.ask('Produce', 7, produceBody(-1));
    expect(world.connection.isPaused).toBe(false);
    world.ask('Produce', 7, produceBody(-1));
    expect(world.connection.isPaused).toBe(true);
    receipts[1]!.resolve(RECEIPT);
    await settle();
    expect(world.connection.isPaused).toBe(false);
  });

  it('stop being read while all clients together have too much in flight', async () => {
    const receipt = deferred<ProduceReceipt>();
    const world = new SessionWorld(localBroker({ produce: () => receipt.promise }), {
      budgetBytes: 10,
    });
    world.ask('Produce', 7, produceBody(-1));
    expect(world.connection.isPaused).toBe(true);
    receipt.resolve(RECEIPT);
    await settle();
    expect(world.connection.isPaused).toBe(false);
  });

  it('stop being read while the client does not read its answers', async () => {
    const world = new SessionWorld(localBroker(), { stallMsMax: 30_000 });
    world.connection.hasRoom = false;
    world.ask('ApiVersions', 0, ASK_VERSIONS);
    await settle();
    expect(world.connection.isPaused).toBe(true);
    world.connection.drain();
    expect(world.connection.isPaused).toBe(false);
    world.connection.hasRoom = false;
    world.ask('ApiVersions', 0, ASK_VERSIONS);
    await settle();
    world.clock.pass(30_000);
    expect(world.closeReason).toMatch(/slow reader/);
  });

  it('that cannot be answered end the connection, and are logged', async () => {
    const broken = () => Promise.reject(new TypeError('a fault of ours'));
    const world = new SessionWorld(localBroker({}, { describeCluster: broken }));
    world.ask('DescribeCluster', 0, { includeClusterAuthorizedOperations: false });
    await settle();
    expect(world.closeReason).toBe('a fault of ours');
    expect(world.logger.errors.map(({ event }) => event)).toEqual(['kafka-request-failed']);
  });
});

describe('a client', () => {
  it('that says nothing is let go', () => {
    const world = new SessionWorld(localBroker());
    world.clock.pass(10_000);
    expect(world.closeReason).toMatch(/no request within 10000 ms/);
    expect(world.isEnded).toBe(true);
  });

  it('that is idle for long is let go, but not while it waits for an answer', async () => {
    const outcome = deferred<ReadOutcome[]>();
    const world = new SessionWorld(localBroker({ read: () => outcome.promise }));
    world.ask('Fetch', 4, fetchBody);
    world.clock.pass(700_000);
    world.clock.pass(700_000);
    expect(world.closeReason).toBeUndefined();
    outcome.resolve([fetchResult()]);
    await settle();
    world.clock.pass(600_000);
    expect(world.closeReason).toMatch(/idle for 600000 ms/);
    expect(world.clock.pendingTimers).toBe(0);
  });

  it('that goes away takes its long polls along', async () => {
    let signal: AbortSignal | undefined;
    const read = (request: { readonly signal: AbortSignal }) => {
      ({ signal } = request);
      return new Promise<never>(() => undefined);
    };
    const world = new SessionWorld(localBroker({ read }));
    world.ask('Fetch', 4, fetchBody);
    world.connection.close('gone');
    expect(signal?.aborted).toBe(true);
    expect(world.isEnded).toBe(true);
  });

  it('gets what it waits for when the broker stops, and is then let go', async () => {
    const receipt = deferred<ProduceReceipt>();
    const world = new SessionWorld(localBroker({ produce: () => receipt.promise }));
    world.ask('Produce', 7, produceBody(-1));
    world.session.drain();
    expect(world.isEnded).toBe(false);
    receipt.resolve(RECEIPT);
    await settle();
    expect(world.take()).toHaveLength(1);
    expect(world.closeReason).toBe('the broker is stopping');
  });
});

describe('hostile frames', () => {
  const closed = async (frame: Uint8Array): Promise<string | undefined> => {
    const world = new SessionWorld(localBroker(), { requestBytesMax: 1000 });
    world.connection.deliver(frame);
    await settle();
    return world.closeReason;
  };

  it('that are no requests end the connection', async () => {
    expect(await closed(new Uint8Array(0))).toMatch(/without a header/);
    expect(await closed(Buffer.from('GET / HTTP/1.1\r\n'))).toMatch(/not served/);
    expect(await closed(Buffer.from([0, 3, 0, 1, 0, 0, 0, 1, 0, 0]))).toMatch(/./);
    expect(await closed(new Uint8Array(1001))).toMatch(/version 0, which is not served/);
    expect(await closed(Buffer.alloc(1001, 1))).toMatch(/at most 1000/);
  });

  it('in any number neither throw nor leave anything behind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...API_NAMES),
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(20),
        async (name, tail, version) => {
          const world = new SessionWorld(localBroker());
          const { max } = announcedVersions(name);
          const head = Buffer.from([0, APIS[name].key, 0, version % (max + 1), 0, 0, 0, 1, 0, 0]);
          world.connection.deliver(Buffer.concat([head, tail]));
          await settle();
          expect(world.logger.errors).toEqual([]);
          world.connection.close('done');
          expect(world.clock.pendingTimers).toBe(0);
          expect(world.budget.isExhausted).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
