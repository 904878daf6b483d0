/**
 * Sends numbered records to one partition, a few batches in flight, and never the same record twice. So each record
 * has one fate: acknowledged (it is at the offset of its receipt for ever), refused (it is nowhere), or unknown, which
 * counts as neither written nor lost.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProduceReceipt } from '../../src/broker/api.ts';
import { fateOf } from '../../src/cli/cluster-client.ts';
import type { FlotillaConnection } from '../../src/client/connection.ts';
import type { TopicPartition } from '../../src/model/topic-partition.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import type { ClusterProcesses } from '../support/cluster-processes.ts';

export interface Receipt {
  readonly value: string;
  readonly number: number;
  readonly offset: number;
  readonly leaderEpoch: number;
  /** performance.now() */
  readonly atMs: number;
}

const IN_FLIGHT_MAX = 4;
const BATCH_RECORDS_MAX = 4;
const PAUSE_MS = 2;
const PAUSE_AFTER_FAULT_MS = 10;
const TIMEOUT_MS = 10_000;

export class NumberedProducer {
  readonly partition: TopicPartition;
  /** In the order in which they came. */
  readonly receipts: Receipt[] = [];
  readonly sent = new Set<string>();
  readonly refused = new Set<string>();
  unknown = 0;
  private readonly firstOfEpoch: Receipt[] = [];
  private readonly cluster: ClusterProcesses;
  private readonly running: Promise<void>;
  private isStopping = false;
  private nextNumber = 0;
  private inFlight = new Set<Promise<void>>();
  private hasFault = false;

  constructor(cluster: ClusterProcesses, partition: TopicPartition) {
    this.cluster = cluster;
    this.partition = partition;
    this.running = this.run();
  }

  get leaderEpoch(): number {
    return this.receipts.at(-1)?.leaderEpoch ?? -1;
  }

  /** The first receipt of a later epoch: one of the old leader may have been on its way already. */
  async receiptAfterEpoch(leaderEpoch: number): Promise<Receipt> {
    return await this.cluster.until(`a receipt after epoch ${leaderEpoch}`, () =>
      Promise.resolve(this.firstOfEpoch.find((receipt) => receipt.leaderEpoch > leaderEpoch)),
    );
  }

  /** Until `count` more records are acknowledged. */
  async progress(count: number): Promise<void> {
    const wanted = this.receipts.length + count;
    await this.cluster.until(`${count} more receipts of ${this.partition.partition}`, () =>
      Promise.resolve(this.receipts.length >= wanted),
    );
  }

  /** Resolves when nothing is in flight any more. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  private async run(): Promise<void> {
    let client: FlotillaConnection | undefined;
    let isOpen = false;
    while (!this.isStopping) {
      if (client === undefined || !isOpen) {
        client = await this.cluster.client().catch(() => undefined);
        isOpen = client !== undefined;
        void client?.closed.then(() => (isOpen = false));
      }
      if (client !== undefined && isOpen) this.send(client);
      await this.pause();
    }
    await Promise.all(this.inFlight);
    await client?.close();
  }

  private async pause(): Promise<void> {
    await sleep(this.hasFault ? PAUSE_AFTER_FAULT_MS : PAUSE_MS);
    this.hasFault = false;
    while (this.inFlight.size >= IN_FLIGHT_MAX) await Promise.race(this.inFlight);
  }

  /** One batch; what becomes of it is recorded when the answer comes. */
  send(client: FlotillaConnection): void {
    const first = this.nextNumber;
    const count = 1 + (first % BATCH_RECORDS_MAX);
    this.nextNumber += count;
    const { topic, partition } = this.partition;
    const builder = new BatchBuilder();
    const values: string[] = [];
    for (let number = first; number < first + count; number += 1) {
      const value = `${topic}/${partition} #${number}`;
      values.push(value);
      this.sent.add(value);
      builder.append({
        key: null,
        value: new TextEncoder().encode(value),
        timestampMs: Date.now(),
      });
    }
    const records = builder.finish();
    const outcome = client
      .produce({ topic, partition, acks: -1, records, timeoutMs: TIMEOUT_MS })
      .then(
        (receipt) => this.acknowledged(values, first, receipt),
        (error: unknown) => this.failed(values, error),
      );
    this.inFlight.add(outcome);
    void outcome.finally(() => this.inFlight.delete(outcome));
  }

  private acknowledged(values: readonly string[], first: number, receipt: ProduceReceipt): void {
    const { baseOffset, leaderEpoch } = receipt;
    const atMs = performance.now();
    const receipts = values.map((value, i) => ({
      value,
      number: first + i,
      offset: baseOffset + i,
      leaderEpoch,
      atMs,
    }));
    if (leaderEpoch > this.leaderEpoch) this.firstOfEpoch.push(receipts[0]!);
    this.receipts.push(...receipts);
  }

  private failed(values: readonly string[], error: unknown): void {
    this.hasFault = true;
    if (fateOf(error) === 'unknown') this.unknown += values.length;
    else for (const value of values) this.refused.add(value);
  }
}
