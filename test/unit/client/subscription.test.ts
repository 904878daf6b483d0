// Subscriptions of the client over a real door on a real port: their start, records, end, and what becomes of them when they are
// closed or their connection goes.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../src/client/connection.ts';
import type { FlotillaConnection } from '../../../src/client/open-connection.ts';
import type { SubscribeOptions, Subscription } from '../../../src/client/subscription.ts';
import { systemClock } from '../../../src/client/system-clock.ts';
import { startHttpDoor, type HttpDoor } from '../../../src/gateway/http/server.ts';
import type { BrokerError } from '../../../src/model/errors.ts';
import { recordingLogger, silentMeter, TOPIC_ID } from '../gateway/broker.ts';
import { DEMO, LogBroker, offsetsOf } from '../gateway/log-broker.ts';

let log: LogBroker;
let door: HttpDoor;
let client: FlotillaConnection;
const offsets: number[] = [];
const events: string[] = [];

beforeEach(async () => {
  offsets.length = 0;
  events.length = 0;
  log = new LogBroker(systemClock);
  door = await startHttpDoor({
    host: '127.0.0.1',
    port: 0,
    broker: log.api,
    readiness: () => [],
    metricsText: () => Promise.resolve(''),
    clock: systemClock,
    logger: recordingLogger(),
    meter: silentMeter,
  });
  client = await connect(`ws://127.0.0.1:${door.address.port}`);
});

afterEach(async () => {
  await client.close();
  await door.close();
});

function subscribe(options: Partial<SubscribeOptions> = {}): Subscription {
  return client.subscribe({
    ...DEMO,
    start: 'earliest',
    creditBytes: 1 << 20,
    creditRecords: 1000,
    onRecords: (batches, info) => {
      offsets.push(...offsetsOf(batches));
      if (info.continuity.kind !== 'contiguous') events.push(JSON.stringify(info.continuity));
    },
    onEnded: (error, nextOffset) => events.push(`${error.errorName} at ${nextOffset}`),
    ...options,
  });
}

describe('a subscription', () => {
  it('gets every record from its start on, and more for more credit', async () => {
    for (let i = 0; i < 10; i += 1) log.append();
    expect(client.hello.features).toContain('subscriptions');
    expect(client.hello.limits.subscriptionsMax).toBe(10_000);
    const subscription = subscribe({ start: { offset: 2 }, creditRecords: 3 });
    expect(await subscription.started).toEqual({
      startOffset: 2,
      topicId: TOPIC_ID,
      continuity: { kind: 'contiguous' },
      highWatermark: 10,
      logStartOffset: 0,
      leaderEpoch: 1,
    });
    await expect.poll(() => offsets).toEqual([2, 3, 4]);
    subscription.addCredit(1, 100);
    await expect.poll(() => offsets).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    log.append(2);
    await expect.poll(() => offsets.slice(8)).toEqual([10, 11]);
  });

  it('rejects its start with the error of the broker, and then says nothing more', async () => {
    const subscription = subscribe({ start: { offset: 5 } });
    const error = await subscription.started.catch((cause: BrokerError) => cause);
    expect(error).toMatchObject({
      errorName: 'OFFSET_OUT_OF_RANGE',
      logRange: { startOffset: 0, endOffset: 0 },
    });
    const illegal = subscribe({ start: { offset: -2 } });
    await expect(illegal.started).rejects.toMatchObject({ errorName: 'INVALID_REQUEST' });
    await subscription.close();
    await illegal.close();
    expect(events).toEqual([]);
  });

  it('says where it resumed', async () => {
    for (let i = 0; i < 10; i += 1) log.append();
    log.dropBefore(5);
    expect(await subscribe({ start: { offset: 2 } }).started).toMatchObject({
      startOffset: 5,
      continuity: { kind: 'gap', from: 2, to: 5 },
    });
  });

  it('gives nothing more from the moment in which it is closed', async () => {
    const subscription = subscribe();
    await subscription.started;
    const closed = subscription.close();
    log.append();
    await closed;
    await client.describeCluster();
    subscription.addCredit(1, 1);
    await subscription.close();
    expect(offsets).toEqual([]);
    expect(events).toEqual([]);
  });

  it('can be closed before it has started', async () => {
    const subscription = subscribe();
    await subscription.close();
    log.append();
    await client.describeCluster();
    expect(offsets).toEqual([]);
  });

  it('is told of a gap while it runs, and of its end', async () => {
    for (let i = 0; i < 10; i += 1) log.append();
    const subscription = subscribe({ creditRecords: 2 });
    await expect.poll(() => offsets).toEqual([0, 1]);
    log.dropBefore(8);
    subscription.addCredit(1, 100);
    await expect.poll(() => offsets).toEqual([0, 1, 8, 9]);
    expect(events).toEqual(['{"kind":"gap","from":2,"to":8}']);
    log.hasTopic = false;
    log.wake();
    await expect.poll(() => events[1]).toBe('UNKNOWN_TOPIC_OR_PARTITION at 10');
  });

  it('is told that no leader answers, and by a call without records that one does again', async () => {
    let pushes = 0;
    const subscription = subscribe({
      onRecords: () => void (pushes += 1),
      onStalled: (error, stalledMs) => events.push(`${error.errorName} ${stalledMs >= 2000}`),
    });
    await subscription.started;
    log.fault = 'NOT_LEADER_OR_FOLLOWER';
    log.wake();
    await expect.poll(() => events, { timeout: 10_000 }).toEqual(['LEADER_NOT_AVAILABLE true']);
    log.fault = undefined;
    await expect.poll(() => pushes, { timeout: 10_000 }).toBe(1);
  }, 30_000);

  it('ends with the connection, at the next offset', async () => {
    log.append(3);
    const subscription = subscribe();
    await expect.poll(() => offsets).toEqual([0, 1, 2]);
    await door.close();
    await expect.poll(() => events).toEqual(['NETWORK_EXCEPTION at 3']);
    subscription.addCredit(1, 1);
    await subscription.close();
    await expect(subscribe().started).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
  });
});
