/**
 * The configurations in a log, from the latest one known committed onward. The latest is in force from the moment it
 * is appended, and a truncation brings the one before it back (Raft 6, RAFT.md rule 11).
 */
import { invariant } from '../base/invariant.ts';
import type { Configuration, ReplicaId } from '../model/log-entry.ts';
import { isAtOrBefore, isBefore, type Position } from '../model/position.ts';
import { isVoter } from './quorum.ts';

export interface ConfigurationAt {
  /** Where the marker ends; of the first, that it is at or before this. */
  readonly position: Position;
  readonly configuration: Configuration;
}

export class ConfigurationHistory {
  /** Never empty. Only the first is known committed. */
  private items: ConfigurationAt[];

  constructor(base: ConfigurationAt, above: readonly ConfigurationAt[]) {
    this.items = [base];
    for (const item of above) this.append(item);
  }

  get latest(): Configuration {
    return this.items.at(-1)!.configuration;
  }

  toArray(): readonly ConfigurationAt[] {
    return [...this.items];
  }

  append(item: ConfigurationAt): void {
    invariant(isBefore(this.items.at(-1)!.position, item.position), 'configurations are in order');
    this.items.push(item);
  }

  truncate(to: Position): void {
    const kept = this.items.filter((item) => isAtOrBefore(item.position, to));
    invariant(kept.length > 0, 'a committed configuration is never truncated');
    this.items = kept;
  }

  commit(commitIndex: Position): void {
    while (this.items.length > 1 && isAtOrBefore(this.items[1]!.position, commitIndex)) {
      this.items.shift();
    }
  }

  /**
   * (!) Rule 12: a voter in ANY configuration from the latest committed one onward may campaign. By the latest alone,
   * a removed leader that is the only holder of the new configuration would block the group for ever.
   */
  mayCampaign(replica: ReplicaId): boolean {
    return this.items.some((item) => isVoter(item.configuration, replica));
  }
}
