/** The course of every benchmark: machine, topic, warm-up, measurement, bare pipeline, report. */
import type { Acks, ProduceReceipt } from '../../broker/api.ts';
import type { Clock } from '../../platform/clock.ts';
import { CliError } from '../cli-error.ts';
import { isBrokerError, type Connect } from '../cluster-client.ts';
import type { Durability } from './ceil/append-file.ts';
import { measureCeil, type CeilReport } from './ceil/measure.ts';
import { runLoad, type LoadOptions, type LoadResult, type Send } from './load.ts';
import type { MachineReport } from './machine.ts';
import type { BenchReport, CeilComparison, ClientReport } from './report.ts';
import { megabytesPerSecond, round, summarize, type LatencySummary } from './result-line.ts';
import { openTarget, type Target, type TargetOptions } from './target.ts';

export interface BenchOptions extends TargetOptions {
  readonly acks: Acks;
  readonly recordBytes: number;
  /** Undefined: 16 KiB in a closed loop, one record a batch in an open one. */
  readonly batchBytes?: number;
  /** Undefined: as many as make 8 MiB, but from 4 to 256. */
  readonly inFlight?: number;
  readonly records?: number;
  readonly durationMs?: number;
  readonly warmupMs: number;
  /** An open loop at this rate. */
  readonly recordsPerSecond?: number;
  /** What the brokers run with; a client cannot see it. */
  readonly durability: Durability;
  /** For each leg of the bare pipeline; 0 leaves it out. */
  readonly ceilMs: number;
  /** Where the raw figures and the bare pipeline write: best the file system of the brokers' data. */
  readonly directory?: string;
  readonly signal?: AbortSignal;
}

export interface BenchModules {
  readonly connect: Connect;
  readonly clock: Clock;
  readonly describeMachine: (directory: string | undefined) => Promise<MachineReport>;
  /** One line for a person who waits. */
  readonly progress: (line: string) => void;
}

/** What the two benchmarks differ in. */
export interface Sender {
  readonly send: Send;
  readonly recordsPerBatch: number;
  readonly batchBytes: number;
  readonly batchBuildMicros: () => number;
  /** Of the receipts so far. */
  readonly waitedFor: ReadonlySet<ProduceReceipt['waitedFor']>;
  /** The warm-up is over: what was recorded so far does not count. */
  measurementStarts(): void;
  receipts(): LatencySummary | undefined;
  close(): Promise<void>;
}

export type OpenSender = (
  target: Target,
  options: BenchOptions,
  modules: BenchModules,
) => Promise<Sender>;

const IN_FLIGHT_BYTES = 8 * 1024 * 1024;
const CLIENT_IS_LIMIT_PERCENT = 90;
export const REQUEST_TIMEOUT_MS = 30_000;

export function defaultInFlight(batchBytes: number): number {
  return Math.min(256, Math.max(4, Math.floor(IN_FLIGHT_BYTES / batchBytes)));
}

export async function runBench(
  kind: BenchReport['kind'],
  openSender: OpenSender,
  options: BenchOptions,
  modules: BenchModules,
): Promise<BenchReport> {
  const target = await openTarget(options, modules.connect);
  try {
    modules.progress('measuring the machine');
    const machine = await modules.describeMachine(options.directory);
    refuseIfInterrupted(options);
    const sender = await openSender(target, options, modules);
    try {
      const load = loadOf(options, sender);
      const measured = await measure(target, sender, { options, load }, modules);
      const report = { kind, target: describeTarget(target, options), ...measured, machine };
      return { ...report, ceil: await compareWithCeil(report, { options, load }, modules) };
    } finally {
      await sender.close();
    }
  } finally {
    await target.close();
  }
}

/** Ctrl-C: what was made is tidied away on the way out. */
function refuseIfInterrupted({ signal }: BenchOptions): void {
  if (signal?.aborted !== true) return;
  throw new CliError('It was interrupted before there was anything to report.', undefined, 130);
}

function loadOf(options: BenchOptions, sender: Sender): LoadOptions {
  const { records, durationMs, recordsPerSecond, signal } = options;
  return {
    inFlight: options.inFlight ?? defaultInFlight(sender.batchBytes),
    ...(records !== undefined && { batches: Math.ceil(records / sender.recordsPerBatch) }),
    ...(durationMs !== undefined && { durationMs }),
    ...(recordsPerSecond !== undefined && {
      batchesPerSecond: recordsPerSecond / sender.recordsPerBatch,
    }),
    ...(signal !== undefined && { signal }),
  };
}

function describeTarget(target: Target, options: BenchOptions): BenchReport['target'] {
  return {
    topic: target.topic,
    partitions: target.partitions.length,
    replicas: target.replicas,
    connectionsPerLeader: options.connections,
    isToLeader: target.lanes.every((lane) => lane.isToLeader),
  };
}

type Measured = Omit<BenchReport, 'kind' | 'target' | 'ceil' | 'machine'>;

interface Plan {
  readonly options: BenchOptions;
  readonly load: LoadOptions;
}

