/** `flotilla produce`: a record for each line of standard input. */
import type { Acks, BrokerApi } from '../../broker/api.ts';
import type { CompressionName } from '../../record/compression.ts';
import { CliError } from '../cli-error.ts';
import { ClusterClient, mayReadAgain, retrying, retryingAtStart } from '../cluster-client.ts';
import { compressorOf } from '../compression.ts';
import { installNatives } from '../natives.ts';
import { showBytes } from '../show.ts';
import { tell } from '../stdout.ts';
import { findTopic } from '../topics.ts';
import { LineProducer } from './line-producer.ts';
import { LineSplitter } from './line-splitter.ts';
import { ProduceReport } from './produce-report.ts';
import { valueBytesMax } from './record-size.ts';

export interface ProduceOptions {
  readonly partition?: number;
  readonly key?: string;
  readonly acks: Acks;
  readonly batchBytes: number;
  readonly lingerMs: number;
  readonly stopOnError?: boolean;
  readonly compression?: CompressionName;
}

const WAITING_BYTES_MAX = 16 << 20;
/** As Kafka's delivery.timeout.ms and request.timeout.ms. */
const DELIVERY_MS_MAX = 120_000;
const REQUEST_MS_MAX = 30_000;
const PROGRESS_MS = 500;

export interface ProduceRun {
  readonly client: ClusterClient;
  readonly topic: string;
  readonly options: ProduceOptions;
  readonly input: AsyncIterable<Uint8Array>;
  readonly interrupted: AbortSignal;
}

/** The exit code. Throws when the run could not be carried out, after the final line. */
export async function runProduce(run: ProduceRun): Promise<number> {
  const { client, topic, options } = run;
  await installNatives();
  const key = options.key === undefined ? undefined : new TextEncoder().encode(options.key);
  const compress = await compressorOf(options.compression ?? 'none');
  const { partitionCount, messageBytesMax } = await readLimits(client, topic, options.partition);
  const report = new ProduceReport(topic, options.acks, tell);
  const producer = new LineProducer({
    use: (call) => client.use(call),
    topic,
    partitionCount,
    ...(options.partition === undefined ? {} : { partition: options.partition }),
    ...(key === undefined ? {} : { key }),
    ...(compress === undefined ? {} : { compress }),
    acks: options.acks,
    batchBytesMax: Math.min(options.batchBytes, messageBytesMax),
    lingerMs: options.lingerMs,
    deliveryMsMax: DELIVERY_MS_MAX,
    requestMsMax: REQUEST_MS_MAX,
    waitingBytesMax: WAITING_BYTES_MAX,
    firstPartition: Math.floor(Math.random() * partitionCount),
    report,
  });
  const lineBytesMax = valueBytesMax(key?.length, messageBytesMax);
  if (lineBytesMax < 0) {
    throw new CliError(`The key alone is larger than a batch of "${topic}" may be.`);
  }
  const startedAt = performance.now();
  const stopProgress = showProgress(report);
  try {
    await pump(run, producer, report, lineBytesMax);
  } finally {
    stopProgress();
    tell(report.summary((performance.now() - startedAt) / 1000));
  }
  if (report.refusedRecords > 0) return 1;
  return run.interrupted.aborted ? 130 : 0;
}

async function pump(
  run: ProduceRun,
  producer: LineProducer,
  report: ProduceReport,
  lineBytesMax: number,
): Promise<void> {
  let nowMs = 0;
  const splitter = new LineSplitter(lineBytesMax, {
    line: (bytes) => {
      if (mustStop()) return;
      report.lines += 1;
      report.bytes += bytes.length;
      producer.append(bytes, report.lines, nowMs);
    },
    tooLong: (sizeBytes) => {
      if (mustStop()) return;
      report.lines += 1;
      report.lineTooLong(report.lines, sizeBytes, lineBytesMax);
    },
  });
  const mustStop = () => run.options.stopOnError === true && report.refusedRecords > 0;
  for await (const chunk of untilAborted(run.input, run.interrupted)) {
    nowMs = Date.now();
    splitter.push(chunk);
    await producer.ready();
    if (mustStop()) break;
  }
  nowMs = Date.now();
  if (!run.interrupted.aborted) splitter.end();
  await producer.flush();
}

/** Ends at Ctrl-C even when the input gives nothing more. What was read by then is still delivered. */
async function* untilAborted(
  input: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const iterator = input[Symbol.asyncIterator]();
  for (;;) {
    const step = await Promise.race([iterator.next(), aborted]);
    if (step === undefined || step.done === true) return;
    yield step.value;
  }
}

async function readLimits(
  client: ClusterClient,
  topic: string,
  partition: number | undefined,
): Promise<{ partitionCount: number; messageBytesMax: number }> {
  const read = async (broker: BrokerApi) => {
    const found = await findTopic(broker, topic, partition);
    const messageBytesMax = await readMessageBytesMax(broker, topic);
    return { partitionCount: found.partitions.length, messageBytesMax };
  };
  return await retrying(() => client.use(read), retryingAtStart(mayReadAgain));
}

async function readMessageBytesMax(broker: BrokerApi, topic: string): Promise<number> {
  const configs = await broker.describeTopicConfig(topic);
  const entry = configs.find((config) => config.name === 'max.message.bytes');
  return entry === undefined ? 1_048_588 : Number(entry.value);
}

function showProgress(report: ProduceReport): () => void {
  if (!process.stderr.isTTY) return () => {};
  const timer = setInterval(() => {
    const line = `${report.lines} lines, ${showBytes(report.bytes)} read, ${report.acknowledgedRecords} acknowledged`;
    process.stderr.write(`\r\u001b[K${line}`);
  }, PROGRESS_MS);
  return () => {
    clearInterval(timer);
    process.stderr.write('\r\u001b[K');
  };
}
