/**
 * The records of one partition on their way: a batch that fills up, closed batches that wait, and at most one
 * in flight. One, because a broker does not know yet which batch came first: were a second one in flight when the
 * first is refused, a retry would swap them. Batches fill while one is in flight, so little speed is lost.
 */
import type { Acks } from '../../broker/api.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { BatchBuilder, recordBytesMax, type NewRecord } from '../../record/batch-builder.ts';
import { CliError } from '../cli-error.ts';
import {
  fateOf,
  mayReadAgain,
  retrying,
  unlessUnknownFor,
  type UseBroker,
} from '../cluster-client.ts';
import type { Compress } from '../compression.ts';
import { countOf } from '../show.ts';
import { splitStep } from '../split-step.ts';
import { lookUntilSure, lookUp } from './lookup.ts';
import type { ProduceReport } from './produce-report.ts';

/** A topic that is unknown for so long was deleted meanwhile. */
const UNKNOWN_MS_MAX = 3_000;

export interface LaneOptions {
  readonly use: UseBroker;
  readonly acks: Acks;
  readonly batchBytesMax: number;
  readonly lingerMs: number;
  /** How long one batch is tried before the run ends. */
  readonly deliveryMsMax: number;
  readonly requestMsMax: number;
  readonly compress?: Compress;
  readonly report: ProduceReport;
  /** The open batch of `partition` is closed and waits; the next record without a key may go elsewhere. */
  readonly closed: (partition: number, bytes: number) => void;
  /** A closed batch has left the lane, acknowledged or refused. */
  readonly released: (bytes: number) => void;
  /** Once; the lane delivers nothing after it. */
  readonly failed: (error: unknown) => void;
}

interface ClosedBatch {
  readonly bytes: Uint8Array;
  readonly recordCount: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

export class PartitionLane {
  private readonly partition: TopicPartition;
  private readonly options: LaneOptions;
  /** The open batch; none is open while it is empty. */
  private readonly builder = new BatchBuilder();
  private firstLine = 0;
  private lastLine = 0;
  private waiting: ClosedBatch[] = [];
  private isDelivering = false;
  private hasFailed = false;
  private linger: NodeJS.Timeout | undefined;
  private idle: (() => void)[] = [];
  /** No batch of ours that is still on its way can be below it. Undefined until the first delivery. */
  private nextOffsetMin: number | undefined;

  constructor(partition: TopicPartition, options: LaneOptions) {
    this.partition = partition;
    this.options = options;
  }

  /** The caller has made sure that the record fits in a batch. */
  append(record: NewRecord, line: number): void {
    const { builder, options } = this;
    if (builder.sizeBytes + recordBytesMax(record) > options.batchBytesMax) this.closeBatch();
    if (builder.count === 0) {
      this.firstLine = line;
      this.linger = setTimeout(() => this.lingerOver(), options.lingerMs);
    }
    this.lastLine = line;
    builder.append(record);
  }

