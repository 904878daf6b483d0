/**
 * What one replica may never take back. Within a life: its term, its commit position and the base of its log only grow. From
 * one life to the next: the term and vote that the core was told are durable, and the log up to where it was told so,
 * are there again after any crash (FAILURES.md rows 1, 3, 4, 5, 10, 11); whoever forgets what it answered for
 * votes twice, or was counted in a majority that does not exist.
 */
import type { HardState, LogBase } from '../../model/log-entry.ts';
import { isBefore, ORIGIN, showPosition, type Position } from '../../model/position.ts';
import { Checker } from './checker.ts';

/** What the core of a replica says of itself. */
export interface CoreView {
  readonly currentTerm: number;
  readonly votedFor: number | undefined;
  readonly persistedHardState: HardState;
  readonly durable: Position;
  readonly base: LogBase;
  readonly commitIndex: Position;
  readonly lastPosition: Position;
  termAt(position: Position): number | undefined;
}

/** One replica over all its lives. */
interface Remembered {
  currentTerm: number;
  base: Position;
  commitIndex: Position;
  durable: Position;
  durableTerm: number;
  hardState: HardState;
  /** Set while a reset of the log is under way: as far as was durable when it began. */
  resettingFrom?: Position | undefined;
}

export class MonotonicState extends Checker {
  private readonly replicas = new Map<string, Remembered>();

  /** After a start. `name` is of the group and the broker. */
  opened(name: string, core: CoreView): void {
    const before = this.replicas.get(name);
    if (before !== undefined) this.survived(name, before, core);
    this.replicas.set(name, remember(core));
  }

  changed(name: string, core: CoreView): void {
    this.looked();
    const before = this.replicas.get(name);
    if (before === undefined) return this.broken(`${name} was never opened`);
    if (core.currentTerm < before.currentTerm) {
      this.broken(`${name} went from term ${before.currentTerm} to ${core.currentTerm}`);
    }
    this.neverBack(name, 'commit position', before.commitIndex, core.commitIndex);
    this.neverBack(name, 'base', before.base, core.base.position);
    before.currentTerm = core.currentTerm;
    before.base = core.base.position;
    before.commitIndex = core.commitIndex;
    before.hardState = core.persistedHardState;
    if (before.durable !== core.durable && before.resettingFrom !== core.durable) {
      before.resettingFrom = undefined;
      before.durable = core.durable;
      before.durableTerm = core.termAt(core.durable) ?? 0;
    }
  }

  /** Its log is about to begin anew elsewhere: a crash may leave the old one or the new one. */
  resetting(name: string): void {
    const before = this.replicas.get(name);
    if (before === undefined) return;
    before.resettingFrom = before.durable;
    before.durable = ORIGIN;
    before.durableTerm = 0;
  }

  /** A disk was damaged or replaced by whoever makes the faults: nothing is owed for it. */
  excuse(name: string): void {
    this.replicas.delete(name);
  }

  private survived(name: string, before: Remembered, core: CoreView): void {
    this.looked();
    const { currentTerm, votedFor } = before.hardState;
    const isVoteThere =
      core.currentTerm > currentTerm ||
      (core.currentTerm === currentTerm && (votedFor === undefined || core.votedFor === votedFor));
    if (!isVoteThere) {
      this.broken(
        `${name} had stored term ${currentTerm}, vote ${votedFor}, and starts with term ` +
          `${core.currentTerm}, vote ${core.votedFor}`,
      );
    }
    const { durable, durableTerm } = before;
    if (isBefore(durable, core.base.position)) return;
    if (core.termAt(durable) === durableTerm) return;
    this.broken(
      `${name} had synced ${showPosition(durable)}^${durableTerm}, and starts with a log up to ` +
        `${showPosition(core.lastPosition)}, term ${core.termAt(durable)} there`,
    );
  }

  private neverBack(name: string, what: string, before: Position, now: Position): void {
    if (!isBefore(now, before)) return;
    this.broken(`${name}: its ${what} went from ${showPosition(before)} to ${showPosition(now)}`);
  }
}

function remember(core: CoreView): Remembered {
  return {
    currentTerm: core.currentTerm,
    base: core.base.position,
    commitIndex: core.commitIndex,
    durable: core.durable,
    durableTerm: core.termAt(core.durable) ?? 0,
    hardState: core.persistedHardState,
  };
}
