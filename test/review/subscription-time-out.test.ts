// A subscription whose start comes too late must not go on at the broker without anybody who takes its records.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { deferred } from '../../src/client/deferred.ts';
import { connect } from '../../src/client/connection.ts';
import { systemClock } from '../../src/client/system-clock.ts';
import { startHttpDoor, type HttpDoor } from '../../src/gateway/http/server.ts';
import { recordingLogger, silentMeter } from '../unit/gateway/broker.ts';
import { DEMO, LogBroker } from '../unit/gateway/log-broker.ts';

let log: LogBroker;
let door: HttpDoor;
let subscriptions: () => number | undefined;

beforeEach(async () => {
  log = new LogBroker(systemClock);
  door = await startHttpDoor({
    host: '127.0.0.1',
    port: 0,
    broker: log.api,
    readiness: () => [],
    metricsText: () => Promise.resolve(''),
    clock: systemClock,
    logger: recordingLogger(),
    meter: {
      ...silentMeter,
      gauge: (name, _help, _labels, samples) => {
        if (name === 'flotilla_websocket_subscriptions') subscriptions = () => samples()[0]?.value;
      },
    },
  });
});
afterEach(() => door.close());

it('ends at the broker, too, when its start took longer than the client waits', async () => {
  log.append();
  const late = deferred<void>();
  const fetch = log.api.fetch.bind(log.api);
  log.api.fetch = async (request) => {
    await late.promise;
    return fetch(request);
  };
  const client = await connect(`ws://127.0.0.1:${door.address.port}`, { requestTimeoutMs: 50 });
  const subscription = client.subscribe({
    ...DEMO,
    start: 'earliest',
    creditBytes: 1 << 20,
    creditRecords: 1000,
    onRecords: () => expect.unreachable('nobody takes them'),
    onEnded: () => undefined,
  });
  await expect(subscription.started).rejects.toMatchObject({ errorName: 'REQUEST_TIMED_OUT' });
  late.resolve();
  log.append();
  await expect.poll(() => subscriptions()).toBe(0);
  await client.close();
});