async function measure(
  target: Target,
  sender: Sender,
  { options, load }: Plan,
  { clock, progress }: BenchModules,
): Promise<Measured> {
  if (options.warmupMs > 0) {
    progress(`warming up for ${options.warmupMs / 1000} s`);
    const { batches: _, ...endless } = load;
    await runLoad({ ...endless, durationMs: options.warmupMs }, clock, sender.send);
    refuseIfInterrupted(options);
  }
  progress('measuring');
  sender.measurementStarts();
  const brokersAtStart = await target.cpuMicros();
  const cpuAtStart = process.cpuUsage();
  const result = await runLoad(load, clock, sender.send);
  const cpu = process.cpuUsage(cpuAtStart);
  const brokersAtEnd = await target.cpuMicros();
  const records = result.batches * sender.recordsPerBatch;
  const bytes = records * options.recordBytes;
  return {
    acks: options.acks,
    durability: options.durability,
    waitedFor: [...sender.waitedFor],
    shape: {
      recordBytes: options.recordBytes,
      recordsPerBatch: sender.recordsPerBatch,
      batchBytes: sender.batchBytes,
      inFlight: load.inFlight,
      recordsPerSecond: options.recordsPerSecond,
    },
    records,
    batches: result.batches,
    bytes,
    elapsedMs: round(result.elapsedMs),
    recordsPerSecond: Math.round((records * 1000) / result.elapsedMs),
    megabytesPerSecond: megabytesPerSecond(bytes, result.elapsedMs),
    latencyMs: summarize(result.latency),
    receiptMs: sender.receipts(),
    clientLatenessMs: result.lateness && summarize(result.lateness),
    failedBatches: result.failures,
    firstFailure: describeFailure(result.firstFailure),
    client: describeClient(cpu, result, sender.batchBuildMicros()),
    brokers: describeBrokers(brokersAtStart, brokersAtEnd, result),
  };
}

function describeFailure(failure: unknown): string | undefined {
  if (failure === undefined) return undefined;
  if (isBrokerError(failure)) return `${failure.errorName}: ${failure.message}`;
  return failure instanceof Error ? failure.message : JSON.stringify(failure);
}

function describeClient(
  cpu: NodeJS.CpuUsage,
  result: LoadResult,
  batchBuildMicros: number,
): ClientReport {
  const micros = cpu.user + cpu.system;
  const cpuPercent = Math.round(micros / result.elapsedMs / 10);
  return {
    cpuPercent,
    isLimit: cpuPercent > CLIENT_IS_LIMIT_PERCENT,
    cpuMicrosPerBatch: round(micros / Math.max(1, result.batches)),
    batchBuildMicros,
  };
}

function describeBrokers(
  start: number | undefined,
  end: number | undefined,
  result: LoadResult,
): BenchReport['brokers'] {
  if (start === undefined || end === undefined) return undefined;
  return {
    cpuPercent: Math.round((end - start) / result.elapsedMs / 10),
    cpuMicrosPerBatch: round((end - start) / Math.max(1, result.batches)),
  };
}

type Compared = Pick<
  BenchReport,
  'target' | 'shape' | 'batches' | 'elapsedMs' | 'latencyMs' | 'durability' | 'brokers'
>;

/** The same load through the bare pipeline, right after: over TCP, and over a WebSocket as our client has it. */
async function compareWithCeil(
  ours: Compared,
  { options, load }: Plan,
  { clock, progress }: BenchModules,
): Promise<CeilComparison[]> {
  if (options.ceilMs === 0) return [];
  const comparisons: CeilComparison[] = [];
  for (const leg of ['tcp', 'ws'] as const) {
    if (options.signal?.aborted === true) break;
    progress(`the bare pipeline over ${leg} for ${options.ceilMs / 1000} s`);
    const shape = {
      batchBytes: ours.shape.batchBytes,
      replicas: ours.target.replicas,
      durability: ours.durability,
      leg,
      ...(options.directory !== undefined && { directory: options.directory }),
    };
    const { batches: _, ...endless } = load;
    const ceil = await measureCeil(shape, { ...endless, durationMs: options.ceilMs }, clock);
    comparisons.push(compare(ours, ceil));
  }
  return comparisons;
}

export function compare(ours: Compared, ceil: CeilReport): CeilComparison {
  const ratio = (ourFigure: number, its: number): number => (its > 0 ? round(ourFigure / its) : 0);
  const batchBytes = ours.batches * ours.shape.batchBytes;
  return {
    ...ceil,
    throughputRatio: ratio(megabytesPerSecond(batchBytes, ours.elapsedMs), ceil.megabytesPerSecond),
    p50Ratio: ratio(ours.latencyMs.p50, ceil.latencyMs.p50),
    p99Ratio: ratio(ours.latencyMs.p99, ceil.latencyMs.p99),
    cpuRatio:
      ours.brokers && ratio(ours.brokers.cpuMicrosPerBatch, ceil.cpuMicrosPerBatch.replicas),
  };
}
