/**
 * Sees what every replica of every broker does (partition/replica-options.ts), and shows it to the checkers of what must
 * hold between them. One for a run; each life of a broker has a watcher of its own, since what a dead one still does
 * says nothing.
 */
import type { Replica } from '../../partition/replica.ts';
import type { ReplicaWatcher } from '../../partition/replica-options.ts';
import type { Position } from '../../model/position.ts';
import type { Effect, RoleName } from '../../raft/effects.ts';
import type { RaftCheckers } from './raft-checkers.ts';
import { nameOf } from './synced-log.ts';
import type { WatchedGroup } from './synced-disks.ts';

export interface RaftWatchOptions {
  readonly checkers: RaftCheckers;
  /**
   * Of such a group nothing is owed between replicas: they are deleted one after the other, and who replays old metadata opens
   * it again for a moment, without the vote that it had.
   */
  readonly isDeletable: (topic: string) => boolean;
  readonly broken: (error: unknown) => void;
}

/** A replica, as it was when it was seen last. */
interface Seen {
  readonly group: WatchedGroup;
  /** Of the group and the broker. */
  readonly name: string;
  role: RoleName;
  term: number;
  last: Position;
}

export class RaftWatch {
  private readonly options: RaftWatchOptions;

  constructor(options: RaftWatchOptions) {
    this.options = options;
  }

  /** For one life of a broker. */
  watcherOf(broker: number): ReplicaWatcher {
    const seen = new Map<Replica, Seen>();
    const guarded = (look: () => void): void => {
      try {
        look();
      } catch (error) {
        this.options.broken(error);
      }
    };
    return {
      opened: (replica) => guarded(() => seen.set(replica, this.opened(broker, replica))),
      drained: (replica, effects) =>
        guarded(() =>
          this.drained(broker, seen.get(replica)!, {
            raft: replica.raft,
            effects,
          }),
        ),
    };
  }

  private opened(broker: number, replica: Replica): Seen {
    const { raft, key, options } = replica;
    const topic = options.name.slice(0, options.name.lastIndexOf('/'));
    const group = { key, group: options.group, topic };
    const name = `${options.name} (${key}) of ${broker}`;
    const { checkers, isDeletable } = this.options;
    // Who replays old metadata may for a moment open a group again that it had deleted.
    if (isDeletable(topic)) checkers.monotonicState.excuse(name);
    checkers.monotonicState.opened(name, raft);
    return {
      group,
      name,
      role: raft.role,
      term: raft.currentTerm,
      last: raft.lastPosition,
    };
  }

  private drained(
    broker: number,
    seen: Seen,
    { raft, effects }: { raft: Replica['raft']; effects: readonly Effect[] },
  ): void {
    const { checkers, isDeletable } = this.options;
    const { group, name } = seen;
    const { role, currentTerm } = raft;
    if (seen.role === 'leader' && role === 'leader' && seen.term === currentTerm) {
      const now = { last: raft.lastPosition, term: currentTerm, effects };
      checkers.leaderAppendOnly.led(group.key, seen.last, now);
    }
    checkers.monotonicState.changed(name, raft);
    for (const effect of effects) {
      if (effect.kind === 'reset-log') checkers.monotonicState.resetting(name);
      if (isDeletable(group.topic)) continue;
      if (effect.kind === 'append') this.appended(group, raft, { effect, effects });
      if (effect.kind === 'commit-moved') this.committed(broker, group, raft);
      if (effect.kind === 'role-changed' && effect.role === 'leader') {
        checkers.electionSafety.elected(group.key, effect.term, broker);
        if (role === 'leader' && effect.term === currentTerm) {
          checkers.leaderCompleteness.elected(group.key, broker, raft);
        }
      }
    }
    checkers.coreInvariants.turned(name, raft);
    seen.role = role;
    seen.term = currentTerm;
    seen.last = raft.lastPosition;
  }

  private appended(
    group: WatchedGroup,
    raft: Replica['raft'],
    drain: {
      effect: Extract<Effect, { kind: 'append' }>;
      effects: readonly Effect[];
    },
  ): void {
    const { effect, effects } = drain;
    // What was taken away again in the same turn is not there to be asked for its term.
    const after = effects.slice(effects.indexOf(effect));
    if (after.some(({ kind }) => kind === 'truncate' || kind === 'reset-log')) return;
    let prevTerm: number | undefined = raft.termAt(effect.entries[0]!.prev);
    for (const entry of effect.entries) {
      if (prevTerm !== undefined) {
        this.options.checkers.logMatching.appended(group.key, nameOf(entry, prevTerm));
      }
      prevTerm = entry.term;
    }
  }

  private committed(broker: number, group: WatchedGroup, raft: Replica['raft']): void {
    const { checkers } = this.options;
    checkers.stateMachineSafety.committed(group.key, broker, raft);
    if (raft.role !== 'leader') return;
    const position = raft.commitIndex;
    const at = { position, term: raft.termAt(position)! };
    checkers.durableBeforeCommit.committed(group, raft, at);
  }
}
