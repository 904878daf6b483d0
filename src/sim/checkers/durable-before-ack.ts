/**
 * What a client was told with acks=all is synced on a majority of the replicas, with the bytes that it sent, at the moment
 * when it hears of it. It is DurableBeforeCommit from the outside: a broker that answers before its log says so is
 * seen here and nowhere else. A batch that retention dropped since counts as held. Whose disk was
 * damaged may have had it synced: that is not looked at.
 */
import { baseOffsetAt, crcAt } from '../../record/batch-header.ts';
import { iterateRecords } from '../../record/records.ts';
import { Checker, type Tally } from './checker.ts';
import type { SyncedDisks, WatchedGroup } from './synced-disks.ts';

export class DurableBeforeAck extends Checker {
  private readonly disks: SyncedDisks;
  private readonly brokers: readonly number[];
  private readonly replicas: number;
  private readonly decoder = new TextDecoder();
  /** By partition and base offset: the records of a batch, decoded once for all its copies. */
  private readonly decoded = new Map<string, { readonly crc: number; readonly values: string[] }>();

  constructor(
    tally: Tally,
    options: {
      readonly disks: SyncedDisks;
      readonly brokers: readonly number[];
      readonly replicas: number;
    },
  ) {
    super(tally);
    this.disks = options.disks;
    this.brokers = options.brokers;
    this.replicas = options.replicas;
  }

  acknowledged(group: WatchedGroup, baseOffset: number, values: readonly string[]): void {
    this.looked(values.length);
    for (const [at, value] of values.entries()) {
      const offset = baseOffset + at;
      const holders = this.brokers.filter((id) => this.holds(id, group, offset, value));
      if (holders.length * 2 > this.replicas) continue;
      this.broken(
        `${group.topic}/${group.group.partition} acknowledged ${offset}, which only ` +
          `[${holders.join(', ')}] have synced`,
      );
    }
  }

  private holds(broker: number, group: WatchedGroup, offset: number, value: string): boolean {
    if (this.disks.isSpoiled(broker, group)) return true;
    const batch = this.disks.logOf(broker, group).batchAt(offset);
    if (batch === undefined || batch === 'dropped') return batch === 'dropped';
    return this.valueAt(group, batch, offset) === value;
  }

  private valueAt(group: WatchedGroup, batch: Uint8Array, offset: number): string | undefined {
    const baseOffset = baseOffsetAt(batch);
    const key = `${group.key} ${baseOffset}`;
    let known = this.decoded.get(key);
    if (known === undefined || known.crc !== crcAt(batch)) {
      const values = [...iterateRecords(batch)].map((record) =>
        this.decoder.decode(record.value ?? undefined),
      );
      known = { crc: crcAt(batch), values };
      this.decoded.set(key, known);
    }
    return known.values[offset - baseOffset];
  }
}
