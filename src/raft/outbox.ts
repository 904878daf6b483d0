/**
 * What a step leaves behind: effects in order, and messages that may not leave yet. Every message waits for the hard
 * state of the moment when it was written. For a vote this is Raft 5.1 and 5.2. For a RequestVote it matters as well:
 * a candidate that crashed before its term was durable could campaign again in the same term with a shorter log, and
 * count votes that were given to the longer one.
 */
import type { NodeId } from '../model/ids.ts';
import type { HardState, LogBase, LogEntry } from '../model/log-entry.ts';
import type { Position } from '../model/position.ts';
import type { Effect } from './effects.ts';
import type { Message } from './messages.ts';

interface Withheld {
  readonly to: NodeId;
  readonly message: Message;
  readonly needs: HardState;
}

export class Outbox {
  private effects: Effect[] = [];
  private appending: LogEntry[] | undefined;
  private waiting: Withheld[] = [];

  get withheldCount(): number {
    return this.waiting.length;
  }

  get isEmpty(): boolean {
    return this.effects.length === 0;
  }

  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Only the latest of a drain is worth a write: it supersedes the others, and every message waits for it. */
  persistHardState(hardState: HardState): void {
    this.effects = this.effects.filter(({ kind }) => kind !== 'persist-hard-state');
    this.emit({ kind: 'persist-hard-state', hardState });
  }

  /** Entries of one drain travel in one effect, so that the log writes them together. */
  append(entry: LogEntry): void {
    if (this.appending === undefined) {
      this.appending = [];
      this.emit({ kind: 'append', entries: this.appending });
    }
    this.appending.push(entry);
  }

  truncate(to: Position): void {
    this.appending = undefined;
    this.emit({ kind: 'truncate', to });
  }

  resetLog(base: LogBase, logStartOffset: number, state: Uint8Array): void {
    this.appending = undefined;
    this.emit({ kind: 'reset-log', base, logStartOffset, state });
  }

  /**
   * A newer message of a kind replaces the waiting one to the same peer, which bounds the queue: the older one may
   * as well have been lost on the way.
   */
  withhold(message: Withheld): void {
    this.waiting = this.waiting.filter(
      (other) => other.to !== message.to || other.message.kind !== message.message.kind,
    );
    this.waiting.push(message);
  }

  release(persisted: HardState): void {
    const still: Withheld[] = [];
    for (const item of this.waiting) {
      if (covers(persisted, item.needs)) {
        this.emit({ kind: 'send', to: item.to, message: item.message });
      } else still.push(item);
    }
    this.waiting = still;
  }

  drain(): Effect[] {
    const effects = this.effects;
    this.effects = [];
    this.appending = undefined;
    return effects;
  }
}

/** Hard states of one server come in an order: terms rise, and within a term a vote is given at most once. */
export function covers(persisted: HardState, needed: HardState): boolean {
  if (persisted.currentTerm !== needed.currentTerm) {
    return persisted.currentTerm > needed.currentTerm;
  }
  return persisted.votedFor !== undefined || needed.votedFor === undefined;
}
