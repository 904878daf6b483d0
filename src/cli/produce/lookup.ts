/**
 * Finds out what became of a batch whose produce request ended without an answer, by reading the partition.
 * Without idempotent producers this is the only way to neither lose nor double it:
 *
 *   asked -> in the log, committed                     -> written, at the offset where it stands
 *         -> everything that the leader had in its log
 *            a moment after the failure is committed,
 *            and the batch is not among it             -> absent: it may be sent again
 *
 * The moment (GRACE_MS) covers a request that is still on its way between two brokers. A broker that
 * holds one back for longer could write it after all; nothing short of a producer sequence excludes that.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrokerApi, PartitionDescription } from '../../broker/api.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import {
  baseOffsetAt,
  baseTimestampAt,
  BATCH_HEADER_BYTES,
  lastOffsetDeltaAt,
} from '../../record/batch-header.ts';

export const GRACE_MS = 200;
const POLL_MS = 20;
const FETCH_BYTES_MAX = 1 << 20;

export type Finding =
  | { readonly kind: 'written'; readonly baseOffset: number; readonly lastOffset: number }
  | { readonly kind: 'absent' }
  /** The leader has entries that are not committed yet: ask again. */
  | { readonly kind: 'open' };

export interface Lookup {
  readonly partition: TopicPartition;
  /** The batch is at or above it, if anywhere. */
  readonly fromOffset: number;
  readonly batch: Uint8Array;
}

/** One look. It needs the grace behind it to be sure of `absent`. Errors are those of the broker, and say nothing. */
export async function lookUp(broker: BrokerApi, lookup: Lookup): Promise<Finding> {
  const before = leaderOf(await broker.describePartition(lookup.partition));
  let at = lookup.fromOffset;
  for (;;) {
    const fetched = await broker.fetch({
      ...lookup.partition,
      offset: at,
      bytesMin: 0,
      bytesMax: FETCH_BYTES_MAX,
      waitMsMax: 0,
    });
    for (const batch of fetched.batches) {
      const baseOffset = baseOffsetAt(batch);
      at = Math.max(at, baseOffset + lastOffsetDeltaAt(batch) + 1);
      if (baseOffset >= lookup.fromOffset && isSameBatch(batch, lookup.batch)) {
        return { kind: 'written', baseOffset, lastOffset: at - 1 };
      }
    }
    if (fetched.batches.length > 0 && at < fetched.highWatermark) continue;
    const isSameLeader = before !== undefined && before.leaderEpoch === fetched.leaderEpoch;
    const isAllCommitted = isSameLeader && fetched.highWatermark >= before.logEndOffset;
    return { kind: isAllCommitted && at >= before.logEndOffset ? 'absent' : 'open' };
  }
}

export async function lookUntilSure(
  lookOnce: () => Promise<Finding>,
  failedAtMs: number,
): Promise<Finding & { kind: 'written' | 'absent' }> {
  for (;;) {
    const isAfterGrace = performance.now() - failedAtMs >= GRACE_MS;
    const finding = await lookOnce();
    if (finding.kind === 'written') return finding;
    if (finding.kind === 'absent' && isAfterGrace) return finding;
    await sleep(POLL_MS);
  }
}

function leaderOf(
  partition: PartitionDescription,
): { leaderEpoch: number; logEndOffset: number } | undefined {
  const replica = partition.replicas.find((one) => one.nodeId === partition.leader);
  if (replica === undefined || !replica.isReachable || replica.role !== 'leader') return undefined;
  return { leaderEpoch: replica.term, logEndOffset: replica.logEnd[0] };
}

/** The broker writes only the fields that are left out here: offset, epoch, and, on append, max timestamp and CRC. */
function isSameBatch(inLog: Uint8Array, sent: Uint8Array): boolean {
  if (inLog.length !== sent.length) return false;
  if (baseTimestampAt(inLog) !== baseTimestampAt(sent)) return false;
  if (lastOffsetDeltaAt(inLog) !== lastOffsetDeltaAt(sent)) return false;
  for (let at = BATCH_HEADER_BYTES; at < sent.length; at += 1) {
    if (inLog[at] !== sent[at]) return false;
  }
  return true;
}
