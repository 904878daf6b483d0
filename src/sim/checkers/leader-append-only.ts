/**
 * Leader Append-Only (Raft, Figure 3): "a leader never overwrites or deletes entries in its log; it only appends". What a
 * leader has counted as synced somewhere must stay what it was. Looks at whatever a replica does that led the
 * same term before and leads it still.
 */
import { isBefore, showPosition, type Position } from '../../model/position.ts';
import type { Effect } from '../../raft/effects.ts';
import { Checker } from './checker.ts';

export class LeaderAppendOnly extends Checker {
  /** From `before`, its last position then, to `now`. */
  led(
    group: string,
    before: Position,
    now: {
      readonly last: Position;
      readonly term: number;
      readonly effects: readonly Effect[];
    },
  ): void {
    this.looked();
    for (const effect of now.effects) {
      if (effect.kind === 'truncate' || effect.kind === 'reset-log') {
        this.broken(`the leader of term ${now.term} of ${group} takes entries away`);
      }
      if (effect.kind !== 'append') continue;
      const foreign = effect.entries.find((entry) => entry.term !== now.term);
      if (foreign !== undefined) {
        this.broken(`the leader of term ${now.term} of ${group} appends one of ${foreign.term}`);
      }
    }
    if (isBefore(now.last, before)) {
      this.broken(
        `the log of the leader of ${group} went from ${showPosition(before)} to ${showPosition(now.last)}`,
      );
    }
  }
}
