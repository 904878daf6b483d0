import type { HardState } from '../model/log-entry.ts';
import type { GroupKey } from '../model/topic-partition.ts';

/**
 * Term and vote of all groups of a broker in one append-only, checksummed, checkpointed file (DESIGN.md section 5).
 * Writes of many groups that come while one sync is under way go out with the next one.
 */
export interface HardStateStore {
  read(group: GroupKey): HardState | undefined;
  /** Resolves when it is synced. Rejects once the file has failed; nothing is retried. */
  write(group: GroupKey, hardState: HardState): Promise<void>;
  /** Of a group that was deleted. */
  forget(group: GroupKey): Promise<void>;
  /** Why nothing can be stored any more; undefined: it can. */
  readonly fault: string | undefined;
  close(): Promise<void>;
}
