/**
 * `flotilla bench consume`: how many records a second come through subscriptions, from the beginning of each partition
 * to what was its end at the start, again and again until the time is over. Batches are counted by their headers: what an
 * application makes of its records is its own cost.
 */
import type { FlotillaConnection } from '../../client/open-connection.ts';
import type { Subscription } from '../../client/subscription.ts';
import {
  baseOffsetAt,
  BATCH_HEADER_BYTES,
  lastOffsetDeltaAt,
  recordsCountAt,
} from '../../record/batch-header.ts';
import { CliError } from '../cli-error.ts';
import { countOf, showCount } from '../show.ts';
import { runLoad } from './load.ts';
import type { MachineReport } from './machine.ts';
import { openProduceSender } from './produce.ts';
import { describeMachine } from './render.ts';
import { megabytesPerSecond, round } from './result-line.ts';
import { defaultInFlight, type BenchModules } from './run.ts';
import {
  openTarget,
  type ConnectTo,
  type Lane,
  type Target,
  type TargetOptions,
} from './target.ts';

type Connected = FlotillaConnection;

export interface ConsumeOptions extends TargetOptions {
  /** An own topic is filled with so many. */
  readonly records: number;
  readonly recordBytes: number;
  readonly batchBytes: number;
  readonly durationMs: number;
  readonly directory?: string;
  readonly signal: AbortSignal;
}

export type ConsumeModules = Omit<BenchModules, 'connect'> & {
  readonly connect: ConnectTo<Connected>;
};

export interface ConsumeReport {
  readonly kind: 'consume';
  readonly topic: string;
  readonly partitions: number;
  readonly isFromLeader: boolean;
  /** How often all was read, or begun to be read. */
  readonly rounds: number;
  readonly records: number;
  readonly batches: number;
  /** Of the batches without their headers. */
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly recordsPerSecond: number;
  readonly megabytesPerSecond: number;
  readonly client: { readonly cpuPercent: number; readonly isLimit: boolean };
  readonly brokers: { readonly cpuPercent: number } | undefined;
  readonly machine: MachineReport;
}

/** What a partition may have on its way to us: enough that the broker never waits for a round trip. */
const CREDIT_BYTES = 16 * 1024 * 1024;
const CREDIT_RECORDS = 1_000_000;
const CLIENT_IS_LIMIT_PERCENT = 90;

interface Tally {
  records: number;
  batches: number;
  bytes: number;
}

export async function benchConsume(
  options: ConsumeOptions,
  modules: ConsumeModules,
): Promise<ConsumeReport> {
  const { clock, progress } = modules;
  const target = await openTarget(options, modules.connect);
  try {
    if (options.topic === undefined) await fill(target, options, modules);
    progress('measuring the machine');
    const machine = await modules.describeMachine(options.directory);
    const ends = await endsOf(target);
    progress('measuring');
    const tally: Tally = { records: 0, batches: 0, bytes: 0 };
    const brokersAtStart = await target.cpuMicros();
    const cpuAtStart = process.cpuUsage();
    const startedAt = clock.monotonic();
    let rounds = 0;
    do {
      rounds += 1;
      await Promise.all(
        target.lanes.map((lane, at) => readAll(target.topic, lane, ends[at]!, { tally, options })),
      );
    } while (clock.monotonic() - startedAt < options.durationMs && !options.signal.aborted);
    const elapsedMs = clock.monotonic() - startedAt;
    const cpu = process.cpuUsage(cpuAtStart);
    const brokersAtEnd = await target.cpuMicros();
    const cpuPercent = Math.round((cpu.user + cpu.system) / elapsedMs / 10);
    return {
      kind: 'consume',
      topic: target.topic,
      partitions: target.partitions.length,
      isFromLeader: target.lanes.every((lane) => lane.isToLeader),
      rounds,
      ...tally,
      elapsedMs: round(elapsedMs),
      recordsPerSecond: Math.round((tally.records * 1000) / elapsedMs),
      megabytesPerSecond: megabytesPerSecond(tally.bytes, elapsedMs),
      client: { cpuPercent, isLimit: cpuPercent > CLIENT_IS_LIMIT_PERCENT },
      brokers:
        brokersAtStart === undefined || brokersAtEnd === undefined
          ? undefined
          : { cpuPercent: Math.round((brokersAtEnd - brokersAtStart) / elapsedMs / 10) },
      machine,
    };
  } finally {
    await target.close();
  }
}

