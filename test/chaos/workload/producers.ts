/**
 * Producers over both doors, idempotent, one log a call. What a call that failed says of its records is taken as the
 * client documents it: refused is only what is surely written nowhere, and all else is unknown.
 */
import { Kafka as KafkaJS, logLevel as kafkaLogLevel, Partitioners } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from '../../../src/client/index.ts';
import { showTopicPartition, type TopicPartition } from '../../../src/model/topic-partition.ts';
import { insist, showError, type Client, type Surroundings } from './client.ts';
import { messagesOf } from './records.ts';

const RECORDS_MAX = 8;
const IN_FLIGHT_MAX = 5;
const PAUSE_MS = 40;
const DELIVERY_MS_MAX = 20_000;
/** docs/client.md, "When a send fails". */
const REFUSED: ReadonlySet<string> = new Set(['FlotillaBufferFull', 'KafkaJSNonRetriableError']);

/** What one producer sends to one log, and what becomes of it. */
class Lane {
  private readonly around: Surroundings;
  private readonly process: string;
  private readonly log: string;
  private calls = 0;

  constructor(around: Surroundings, process: string, log: string) {
    this.around = around;
    this.process = process;
    this.log = log;
  }

  /** Whether it succeeded. */
  async send(call: (first: number, count: number) => Promise<string | undefined>, isOurs: boolean) {
    const { history, ids } = this.around;
    this.calls += 1;
    const count = 1 + (this.calls % RECORDS_MAX);
    const first = ids.take(count);
    const records = { process: this.process, log: this.log, first, count };
    history.record({ kind: 'sent', ...records });
    try {
      const offset = await call(first, count);
      const at = offset === undefined ? {} : { offset: Number(offset) };
      history.record({ kind: 'acknowledged', ...records, ...at });
      return true;
    } catch (error) {
      const kind = isOurs && isRefusal(error) ? 'refused' : 'unknown';
      history.record({ kind, ...records, error: showError(error) });
      return false;
    }
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isAnswer = error.name === 'KafkaJSProtocolError' && 'retriable' in error;
  return REFUSED.has(error.name) || (isAnswer && error.retriable === false);
}

/** Ours: several calls in flight for each partition. */
export class OurProducer implements Client {
  private readonly producer;
  private readonly running: Promise<unknown>;
  private isStopping = false;

  constructor(around: Surroundings, name: string, logs: readonly TopicPartition[]) {
    const kafka = new Kafka({
      brokers: [...around.urls],
      clientId: name,
      logLevel: logLevel.NOTHING,
    });
    this.producer = kafka.producer({ deliveryTimeoutMs: DELIVERY_MS_MAX });
    this.running = this.run(around, name, logs);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
    await this.producer.disconnect();
  }

  private async run(
    around: Surroundings,
    name: string,
    logs: readonly TopicPartition[],
  ): Promise<void> {
    await insist(
      () => this.isStopping,
      () => this.producer.connect(),
    );
    const lanes = logs.map((log) =>
      this.keepSending(new Lane(around, name, showTopicPartition(log)), log),
    );
    await Promise.all(lanes);
  }

  private async keepSending(lane: Lane, { topic, partition }: TopicPartition): Promise<void> {
    const inFlight = new Set<Promise<unknown>>();
    while (!this.isStopping) {
      while (inFlight.size >= IN_FLIGHT_MAX) await Promise.race(inFlight);
      const sending = lane.send(async (first, count) => {
        const messages = messagesOf(first, count, partition);
        const [receipt] = await this.producer.send({ topic, messages });
        return receipt?.baseOffset;
      }, true);
      inFlight.add(sending);
      void sending.then(() => inFlight.delete(sending));
      await sleep(PAUSE_MS);
    }
    await Promise.all(inFlight);
  }
}

/**
 * kafkajs: one call at a time, and a new producer after one that failed. It counts a batch's sequence only when it was
 * acknowledged, so after a failure it would give the same sequence to another batch, which the broker takes for a retry.
 */
export class KafkaJSProducer implements Client {
  private readonly running: Promise<void>;
  private isStopping = false;

  constructor(around: Surroundings, name: string, log: TopicPartition) {
    const kafka = new KafkaJS({
      brokers: [...around.kafkaAddresses],
      clientId: name,
      logLevel: kafkaLogLevel.NOTHING,
      requestTimeout: 10_000,
    });
    this.running = this.run(kafka, { around, name, log });
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  private async run(
    kafka: KafkaJS,
    place: { around: Surroundings; name: string; log: TopicPartition },
  ): Promise<void> {
    const { around, name, log } = place;
    const { topic, partition } = log;
    const createPartitioner = Partitioners.DefaultPartitioner;
    for (let life = 1; !this.isStopping; life += 1) {
      const producer = kafka.producer({ createPartitioner, idempotent: true });
      await insist(
        () => this.isStopping,
        () => producer.connect(),
      );
      const lane = new Lane(around, `${name}.${life}`, showTopicPartition(log));
      let isFine = true;
      while (isFine && !this.isStopping) {
        isFine = await lane.send(async (first, count) => {
          const messages = messagesOf(first, count, partition);
          const receipts = await producer.send({ topic, messages, timeout: 5000 });
          // It reports success for a call whose batch it forgot (docs/decisions/0024).
          if (receipts.length === 0) throw new Error('kafkajs names no partition');
          return receipts[0]?.baseOffset;
        }, false);
        await sleep(PAUSE_MS);
      }
      await producer.disconnect().catch(() => undefined);
    }
  }
}
