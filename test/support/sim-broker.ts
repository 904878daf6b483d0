/** What tests on simulated brokers share: a started cluster, batches, and reading a partition to its end. */
import type { BrokerApi } from '../../src/broker/api.ts';
import type { NodeId } from '../../src/model/ids.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import { iterateRecords } from '../../src/record/records.ts';
import { SimCluster, type SimClusterOptions } from '../../src/sim/cluster.ts';
import { Simulation } from '../../src/sim/simulation.ts';
import { settle } from './settle.ts';

export interface World {
  readonly simulation: Simulation;
  readonly cluster: SimCluster;
}

export function batchOf(...values: readonly string[]): Uint8Array {
  const builder = new BatchBuilder();
  for (const value of values) {
    builder.append({ key: null, value: new TextEncoder().encode(value), timestampMs: 1000 });
  }
  return builder.finish();
}

export function pause(simulation: Simulation, ms: number): Promise<void> {
  return new Promise((resolve) => simulation.after(ms, resolve));
}

/** Runs the script in a world of its own; the brokers are started and registered when it begins. */
export async function inWorld<T>(
  options: SimClusterOptions & { readonly seed?: number; readonly virtualMsMax?: number },
  script: (world: World) => Promise<T>,
): Promise<T> {
  const simulation = new Simulation({ seed: options.seed ?? 1, settle });
  const cluster = new SimCluster(simulation, options);
  const run = async (): Promise<T> => {
    await cluster.start();
    while (cluster.nodes.some((node) => node.readiness().length > 0)) await pause(simulation, 20);
    return script({ simulation, cluster });
  };
  return simulation.run(run(), options.virtualMsMax ?? 120_000);
}

export async function readAll(
  broker: BrokerApi,
  topic: string,
  partition = 0,
  from = 0,
): Promise<string[]> {
  const values: string[] = [];
  let next = from;
  for (;;) {
    const { batches, highWatermark } = await broker.fetch({
      topic,
      partition,
      offset: next,
      bytesMin: 1,
      bytesMax: 1 << 20,
      waitMsMax: 0,
    });
    for (const bytes of batches) {
      for (const record of iterateRecords(bytes)) {
        if (record.offset < next) continue;
        values.push(new TextDecoder().decode(record.value));
        next = record.offset + 1;
      }
    }
    if (next >= highWatermark) return values;
  }
}

export async function leaderOf(
  broker: BrokerApi,
  topic: string,
  partition = 0,
): Promise<NodeId | undefined> {
  const [described] = await broker.describeTopics([topic]);
  return described?.partitions[partition]?.leader;
}
