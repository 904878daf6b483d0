// Goal: whole brokers in a simulated world are deterministic, and keep their promises when brokers are killed.
// Method: three brokers from one seed, producers with acks=all, kills; the same seed twice gives the same trace.
import { describe, expect, test } from 'vitest';
import type { BrokerApi } from '../../src/broker/api.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import { iterateRecords } from '../../src/record/records.ts';
import { SimCluster } from '../../src/sim/cluster.ts';
import { Simulation } from '../../src/sim/simulation.ts';
import { settle } from '../support/settle.ts';

const TOPIC = 'orders';

function batch(value: string, timestampMs: number): Uint8Array {
  const builder = new BatchBuilder();
  builder.append({ key: null, value: new TextEncoder().encode(value), timestampMs });
  return builder.finish();
}

function pause(simulation: Simulation, ms: number): Promise<void> {
  return new Promise((resolve) => simulation.after(ms, resolve));
}

/** Tries brokers in turn until one acknowledges; gives up on an outcome that nobody knows. */
async function produce(
  simulation: Simulation,
  cluster: SimCluster,
  value: string,
): Promise<number | 'unknown'> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const id = cluster.ids[attempt % cluster.ids.length]!;
    if (!cluster.isRunning(id)) continue;
    try {
      const answer = cluster.broker(id).produce({
        topic: TOPIC,
        partition: 0,
        acks: -1,
        records: batch(value, 1000),
        timeoutMs: 5000,
      });
      // A broker that is killed never answers.
      const receipt = await Promise.race([answer, pause(simulation, 6000)]);
      return receipt === undefined ? 'unknown' : receipt.baseOffset;
    } catch (error) {
      const { errorName } = error as { errorName?: string };
      if (errorName === 'REQUEST_TIMED_OUT' || errorName === 'NETWORK_EXCEPTION') return 'unknown';
      await pause(simulation, 50);
    }
  }
  return 'unknown';
}

async function readAll(broker: BrokerApi): Promise<string[]> {
  const values: string[] = [];
  for (;;) {
    const { batches, highWatermark } = await broker.fetch({
      topic: TOPIC,
      partition: 0,
      offset: values.length,
      bytesMin: 1,
      bytesMax: 1 << 20,
      waitMsMax: 0,
    });
    for (const bytes of batches) {
      for (const record of iterateRecords(bytes)) {
        if (record.offset === values.length) values.push(new TextDecoder().decode(record.value));
      }
    }
    if (values.length >= highWatermark) return values;
  }
}

async function createTopic(simulation: Simulation, cluster: SimCluster): Promise<void> {
  for (;;) {
    try {
      await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
      return;
    } catch {
      await pause(simulation, 20);
    }
  }
}

interface Run {
  readonly hash: string;
  readonly acknowledged: ReadonlyMap<string, number>;
  readonly read: readonly string[];
  readonly trace: readonly string[];
}

async function leaderOf(cluster: SimCluster, id: number): Promise<number | undefined> {
  const [topic] = await cluster.broker(id).describeTopics([TOPIC]);
  return topic?.partitions[0]?.leader;
}

async function run(seed: number, kill: 'nobody' | 'process' | 'power'): Promise<Run> {
  const simulation = new Simulation({ seed, settle });
  const cluster = new SimCluster(simulation, { brokers: 3 });
  const acknowledged = new Map<string, number>();
  const script = async (): Promise<string[]> => {
    await cluster.start();
    await createTopic(simulation, cluster);
    for (let n = 0; n < 60; n += 1) {
      if (kill !== 'nobody' && n % 20 === 10) {
        const asked = cluster.ids.find((id) => cluster.isRunning(id))!;
        const leader = (await leaderOf(cluster, asked)) ?? asked;
        cluster.kill(leader, kill);
        simulation.after(1500, () => void cluster.startBroker(leader));
      }
      const offset = await produce(simulation, cluster, `value-${n}`);
      if (offset !== 'unknown') acknowledged.set(`value-${n}`, offset);
    }
    await pause(simulation, 5000);
    const leader = (await leaderOf(cluster, 1))!;
    return readAll(cluster.broker(leader));
  };
  const read = await simulation.run(script(), 120_000);
  return { hash: simulation.traceHash(), acknowledged, read, trace: simulation.traceLines };
}

describe('a simulated cluster of three brokers', () => {
  test('the same seed is the same run, byte for byte; another seed is another run', async () => {
    const first = await run(7, 'process');
    const second = await run(7, 'process');
    const other = await run(8, 'process');
    expect(second.hash).toBe(first.hash);
    expect(second.trace).toEqual(first.trace);
    expect(other.hash).not.toBe(first.hash);
  });

  test('without faults every record is acknowledged, dense from offset 0', async () => {
    const { acknowledged, read } = await run(1, 'nobody');
    expect(read).toEqual(Array.from({ length: 60 }, (_, n) => `value-${n}`));
    expect([...acknowledged.values()]).toEqual(read.map((_, offset) => offset));
  });

  test.each([11, 12, 13, 14, 15])(
    'seed %i: leaders are killed with their page cache, and no acknowledged record is lost',
    async (seed) => {
      const { acknowledged, read } = await run(seed, 'power');
      expect(acknowledged.size).toBeGreaterThan(40);
      for (const [value, offset] of acknowledged) expect(read[offset]).toBe(value);
    },
  );
});
