import type { Acks } from '../../broker/api.ts';
import type { FlotillaConnection } from '../../client/open-connection.ts';
import { NodeClock } from '../../node/clock.ts';
import { resolveBrokerUrls } from '../broker-urls.ts';
import { CliError } from '../cli-error.ts';
import { NoBrokerAnswers } from '../cluster-client.ts';
import { interruption } from '../interrupt.ts';
import { tell, writeOutput } from '../stdout.ts';
import { renderJson } from '../table.ts';
import { installNatives } from '../natives.ts';
import { measureCeil } from './ceil/measure.ts';
import type { BenchFlags, CeilFlags, ConsumeFlags } from './command.ts';
import { benchConsume, renderConsumeReport } from './consume.ts';
import { E2E_CONNECTIONS, openE2eSender } from './e2e.ts';
import { describeMachine } from './machine.ts';
import { openProduceSender } from './produce.ts';
import { renderReport } from './render.ts';
import { defaultInFlight, runBench, type BenchModules, type BenchOptions } from './run.ts';
import type { BenchReport } from './report.ts';

const DURATION_S_DEFAULT = 5;
const ACKS: Readonly<Record<BenchFlags['acks'], Acks>> = { all: -1, '1': 1, '0': 0 };

export async function runProduceBench(topic: string | undefined, flags: BenchFlags): Promise<void> {
  const options = benchOptions(topic, flags, interruption());
  await print(await runBench('produce', openProduceSender, options, await nodeModules()), flags);
}

export async function runConsumeBench(
  topic: string | undefined,
  flags: ConsumeFlags,
): Promise<void> {
  const { partition, directory } = flags;
  const modules = await nodeModules();
  const report = await benchConsume(
    {
      urls: resolveBrokerUrls(flags).urls,
      records: flags.records,
      recordBytes: flags.recordSize,
      batchBytes: flags.batchBytes,
      durationMs: flags.duration * 1000,
      partitionCount: flags.partitions,
      connections: 1,
      signal: interruption(),
      ...(topic !== undefined && { topic }),
      ...(partition !== undefined && { partition }),
      ...(directory !== undefined && { directory }),
    },
    { ...modules, connect },
  );
  await writeOutput(flags.json ? renderJson(report) : renderConsumeReport(report));
}

export async function runE2eBench(topic: string | undefined, flags: BenchFlags): Promise<void> {
  if (flags.acks === '0') {
    throw new CliError(
      'Without receipts a lost record cannot be told from a late one.',
      'take --acks 1 or --acks all.',
    );
  }
  const options: BenchOptions = {
    ...benchOptions(topic, flags, interruption()),
    partition: flags.partition ?? 0,
    partitionCount: 1,
    connections: E2E_CONNECTIONS,
  };
  await print(await runBench('e2e', openE2eSender, options, await nodeModules()), flags);
}

export async function runCeil(flags: CeilFlags): Promise<void> {
  const { batchBytes, replicas, durability, leg, directory, batches, rate } = flags;
  const report = await measureCeil(
    { batchBytes, replicas, durability, leg, ...(directory !== undefined && { directory }) },
    {
      inFlight: flags.inFlight ?? defaultInFlight(batchBytes),
      durationMs: flags.duration * 1000,
      ...(batches !== undefined && { batches }),
      ...(rate !== undefined && { batchesPerSecond: rate }),
      signal: interruption(),
    },
    new NodeClock(),
  );
  await writeOutput(renderJson(report));
}

export function benchOptions(
  topic: string | undefined,
  flags: BenchFlags,
  signal: AbortSignal,
): BenchOptions {
  const { records, batchBytes, inFlight, rate, partition, directory } = flags;
  const durationS = flags.duration ?? (records === undefined ? DURATION_S_DEFAULT : undefined);
  return {
    urls: resolveBrokerUrls(flags).urls,
    acks: ACKS[flags.acks],
    recordBytes: flags.recordSize,
    warmupMs: flags.warmup * 1000,
    durability: flags.durability,
    ceilMs: flags.ceil ? flags.ceilSeconds * 1000 : 0,
    partitionCount: flags.partitions ?? 1,
    connections: flags.connections ?? 1,
    signal,
    ...(topic !== undefined && { topic }),
    ...(records !== undefined && { records }),
    ...(durationS !== undefined && { durationMs: durationS * 1000 }),
    ...(batchBytes !== undefined && { batchBytes }),
    ...(inFlight !== undefined && { inFlight }),
    ...(rate !== undefined && { recordsPerSecond: rate }),
    ...(partition !== undefined && { partition }),
    ...(directory !== undefined && { directory }),
  };
}

/** With the native checksum, which builds and checks batches, and the codec that foreign records may need. */
export async function nodeModules(): Promise<BenchModules> {
  await installNatives();
  return { connect, clock: new NodeClock(), describeMachine, progress: tell };
}

async function connect(urls: readonly string[]): Promise<FlotillaConnection> {
  const { connectAny } = await import('../../client/connection.ts');
  try {
    return await connectAny([...urls]);
  } catch (error) {
    const refused = new NoBrokerAnswers(urls);
    refused.cause = error;
    throw refused;
  }
}

async function print(report: BenchReport, flags: BenchFlags): Promise<void> {
  await writeOutput(flags.json ? renderJson(report) : renderReport(report));
  if (report.batches > 0) return;
  throw new CliError(
    `No batch was acknowledged: ${report.firstFailure ?? 'it was interrupted'}`,
    'see whether the cluster is well with: npx flotilla cluster health',
  );
}
