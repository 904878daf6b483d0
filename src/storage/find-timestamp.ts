/** ListOffsets by time, over whatever can hand out batches: both logs use it. */
import { offset, term, type Offset, type Term } from '../model/ids.ts';
import {
  baseOffsetAt,
  lastOffsetDeltaAt,
  leaderEpochAt,
  maxTimestampAt,
} from '../record/batch-header.ts';
import { iterateRecords } from '../record/records.ts';
import type { Log } from './log.ts';

const SEARCH_BYTES = 1024 * 1024;

export interface TimestampQuestion {
  readonly timestampMs: number;
  /** The first record is at or behind it. */
  readonly from: Offset;
  readonly before: Offset;
}

export type FoundTimestamp = {
  readonly offset: Offset;
  readonly timestampMs: number;
  readonly term: Term;
};

/** Timestamps need not rise, so every batch from `from` on is asked until one has a record that is late enough. */
export async function findTimestampIn(
  log: Pick<Log, 'readBatches'>,
  question: TimestampQuestion,
): Promise<FoundTimestamp | undefined> {
  let next = question.from;
  while (next < question.before) {
    const batches = await log.readBatches(next, question.before, SEARCH_BYTES);
    for (const batch of batches) {
      const found = findInBatch(batch, question);
      if (found !== undefined) return found;
    }
    const last = batches.at(-1);
    if (last === undefined) return undefined;
    next = endOffsetOf(last);
  }
  return undefined;
}

/** Exclusive. */
export function endOffsetOf(batch: Uint8Array): Offset {
  return offset(baseOffsetAt(batch) + lastOffsetDeltaAt(batch) + 1);
}

function findInBatch(batch: Uint8Array, question: TimestampQuestion): FoundTimestamp | undefined {
  if (maxTimestampAt(batch) < question.timestampMs) return undefined;
  for (const record of iterateRecords(batch)) {
    if (record.offset < question.from) continue;
    if (record.offset >= question.before) return undefined;
    if (record.timestampMs >= question.timestampMs) {
      return {
        offset: offset(record.offset),
        timestampMs: record.timestampMs,
        term: term(leaderEpochAt(batch)),
      };
    }
  }
  return undefined;
}
