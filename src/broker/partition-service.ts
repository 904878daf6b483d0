/** Produce, fetch and list offsets on the replica of this broker that leads; nothing here forwards. */
import type { Clock } from '../platform/clock.ts';
import { BrokerError } from '../model/errors.ts';
import { offset } from '../model/ids.ts';
import { showTopicPartition } from '../model/topic-partition.ts';
import { readCommitted } from '../partition/reader.ts';
import type { Replica } from '../partition/replica.ts';
import { highWatermark } from '../partition/vocabulary.ts';
import {
  recordsCountAt,
  stampLogAppendTime,
  TRANSACTIONAL_BIT,
  type BatchHeader,
} from '../record/batch-header.ts';
import { validateIncomingBatch } from '../record/validate.ts';
import type {
  FetchRequest,
  FetchResult,
  ListedOffset,
  ListOffsetsRequest,
  ProduceReceipt,
  ProduceRequest,
} from './api.ts';

/** What a topic's configuration says about writes to it. */
export interface WriteRules {
  readonly batchBytesMax: number;
  readonly minInSyncReplicas: number;
  readonly isLogAppendTime: boolean;
  readonly timestampBeforeMaxMs: number | undefined;
  readonly timestampAfterMaxMs: number | undefined;
}

export interface PartitionServiceLimits {
  readonly fetchBytesMax: number;
  readonly waitMsMax: number;
  readonly timeoutMsMax: number;
}

/** Numbers for the meter. */
export interface FetchObserver {
  fetched(bytes: number, records: number): void;
}

export class PartitionService {
  private readonly clock: Clock;
  private readonly limits: PartitionServiceLimits;
  private readonly observer: FetchObserver;

  constructor(clock: Clock, limits: PartitionServiceLimits, observer: FetchObserver) {
    this.clock = clock;
    this.limits = limits;
    this.observer = observer;
  }

  /** Appends in the order of the calls: everything up to the append happens before the first await. */
  async produce(
    replica: Replica,
    rules: WriteRules,
    request: ProduceRequest,
  ): Promise<ProduceReceipt> {
    const { records, acks } = request;
    const nowMs = this.clock.now();
    const header = validateIncomingBatch(records, batchLimits(rules, nowMs));
    if ((header.attributes & TRANSACTIONAL_BIT) !== 0) {
      throw new BrokerError(
        'INVALID_RECORD',
        'Transactions do not exist yet; send the batch without them.',
      );
    }
    if (acks === -1) refuseWhenTooFewInSync(replica, rules.minInSyncReplicas);
    if (rules.isLogAppendTime) stampLogAppendTime(records, nowMs);
    const timeoutMs = Math.min(request.timeoutMs, this.limits.timeoutMsMax);
    const appended = replica.append({
      bytes: records,
      offsetCount: header.lastOffsetDelta + 1,
      wait:
        acks === -1
          ? { deadlineMs: this.clock.monotonic() + timeoutMs, replicasMin: rules.minInSyncReplicas }
          : undefined,
    });
    await appended.committed;
    return receiptOf(replica, appended, header, {
      acks,
      logAppendTimeMs: rules.isLogAppendTime ? nowMs : -1,
    });
  }

  async fetch(replica: Replica, request: FetchRequest): Promise<FetchResult> {
    const bytesMax = Math.min(Math.max(request.bytesMax, 0), this.limits.fetchBytesMax);
    const waitMs = Math.min(Math.max(request.waitMsMax, 0), this.limits.waitMsMax);
    refuseWhenTruncated(replica, request);
    const result = await readCommitted(
      replica,
      {
        offset: request.offset,
        bytesMin: Math.min(request.bytesMin, bytesMax),
        bytesMax,
        deadlineMs: this.clock.monotonic() + waitMs,
      },
      () => this.clock.monotonic(),
    );
    for (const batch of result.batches) this.observer.fetched(batch.length, recordsCountAt(batch));
    return result;
  }

