// Goal: `bench consume` counts every record of every round, leaves no topic behind, and says what it read. Method: runs
// of a moment against a test cluster; no figure of speed is asserted.
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  benchConsume,
  renderConsumeReport,
  type ConsumeModules,
  type ConsumeOptions,
} from '../../../src/cli/bench/consume.ts';
import { connectAny } from '../../../src/client/connection.ts';
import { NodeClock } from '../../../src/node/clock.ts';
import { startCluster, type TestCluster } from '../../../src/testing/index.ts';
import { produceText } from '../../support/text-records.ts';
import { MACHINE } from './machine-report.ts';

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startCluster({ topics: { empty: 1, orders: 2 } });
});

afterAll(() => cluster[Symbol.asyncDispose]());

const modules: ConsumeModules = {
  clock: new NodeClock(),
  describeMachine: () => Promise.resolve(MACHINE),
  progress: () => undefined,
  connect: (urls) => connectAny(urls),
};

function options(changes: Partial<ConsumeOptions> = {}): ConsumeOptions {
  return {
    urls: cluster.urls,
    records: 1000,
    recordBytes: 100,
    batchBytes: 2000,
    durationMs: 1,
    partitionCount: 3,
    connections: 1,
    signal: new AbortController().signal,
    ...changes,
  };
}

it('reads all that it has written, round after round, and deletes its topic', async () => {
  const report = await benchConsume(options({ durationMs: 100 }), modules);
  const perRound = report.records / report.rounds;
  expect(perRound).toBeGreaterThanOrEqual(1000);
  expect(Number.isInteger(perRound)).toBe(true);
  expect(report).toMatchObject({ kind: 'consume', partitions: 3, isFromLeader: true });
  expect(report.bytes).toBeGreaterThan(report.records * 100);
  const topics = await (await cluster.client()).describeTopics();
  expect(topics.map(({ name }) => name).filter((name) => name.startsWith('bench-'))).toEqual([]);
  expect(renderConsumeReport(report)).toMatch(
    /\n\d+ records read, \d+ records\/sec \([\d.]+ MB\/sec\)\n$/,
  );
});

it('reads a topic that is there, or one partition of it', async () => {
  const client = await cluster.client();
  await produceText(client, 'orders', ['a', 'b', 'c'], 0);
  await produceText(client, 'orders', ['d'], 1);
  const all = await benchConsume(options({ topic: 'orders' }), modules);
  expect(all.records / all.rounds).toBe(4);
  const one = await benchConsume(options({ topic: 'orders', partition: 1 }), modules);
  expect(one.records / one.rounds).toBe(1);
});

it('an empty topic is nothing to read', async () => {
  await expect(benchConsume(options({ topic: 'empty' }), modules)).rejects.toThrow(
    'The topic "empty" is empty.',
  );
});
