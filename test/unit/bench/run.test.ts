// Goal: both benchmarks measure what they say, leave no topic behind, and say when something failed. Method: runs of a
// few batches against a broker in memory; no figure is asserted.
import { expect, test } from 'vitest';
import type { Connection } from '../../../src/cli/cluster-client.ts';
import { E2E_CONNECTIONS, openE2eSender } from '../../../src/cli/bench/e2e.ts';
import { describeMachine } from '../../../src/cli/bench/machine.ts';
import { openProduceSender } from '../../../src/cli/bench/produce.ts';
import { renderReport } from '../../../src/cli/bench/render.ts';
import {
  compare,
  runBench,
  type BenchModules,
  type BenchOptions,
} from '../../../src/cli/bench/run.ts';
import { NodeClock } from '../../../src/node/clock.ts';
import { recordsCountAt } from '../../../src/record/batch-header.ts';
import { MemoryBroker, type Step } from '../cli/memory-broker.ts';
import { MACHINE } from './machine-report.ts';

class BenchBroker extends MemoryBroker {
  readonly topics = new Set<string>();
  readonly connectedTo: string[] = [];

  createTopic({ name }: { name: string }): Promise<void> {
    this.topics.add(name);
    return Promise.resolve();
  }

  deleteTopic(name: string): Promise<void> {
    this.topics.delete(name);
    return Promise.resolve();
  }

  describeCluster(): Promise<unknown> {
    return Promise.resolve({ brokers: [{ nodeId: 1, host: '::1', httpPort: 81 }] });
  }

  modules(): BenchModules {
    return {
      clock: new NodeClock(),
      describeMachine: () => Promise.resolve(MACHINE),
      progress: () => undefined,
      connect: (urls) => {
        this.connectedTo.push(...urls);
        const connection = Object.create(this.api()) as Connection;
        const closed = new Promise<string>(() => undefined);
        return Promise.resolve(
          Object.assign(connection, { closed, close: () => Promise.resolve() }),
        );
      },
    };
  }
}

const OPTIONS: BenchOptions = {
  urls: ['ws://entry:1'],
  partitionCount: 1,
  connections: 1,
  acks: -1,
  recordBytes: 100,
  warmupMs: 0,
  durability: 'fsync',
  ceilMs: 0,
};

function steps(count: number, step: Step): Step[] {
  return Array.from({ length: count }, () => step);
}

test('produce sends whole batches of the wanted size to the leader, over all partitions in turn', async () => {
  const broker = new BenchBroker({ partitionCount: 2 });
  const options = { ...OPTIONS, records: 1000, batchBytes: 4096, inFlight: 3 };
  const report = await runBench('produce', openProduceSender, options, broker.modules());
  expect(report.shape).toMatchObject({ recordsPerBatch: 37, inFlight: 3 });
  expect(report.shape.batchBytes).toBeLessThanOrEqual(4096);
  expect(report.shape.batchBytes).toBeGreaterThan(4096 - 120);
  expect(report).toMatchObject({ batches: 28, records: 28 * 37, bytes: 28 * 37 * 100 });
  expect(report.waitedFor).toEqual(['synced-on-majority']);
  expect(report.target).toMatchObject({ partitions: 2, isToLeader: true });
  // Nothing listens there that would tell.
  expect(report.brokers).toBeUndefined();
  expect(broker.connectedTo).toEqual(['ws://entry:1', 'ws://[::1]:81']);
  expect(broker.requests.map(({ partition }) => partition)).toEqual(
    Array.from({ length: 28 }, (_, i) => i % 2),
  );
  expect(broker.requests.every(({ records }) => recordsCountAt(records) === 37)).toBe(true);
  expect(broker.topics.size).toBe(0);
});

test('produce sends one record a batch in an open loop, and says how late the client was', async () => {
  const broker = new BenchBroker();
  const options = { ...OPTIONS, records: 20, recordsPerSecond: 1000 };
  const report = await runBench('produce', openProduceSender, options, broker.modules());
  expect(report.shape).toMatchObject({ recordsPerBatch: 1, recordsPerSecond: 1000 });
  expect(report.clientLatenessMs).toBeDefined();
  expect(report.elapsedMs).toBeGreaterThanOrEqual(19);
});

test('a topic that the user named stays', async () => {
  const broker = new BenchBroker();
  broker.topics.add('orders');
  const options = { ...OPTIONS, topic: 'orders', records: 10 };
  const report = await runBench('produce', openProduceSender, options, broker.modules());
  expect(report.target.topic).toBe('orders');
  expect(broker.topics).toEqual(new Set(['orders']));
});

