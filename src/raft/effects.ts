/**
 * What a Raft group wants done, in order. All of a drain may be started at once, in this order: the core itself
 * withholds every message until what it promises was reported durable ('hard-state-persisted', 'persisted').
 */
import type { NodeId, Term } from '../model/ids.ts';
import type { HardState, LogBase, LogEntry } from '../model/log-entry.ts';
import type { Position } from '../model/position.ts';
import type { AppendEntriesRequest, Message } from './messages.ts';

export type Effect =
  /** Make durable, then step 'hard-state-persisted'. A later one supersedes an earlier one. */
  | { readonly kind: 'persist-hard-state'; readonly hardState: HardState }
  /** Drop everything after `to`. Takes part in the order of appends. */
  | { readonly kind: 'truncate'; readonly to: Position }
  /** Contiguous, from the log's end. Sync, then step 'persisted' (cumulative, one for many is fine). */
  | { readonly kind: 'append'; readonly entries: readonly LogEntry[] }
  /** RAFT.md rule 15: store the intent, delete the log, start an empty one at `base`, then step 'log-reset'. */
  | {
      readonly kind: 'reset-log';
      readonly base: LogBase;
      readonly logStartOffset: number;
      readonly state: Uint8Array;
    }
  | { readonly kind: 'send'; readonly to: NodeId; readonly message: Message }
  /** Fill in the entries `(request.prevLogIndex, upTo]` from the log and send; drop it if the term has changed meanwhile. */
  | {
      readonly kind: 'send-entries';
      readonly to: NodeId;
      readonly request: Omit<AppendEntriesRequest, 'entries'>;
      readonly upTo: Position;
    }
  /** Heartbeat of a quiet group: to be sent along with those of others, and answered by `beatAnswered` (beat.ts). */
  | {
      readonly kind: 'send-beat';
      readonly to: NodeId;
      readonly term: Term;
      readonly commitIndex: Position;
    }
  /** Send InstallSnapshot with the log's own base and state (rule 14). */
  | { readonly kind: 'send-snapshot'; readonly to: NodeId; readonly term: Term }
  | { readonly kind: 'commit-moved'; readonly commitIndex: Position }
  | {
      readonly kind: 'role-changed';
      readonly role: RoleName;
      readonly term: Term;
      readonly leader: NodeId | undefined;
      /** Stable words: 'election-timeout', 'majority', 'higher-term', 'quorum-lost', 'disk-stalled', 'transfer', ... */
      readonly reason: string;
    }
  /** A leader may now answer from what is applied up to `readIndex`. */
  | {
      readonly kind: 'read-confirmed';
      readonly ids: readonly number[];
      readonly readIndex: Position;
    }
  | { readonly kind: 'read-refused'; readonly ids: readonly number[] }
  | {
      readonly kind: 'transfer-ended';
      readonly to: NodeId;
      readonly outcome: 'done' | 'timed-out' | 'refused';
    };

export type RoleName = 'follower' | 'pre-candidate' | 'candidate' | 'leader';
