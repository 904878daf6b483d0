/**
 * `flotilla consume -g`: records as a member of a consumer group. What was written to standard output is committed, and
 * nothing else: a record that another member gets again was not written here.
 */
import type { Consumer, KafkaMessage, StreamBatch } from '../../client/types/consumer.ts';
import type { RecordHeader } from '../../record/record-cursor.ts';
import type { RecordView } from '../../record/records.ts';
import { ClusterClient, mayReadAgain, retrying, retryingAtStart } from '../cluster-client.ts';
import { countOf, showBytes } from '../show.ts';
import { OutputClosed, tell, writeOutput } from '../stdout.ts';
import { findTopic } from '../topics.ts';
import type { RecordWriter } from './record-format.ts';
import { RecordOutput } from './record-output.ts';

export interface GroupConsumeOptions {
  readonly groupId: string;
  /** Where partitions begin for which the group has committed nothing. */
  readonly isFromStart: boolean;
  readonly count?: number;
  readonly format: RecordWriter;
}

export interface GroupConsumeRun {
  readonly client: ClusterClient;
  readonly topic: string;
  readonly options: GroupConsumeOptions;
  readonly interrupted: AbortSignal;
}

/** How long the last batch may take after Ctrl-C, when nobody reads the output. */
const LAST_WRITE_MS = 300;

export async function runGroupConsume(run: GroupConsumeRun): Promise<void> {
  const { client, topic, options, interrupted } = run;
  // What is wrong with the topic or the brokers is said as in every command.
  await retrying(() => client.use((broker) => findTopic(broker, topic)), {
    ...retryingAtStart(mayReadAgain),
    signal: interrupted,
  });
  const output = new RecordOutput({
    recordsMax: options.count ?? Number.POSITIVE_INFINITY,
    format: options.format,
    write: writeOutput,
  });
  const consumer = await createConsumer(client, options.groupId);
  let isReaderGone = false;
  try {
    await consumer.connect({ signal: interrupted });
    await consumer.subscribe({ topics: [topic], fromBeginning: options.isFromStart });
    await writeBatches(consumer, output, interrupted);
  } catch (error) {
    if (interrupted.aborted && !(error instanceof OutputClosed)) return;
    isReaderGone = error instanceof OutputClosed;
    throw error;
  } finally {
    // Leaves the group, so that the others need not wait for the end of a session.
    await consumer.disconnect();
    if (!isReaderGone) tell(`${countOf(output.records, 'record')}, ${showBytes(output.bytes)}`);
  }
}

async function createConsumer(client: ClusterClient, groupId: string): Promise<Consumer> {
  const { Kafka } = await import('../../client/node/kafka.ts');
  const { logLevel } = await import('../../client/constants.ts');
  const kafka = new Kafka({
    brokers: client.urls,
    clientId: 'flotilla-consume',
    logLevel: logLevel.NOTHING,
  });
  const consumer = kafka.consumer({ groupId });
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const count = Object.values(payload.memberAssignment).flat().length;
    tell(`Joined group ${groupId} as ${payload.memberId}: ${countOf(count, 'partition')}.`);
  });
  consumer.on(consumer.events.GAP, ({ payload }) => {
    const { topic, partition, from, to } = payload;
    tell(`${topic}/${partition}: the records from offset ${from} to ${to ?? 'the end'} are gone.`);
  });
  return consumer;
}

async function writeBatches(
  consumer: Consumer,
  output: RecordOutput,
  interrupted: AbortSignal,
): Promise<void> {
  const aborted = new Promise<undefined>((resolve) => {
    if (interrupted.aborted) resolve(undefined);
    interrupted.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const stream = consumer.stream();
  for (;;) {
    const next = await Promise.race([stream.next(), aborted]);
    if (next === undefined || next.done === true) return;
    const last = addBatch(next.value, output);
    const isWritten = await Promise.race([output.flush().then(() => true), giveUpAfter(aborted)]);
    if (!isWritten || last === undefined) return;
    if (!output.isComplete && !interrupted.aborted) continue;
    const { topic, partition } = next.value;
    await consumer.commitOffsets([{ topic, partition, offset: String(Number(last) + 1) }]);
    return;
  }
}

/** The offset of the last record that was wanted. */
function addBatch(batch: StreamBatch, output: RecordOutput): string | undefined {
  let last: string | undefined;
  for (const message of batch.messages) {
    if (output.isComplete) break;
    output.add(batch, recordOf(message));
    last = message.offset;
  }
  return last;
}

async function giveUpAfter(aborted: Promise<undefined>): Promise<false> {
  await aborted;
  return await new Promise((resolve) => {
    setTimeout(() => resolve(false), LAST_WRITE_MS);
  });
}

function recordOf({ offset, timestamp, key, value, headers }: KafkaMessage): RecordView {
  return {
    offset: Number(offset),
    timestampMs: Number(timestamp),
    key,
    value,
    headers: Object.entries(headers).flatMap(([name, values]) => headersOf(name, values)),
  };
}

function headersOf(key: string, values: KafkaMessage['headers'][string]): RecordHeader[] {
  const each = Array.isArray(values) ? values : [values];
  return each.map((value) => ({ key, value: value ?? null }));
}
