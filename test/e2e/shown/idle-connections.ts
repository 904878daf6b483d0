import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type FlotillaConnection } from '../../../src/client/connection.ts';
import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { History } from '../history.ts';
import { oneRecord } from '../one-record.ts';
import { assertNone, percentile, showCount, showMegabytes, showSeconds } from './figures.ts';
import { residentBytes } from './memory.ts';

const CONNECTIONS = 10_000;
const AT_ONCE = 100;
/** Longer than two pings. */
const IDLE_MS = 35_000;
const PROBES = 200;

/** Connections to one broker that said hello and then nothing, while producers and readers go on beside them. */
export async function showIdleConnections(tell: (line: string) => void): Promise<string> {
  await using cluster = await ClusterProcesses.start();
  await cluster.createTopic('busy', 3);
  await cluster.createTopic('probe');
  const before = residentBytes(cluster.pidOf(1)!);
  const aloneMs = await probe(cluster);
  const history = new History(cluster, 'busy', 3);
  const idle: FlotillaConnection[] = [];
  const startedAtMs = performance.now();
  while (idle.length < CONNECTIONS) {
    const next = Array.from({ length: AT_ONCE }, () => connect(cluster.place(1).url));
    idle.push(...(await Promise.all(next)));
  }
  const openedMs = performance.now() - startedAtMs;
  tell(`${showCount(idle.length)} connections after ${showSeconds(openedMs)}`);
  let lost = 0;
  for (const connection of idle) void connection.closed.then(() => (lost += 1));
  await sleep(IDLE_MS);
  await history.progress(500);
  await history.stopProducers();
  await history.stopReaders();
  const amongMs = await probe(cluster);
  const resident = residentBytes(cluster.pidOf(1)!) - before;
  const lostIdle = lost;
  assertNone((await history.check()).violations);
  await Promise.all(idle.map((connection) => connection.close()));
  await cluster.waitHealthy();
  if (lostIdle > 0) throw new Error(`${lostIdle} of ${CONNECTIONS} idle connections were lost`);
  return [
    `${showCount(CONNECTIONS)} idle connections to one broker, opened in ${showSeconds(openedMs)}, none lost in ${IDLE_MS / 1000} s:`,
    `${showMegabytes(resident)} of memory in all, producers and readers went on (${showCount(history.figures.acknowledged)} records);`,
    `acknowledgement p50 ${aloneMs.p50} ms without and ${amongMs.p50} ms among them, p99 ${aloneMs.p99} and ${amongMs.p99} ms`,
  ].join(' ');
}

/** The time to an acknowledgement, one record after the other. */
async function probe(cluster: ClusterProcesses): Promise<{ p50: string; p99: string }> {
  const client = await cluster.client(1);
  const timesMs: number[] = [];
  for (let i = 0; i < PROBES; i += 1) {
    const records = oneRecord(new Uint8Array(100));
    const startedAtMs = performance.now();
    const request = { topic: 'probe', partition: 0, acks: -1, timeoutMs: 5000 } as const;
    await client.produce({ ...request, records });
    timesMs.push(performance.now() - startedAtMs);
  }
  await client.close();
  return { p50: percentile(timesMs, 0.5).toFixed(1), p99: percentile(timesMs, 0.99).toFixed(1) };
}
