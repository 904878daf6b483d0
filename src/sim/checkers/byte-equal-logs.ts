/**
 * Replicas that have everything hold the same bytes: below the lowest commit position, and above the highest base, the synced
 * entries of all replicas of a group are equal to the last byte (FAILURES.md rows 9, 15, 20, 34). Looks when all is
 * well again, at every group that is hosted then; not at replicas whose files their disk has spoiled.
 */
import { isAtOrBefore, isBefore, showPosition, type Position } from '../../model/position.ts';
import { Checker, type Tally } from './checker.ts';
import type { SyncedDisks, WatchedGroup } from './synced-disks.ts';
import type { SyncedEntry } from './synced-log.ts';

/** `from`: the highest base; `to`: the lowest commit position of these replicas. */
interface Span {
  readonly from: Position;
  readonly to: Position;
}

export class ByteEqualLogs extends Checker {
  private readonly disks: SyncedDisks;

  constructor(tally: Tally, disks: SyncedDisks) {
    super(tally);
    this.disks = disks;
  }

  /** Who is to sync something yet; a commit needs the disks of a majority, and no leader waits for its own. */
  missing(group: WatchedGroup, brokers: readonly number[], span: Span): string | undefined {
    for (const id of this.soundOf(group, brokers)) {
      const reach = this.syncedOf(id, group, span).at(-1)?.end ?? span.from;
      if (!isBefore(reach, span.to)) continue;
      const name = `${group.topic}/${group.group.partition}`;
      return `${name} of ${id} is synced up to ${showPosition(reach)} of ${showPosition(span.to)}`;
    }
    return undefined;
  }

  compare(group: WatchedGroup, brokers: readonly number[], span: Span): void {
    const missing = this.missing(group, brokers, span);
    if (missing !== undefined) this.broken(missing);
    const sound = this.soundOf(group, brokers);
    const logs = sound.map((id) => this.syncedOf(id, group, span));
    const [first = []] = logs;
    this.looked(first.length);
    for (const [at, log] of logs.entries()) {
      const other = first.findIndex((entry, i) => !areEqual(entry, log[i]));
      if (other < 0 && log.length === first.length) continue;
      const where = showPosition((first[other] ?? log[first.length])!.end);
      this.broken(
        `${group.topic}/${group.group.partition} at ${where} differs on ${sound[0]} and ${sound[at]}`,
      );
    }
  }

  private soundOf(group: WatchedGroup, brokers: readonly number[]): readonly number[] {
    return brokers.filter((id) => !this.disks.isSpoiled(id, group));
  }

  private syncedOf(broker: number, group: WatchedGroup, { from, to }: Span): SyncedEntry[] {
    return this.disks
      .logOf(broker, group)
      .entries()
      .filter(({ prev, end }) => !isBefore(prev, from) && isAtOrBefore(end, to));
  }
}

function areEqual(a: SyncedEntry, b: SyncedEntry | undefined): boolean {
  if (b === undefined || a.term !== b.term || a.content !== b.content) return false;
  if (a.batch === undefined || b.batch === undefined) return a.batch === b.batch;
  return a.batch.length === b.batch.length && a.batch.every((byte, i) => byte === b.batch![i]);
}
