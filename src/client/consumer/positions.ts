/** How far the application has got in each partition, and how far the group knows it. */
import type { OffsetToCommit } from '../../group/requests.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { PartitionMap } from './partition-map.ts';

interface Entry {
  readonly tp: TopicPartition;
  /** Of the next record to process; undefined before the first one was resolved. */
  resolved: number | undefined;
  leaderEpoch: number | undefined;
  committed: number | undefined;
  /** From where resolved records count that are not committed. */
  countedFrom: number | undefined;
}

export class Positions {
  private readonly entries = new PartitionMap<Entry>();

  add(tp: TopicPartition, committed: number | undefined): void {
    this.entries.set(tp, {
      tp,
      resolved: undefined,
      leaderEpoch: undefined,
      committed,
      countedFrom: committed,
    });
  }

  /**
   * Reading begins at one end of the log. The next time that end may lie elsewhere, so the place is kept, unless nothing
   * else would be found then: true when there is something to commit.
   */
  startAt(tp: TopicPartition, end: 'earliest' | 'latest', at: number): boolean {
    const entry = this.entries.get(tp);
    if (entry === undefined) return false;
    if (end === 'earliest' && (entry.resolved ?? entry.committed) === undefined) return false;
    this.resolve(tp, at);
    return true;
  }

  /** The application begins here, unless it has begun already. */
  begin(tp: TopicPartition, offset: number): void {
    const entry = this.entries.get(tp);
    if (entry) entry.countedFrom ??= offset;
  }

  /** Everything before `next` is processed. Goes back, too: the last word of the application counts. */
  resolve(tp: TopicPartition, next: number, leaderEpoch?: number): void {
    const entry = this.entries.get(tp);
    if (entry === undefined) return;
    entry.resolved = next;
    entry.leaderEpoch = leaderEpoch;
  }

  committed(offsets: readonly OffsetToCommit[]): void {
    for (const committed of offsets) {
      const entry = this.entries.get(committed);
      if (entry === undefined) continue;
      entry.committed = committed.offset;
      entry.countedFrom = committed.offset;
    }
  }

  uncommitted(): OffsetToCommit[] {
    return this.entries.values().flatMap(({ tp, resolved, leaderEpoch, committed }) => {
      if (resolved === undefined || resolved === committed) return [];
      const epoch = leaderEpoch === undefined ? {} : { leaderEpoch };
      return [{ ...tp, offset: resolved, ...epoch, metadata: '' }];
    });
  }

  /** Records resolved since the last commit. */
  uncommittedCount(): number {
    return this.entries.values().reduce((sum, { resolved, countedFrom }) => {
      if (resolved === undefined) return sum;
      return sum + Math.max(resolved - (countedFrom ?? resolved), 0);
    }, 0);
  }
}
