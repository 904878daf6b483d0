/** Reads committed records from the leader's replica: fetch with long poll, and offsets by time. */
import { BrokerError } from '../model/errors.ts';
import type { Offset, Term } from '../model/ids.ts';
import { offset } from '../model/ids.ts';
import { baseOffsetAt, lastOffsetDeltaAt } from '../record/batch-header.ts';
import { DiskFault } from '../platform/disk.ts';
import { LogDamage } from '../storage/log.ts';
import type { Replica } from './replica.ts';

export interface Read {
  readonly offset: number;
  readonly bytesMin: number;
  readonly bytesMax: number;
  /** On the monotonic clock: when to answer with what there is. */
  readonly deadlineMs: number;
}

export interface ReadBatches {
  readonly batches: readonly Uint8Array[];
  readonly highWatermark: Offset;
  readonly logStartOffset: Offset;
  readonly leaderEpoch: Term;
}

/** After this long the reader is told to ask again. */
const SERVING_MS_MAX = 500;

/** Throws BrokerErrors. `monotonic` is the clock that the deadline is on. */
export async function readCommitted(
  replica: Replica,
  read: Read,
  monotonic: () => number,
): Promise<ReadBatches> {
  const epoch = replica.raft.currentTerm;
  await whenServing(replica);
  // A leader that was deposed and has not heard of it lacks what the next one has committed, and a reader may begin
  // elsewhere for good on such a word.
  if (read.offset > replica.logEndOffset) await replica.confirmLeadership();
  for (;;) {
    refuseUnlessServing(replica);
    const from = offsetInLog(replica, read.offset);
    const before = replica.highWatermark;
    const batches = from < before ? await readOrExplain(replica, from, before, read.bytesMax) : [];
    const leftMs = read.deadlineMs - monotonic();
    const isEnough = sizeOf(batches) >= read.bytesMin || hasMore(batches, before);
    if (leftMs <= 0 || isEnough || epoch !== replica.raft.currentTerm) {
      refuseUnlessServing(replica);
      return {
        batches,
        highWatermark: before,
        logStartOffset: replica.log.logStartOffset,
        leaderEpoch: replica.raft.currentTerm,
      };
    }
    await replica.waiters.wait(before > from ? offset(before) : from, leftMs);
  }
}

function sizeOf(batches: readonly Uint8Array[]): number {
  let bytes = 0;
  for (const batch of batches) bytes += batch.length;
  return bytes;
}

/** More is there than fits into the answer, so waiting cannot make it larger. */
function hasMore(batches: readonly Uint8Array[], before: Offset): boolean {
  const last = batches.at(-1);
  return last !== undefined && baseOffsetAt(last, 0) + lastOffsetDeltaAt(last, 0) + 1 < before;
}

/** A new leader does not know yet how far its log is committed; a round trip and a sync later it does. */
async function whenServing(replica: Replica): Promise<void> {
  replica.refuseUnlessReadable();
  if (!replica.isServing)
    await replica.waiters.wait(offset(Number.MAX_SAFE_INTEGER), SERVING_MS_MAX);
}

function refuseUnlessServing(replica: Replica): void {
  replica.refuseUnlessReadable();
  if (!replica.isServing) {
    throw new BrokerError(
      'LEADER_NOT_AVAILABLE',
      `The new leader of ${replica.options.name} is not ready yet; ask again in a moment.`,
    );
  }
}

/**
 * Offsets between the high watermark and the log end are legal to wait at, as in Kafka: the reader is ahead of what
 * this leader knows to be committed, not of the log.
 */
function offsetInLog(replica: Replica, wanted: number): Offset {
  const start = replica.log.logStartOffset;
  const end = replica.logEndOffset;
  if (!Number.isSafeInteger(wanted) || wanted < start || wanted > end) {
    throw new BrokerError(
      'OFFSET_OUT_OF_RANGE',
      `Offset ${wanted} is not in ${replica.options.name}, which has ${start} to ${end}.`,
      { startOffset: start, endOffset: end },
    );
  }
  return offset(wanted);
}

/** By time, of what is committed before `before`. What retention takes away meanwhile is looked for again behind it. */
export async function findCommitted(
  replica: Replica,
  timestampMs: number,
  before: Offset,
): ReturnType<Replica['log']['findTimestamp']> {
  for (;;) {
    const { logStartOffset } = replica.log;
    try {
      return await replica.log.findTimestamp(timestampMs, before);
    } catch (error) {
      const isGone = error instanceof LogDamage && error.kind === 'gone';
      if (!isGone || replica.log.logStartOffset === logStartOffset) throw explained(replica, error);
    }
  }
}

async function readOrExplain(
  replica: Replica,
  from: Offset,
  before: Offset,
  bytesMax: number,
): Promise<readonly Uint8Array[]> {
  try {
    return await replica.log.readBatches(from, before, bytesMax);
  } catch (error) {
    // Retention may have taken the segment away during the read.
    if (error instanceof LogDamage || error instanceof DiskFault) offsetInLog(replica, from);
    throw explained(replica, error);
  }
}

function explained(replica: Replica, error: unknown): unknown {
  if (!(error instanceof LogDamage) && !(error instanceof DiskFault)) return error;
  const isUnreadable = error instanceof LogDamage ? error.kind === 'damaged' : error.kind === 'io';
  // Another replica may have it whole: a leader that cannot be read from must not keep its office.
  if (isUnreadable && replica.raft.configuration.voters.length > 1) replica.fail(error.message);
  return new BrokerError(
    'KAFKA_STORAGE_ERROR',
    `Reading ${replica.options.name} failed: ${error.message}`,
  );
}
