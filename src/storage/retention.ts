/** Which whole segments the settings no longer want (Kafka's retention.ms and retention.bytes). Decides, does nothing. */
import type { Offset } from '../model/ids.ts';
import { isBefore, type Position } from '../model/position.ts';
import type { LogSettings } from './log.ts';
import type { Segment } from './segment.ts';

export interface RetentionQuestion {
  readonly nowMs: number;
  /** Nothing behind it may go: committed, and durable here (RAFT.md rule 13). */
  readonly limit: Position;
  readonly settings: LogSettings;
}

/** How many of the oldest segments to drop. A segment ages by its newest record, as in Kafka. */
export function segmentsToDrop(segments: readonly Segment[], question: RetentionQuestion): number {
  const { nowMs, limit, settings } = question;
  let bytes = 0;
  for (const segment of segments) bytes += segment.bytes;
  let count = 0;
  for (const segment of segments) {
    if (!segment.spansAnOffset || isBefore(limit, segment.end)) break;
    const newestMs = segment.maxTimestampMs >= 0 ? segment.maxTimestampMs : segment.createdMs;
    const isTooOld = settings.retentionMs >= 0 && nowMs - newestMs > settings.retentionMs;
    const isTooMuch =
      settings.retentionBytes >= 0 && bytes - segment.bytes >= settings.retentionBytes;
    if (!isTooOld && !isTooMuch) break;
    bytes -= segment.bytes;
    count += 1;
  }
  return count;
}

/**
 * How many of the oldest segments end before `startOffset`. One that ends right there stays until retention takes it: as
 * long as the log begins below `startOffset`, a restart knows that what lies between was deleted and not merely old.
 */
export function segmentsBelow(
  segments: readonly Segment[],
  startOffset: Offset,
  limit: Position,
): number {
  const kept = segments.findIndex(
    (segment) =>
      !segment.spansAnOffset ||
      isBefore(limit, segment.end) ||
      segment.end.nextOffset >= startOffset,
  );
  return kept === -1 ? segments.length : kept;
}
