/**
 * Whatever a leader calls committed is synced on a majority of its voters at that moment (Kafka's MajorityReachedHW;
 * FAILURES.md rows 1, 3, 5, 13, 17, 18). Not what the replicas say of themselves counts, but what a power cut would
 * leave of their disks. Looks whenever the commit position of a leader moves, of every group that is never deleted:
 * replicas of one that is may be gone before the last of them is told. A replica whose files its disk has spoiled may have
 * had it synced: that is not looked at.
 */
import type { Configuration } from '../../model/log-entry.ts';
import { showPosition, type Position } from '../../model/position.ts';
import { isQuorum } from '../../raft/quorum.ts';
import { Checker, type Tally } from './checker.ts';
import type { SyncedDisks, WatchedGroup } from './synced-disks.ts';

export class DurableBeforeCommit extends Checker {
  private readonly disks: SyncedDisks;

  constructor(tally: Tally, disks: SyncedDisks) {
    super(tally);
    this.disks = disks;
  }

  committed(
    group: WatchedGroup,
    by: { readonly configuration: Configuration },
    at: { readonly position: Position; readonly term: number },
  ): void {
    const holders: number[] = [];
    const isDurable = isQuorum(by.configuration, ({ nodeId }) => {
      const holds =
        this.disks.isSpoiled(nodeId, group) ||
        this.disks.logOf(nodeId, group).holds(at.position, at.term);
      if (holds) holders.push(nodeId);
      return holds;
    });
    this.looked(holders.length);
    if (isDurable) return;
    this.broken(
      `${group.topic}/${group.group.partition} is committed at ${showPosition(at.position)}^${at.term}, ` +
        `which only [${holders.join(', ')}] have synced`,
    );
  }
}
