// Subscriptions of a pure session: where they start, what credit does, what a reader is told, and what each fault leads to.
// Method: frames go through a recording connection; the log behind is one in memory that the test changes; time is driven.
import { beforeEach, describe, expect, it } from 'vitest';
import { SESSION_LIMITS } from '../../../src/gateway/ws/limits.ts';
import { Session } from '../../../src/gateway/ws/session.ts';
import {
  encodeRequest,
  type Request,
  type ServerFrame,
} from '../../../src/protocol/client-frame.ts';
import { splitBatches } from '../../../src/client/split-batches.ts';
import { recordingLogger, TOPIC_ID } from './broker.ts';
import { DEMO, LogBroker, offsetsOf } from './log-broker.ts';
import { ManualClock, RecordingConnection, settle } from './recording-connection.ts';
import { sessionModules } from './session-modules.ts';

let clock: ManualClock;
let connection: RecordingConnection;
let log: LogBroker;

const HELLO = { hello: { protocolVersionMin: 1, protocolVersionMax: 1 } };
const PLENTY = { creditBytes: 1 << 24, creditRecords: 1 << 24 };

async function open(limits: Parameters<typeof sessionModules>[3] = {}): Promise<Session> {
  const session = new Session(
    sessionModules(log.api, clock, recordingLogger(), limits),
    connection,
  );
  ask(1, HELLO);
  await settle();
  connection.take();
  return session;
}

function ask(correlationId: number, request: Request): void {
  connection.deliver(encodeRequest(correlationId, request));
}

type Subscribe = NonNullable<Request['subscribe']>;

/** Everything that comes until nothing more happens by itself. */
async function subscribe(id: number, wanted: Subscribe): Promise<ServerFrame[]> {
  ask(id, { subscribe: { ...DEMO, ...PLENTY, ...wanted } });
  return take();
}

async function take(): Promise<ServerFrame[]> {
  await settle();
  return connection.take();
}

function offsets(frames: readonly ServerFrame[], from = 0): number[] {
  return frames.flatMap(({ subscribedRecords }) =>
    offsetsOf(splitBatches(subscribedRecords?.records ?? new Uint8Array()), from),
  );
}

beforeEach(() => {
  clock = new ManualClock();
  connection = new RecordingConnection();
  log = new LogBroker(clock);
});