  async listOffsets(replica: Replica, request: ListOffsetsRequest): Promise<ListedOffset> {
    const { at } = request;
    if (at.kind === 'earliest') {
      replica.refuseUnlessReadable();
      return listed(replica, replica.log.logStartOffset);
    }
    // A deposed leader would answer from memory: leadership is confirmed first.
    const readIndex = await replica.confirmLeadership();
    const end = highWatermark(readIndex);
    if (at.kind === 'latest') return listed(replica, end);
    const found = await replica.log.findTimestamp(at.timestampMs, end);
    if (found === undefined) return listed(replica, undefined);
    return { offset: found.offset, timestampMs: found.timestampMs, leaderEpoch: found.term };
  }
}

function batchLimits(
  rules: WriteRules,
  nowMs: number,
): Parameters<typeof validateIncomingBatch>[1] {
  const { batchBytesMax, timestampBeforeMaxMs, timestampAfterMaxMs } = rules;
  return {
    bytesMax: batchBytesMax,
    nowMs,
    ...(timestampBeforeMaxMs === undefined || rules.isLogAppendTime
      ? {}
      : { timestampBeforeMaxMs }),
    ...(timestampAfterMaxMs === undefined || rules.isLogAppendTime ? {} : { timestampAfterMaxMs }),
  };
}

function refuseWhenTooFewInSync(replica: Replica, replicasMin: number): void {
  if (replicasMin <= 1) return;
  const inSync = replica.inSyncReplicas().length;
  if (!replica.isLeader || inSync >= replicasMin) return;
  throw new BrokerError(
    'NOT_ENOUGH_REPLICAS',
    `${replica.options.name} has ${inSync} replicas in sync and min.insync.replicas is ${replicasMin}; bring brokers back or lower it.`,
  );
}

function receiptOf(
  replica: Replica,
  appended: ReturnType<Replica['append']>,
  header: BatchHeader,
  sent: { acks: ProduceRequest['acks']; logAppendTimeMs: number },
): ProduceReceipt {
  if (sent.acks === 0) return receiptOfNothing(appended.leaderEpoch);
  return {
    baseOffset: appended.baseOffset,
    lastOffset: offset(appended.baseOffset + header.lastOffsetDelta),
    leaderEpoch: appended.leaderEpoch,
    logAppendTimeMs: sent.logAppendTimeMs,
    logStartOffset: replica.log.logStartOffset,
    waitedFor: sent.acks === -1 ? 'synced-on-majority' : 'appended-on-leader',
  };
}

/** acks 0 promises nothing, so it says nothing. */
export function receiptOfNothing(leaderEpoch: ProduceReceipt['leaderEpoch']): ProduceReceipt {
  return {
    baseOffset: offset(0),
    lastOffset: offset(0),
    leaderEpoch,
    logAppendTimeMs: -1,
    logStartOffset: offset(0),
    waitedFor: 'sent',
  };
}

function listed(replica: Replica, found: ListedOffset['offset']): ListedOffset {
  return { offset: found, timestampMs: undefined, leaderEpoch: replica.raft.currentTerm };
}

/** The reader saw a record of an epoch that ended before the offset it asks for: that record is gone. */
function refuseWhenTruncated(replica: Replica, request: FetchRequest): void {
  const { lastFetchedEpoch } = request;
  if (lastFetchedEpoch === undefined) return;
  if (lastFetchedEpoch > replica.raft.currentTerm) {
    throw new BrokerError('UNKNOWN_LEADER_EPOCH');
  }
  const end = replica.log.endOfEpoch(lastFetchedEpoch);
  if (end === undefined || end.endOffset >= request.offset) return;
  throw new BrokerError(
    'OFFSET_OUT_OF_RANGE',
    `${showTopicPartition(request)} was truncated to ${end.endOffset} in epoch ${end.epoch}; read on from there.`,
  );
}
