/**
 * Who leads what, as this broker has heard: its own replicas, and what the others say in the tick messages. The
 * highest term wins. It may be stale; whoever is asked in error says so, and nothing is written to the metadata log
 * for a change of leader (DESIGN.md section 5).
 */
import type { NodeId, Term } from '../model/ids.ts';
import { groupKey, type GroupId, type GroupKey } from '../model/topic-partition.ts';

export interface Leadership {
  readonly group: GroupId;
  readonly term: Term;
  /** Undefined: this term has no leader that is known. */
  readonly leader: NodeId | undefined;
  /** As the leader last said; empty when unknown. */
  readonly inSync: readonly NodeId[];
}

export class LeadershipTable {
  private readonly rows = new Map<GroupKey, Leadership>();
  private readonly listeners = new Set<(row: Leadership) => void>();

  get(key: GroupKey): Leadership | undefined {
    return this.rows.get(key);
  }

  all(): Iterable<Leadership> {
    return this.rows.values();
  }

  /** True when it was news. */
  learn(row: Leadership): boolean {
    const key = groupKey(row.group);
    const known = this.rows.get(key);
    if (known !== undefined && !isNewer(row, known)) return false;
    this.rows.set(key, row);
    for (const listener of this.listeners) listener(row);
    return true;
  }

  /** The broker that we believed to lead it is gone or denied it; a later term will say who does. */
  disown(key: GroupKey, leader: NodeId): void {
    const known = this.rows.get(key);
    if (known?.leader !== leader) return;
    this.rows.set(key, { ...known, leader: undefined, inSync: [] });
  }

  forget(key: GroupKey): void {
    this.rows.delete(key);
  }

  /** Returns the way to stop listening. */
  onNews(listener: (row: Leadership) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

function isNewer(row: Leadership, known: Leadership): boolean {
  if (row.term !== known.term) return row.term > known.term;
  if (row.leader === undefined) return false;
  if (known.leader === undefined) return true;
  // Only the leader itself knows who is in sync; what followers say of it has none.
  return row.inSync.length > 0 && row.inSync.join() !== known.inSync.join();
}