test('failed batches are counted and shown, and the topic goes all the same', async () => {
  const broker = new BenchBroker({
    steps: steps(2, { kind: 'refuse', error: 'NOT_ENOUGH_REPLICAS' }),
  });
  const options = { ...OPTIONS, batchBytes: 1, records: 10, inFlight: 1 };
  const report = await runBench('produce', openProduceSender, options, broker.modules());
  expect(report).toMatchObject({ batches: 8, failedBatches: 2 });
  expect(renderReport(report)).toMatch(/FAILED +2 batches; the first: NOT_ENOUGH_REPLICAS: /);
  expect(broker.topics.size).toBe(0);
});

test('e2e measures until the consumer has each record', async () => {
  const broker = new BenchBroker();
  const options = {
    ...OPTIONS,
    partition: 0,
    connections: E2E_CONNECTIONS,
    records: 40,
    recordsPerSecond: 2000,
  };
  const report = await runBench('e2e', openE2eSender, options, broker.modules());
  expect(report).toMatchObject({ kind: 'e2e', records: 40, batches: 40, failedBatches: 0 });
  expect(report.receiptMs!.p50).toBeGreaterThan(0);
  expect(report.latencyMs.max).toBeGreaterThan(0);
  expect(broker.topics.size).toBe(0);
});

test('e2e ignores the records of others and counts a refused one as failed', async () => {
  const broker = new BenchBroker({ steps: [{ kind: 'refuse', error: 'INVALID_RECORD' }] });
  const options = {
    ...OPTIONS,
    partition: 0,
    connections: E2E_CONNECTIONS,
    records: 5,
    inFlight: 1,
  };
  const report = await runBench('e2e', openE2eSender, options, broker.modules());
  expect(report).toMatchObject({ batches: 4, failedBatches: 1 });
});

test('the text ends with the line of kafka-producer-perf-test and names what makes it honest', async () => {
  const broker = new BenchBroker();
  const report = await runBench(
    'produce',
    openProduceSender,
    { ...OPTIONS, records: 200 },
    broker.modules(),
  );
  const lines = renderReport(report).trimEnd().split('\n');
  expect(lines.at(-1)).toMatch(
    /^\d+ records sent, [\d.]+ records\/sec \([\d.]+ MB\/sec\), [\d.]+ ms avg latency, [\d.]+ ms max latency, [\d.]+ ms 50th, [\d.]+ ms 95th, [\d.]+ ms 99th, [\d.]+ ms 99\.9th\.$/,
  );
  expect(lines.find((line) => line.startsWith('machine'))).toContain('DISTURBED: 50 % of a core');
  for (const head of ['topic', 'durability', 'load', 'latency', 'client', 'machine', 'raw']) {
    expect(lines.some((line) => line.startsWith(`${head} `))).toBe(true);
  }
});

test('the machine is described with its raw disk and network figures', async () => {
  const machine = await describeMachine();
  expect(machine.fdatasync.p99Ms).toBeGreaterThanOrEqual(machine.fdatasync.p50Ms);
  expect(machine.tcpSinkMegabytesPerSecond).toBeGreaterThan(0);
  expect(machine.cores).toBeGreaterThan(0);
});

test('a ratio compares batches with batches, and CPU time per batch of all processes that hold the log', () => {
  const latencyMs = { avg: 1, max: 9, p50: 2, p95: 3, p99: 6, p999: 8 };
  const ours = {
    target: { topic: 't', partitions: 1, replicas: 3, connectionsPerLeader: 1, isToLeader: true },
    shape: {
      recordBytes: 100,
      recordsPerBatch: 9,
      batchBytes: 1000,
      inFlight: 8,
      recordsPerSecond: undefined,
    },
    batches: 5000,
    elapsedMs: 1000,
    latencyMs,
    durability: 'fsync',
    brokers: { cpuPercent: 90, cpuMicrosPerBatch: 180 },
  } as const;
  const ceil = {
    batchBytes: 1000,
    replicas: 3,
    durability: 'fsync',
    leg: 'tcp',
    inFlight: 8,
    batches: 10_000,
    elapsedMs: 1000,
    megabytesPerSecond: 10,
    batchesPerSecond: 10_000,
    latencyMs: { ...latencyMs, p50: 1, p99: 4 },
    cpuMicrosPerBatch: { client: 10, leader: 50, replicas: 120 },
  } as const;
  expect(compare(ours, ceil)).toMatchObject({
    throughputRatio: 0.5,
    p50Ratio: 2,
    p99Ratio: 1.5,
    cpuRatio: 1.5,
  });
  expect(compare({ ...ours, brokers: undefined }, ceil).cpuRatio).toBeUndefined();
});
