/** What a replica is made with: its options, the parts of the broker that it uses, and who watches it. */
import type { NodeId, Term } from '../model/ids.ts';
import type { ReplicaId } from '../model/log-entry.ts';
import type { Position } from '../model/position.ts';
import type { GroupId } from '../model/topic-partition.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Effect } from '../raft/effects.ts';
import type { Message } from '../raft/messages.ts';
import type { RaftOptions } from '../raft/options.ts';
import type { HardStateStore } from '../storage/hard-state.ts';
import type { Log } from '../storage/log.ts';
import type { Producers } from './producers.ts';
import type { Replica } from './replica.ts';
import type { StateMachine } from './state-machine.ts';

export interface ReplicaOptions {
  readonly group: GroupId;
  /** For people: the topic and partition in logs. */
  readonly name: string;
  readonly self: ReplicaId;
  readonly raft: Required<Omit<RaftOptions, 'self' | 'trace'>>;
  /** A follower that was not caught up for longer is not in sync (replica.lag.time.max.ms, in ticks). */
  readonly lagTicksMax: number;
  /** Bytes appended and not yet committed, above which a leader refuses more. */
  readonly uncommittedBytesMax: number;
  readonly waitersMax: number;
  readonly snapshotEveryBytes: number;
}

export interface ReplicaModules {
  readonly log: Log;
  readonly hardState: HardStateStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly send: (to: NodeId, message: Message) => void;
  readonly sendBeat: (to: NodeId, term: Term, commitIndex: Position) => void;
  /** Leader, term or in-sync set as known here may have changed. */
  readonly leadershipChanged: (replica: Replica) => void;
  readonly observer: ReplicaObserver;
  readonly watcher?: ReplicaWatcher;
  readonly stateMachine?: StateMachine;
  /** Of a log that clients write to: `Producers.load`ed from it. */
  readonly producers?: Producers;
}

/** Numbers for the meter; shared by all replicas of a broker. */
export interface ReplicaObserver {
  elected(reason: string): void;
  committedAfter(seconds: number): void;
  /** On the leader. */
  appended(bytes: number, records: number): void;
}

/** Sees a replica at work and changes nothing: for those who check what must hold between replicas (sim/checkers). */
export interface ReplicaWatcher {
  /** Recovered, and nothing has happened to it yet. */
  opened(replica: Replica): void;
  /** What the core wants done, in order, before any of it is. */
  drained(replica: Replica, effects: readonly Effect[]): void;
}