export function renderConsumeReport(report: ConsumeReport): string {
  const { client, brokers, bytes, records, recordsPerSecond } = report;
  const limit = client.isLimit ? '; THE CLIENT IS THE LIMIT, not the broker' : '';
  const from = report.isFromLeader ? 'from each leader' : 'through a broker that forwards';
  const rows = [
    ['topic', `${report.topic}, ${countOf(report.partitions, 'partition')}, ${from}`],
    [
      'load',
      `a subscription to each partition; all read ${countOf(report.rounds, 'time')}, ${showCount(report.batches)} batches, ${(report.elapsedMs / 1000).toFixed(2)} s; records are counted, not decoded`,
    ],
    ['client', `${client.cpuPercent} % of a core${limit}`],
    [
      'brokers',
      brokers === undefined
        ? 'their /metrics cannot be read from here'
        : `${brokers.cpuPercent} % of a core together`,
    ],
    ['machine', describeMachine(report)],
  ];
  const lines = rows.map(([head, text]) => `${head!.padEnd(12)}${text}\n`);
  const mebibytes = bytes / report.elapsedMs / 1048.576;
  return `${lines.join('')}${records} records read, ${recordsPerSecond} records/sec (${mebibytes.toFixed(2)} MB/sec)\n`;
}

async function fill(
  target: Target<Connected>,
  options: ConsumeOptions,
  modules: ConsumeModules,
): Promise<void> {
  modules.progress(`writing ${countOf(options.records, 'record')}`);
  const load = { ...options, acks: -1, warmupMs: 0, durability: 'fsync', ceilMs: 0 } as const;
  const sender = await openProduceSender(target, load, modules);
  const { signal, records } = options;
  const { failures, firstFailure } = await runLoad(
    {
      inFlight: defaultInFlight(sender.batchBytes),
      batches: Math.ceil(records / sender.recordsPerBatch),
      signal,
    },
    modules.clock,
    sender.send,
  );
  if (failures > 0) throw firstFailure;
  if (signal.aborted) {
    throw new CliError('It was interrupted before there was anything to report.', undefined, 130);
  }
}

async function endsOf({ topic, lanes }: Target<Connected>): Promise<number[]> {
  const ends = await Promise.all(
    lanes.map(async ({ connection, partition }) => {
      const listed = await connection.listOffsets({ topic, partition, at: { kind: 'latest' } });
      return listed.offset ?? 0;
    }),
  );
  if (ends.some((end) => end > 0)) return ends;
  throw new CliError(
    `The topic "${topic}" is empty.`,
    'leave out the topic: one is made and filled then.',
  );
}

interface Round {
  readonly tally: Tally;
  readonly options: ConsumeOptions;
}

/** From the earliest record to `end`. */
function readAll(
  topic: string,
  { connection, partition }: Lane<Connected>,
  end: number,
  { tally, options: { signal } }: Round,
): Promise<void> {
  if (end === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const subscription: Subscription = connection.subscribe({
      topic,
      partition,
      start: 'earliest',
      creditBytes: CREDIT_BYTES,
      creditRecords: CREDIT_RECORDS,
      onRecords: (batches) => {
        let [bytes, records, next] = [0, 0, 0];
        for (const batch of batches) {
          bytes += batch.length;
          records += recordsCountAt(batch);
          next = baseOffsetAt(batch) + lastOffsetDeltaAt(batch) + 1;
        }
        tally.bytes += bytes - batches.length * BATCH_HEADER_BYTES;
        tally.records += records;
        tally.batches += batches.length;
        if (next < end && !signal.aborted) return subscription.addCredit(bytes, records);
        subscription.close().then(resolve, reject);
      },
      onEnded: reject,
    });
    subscription.started.catch(reject);
  });
}
