/**
 * Groups of deleted topics. A broker that starts again replays the metadata from an older state, and for a moment wants
 * groups that were deleted since; with their votes forgotten, they would elect a second leader in a term that had one. So
 * of a deleted group its hard state stays, as a term past all others: it is not opened any more, until the metadata on
 * this broker's disk has no state left that speaks of it.
 */
import { TERM_MAX, term } from '../model/ids.ts';
import type { HardState } from '../model/log-entry.ts';
import type { GroupKey } from '../model/topic-partition.ts';
import type { HardStateStore } from '../storage/hard-state.ts';

const BURIED: HardState = { currentTerm: term(TERM_MAX), votedFor: undefined };

export class BuriedGroups {
  private readonly hardState: HardStateStore;
  /** Of this life of the broker: how far the metadata went when the group was deleted. */
  private readonly deletedAt = new Map<GroupKey, number>();

  constructor(hardState: HardStateStore) {
    this.hardState = hardState;
  }

  has(key: GroupKey): boolean {
    return this.hardState.read(key)?.currentTerm === BURIED.currentTerm;
  }

  /** `metadataEnd`: at or behind the record that deleted it. */
  async bury(key: GroupKey, metadataEnd: number): Promise<void> {
    this.deletedAt.set(key, metadataEnd);
    if (this.hardState.read(key) !== undefined) await this.hardState.write(key, BURIED);
  }

  /** The oldest metadata that this broker can start from goes up to here, exclusive. */
  async forgetBelow(metadataStart: number): Promise<void> {
    const covered = [...this.deletedAt].filter(([, end]) => end <= metadataStart);
    for (const [key] of covered) this.deletedAt.delete(key);
    await Promise.all(covered.map(([key]) => this.hardState.forget(key)));
  }
}
