import { partitionForKey } from '../../record/murmur2.ts';

/**
 * Where a record goes: the partition that was asked for, else by the hash of its key, else (no key) the
 * partition that is being filled, which changes each time a batch is closed (Kafka's sticky partitioner).
 */
export class PartitionChooser {
  private readonly partitionCount: number;
  private readonly fixed: number | undefined;
  private sticky: number;

  constructor(
    partitionCount: number,
    options: { fixed?: number; key?: Uint8Array; first: number },
  ) {
    this.partitionCount = partitionCount;
    this.fixed =
      options.fixed ??
      (options.key === undefined ? undefined : partitionForKey(options.key, partitionCount));
    this.sticky = options.first % partitionCount;
  }

  choose(): number {
    return this.fixed ?? this.sticky;
  }

  batchClosed(partition: number): void {
    if (partition === this.sticky) this.sticky = (this.sticky + 1) % this.partitionCount;
  }
}
