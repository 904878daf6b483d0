/**
 * What two members of one Raft group say to each other. The paper's words, with positions for indexes:
 * `prev` is prevLogIndex, and because a position is the boundary *before* the next entry, it also is nextIndex.
 */
import type { NodeId, Term } from '../model/ids.ts';
import type { LogBase, LogEntry } from '../model/log-entry.ts';
import type { Position } from '../model/position.ts';

export type Message =
  | RequestVoteRequest
  | RequestVoteResponse
  | AppendEntriesRequest
  | AppendEntriesResponse
  | InstallSnapshotRequest
  | TimeoutNowRequest;

/** Raft 5.2 and 5.4.1; `isPreVote` as in the dissertation, 9.6: then `term` is the one it would campaign in. */
export interface RequestVoteRequest {
  readonly kind: 'request-vote';
  readonly isPreVote: boolean;
  readonly term: Term;
  readonly lastLogIndex: Position;
  readonly lastLogTerm: Term;
  /** Set after TimeoutNow: passes stickiness (dissertation 3.10). */
  readonly isLeadershipTransfer: boolean;
}

export interface RequestVoteResponse {
  readonly kind: 'request-vote-response';
  readonly isPreVote: boolean;
  /** Of a granted pre-vote: the term that was asked for; otherwise the voter's currentTerm. */
  readonly term: Term;
  readonly voteGranted: boolean;
}

export interface AppendEntriesRequest {
  readonly kind: 'append-entries';
  readonly term: Term;
  readonly prevLogIndex: Position;
  readonly prevLogTerm: Term;
  /** Contiguous from prevLogIndex on; none in a heartbeat. */
  readonly entries: readonly LogEntry[];
  readonly leaderCommit: Position;
  /** Echoed in the response; the leader counts it for ReadIndex (dissertation 6.4). 0 when none waits. */
  readonly readContext: number;
}

export interface AppendEntriesResponse {
  readonly kind: 'append-entries-response';
  readonly term: Term;
  readonly readContext: number;
  readonly result:
    | { readonly kind: 'success'; readonly matchIndex: Position }
    /** RAFT.md rule 9: which request was refused, and the greatest own boundary at or below it. */
    | {
        readonly kind: 'rejected';
        readonly prevLogIndex: Position;
        readonly prevLogTerm: Term;
        readonly hint: { readonly position: Position; readonly term: Term };
      };
}

/**
 * The paper's InstallSnapshot, and RAFT.md's LogStart (rules 14, 15): the log begins anew at `base`, and
 * `state` is what a replica cannot derive any more (a state machine's snapshot; producer state of a partition).
 */
export interface InstallSnapshotRequest {
  readonly kind: 'install-snapshot';
  readonly term: Term;
  readonly base: LogBase;
  readonly logStartOffset: number;
  /** Opaque to the core. */
  readonly state: Uint8Array;
}

/** Dissertation 3.10: campaign at once. */
export interface TimeoutNowRequest {
  readonly kind: 'timeout-now';
  readonly term: Term;
}

export interface Envelope {
  readonly to: NodeId;
  readonly message: Message;
}
