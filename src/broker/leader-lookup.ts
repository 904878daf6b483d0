/** Finds who leads a partition: from the leadership table, with a short wait while an election is under way. */
import { BrokerError } from '../model/errors.ts';
import type { NodeId } from '../model/ids.ts';
import { groupKey, type GroupId, type GroupKey } from '../model/topic-partition.ts';
import type { Clock } from '../platform/clock.ts';
import type { LeadershipTable } from '../host/leadership-table.ts';

const WAITING_MAX = 10_000;

export class LeaderLookup {
  private readonly table: LeadershipTable;
  private readonly clock: Clock;
  private readonly waiting = new Map<GroupKey, Set<(leader: NodeId) => void>>();
  private waitingCount = 0;

  constructor(table: LeadershipTable, clock: Clock) {
    this.table = table;
    this.clock = clock;
    table.onNews((row) => {
      if (row.leader === undefined) return;
      for (const found of this.waiting.get(groupKey(row.group)) ?? []) found(row.leader);
    });
  }

  known(group: GroupId): NodeId | undefined {
    return this.table.get(groupKey(group))?.leader;
  }

  /** Those who wait are let go in the order in which they came, so that one connection's writes keep theirs. */
  find(group: GroupId, waitMs: number, name: string): Promise<NodeId> {
    const known = this.known(group);
    if (known !== undefined) return Promise.resolve(known);
    if (this.waitingCount >= WAITING_MAX) {
      return Promise.reject(
        new BrokerError(
          'THROTTLING_QUOTA_EXCEEDED',
          'Too many requests wait for a leader; try again later.',
        ),
      );
    }
    const key = groupKey(group);
    const waiting = this.waiting.get(key) ?? new Set();
    this.waiting.set(key, waiting);
    this.waitingCount += 1;
    return new Promise((resolve, reject) => {
      const done = (leader: NodeId | undefined): void => {
        timer.cancel();
        waiting.delete(found);
        if (waiting.size === 0) this.waiting.delete(key);
        this.waitingCount -= 1;
        if (leader !== undefined) resolve(leader);
        else {
          reject(
            new BrokerError(
              'LEADER_NOT_AVAILABLE',
              `${name} has no leader at the moment; try again in a second.`,
            ),
          );
        }
      };
      const found = (leader: NodeId): void => done(leader);
      const timer = this.clock.setTimer(waitMs, () => done(undefined));
      waiting.add(found);
    });
  }
}
