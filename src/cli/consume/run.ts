/** `flotilla consume`: committed records to standard output. */
import type { BrokerApi } from '../../broker/api.ts';
import { installNatives } from '../natives.ts';
import { ClusterClient, mayReadAgain, retrying, retryingAtStart } from '../cluster-client.ts';
import { countOf, showBytes } from '../show.ts';
import { OutputClosed, tell, writeOutput } from '../stdout.ts';
import { findTopic } from '../topics.ts';
import { PartitionReader } from './partition-reader.ts';
import type { RecordWriter } from './record-format.ts';
import { RecordOutput } from './record-output.ts';
import type { StartAt } from './start-argument.ts';
import { resolveRange, type ReadRange } from './start-offset.ts';

export interface ConsumeOptions {
  readonly startAt: StartAt;
  readonly partition?: number;
  readonly count?: number;
  readonly exitAtEnd?: boolean;
  readonly format: RecordWriter;
}

/** Shared by the partitions that are read at once; each has at most two fetches in memory. */
const FETCH_BYTES_ALL = 16 << 20;
const FETCH_BYTES_MAX = 1 << 20;
const FETCH_BYTES_MIN = 16 << 10;
const WAIT_MS_MAX = 500;
/** A broker serves this many long polls of one connection at once; beyond that they must be short. */
const LONG_POLLS_MAX = 32;
const SHORT_WAIT_MS = 50;
const SILENCE_MS_MAX = 120_000;
/** How long the last chunk may take after Ctrl-C, when nobody reads the output. */
const LAST_WRITE_MS = 300;

export interface ConsumeRun {
  readonly client: ClusterClient;
  readonly topic: string;
  readonly options: ConsumeOptions;
  readonly interrupted: AbortSignal;
}

export async function runConsume(run: ConsumeRun): Promise<void> {
  const { client, topic, options } = run;
  await installNatives();
  const ranges = await readRanges(client, topic, options);
  const output = new RecordOutput({
    recordsMax: options.count ?? Number.POSITIVE_INFINITY,
    format: options.format,
    write: writeOutput,
  });
  // When one partition fails, or the wanted number is there, the others have no reason to go on.
  const stop = new AbortController();
  run.interrupted.addEventListener('abort', () => stop.abort(), { once: true });
  const readers = [...ranges].map(async ([partition, range]) => {
    const reader = new PartitionReader({ topic, partition }, range.start, {
      use: (call) => client.use(call),
      output,
      end: options.exitAtEnd === true ? range.end : undefined,
      fetchBytesMax: clamp(FETCH_BYTES_ALL / ranges.size, FETCH_BYTES_MIN, FETCH_BYTES_MAX),
      waitMsMax: ranges.size > LONG_POLLS_MAX ? SHORT_WAIT_MS : WAIT_MS_MAX,
      silenceMsMax: SILENCE_MS_MAX,
      signal: stop.signal,
      tell,
    });
    await reader.run();
    if (output.isComplete) stop.abort();
  });
  let isReaderGone = false;
  try {
    await Promise.race([Promise.all(readers), afterAbort(stop.signal, output)]);
  } catch (error) {
    // Then nobody knows how much of it was read, and nobody asks.
    isReaderGone = error instanceof OutputClosed;
    throw error;
  } finally {
    stop.abort();
    if (!isReaderGone) tell(`${countOf(output.records, 'record')}, ${showBytes(output.bytes)}`);
  }
}

async function readRanges(
  client: ClusterClient,
  topic: string,
  options: ConsumeOptions,
): Promise<Map<number, ReadRange>> {
  const read = async (broker: BrokerApi) => {
    const found = await findTopic(broker, topic, options.partition);
    const partitions =
      options.partition === undefined
        ? found.partitions.map((one) => one.partition)
        : [options.partition];
    const ranges = partitions.map(
      async (partition) =>
        [partition, await resolveRange(broker, { topic, partition }, options.startAt)] as const,
    );
    return new Map(await Promise.all(ranges));
  };
  return await retrying(() => client.use(read), retryingAtStart(mayReadAgain));
}

/** What was read is still written, for a moment: nobody may be reading it. */
async function afterAbort(signal: AbortSignal, output: RecordOutput): Promise<void> {
  await new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  await Promise.race([
    output.flush(),
    new Promise((resolve) => setTimeout(resolve, LAST_WRITE_MS)),
  ]);
}

function clamp(value: number, low: number, high: number): number {
  return Math.floor(Math.min(Math.max(value, low), high));
}