describe('a subscription starts', () => {
  beforeEach(async () => {
    for (let i = 0; i < 10; i += 1) log.append();
    await open();
  });

  it('at the earliest record, and goes on with what is appended', async () => {
    log.dropBefore(3);
    const frames = await subscribe(5, { earliest: {} });
    expect(frames[0]).toMatchObject({
      correlationId: 5,
      subscribe: {
        startOffset: 3,
        continuity: 0,
        highWatermark: 10,
        logStartOffset: 3,
        leaderEpoch: 1,
      },
    });
    expect(offsets(frames)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    log.append();
    expect(offsets(await take())).toEqual([10]);
  });

  it('at the latest record, and gives only what comes after', async () => {
    expect(await subscribe(5, { latest: {} })).toMatchObject([{ subscribe: { startOffset: 10 } }]);
    log.append(3);
    expect(offsets(await take())).toEqual([10, 11, 12]);
  });

  it('at an offset, contiguous when the log has it and the epoch before it', async () => {
    const frames = await subscribe(5, { offset: 6, lastEpoch: 1 });
    expect(frames[0]).toMatchObject({ subscribe: { startOffset: 6, continuity: 0 } });
    expect(offsets(frames)).toEqual([6, 7, 8, 9]);
    expect((await subscribe(6, { offset: 10 }))[0]).toMatchObject({
      subscribe: { startOffset: 10 },
    });
  });

  it('behind a gap that retention has left, and says which', async () => {
    log.dropBefore(4);
    const frames = await subscribe(5, { offset: 1, lastEpoch: 1 });
    expect(frames[0]).toMatchObject({
      subscribe: { startOffset: 4, continuity: 1, gapFrom: 1, gapTo: 4 },
    });
    expect(offsets(frames)).toEqual([4, 5, 6, 7, 8, 9]);
  });

  it('without a gap that only a deposed leader sees', async () => {
    const honest = { ...log.api };
    log.start = 4;
    // To prove itself it asks the others, and hears of the leader in office.
    log.api.listOffsets = (request) => {
      log.start = 0;
      return honest.listOffsets(request);
    };
    const frames = await subscribe(5, { offset: 1, lastEpoch: 1 });
    expect(frames[0]).toMatchObject({ subscribe: { startOffset: 1, continuity: 0 } });
    expect(offsets(frames, 1)).toHaveLength(9);
  });

  it('where the log was truncated behind the reader, and says so', async () => {
    log.truncate(6);
    log.epoch = 2;
    log.append();
    const frames = await subscribe(5, { offset: 9, lastEpoch: 1 });
    expect(frames[0]).toMatchObject({ subscribe: { startOffset: 6, continuity: 2, gapFrom: 6 } });
    expect(offsets(frames)).toEqual([6]);
  });

  it('from the beginning of another log that has its name', async () => {
    log.remake('CCCCCCCCCCCCCCCCCCCCCA');
    log.append();
    const frames = await subscribe(5, { offset: 9, lastEpoch: 4 });
    expect(frames[0]).toMatchObject({ subscribe: { startOffset: 0, continuity: 2, gapFrom: 0 } });
    expect(offsets(frames)).toEqual([0]);
  });

  it('from the beginning when it saw another topic of this name, however alike its log is', async () => {
    const topicId = 'CCCCCCCCCCCCCCCCCCCCCA';
    const frames = await subscribe(5, { offset: 9, lastEpoch: 1, topicId });
    expect(frames[0]).toMatchObject({
      subscribe: { startOffset: 0, continuity: 2, gapFrom: 0, topicId: TOPIC_ID },
    });
    expect(offsets(frames)).toHaveLength(10);
    const same = await subscribe(6, { offset: 9, lastEpoch: 1, topicId: TOPIC_ID });
    expect(same[0]).toMatchObject({ subscribe: { startOffset: 9, continuity: 0 } });
  });

  it('not beyond the end, nowhere, at -1, without a topic, without a leader or with a hostile credit', async () => {
    const refusals: [Subscribe, string][] = [
      [{ offset: 11 }, 'OFFSET_OUT_OF_RANGE'],
      [{}, 'INVALID_REQUEST'],
      [{ offset: -1 }, 'INVALID_REQUEST'],
      [{ offset: 1, creditBytes: 2 ** 31 }, 'INVALID_REQUEST'],
    ];
    for (const [wanted, name] of refusals) {
      expect(await subscribe(5, wanted)).toMatchObject([{ correlationId: 5, error: { name } }]);
    }
    log.fault = 'LEADER_NOT_AVAILABLE';
    expect(await subscribe(5, { latest: {} })).toMatchObject([
      { error: { name: 'LEADER_NOT_AVAILABLE', retriable: true } },
    ]);
    log.fault = undefined;
    log.hasTopic = false;
    expect(await subscribe(5, { offset: 0 })).toMatchObject([
      { error: { name: 'UNKNOWN_TOPIC_OR_PARTITION' } },
    ]);
  });

  it('only so many times on one connection, until some have ended', async () => {
    connection = new RecordingConnection();
    await open({ subscriptionsMax: 2 });
    await subscribe(5, { latest: {} });
    await subscribe(6, { latest: {} });
    expect(await subscribe(7, { latest: {} })).toMatchObject([
      { error: { name: 'THROTTLING_QUOTA_EXCEEDED' } },
    ]);
    ask(8, { unsubscribe: { subscription: 5 } });
    expect(await take()).toMatchObject([{ correlationId: 8, unsubscribe: {} }]);
    expect(await subscribe(9, { latest: {} })).toMatchObject([{ subscribe: {} }]);
  });
});

describe('credit', () => {
  beforeEach(() => open());

  it('in records pauses the subscription at whole batches, and costs nothing then', async () => {
    for (let i = 0; i < 10; i += 1) log.append(4);
    const frames = await subscribe(5, { earliest: {}, creditRecords: 6 });
    expect(offsets(frames)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const { length } = log.fetched;
    log.append();
    clock.pass(60_000);
    expect(await take()).toEqual([]);
    expect(log.fetched).toHaveLength(length);
    expect(log.isWaitedFor).toBe(false);
    // 2 are overdrawn.
    ask(6, { addCredit: { subscription: 5, records: 2 } });
    expect(await take()).toEqual([]);
    ask(6, { addCredit: { subscription: 5, records: 1 } });
    expect(offsets(await take())).toEqual([8, 9, 10, 11]);
  });

  it('in bytes bounds what is read as well as what is sent', async () => {
    for (let i = 0; i < 100; i += 1) log.append(1, 1000);
    const frames = await subscribe(5, { earliest: {}, creditBytes: 2500 });
    expect(offsets(frames)).toEqual([0, 1, 2]);
    expect(log.fetched.every((fetch) => fetch.bytesMax <= 16 * 1024)).toBe(true);
    ask(6, { addCredit: { subscription: 5, bytes: 4500 } });
    expect(offsets(await take())).toEqual([3, 4, 5, 6]);
  });

  it('of nothing starts a subscription that sends nothing', async () => {
    log.append();
    const nothing = { creditBytes: 0, creditRecords: 0 };
    expect(await subscribe(5, { earliest: {}, ...nothing })).toMatchObject([{ subscribe: {} }]);
    ask(6, { addCredit: { subscription: 5, bytes: 1, records: 1 } });
    expect(offsets(await take())).toEqual([0]);
  });

  it('for a subscription that does not exist is a typed error under its own id', async () => {
    ask(6, { addCredit: { subscription: 5, bytes: 1, records: 1 } });
    expect(await take()).toMatchObject([{ correlationId: 6, error: { name: 'INVALID_REQUEST' } }]);
    ask(7, { unsubscribe: { subscription: 5 } });
    expect(await take()).toMatchObject([{ correlationId: 7, error: { name: 'INVALID_REQUEST' } }]);
    expect(connection.closes).toEqual([]);
  });

  it('that overflows is a typed error and ends the subscription, not the connection', async () => {
    await subscribe(5, { latest: {} });
    ask(6, { addCredit: { subscription: 5, bytes: 2 ** 31 - 1 } });
    expect(await take()).toMatchObject([
      {
        correlationId: 5,
        subscriptionEnded: { error: { name: 'INVALID_REQUEST' }, nextOffset: 0 },
      },
      { correlationId: 6, error: { name: 'INVALID_REQUEST' } },
    ]);
    // It has just ended, and the client may not know yet.
    ask(7, { addCredit: { subscription: 5, bytes: 1 } });
    expect(await take()).toEqual([]);
    ask(8, { unsubscribe: { subscription: 5 } });
    expect(await take()).toMatchObject([{ correlationId: 8, unsubscribe: {} }]);
    log.append();
    expect(await take()).toEqual([]);
  });
});

describe('the id of a subscription', () => {
  it('is in use until it has ended, and free then', async () => {
    await open();
    await subscribe(5, { latest: {} });
    ask(6, { unsubscribe: { subscription: 5 } });
    await take();
    expect(await subscribe(5, { latest: {} })).toMatchObject([{ correlationId: 5, subscribe: {} }]);
    ask(5, { clusterHealth: {} });
    expect(connection.closes).toMatchObject([{ code: 1002 }]);
  });

  it('may be given up before the subscription has started', async () => {
    await open();
    ask(5, { subscribe: { ...DEMO, ...PLENTY, latest: {} } });
    ask(6, { unsubscribe: { subscription: 5 } });
    const frames = await take();
    expect(frames).toContainEqual(
      expect.objectContaining({ correlationId: 6, response: 'unsubscribe' }),
    );
    expect(frames).toContainEqual(expect.objectContaining({ correlationId: 5, response: 'error' }));
    log.append();
    expect(await take()).toEqual([]);
  });
});

describe('a running subscription', () => {
  beforeEach(() => open());

  it('says nothing of leaders that come and go to a client that did not ask for it', async () => {
    await subscribe(5, { latest: {} });
    for (const fault of [
      'NOT_LEADER_OR_FOLLOWER',
      'LEADER_NOT_AVAILABLE',
      'REQUEST_TIMED_OUT',
    ] as const) {
      log.fault = fault;
      log.wake();
      await settle();
      for (let i = 0; i < 20; i += 1) {
        clock.pass(1000);
        await settle();
      }
      log.fault = undefined;
      log.epoch += 1;
      log.append();
      clock.pass(1000);
      expect(await take()).toHaveLength(1);
    }
  });

  it('asks with growing pauses while there is no leader', async () => {
    await subscribe(5, { latest: {} });
    log.fault = 'LEADER_NOT_AVAILABLE';
    log.wake();
    const { length } = log.fetched;
    for (let i = 0; i < 100; i += 1) {
      clock.pass(100);
      await settle();
    }
    const asked = log.fetched.length - length;
    expect(asked).toBeGreaterThan(8);
    expect(asked).toBeLessThan(20);
  });

  it('tells a reader without credit which records retention took from it', async () => {
    for (let i = 0; i < 10; i += 1) log.append();
    await subscribe(5, { earliest: {}, creditRecords: 2 });
    log.dropBefore(6);
    ask(6, { addCredit: { subscription: 5, records: 100 } });
    const frames = await take();
    expect(frames[0]).toMatchObject({
      subscribedRecords: { continuity: 1, gapFrom: 2, gapTo: 6, logStartOffset: 6 },
    });
    expect(offsets(frames)).toEqual([6, 7, 8, 9]);
    for (const frame of frames.slice(1)) {
      expect(frame).toMatchObject({ subscribedRecords: { continuity: 0 } });
    }
  });

  it('tells of the gap at once, also when there is no record behind it', async () => {
    for (let i = 0; i < 10; i += 1) log.append();
    await subscribe(5, { earliest: {}, creditRecords: 2 });
    log.dropBefore(10);
    ask(6, { addCredit: { subscription: 5, records: 100 } });
    const frames = await take();
    expect(frames).toMatchObject([{ subscribedRecords: { continuity: 1, gapFrom: 2, gapTo: 10 } }]);
    log.append();
    expect(offsets(await take())).toEqual([10]);
  });

  it('tells of a truncation behind it', async () => {
    for (let i = 0; i < 10; i += 1) log.append();
    await subscribe(5, { earliest: {} });
    log.truncate(7);
    log.epoch = 2;
    log.append();
    await settle();
    clock.pass(1000);
    const frames = await take();
    expect(frames[0]).toMatchObject({ subscribedRecords: { continuity: 2, gapFrom: 7 } });
    expect(offsets(frames)).toEqual([7]);
  });

  it('ends with its error and the next offset when the topic is deleted', async () => {
    log.append();
    await subscribe(5, { earliest: {} });
    log.hasTopic = false;
    log.wake();
    expect(await take()).toMatchObject([
      {
        correlationId: 5,
        subscriptionEnded: { error: { name: 'UNKNOWN_TOPIC_OR_PARTITION' }, nextOffset: 1 },
      },
    ]);
  });

  it('ends when the topic was made again under its name', async () => {
    await subscribe(5, { latest: {} });
    log.fault = 'NOT_LEADER_OR_FOLLOWER';
    log.topicId = 'CCCCCCCCCCCCCCCCCCCCCA' as typeof log.topicId;
    log.wake();
    expect(await take()).toMatchObject([
      { subscriptionEnded: { error: { name: 'UNKNOWN_TOPIC_OR_PARTITION' } } },
    ]);
  });

  it('leaves no timer, no long poll and no fetch behind when its connection goes', async () => {
    log.append();
    await subscribe(5, { earliest: {} });
    log.fault = 'LEADER_NOT_AVAILABLE';
    log.wake();
    await settle();
    connection.close('gone');
    const { length } = log.fetched;
    log.fault = undefined;
    for (let i = 0; i < 10; i += 1) {
      clock.pass(10_000);
      await settle();
    }
    expect(log.fetched).toHaveLength(length);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('many subscriptions', () => {
  it('take turns: each that is behind reads once before any reads twice', async () => {
    await open({ pushBytesMax: 256 * 1024 });
    log.appendCopies(20, 200_000);
    for (const id of [11, 12, 13]) ask(id, { subscribe: { ...DEMO, ...PLENTY, earliest: {} } });
    const pushes = (await take()).filter((frame) => frame.subscribedRecords);
    const order = pushes.slice(0, 30).map((frame) => frame.correlationId);
    for (let i = 0; i + 3 <= order.length; i += 3) {
      expect(new Set(order.slice(i, i + 3)).size).toBe(3);
    }
  });

  it('at the end of a log share one long poll', async () => {
    await open();
    for (let id = 10; id < 110; id += 1) await subscribe(id, { latest: {} });
    const { length } = log.fetched;
    log.append();
    const frames = await take();
    expect(frames).toHaveLength(100);
    expect(log.fetched.length - length).toBeLessThan(3);
  });

  it('that are woken all at once send no more than there is room for', async () => {
    await open();
    for (let id = 10; id < 60; id += 1) await subscribe(id, { latest: {} });
    connection.bufferedBytes = 2 << 20;
    log.append(1, 60_000);
    expect(await take()).toEqual([]);
    connection.bufferedBytes = 0;
    connection.write();
    expect(offsets(await take())).toEqual(Array.from({ length: 50 }, () => 0));
  });

  it('wait while the client does not read, read nothing ahead, and let requests through', async () => {
    await open();
    log.appendCopies(100, 100_000);
    connection.bufferedBytes = 2 << 20;
    expect(await subscribe(5, { earliest: {} })).toEqual([]);
    expect(log.fetched).toHaveLength(0);
    ask(6, { describeCluster: {} });
    expect(await take()).toMatchObject([{ correlationId: 6, response: 'describeCluster' }]);
    connection.bufferedBytes = 0;
    connection.write();
    expect(offsets(await take())).toHaveLength(100);
  });

  it('that waited and are gone are no reason to give the client up', async () => {
    await open();
    connection.bufferedBytes = 2 << 20;
    ask(5, { subscribe: { ...DEMO, ...PLENTY, latest: {} } });
    ask(6, { unsubscribe: { subscription: 5 } });
    await settle();
    connection.bufferedBytes = 0;
    connection.write();
    clock.pass(10 * SESSION_LIMITS.stallMsMax);
    expect(connection.closes).toEqual([]);
  });

  it('that cannot be sent for too long end the connection with 1013 and the reason', async () => {
    await open();
    connection.bufferedBytes = 2 << 20;
    await subscribe(5, { latest: {} });
    clock.pass(SESSION_LIMITS.stallMsMax - 1);
    expect(connection.closes).toEqual([]);
    clock.pass(1);
    expect(connection.closes).toEqual([
      { code: 1013, reason: 'slow reader: too little read for 30000 ms' },
    ]);
  });
});