  /** Resolves when nothing is open, waiting or in flight. */
  async flush(): Promise<void> {
    this.closeBatch();
    if (!this.isDelivering) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  /** While a batch is in flight the open one goes on filling: it could not leave anyway. */
  private lingerOver(): void {
    this.linger = undefined;
    if (!this.isDelivering) this.closeBatch();
  }

  private closeBatch(): void {
    const { builder, firstLine, lastLine } = this;
    if (builder.count === 0) return;
    clearTimeout(this.linger);
    this.linger = undefined;
    const recordCount = builder.count;
    const bytes = builder.finish();
    this.waiting.push({ bytes, recordCount, firstLine, lastLine });
    this.options.closed(this.partition.partition, bytes.length);
    if (!this.isDelivering && !this.hasFailed) void this.deliverAll();
  }

  private async deliverAll(): Promise<void> {
    this.isDelivering = true;
    try {
      for (let batch = this.next(); batch !== undefined; batch = this.next()) {
        const { compress } = this.options;
        const bytes = compress === undefined ? batch.bytes : await compress(batch.bytes);
        await this.deliver({ ...batch, bytes });
        this.options.released(batch.bytes.length);
      }
    } catch (error) {
      this.hasFailed = true;
      this.options.failed(error);
    } finally {
      this.isDelivering = false;
      for (const resolve of this.idle.splice(0)) resolve();
    }
  }

  /** A batch whose linger passed while another was in flight leaves now. */
  private next(): ClosedBatch | undefined {
    if (this.waiting.length === 0 && this.linger === undefined) this.closeBatch();
    return this.waiting.shift();
  }

  private async deliver(batch: ClosedBatch): Promise<void> {
    const deadlineMs = performance.now() + this.options.deliveryMsMax;
    this.nextOffsetMin ??= await this.readEnd(deadlineMs);
    for (;;) {
      const error = await this.send(batch, deadlineMs);
      if (error === undefined) return;
      const fate = fateOf(error);
      if (fate === 'refused') return this.refuse(batch, error);
      if (this.options.acks === 0) return this.options.report.unconfirmed(batch.recordCount);
      if (await this.isWritten(batch, deadlineMs)) return;
    }
  }

  /** Undefined when it is acknowledged; the error when it was refused or when its fate is unknown. */
  private async send(batch: ClosedBatch, deadlineMs: number): Promise<unknown> {
    const { acks, requestMsMax, report } = this.options;
    const request = {
      ...this.partition,
      acks,
      records: batch.bytes,
      timeoutMs: requestMsMax,
    };
    try {
      const receipt = await retrying(() => this.options.use((broker) => broker.produce(request)), {
        giveUpAfterMs: deadlineMs - performance.now(),
        mayRepeat: unlessUnknownFor(UNKNOWN_MS_MAX, (error) => fateOf(error) === 'not-done'),
      });
      if (acks === 0) report.unconfirmed(batch.recordCount);
      else this.acknowledge(batch, receipt.baseOffset, receipt.lastOffset);
      return undefined;
    } catch (error) {
      if (fateOf(error) === 'not-done') throw this.giveUp(batch, error, false);
      return error;
    }
  }

  private async isWritten(batch: ClosedBatch, deadlineMs: number): Promise<boolean> {
    const failedAtMs = performance.now();
    const fromOffset = await this.readFloor(deadlineMs);
    const lookup = { partition: this.partition, fromOffset, batch: batch.bytes };
    const lookOnce = async () => {
      try {
        const finding = await this.options.use((broker) => lookUp(broker, lookup));
        if (performance.now() < deadlineMs || finding.kind !== 'open') return finding;
      } catch (error) {
        if (!mayReadAgain(error) || performance.now() > deadlineMs) {
          throw this.giveUp(batch, error, true);
        }
        return { kind: 'open' } as const;
      }
      throw this.giveUp(batch, undefined, true);
    };
    const finding = await lookUntilSure(lookOnce, failedAtMs);
    this.options.report.resolved(finding.kind);
    if (finding.kind === 'absent') return false;
    this.acknowledge(batch, finding.baseOffset, finding.lastOffset);
    return true;
  }

  private async readEnd(deadlineMs: number): Promise<number> {
    const request = { ...this.partition, at: { kind: 'latest' } } as const;
    const listed = await retrying(() => this.options.use((broker) => broker.listOffsets(request)), {
      giveUpAfterMs: deadlineMs - performance.now(),
      mayRepeat: mayReadAgain,
    });
    return listed.offset ?? 0;
  }

  /** What acks=1 acknowledged may be gone by now; the log then ends below our last receipt. */
  private async readFloor(deadlineMs: number): Promise<number> {
    const floor = this.nextOffsetMin!;
    return this.options.acks === 1 ? Math.min(floor, await this.readEnd(deadlineMs)) : floor;
  }

  private acknowledge(batch: ClosedBatch, baseOffset: number, lastOffset: number): void {
    this.nextOffsetMin = lastOffset + 1;
    const { partition } = this.partition;
    this.options.report.acknowledged(partition, batch.recordCount, { baseOffset, lastOffset });
  }

  private refuse(batch: ClosedBatch, error: unknown): void {
    this.options.report.refused({
      firstLine: batch.firstLine,
      lastLine: batch.lastLine,
      recordCount: batch.recordCount,
      reason: (error as Error).message,
    });
  }

  private giveUp(batch: ClosedBatch, cause: unknown, isUnknown: boolean): CliError {
    const { topic, partition } = this.partition;
    const outcome = isUnknown
      ? 'nobody can say whether they were written'
      : 'they were not written';
    const { sentence, next } = splitStep(cause instanceof Error ? cause.message : '');
    const why = sentence === '' ? '' : ` (${sentence.replace(/\.$/, '')})`;
    const error = new CliError(
      `${countOf(batch.recordCount, 'record')} for ${topic}/${partition} (lines ${batch.firstLine} to ${batch.lastLine}) could not be delivered; ${outcome}${why}`,
      next ?? 'see which brokers run with: npx flotilla cluster health',
    );
    error.cause = cause;
    return error;
  }
}
