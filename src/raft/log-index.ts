import type { Position } from '../model/position.ts';

/**
 * All that the core asks of a log: synchronous questions about boundaries between entries, answered from an
 * index in memory. An index may be sparse: then a *known* boundary is returned, which is always a true one.
 * The log that answers already contains every append and truncation that the core has emitted.
 */
export interface LogIndex {
  /** The greatest known boundary at or before `position`, and not below the log's base. */
  boundaryAtOrBefore(position: Position): Position;
  /**
   * The end of the longest known stretch of whole entries that starts at the boundary `from` and has at most
   * `bytesMax` bytes, but at least one entry. `from` must not be the end of the log.
   */
  boundaryAfter(
    from: Position,
    bytesMax: number,
  ): { readonly end: Position; readonly bytes: number };
}
