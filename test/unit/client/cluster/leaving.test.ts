// How a client leaves a broker that is cut off from its cluster: once, and not before what is in flight there has its answer.
// Method: the cluster of a client in virtual time over two brokers; requests whose answers come when the test says.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cluster } from '../../../../src/client/cluster/cluster.ts';
import type { ApiName } from '../../../../src/client/cluster/request-observer.ts';
import { createLogger } from '../../../../src/client/logger.ts';
import { BrokerError } from '../../../../src/model/errors.ts';
import { logLevel } from '../../../../src/client/constants.ts';
import { ProducerWorld, URLS } from '../producer/producer-world.ts';

const REQUEST_TIMEOUT_MS = 30_000;
const LEAVES = 'reaches no leader';

let world: ProducerWorld;
let cluster: Cluster;

beforeEach(async () => {
  world = await ProducerWorld.start();
  const platform = world.platform();
  const { clock, logCreator } = platform;
  cluster = new Cluster({
    platform,
    logger: createLogger({ level: logLevel.WARN, logCreator, clock }),
    brokers: URLS,
    isSecure: false,
    clientId: 'c',
    connectionTimeoutMs: 1000,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    metadataMaxAgeMs: 300_000,
    retry: {},
    listeners: {
      isObserved: () => false,
      request: () => undefined,
      requestTimeout: () => undefined,
      queueSize: () => undefined,
    },
  });
  await world.sim.run(cluster.connect());
});
afterEach(() => world.sim.run(cluster.disconnect()));

const pause = (ms: number): Promise<void> => world.sim.run(world.pause(ms), ms + 1000);

/** Of now, to a partition; fails after so long. */
function timesOut(partition: number, ms: number): Promise<unknown> {
  const timedOut = async (): Promise<never> => {
    await world.pause(ms);
    throw new BrokerError('REQUEST_TIMED_OUT');
  };
  const about = `t/${partition}`;
  return cluster
    .send('Produce', cluster.currentConnection()!, timedOut, { about })
    .catch(() => undefined);
}

function beCutOff(): void {
  const startedMs = cluster.options.platform.clock.monotonic() - 3000;
  cluster.refused(new BrokerError('LEADER_NOT_AVAILABLE'), {
    startedMs,
    about: 't/0',
  });
}

it('leaves once when several requests time out at one moment, and the next broker after twice the time', async () => {
  for (let partition = 0; partition < 5; partition += 1) void timesOut(partition, 10_000);
  await pause(10_500);
  expect(world.lines.filter((line) => line.includes(LEAVES))).toHaveLength(1);
  expect(world.connectedTo).toEqual(['b1', 'b2']);
  void timesOut(0, 4000);
  await pause(4500);
  expect(world.connectedTo).toEqual(['b1', 'b2', 'b1']);
});

describe('the connection that was left ends', () => {
  it.each<[what: string, api: ApiName, answerMs: number, closedMs: number]>([
    ['soon when nothing is in flight', 'Heartbeat', 10, 1000],
    ['when a waiting request has its answer', 'JoinGroup', 5000, 5000],
    ['at the latest when that should have come', 'JoinGroup', 90_000, REQUEST_TIMEOUT_MS],
    ['soon with a write in flight, for which others wait', 'Produce', 5000, 1000],
  ])('%s', async (_, api, answerMs, closedMs) => {
    const left = cluster.currentConnection()!;
    const startedMs = world.sim.now;
    let tookMs: number | undefined;
    void left.closed.then(() => (tookMs = world.sim.now - startedMs));
    void cluster.send(api, left, () => world.pause(answerMs));
    beCutOff();
    await pause(closedMs - 5);
    expect({ tookMs, to: world.connectedTo }).toEqual({
      tookMs: undefined,
      to: ['b1', 'b2'],
    });
    await pause(100);
    expect(tookMs).toBeGreaterThanOrEqual(closedMs);
  });

  it('with the client', async () => {
    const left = cluster.currentConnection()!;
    let isClosed = false;
    void left.closed.then(() => (isClosed = true));
    void cluster.send('JoinGroup', left, () => world.pause(5000));
    beCutOff();
    await pause(2000);
    expect(isClosed).toBe(false);
    await world.sim.run(cluster.disconnect());
    await pause(10);
    expect(isClosed).toBe(true);
  });
});
