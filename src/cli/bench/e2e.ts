/**
 * `flotilla bench e2e`: from the moment a record is due to the moment a consumer has it, over two connections of
 * one process (one clock). One record a batch. Each carries the number of its sending in its value, so that a
 * latency belongs to the right record whatever else the partition holds.
 */
import type { Histogram } from 'hdr-histogram-js';
import { SeededRandom } from '../../base/seeded-random.ts';
import type { ProduceReceipt } from '../../broker/api.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { BatchBuilder } from '../../record/batch-builder.ts';
import { randomBytes } from './batches.ts';
import { makeHistogram } from './load.ts';
import { summarize, type LatencySummary } from './result-line.ts';
import {
  REQUEST_TIMEOUT_MS,
  type BenchModules,
  type BenchOptions,
  type OpenSender,
  type Sender,
} from './run.ts';
import { TailReader } from './tail-reader.ts';
import type { Lane, Target } from './target.ts';

/** The number of the sending, as two uint32. */
export const E2E_RECORD_BYTES_MIN = 8;
/** One to produce, one to consume: neither waits behind the other's bytes. */
export const E2E_CONNECTIONS = 2;

type Done = (error?: unknown) => void;

class E2eSender implements Sender {
  readonly recordsPerBatch = 1;
  readonly batchBytes: number;
  readonly waitedFor = new Set<ProduceReceipt['waitedFor']>();
  private readonly lane: Lane;
  private readonly tp: TopicPartition;
  private readonly options: BenchOptions;
  private readonly modules: BenchModules;
  private readonly reader: TailReader;
  private readonly value: Uint8Array;
  private readonly view: DataView;
  private readonly waiting = new Map<number, { readonly done: Done; readonly sentAt: number }>();
  private receiptMicros: Histogram = makeHistogram();
  private buildMs = 0;
  private sent = 0;
  private readerFault: unknown;

  constructor(target: Target, options: BenchOptions, modules: BenchModules) {
    this.lane = target.lanes[0]!;
    this.tp = { topic: target.topic, partition: this.lane.partition };
    this.options = options;
    this.modules = modules;
    this.value = randomBytes(new SeededRandom(20), options.recordBytes);
    this.view = new DataView(this.value.buffer);
    this.batchBytes = this.buildBatch().length;
    const consumer = (target.lanes[1] ?? this.lane).connection;
    this.reader = new TailReader(consumer, this.tp, {
      arrived: (value) => this.arrived(value),
      idle: () => this.checkOverdue(),
      failed: (error) => this.failAll(error),
    });
    void consumer.closed.then((reason) => {
      this.failAll(new Error(`the consumer's connection ended: ${reason}`));
    });
  }

  start(): Promise<void> {
    return this.reader.start();
  }

  readonly send = (_sequence: number, done: Done): void => {
    if (this.readerFault !== undefined) return done(this.readerFault);
    const { clock } = this.modules;
    const number = this.sent;
    const builtFrom = clock.monotonic();
    const records = this.buildBatch();
    const sentAt = clock.monotonic();
    this.buildMs += sentAt - builtFrom;
    this.waiting.set(number, { done, sentAt });
    this.lane.connection
      .produce({ ...this.tp, acks: this.options.acks, records, timeoutMs: REQUEST_TIMEOUT_MS })
      .then(
        (receipt) => {
          this.waitedFor.add(receipt.waitedFor);
          this.receiptMicros.recordValue(Math.round((clock.monotonic() - sentAt) * 1000));
        },
        (error: unknown) => this.settle(number, error),
      );
  };

  batchBuildMicros(): number {
    return Math.round((this.buildMs * 1000) / Math.max(1, this.sent));
  }

  measurementStarts(): void {
    this.receiptMicros = makeHistogram();
  }

  receipts(): LatencySummary {
    return summarize(this.receiptMicros);
  }

  close(): Promise<void> {
    return this.reader.stop();
  }

  private buildBatch(): Uint8Array {
    this.view.setUint32(0, Math.floor(this.sent / 0x1_0000_0000));
    this.view.setUint32(4, this.sent >>> 0);
    this.sent += 1;
    const builder = new BatchBuilder({ capacityBytes: this.value.length + 100 });
    builder.append({ key: null, value: this.value, timestampMs: this.modules.clock.now() });
    return builder.finish();
  }

  private arrived(value: Uint8Array): void {
    if (value.length < E2E_RECORD_BYTES_MIN) return;
    const view = new DataView(value.buffer, value.byteOffset);
    this.settle(view.getUint32(0) * 0x1_0000_0000 + view.getUint32(4), undefined);
  }

  /** The first of arrival and failure counts; a record of someone else is nobody's. */
  private settle(number: number, error: unknown): void {
    const entry = this.waiting.get(number);
    if (entry === undefined) return;
    this.waiting.delete(number);
    entry.done(error);
  }

  private checkOverdue(): void {
    const now = this.modules.clock.monotonic();
    for (const [number, { sentAt }] of this.waiting) {
      if (now - sentAt < REQUEST_TIMEOUT_MS) break;
      this.settle(number, new Error('a record did not reach the consumer in time'));
    }
  }

  private failAll(error: unknown): void {
    this.readerFault = error;
    for (const number of this.waiting.keys()) this.settle(number, error);
  }
}

export const openE2eSender: OpenSender = async (target, options, modules) => {
  const sender = new E2eSender(target, options, modules);
  await sender.start();
  return sender;
};
