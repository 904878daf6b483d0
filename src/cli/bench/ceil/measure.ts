import type { Clock } from '../../../platform/clock.ts';
import { runLoad, type LoadOptions } from '../load.ts';
import { megabytesPerSecond, round, summarize, type LatencySummary } from '../result-line.ts';
import { Ceil, type CeilShape } from './pipeline.ts';

export interface CeilReport extends Omit<CeilShape, 'directory'> {
  readonly inFlight: number;
  readonly batches: number;
  readonly elapsedMs: number;
  readonly megabytesPerSecond: number;
  readonly batchesPerSecond: number;
  readonly latencyMs: LatencySummary;
  /** CPU time a batch, in microseconds. */
  readonly cpuMicrosPerBatch: {
    readonly client: number;
    readonly leader: number;
    /** The leader included. */
    readonly replicas: number;
  };
}

const WARMUP_MS = 300;

/** One run of the bare pipeline in processes of its own, after a warm-up under the same load. */
export async function measureCeil(
  shape: CeilShape,
  load: LoadOptions,
  clock: Clock,
): Promise<CeilReport> {
  const { result, clientMicros, replicaMicros } = await run(shape, load, clock);
  const { directory: _directory, ...reportedShape } = shape;
  const perBatch = (micros: number): number => round(micros / Math.max(1, result.batches));
  return {
    ...reportedShape,
    inFlight: load.inFlight,
    batches: result.batches,
    elapsedMs: round(result.elapsedMs),
    megabytesPerSecond: megabytesPerSecond(result.batches * shape.batchBytes, result.elapsedMs),
    batchesPerSecond: Math.round((result.batches * 1000) / result.elapsedMs),
    latencyMs: summarize(result.latency),
    cpuMicrosPerBatch: {
      client: perBatch(clientMicros),
      leader: perBatch(replicaMicros[0] ?? 0),
      replicas: perBatch(replicaMicros.reduce((sum, micros) => sum + micros, 0)),
    },
  };
}

async function run(shape: CeilShape, load: LoadOptions, clock: Clock) {
  const ceil = await Ceil.start(shape);
  try {
    const { batches: _, ...endless } = load;
    await runLoad({ ...endless, durationMs: WARMUP_MS }, clock, ceil.send);
    ceil.measure();
    const cpuAtStart = process.cpuUsage();
    const result = await runLoad(load, clock, ceil.send);
    const { user, system } = process.cpuUsage(cpuAtStart);
    if (result.firstFailure !== undefined) throw result.firstFailure;
    return { result, clientMicros: user + system, replicaMicros: await ceil.cpuMicros() };
  } finally {
    await ceil.stop();
  }
}
