/**
 * What a log holds, in the words that raft/, storage/ and the peer protocol share (RAFT.md section 1).
 * Later kind: `gap`, which stands for batches that compaction removed.
 */
import type { NodeId, Term, Uuid } from './ids.ts';
import type { Position } from './position.ts';

/** Voter identity is node id plus directory id, so a wiped disk cannot vote as the old one. */
export interface ReplicaId {
  readonly nodeId: NodeId;
  readonly directoryId: Uuid;
}

/** `oldVoters` is there only in a joint configuration, which needs both majorities. */
export interface Configuration {
  readonly voters: readonly ReplicaId[];
  readonly learners: readonly ReplicaId[];
  readonly oldVoters?: readonly ReplicaId[];
}

interface EntryBounds {
  /** Where the entry before it ends. */
  readonly prev: Position;
  readonly end: Position;
  readonly term: Term;
}

export type LogEntry =
  | (EntryBounds & {
      readonly kind: 'batch';
      /** A whole record batch v2 whose baseOffset and leader epoch are already set. Nobody changes it from here on. */
      readonly bytes: Uint8Array;
    })
  | (EntryBounds & { readonly kind: 'term-start' })
  | (EntryBounds & { readonly kind: 'configuration'; readonly configuration: Configuration });

/** Everything up to `position` is committed and dropped; `term` is that of the entry that ended there. */
export interface LogBase {
  readonly position: Position;
  readonly term: Term;
  /** The latest at or before `position`. */
  readonly configuration: Configuration;
}

/** The positions `(from, to]` belong to entries of one term. */
export interface TermRun {
  readonly term: Term;
  readonly from: Position;
  readonly to: Position;
}

export interface HardState {
  readonly currentTerm: Term;
  readonly votedFor: NodeId | undefined;
}

/** What a log says of itself after it was opened and recovered. All of it is synced. */
export interface RecoveredLog {
  readonly base: LogBase;
  readonly lastPosition: Position;
  /** Contiguous from base.position to lastPosition, terms strictly rising. */
  readonly runs: readonly TermRun[];
  /** The configuration markers above base, oldest first; `position` is where the marker ends. */
  readonly configurations: readonly {
    readonly position: Position;
    readonly configuration: Configuration;
  }[];
}
