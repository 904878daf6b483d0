/** What happens to a Raft group, as facts. `raft.step(input)` is the only way in. */
import type { NodeId, Term } from '../model/ids.ts';
import type { HardState, LogBase } from '../model/log-entry.ts';
import type { Position } from '../model/position.ts';
import type { Message } from './messages.ts';

export type Input =
  /**
   * One tick of the host passed. After a stall of the process it is still one. The host says when heartbeats are due
   * (every `heartbeatTicks`), so that all groups of a process beat together and share messages.
   */
  | { readonly kind: 'tick'; readonly isHeartbeatDue: boolean }
  | { readonly kind: 'received'; readonly from: NodeId; readonly message: Message }
  /** Only when `canPropose()` is 'yes'; the bytes bear the offset `lastPosition.nextOffset` and the current term. */
  | { readonly kind: 'proposed'; readonly offsetCount: number; readonly bytes: Uint8Array }
  | { readonly kind: 'hard-state-persisted'; readonly hardState: HardState }
  /** The log is synced up to `position`; `term` is that OF THE ENTRY that ends there (RAFT.md rule 6d). */
  | { readonly kind: 'persisted'; readonly position: Position; readonly term: Term }
  /** The effect `reset-log` to this base is durable. */
  | { readonly kind: 'log-reset'; readonly base: LogBase }
  /** Retention dropped a committed and durable prefix (rule 13); the new base is stored already. */
  | { readonly kind: 'base-moved'; readonly base: LogBase }
  | { readonly kind: 'transfer-requested'; readonly to: NodeId }
  /** ReadIndex: answered by the effect `read-confirmed` or `read-refused` with the same id. */
  | { readonly kind: 'read-requested'; readonly id: number }
  /** The connection to a broker closed: may shorten the election timer, PreVote still decides. */
  | { readonly kind: 'peer-disconnected'; readonly peer: NodeId }
  /** Start an election now, as the first replica of a new group does. */
  | { readonly kind: 'campaign-requested' };
