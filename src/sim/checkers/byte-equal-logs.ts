/**
 * Replicas that have everything hold the same bytes: below the lowest commit position, and above the highest base, the synced
 * entries of all replicas of a group are equal to the last byte (FAILURES.md rows 9, 15, 20, 34). Looks when all is
 * well again, at every group that is hosted then; not at replicas whose files their disk has spoiled.
 */
import { isAtOrBefore, isBefore, showPosition, type Position } from '../../model/position.ts';
import { Checker, type Tally } from './checker.ts';
import type { SyncedDisks, WatchedGroup } from './synced-disks.ts';
import type { SyncedEntry } from './synced-log.ts';

export class ByteEqualLogs extends Checker {
  private readonly disks: SyncedDisks;

  constructor(tally: Tally, disks: SyncedDisks) {
    super(tally);
    this.disks = disks;
  }

  /** `from`: the highest base; `to`: the lowest commit position of these replicas. */
  compare(
    group: WatchedGroup,
    brokers: readonly number[],
    { from, to }: { readonly from: Position; readonly to: Position },
  ): void {
    const sound = brokers.filter((id) => !this.disks.isSpoiled(id, group));
    const logs = sound.map((id) =>
      this.disks
        .logOf(id, group)
        .entries()
        .filter(({ prev, end }) => !isBefore(prev, from) && isAtOrBefore(end, to)),
    );
    const [first = []] = logs;
    this.looked(first.length);
    const reach = first.at(-1)?.end ?? from;
    if (isBefore(reach, to)) {
      this.broken(
        `${group.topic}/${group.group.partition} of ${sound[0]} is synced up to ${showPosition(reach)} ` +
          `of ${showPosition(to)}`,
      );
    }
    for (const [at, log] of logs.entries()) {
      const other = first.findIndex((entry, i) => !areEqual(entry, log[i]));
      if (other < 0 && log.length === first.length) continue;
      const where = showPosition((first[other] ?? log[first.length])!.end);
      this.broken(
        `${group.topic}/${group.group.partition} at ${where} differs on ${sound[0]} and ${sound[at]}`,
      );
    }
  }
}

function areEqual(a: SyncedEntry, b: SyncedEntry | undefined): boolean {
  if (b === undefined || a.term !== b.term || a.content !== b.content) return false;
  if (a.batch === undefined || b.batch === undefined) return a.batch === b.batch;
  return a.batch.length === b.batch.length && a.batch.every((byte, i) => byte === b.batch![i]);
}
