// A subscription whose leader does not answer, of a client that asked to be told. Method: as in subscriptions.test.ts.
import { beforeEach, describe, expect, it } from 'vitest';
import { splitBatches } from '../../../src/client/split-batches.ts';
import { Session } from '../../../src/gateway/ws/session.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { encodeRequest, type ServerFrame } from '../../../src/protocol/client-frame.ts';
import { recordingLogger } from './broker.ts';
import { DEMO, LogBroker, offsetsOf } from './log-broker.ts';
import { ManualClock, RecordingConnection, settle } from './recording-connection.ts';
import { sessionModules } from './session-modules.ts';

const ID = 5;

let clock: ManualClock;
let connection: RecordingConnection;
let log: LogBroker;

beforeEach(async () => {
  clock = new ManualClock();
  connection = new RecordingConnection();
  log = new LogBroker(clock);
  new Session(sessionModules(log.api, clock, recordingLogger()), connection);
  const version = { protocolVersionMin: 1, protocolVersionMax: 1 };
  connection.deliver(encodeRequest(1, { hello: version }));
  await settle();
  connection.take();
});

async function subscribe(): Promise<void> {
  const credit = { creditBytes: 1 << 24, creditRecords: 1 << 24 };
  const wanted = { ...DEMO, ...credit, latest: {}, tellStalls: true };
  connection.deliver(encodeRequest(ID, { subscribe: wanted }));
  await settle();
  expect(connection.take()).toMatchObject([{ correlationId: ID, subscribe: {} }]);
}

/** Time passes, in steps that a resting subscription notices. */
async function pass(ms: number): Promise<ServerFrame[]> {
  for (let passed = 0; passed < ms; passed += 100) {
    clock.pass(100);
    await settle();
  }
  return connection.take();
}

async function stall(fault: LogBroker['fault'] = 'LEADER_NOT_AVAILABLE'): Promise<void> {
  log.fault = fault;
  log.wake();
  await settle();
}

describe('a subscription without a leader', () => {
  it.each(['LEADER_NOT_AVAILABLE', 'REQUEST_TIMED_OUT', 'NETWORK_EXCEPTION'] as const)(
    'says so after two seconds of %s, and is over with the next record',
    async (fault) => {
      await subscribe();
      await stall(fault);
      expect(await pass(1800)).toEqual([]);
      const [told, ...more] = await pass(1300);
      expect(more).toEqual([]);
      expect(told).toMatchObject({
        correlationId: ID,
        subscriptionStalled: { error: { name: 'LEADER_NOT_AVAILABLE', retriable: true } },
      });
      expect(told!.subscriptionStalled!.stalledMs).toBeGreaterThanOrEqual(2000);
      log.fault = undefined;
      log.append();
      const [frame] = await pass(1100);
      expect(offsetsOf(splitBatches(frame!.subscribedRecords!.records!))).toEqual([0]);
    },
  );

  it('says so with pauses that double, and that it is over without a record', async () => {
    await subscribe();
    await stall();
    const frames = await pass(200_000);
    const toldMs = frames.map(({ subscriptionStalled }) => subscriptionStalled!.stalledMs);
    for (let i = 1; i < toldMs.length; i += 1) {
      const pauseMs = Math.min(toldMs[i - 1]!, 32_000);
      expect(toldMs[i]! - toldMs[i - 1]!).toBeGreaterThanOrEqual(pauseMs);
      expect(toldMs[i]! - toldMs[i - 1]!).toBeLessThanOrEqual(pauseMs + 1100);
    }
    expect(toldMs.at(-1)).toBeGreaterThan(160_000);
    log.fault = undefined;
    expect(await pass(1100)).toMatchObject([{ correlationId: ID, subscribedRecords: {} }]);
    expect(await pass(20_000)).toEqual([]);
  });

  it('begins anew with each stall', async () => {
    await subscribe();
    for (let i = 0; i < 20; i += 1) {
      await stall();
      expect(await pass(1500)).toEqual([]);
      log.fault = undefined;
      await pass(1100);
    }
  });

  it('does not count the time in which a long poll has nothing to say', async () => {
    await subscribe();
    await pass(4900);
    await stall();
    expect(await pass(1800)).toEqual([]);
  });

  it('counts a long poll that is not answered from when it should have been', async () => {
    const honest = { ...log.api };
    log.api.fetch = async (request) => {
      if (request.waitMsMax === 0) return honest.fetch(request);
      await new Promise<void>((resolve) => clock.setTimer(7000, resolve));
      throw new BrokerError('REQUEST_TIMED_OUT');
    };
    await subscribe();
    expect(await pass(6900)).toEqual([]);
    expect(await pass(100)).toMatchObject([{ subscriptionStalled: { stalledMs: 2000 } }]);
  });
});
