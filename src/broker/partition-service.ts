/** Produce, fetch and list offsets on the replica of this broker that leads; nothing here forwards. */
import type { Clock } from '../platform/clock.ts';
import { BrokerError, type ErrorName } from '../model/errors.ts';
import { offset, term, type Offset } from '../model/ids.ts';
import { showTopicPartition } from '../model/topic-partition.ts';
import { findCommitted, readCommitted } from '../partition/reader.ts';
import type { Append, Appended, Replica } from '../partition/replica.ts';
import { highWatermark } from '../partition/vocabulary.ts';
import {
  NONE,
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
import type { ReadOutcome, ReadRequest } from './local-api.ts';
import { isResult, readSeveral, type ReplicaOfRead } from './several-reads.ts';

type FoundRecord = NonNullable<Awaited<ReturnType<Replica['log']['findTimestamp']>>>;

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
    const append: Append = {
      bytes: records,
      offsetCount: header.lastOffsetDelta + 1,
      ...sequenceOf(header),
      wait:
        acks === -1
          ? { deadlineMs: this.clock.monotonic() + timeoutMs, replicasMin: rules.minInSyncReplicas }
          : undefined,
    };
    const appended = await appendOrConfirm(replica, append);
    await appended.committed;
    return receiptOf(replica, appended, header, {
      acks,
      logAppendTimeMs: appended.firstAppendTimeMs ?? (rules.isLogAppendTime ? nowMs : NONE),
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
    this.count(result.batches);
    return result;
  }

  /** One long poll over several partitions; `replicaOf` refuses those that this broker cannot be asked for. */
  async readSeveral(
    request: ReadRequest,
    replicaOf: ReplicaOfRead,
  ): Promise<readonly ReadOutcome[]> {
    const { fetchBytesMax, waitMsMax } = this.limits;
    const bounded = {
      ...request,
      bytesMax: Math.min(Math.max(request.bytesMax, 0), fetchBytesMax),
      waitMsMax: Math.min(Math.max(request.waitMsMax, 0), waitMsMax),
    };
    const outcomes = await readSeveral(bounded, replicaOf, this.clock);
    for (const outcome of outcomes) if (isResult(outcome)) this.count(outcome.batches);
    return outcomes;
  }

  private count(batches: readonly Uint8Array[]): void {
    for (const batch of batches) this.observer.fetched(batch.length, recordsCountAt(batch));
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
    const found = await findCommitted(replica, at.timestampMs, end);
    return found === undefined ? listed(replica, undefined) : listedRecord(found);
  }

  async findLatestTimestamp(replica: Replica): Promise<ListedOffset> {
    const found = await findLatest(replica, highWatermark(await replica.confirmLeadership()));
    return found === undefined ? listed(replica, undefined) : listedRecord(found);
  }
}

/** Whether there is a record as late as that is true up to some time and false beyond: that time is searched for. */
async function findLatest(replica: Replica, end: Offset): Promise<FoundRecord | undefined> {
  let latest = await findCommitted(replica, 0, end);
  let notAfterMs = Number.MAX_SAFE_INTEGER;
  while (latest !== undefined && latest.timestampMs < notAfterMs) {
    const { timestampMs } = latest;
    const middleMs = timestampMs + Math.ceil((notAfterMs - timestampMs) / 2);
    const later = await findCommitted(replica, middleMs, end);
    if (later === undefined) notAfterMs = middleMs - 1;
    else latest = later;
  }
  return latest;
}

function sequenceOf(header: BatchHeader): Pick<Append, 'sequence'> {
  const { producerId, producerEpoch, baseSequence, lastOffsetDelta } = header;
  if (producerId === NONE) return {};
  return { sequence: { producerId, producerEpoch, baseSequence, count: lastOffsetDelta + 1 } };
}

/** Of those, another leader may know better. */
const REFUSED_BY_SEQUENCE: ReadonlySet<string> = new Set<ErrorName>([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'INVALID_PRODUCER_EPOCH',
]);

/**
 * A leader that was deposed and has not heard of it would refuse from memory what the new leader takes, and a producer
 * may give up for good on such an answer: leadership is confirmed before it is given.
 */
async function appendOrConfirm(replica: Replica, append: Append): Promise<Appended> {
  try {
    return replica.append(append);
  } catch (error) {
    if (error instanceof BrokerError && REFUSED_BY_SEQUENCE.has(error.errorName)) {
      await replica.confirmLeadership();
    }
    throw error;
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

/**
 * A new leader counts nobody as in sync before it has heard from them. When a majority has, its term-start commits, and as
 * many are in sync: a write that needs no more than those is not refused for what is only unknown yet.
 */
function refuseWhenTooFewInSync(replica: Replica, replicasMin: number): void {
  if (replicasMin <= 1) return;
  const majority = Math.floor(replica.raft.configuration.voters.length / 2) + 1;
  if (!replica.isServing && replicasMin <= majority) return;
  const inSync = replica.inSyncReplicas().length;
  if (!replica.isLeader || inSync >= replicasMin) return;
  throw new BrokerError(
    'NOT_ENOUGH_REPLICAS',
    `${replica.options.name} has ${inSync} replicas in sync and min.insync.replicas is ${replicasMin}; bring brokers back or lower it.`,
  );
}

function receiptOf(
  replica: Replica,
  appended: Appended,
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

function listedRecord({ offset: at, timestampMs, term: leaderEpoch }: FoundRecord): ListedOffset {
  return { offset: at, timestampMs, leaderEpoch };
}

function listed(replica: Replica, found: ListedOffset['offset']): ListedOffset {
  return { offset: found, timestampMs: undefined, leaderEpoch: replica.raft.currentTerm };
}

/**
 * The last record that the reader saw must lie where the log has its epoch, or the reader has another log's records. Where
 * the log has the epoch but ends it earlier, what follows is gone; a log without the epoch has nothing of what was seen.
 */
function refuseWhenTruncated(replica: Replica, request: FetchRequest): void {
  const { lastFetchedEpoch, offset: next } = request;
  if (lastFetchedEpoch === undefined) return;
  // A follower's log may lack what is committed.
  replica.refuseUnlessReadable();
  if (lastFetchedEpoch > replica.raft.currentTerm) throw new BrokerError('UNKNOWN_LEADER_EPOCH');
  const { log } = replica;
  const startOffset = log.logStartOffset;
  if (next <= startOffset) return;
  const run = log.endOfEpoch(lastFetchedEpoch);
  const before = lastFetchedEpoch === 0 ? undefined : log.endOfEpoch(term(lastFetchedEpoch - 1));
  const hasEpoch = run?.epoch === lastFetchedEpoch;
  if (hasEpoch && (before?.endOffset ?? startOffset) < next && next <= run.endOffset) return;
  const truncatedTo = hasEpoch && run.endOffset < next ? run.endOffset : startOffset;
  throw new BrokerError(
    'OFFSET_OUT_OF_RANGE',
    `${showTopicPartition(request)} has no record of epoch ${lastFetchedEpoch} before offset ${next}: it was truncated, or made again; read on from ${truncatedTo}.`,
    { startOffset, endOffset: replica.logEndOffset, truncatedTo },
  );
}
