/**
 * Lines in, batches out: chooses the partition of each line, bounds what is in memory, and keeps the order
 * within a partition. The bound is on closed batches; open ones add at most one batch for each partition.
 */
import type { Acks } from '../../broker/api.ts';
import type { UseBroker } from '../cluster-client.ts';
import type { Compress } from '../compression.ts';
import { PartitionChooser } from './partition-chooser.ts';
import { PartitionLane } from './partition-lane.ts';
import type { ProduceReport } from './produce-report.ts';

export interface LineProducerOptions {
  readonly use: UseBroker;
  readonly topic: string;
  readonly partitionCount: number;
  readonly partition?: number;
  readonly key?: Uint8Array;
  readonly acks: Acks;
  readonly batchBytesMax: number;
  readonly lingerMs: number;
  readonly deliveryMsMax: number;
  readonly requestMsMax: number;
  readonly waitingBytesMax: number;
  readonly compress?: Compress;
  /** Where keyless records begin: random, so that many short runs spread over the partitions. */
  readonly firstPartition: number;
  readonly report: ProduceReport;
}

export class LineProducer {
  private readonly options: LineProducerOptions;
  private readonly chooser: PartitionChooser;
  private readonly lanes = new Map<number, PartitionLane>();
  private waitingBytes = 0;
  private failure: { readonly error: unknown } | undefined;
  private wake: (() => void)[] = [];

  constructor(options: LineProducerOptions) {
    this.options = options;
    this.chooser = new PartitionChooser(options.partitionCount, {
      first: options.firstPartition,
      ...(options.partition === undefined ? {} : { fixed: options.partition }),
      ...(options.key === undefined ? {} : { key: options.key }),
    });
  }

  append(value: Uint8Array, line: number, timestampMs: number): void {
    const key = this.options.key ?? null;
    this.lane(this.chooser.choose()).append({ key, value, timestampMs }, line);
  }

  /** Resolves when there is room for more. Rejects once a batch could not be delivered. */
  async ready(): Promise<void> {
    while (this.waitingBytes > this.options.waitingBytesMax && this.failure === undefined) {
      await new Promise<void>((resolve) => this.wake.push(resolve));
    }
    if (this.failure !== undefined) throw this.failure.error;
  }

  async flush(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.flush()));
    if (this.failure !== undefined) throw this.failure.error;
  }

  private lane(partition: number): PartitionLane {
    const known = this.lanes.get(partition);
    if (known !== undefined) return known;
    const { topic } = this.options;
    const lane = new PartitionLane(
      { topic, partition },
      {
        ...this.options,
        closed: (closedPartition, bytes) => {
          this.waitingBytes += bytes;
          this.chooser.batchClosed(closedPartition);
        },
        released: (bytes) => {
          this.waitingBytes -= bytes;
          this.wakeAll();
        },
        failed: (error) => {
          this.failure ??= { error };
          this.wakeAll();
        },
      },
    );
    this.lanes.set(partition, lane);
    return lane;
  }

  private wakeAll(): void {
    for (const resolve of this.wake.splice(0)) resolve();
  }
}
