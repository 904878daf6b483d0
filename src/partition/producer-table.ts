/**
 * What the log of one partition says of its idempotent producers (KIP-98): for each, its epoch and its last batches.
 * A pure function of the log as it is now, committed or not, so that the leader judges a batch by exactly the log that
 * it would be appended to. What is not committed can be taken back, batch by batch, when the log is truncated.
 *
 * It knows offsets and nothing of markers: where a batch ends, an offset says as much as a position.
 */
import { invariant } from '../base/invariant.ts';
import { BrokerError } from '../model/errors.ts';
import { offset, term, type Offset, type Term } from '../model/ids.ts';
import {
  attributesAt,
  baseOffsetAt,
  baseSequenceAt,
  lastOffsetDeltaAt,
  leaderEpochAt,
  LOG_APPEND_TIME_BIT,
  maxTimestampAt,
  NONE,
  producerEpochAt,
  producerIdAt,
} from '../record/batch-header.ts';

/** What a producer numbers: this many records, from this sequence on. */
export interface Sequence {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly count: number;
}

/** A batch of an idempotent producer as the log has it: all that its receipt says. */
export interface ProducedBatch extends Sequence {
  readonly baseOffset: Offset;
  /** Of the leader that appended it. */
  readonly leaderEpoch: Term;
  /** NONE unless the topic had LogAppendTime. */
  readonly logAppendTimeMs: number;
}

export interface KnownProducer {
  /** In the order of the log: the last five that are committed, then all that are not. Never empty. */
  readonly batches: ProducedBatch[];
  /** How many of `batches` are committed; they come first. */
  committed: number;
  /** When this replica saw the last one, on its own clock: the times in a batch are the producer's word, and may be of 1970. */
  seenMs: number;
}

/** Kafka's: a producer has at most five requests in flight, so no retry is of an older batch. */
export const REMEMBERED_BATCHES = 5;
/** Beyond it those that were silent longest are forgotten. About 3 MB in a checkpoint, 10 MB in memory. */
const PRODUCERS_MAX = 20_000;
/** So many are remembered even when they have expired: an idle producer does no harm, and goes on as if nothing were. */
const IDLE_PRODUCERS_KEPT = 1_000;
const SEQUENCES = 0x8000_0000;

/** Of a batch that a leader has checked (record/validate.ts). */
function producedBatchIn(bytes: Uint8Array): ProducedBatch {
  const hasAppendTime = (attributesAt(bytes) & LOG_APPEND_TIME_BIT) !== 0;
  const producerId = producerIdAt(bytes);
  const producerEpoch = producerEpochAt(bytes);
  const baseSequence = baseSequenceAt(bytes);
  invariant(Number.isSafeInteger(producerId) && producerId >= 0, 'a producer id was checked');
  invariant(producerEpoch >= 0 && baseSequence >= 0, 'epoch and sequence were checked');
  return {
    producerId,
    producerEpoch,
    baseSequence,
    count: lastOffsetDeltaAt(bytes) + 1,
    baseOffset: offset(baseOffsetAt(bytes)),
    leaderEpoch: term(leaderEpochAt(bytes)),
    logAppendTimeMs: hasAppendTime ? maxTimestampAt(bytes) : NONE,
  };
}

export function endOffsetOf(batch: ProducedBatch): Offset {
  return offset(batch.baseOffset + batch.count);
}

export class ProducerTable {
  private readonly expirationMs: number;
  private readonly producers: Map<number, KnownProducer>;
  /** Of all producers, in the order of the log; those before `head` are committed and no longer meant. */
  private uncommitted: ProducedBatch[] = [];
  private head = 0;
  private committedOffset: Offset;
  private endOffset: Offset;

  /** `known` is the table of all that is committed below `committedTo`. */
  constructor(
    expirationMs: number,
    committedTo: Offset = offset(0),
    known = new Map<number, KnownProducer>(),
  ) {
    this.expirationMs = expirationMs;
    this.committedOffset = committedTo;
    this.endOffset = committedTo;
    this.producers = known;
  }

  /** Every committed batch below it is counted in, and may lie beyond the end of the log that this stands on. */
  get committedTo(): Offset {
    return this.committedOffset;
  }

  get size(): number {
    return this.producers.size;
  }

  get uncommittedCount(): number {
    return this.uncommitted.length - this.head;
  }

  /** For the codec: everything committed is in here. */
  *committedProducers(): Generator<readonly [number, KnownProducer], void, undefined> {
    for (const entry of this.producers) if (entry[1].committed > 0) yield entry;
  }

  /**
   * The batch that `wanted` is a retry of, or undefined when `wanted` may be appended. Throws a BrokerError for what
   * must not be appended: then nothing of it may be.
   */
  judge(wanted: Sequence, nowMs: number): ProducedBatch | undefined {
    const producer = this.producers.get(wanted.producerId);
    const last = producer?.batches.at(-1);
    if (producer === undefined || last === undefined) {
      if (wanted.baseSequence !== 0) throw unknownProducer(wanted);
      return undefined;
    }
    if (wanted.producerEpoch < last.producerEpoch) throw fenced(wanted, last);
    if (wanted.producerEpoch > last.producerEpoch) {
      if (wanted.baseSequence !== 0) throw outOfOrder(wanted, 0);
      return undefined;
    }
    const next = (last.baseSequence + last.count) % SEQUENCES;
    if (wanted.baseSequence === next) return undefined;
    if (wanted.baseSequence === 0 && this.isExpired(producer, nowMs)) return undefined;
    const written = producer.batches.findLast((batch) => isSameSequence(batch, wanted));
    if (written !== undefined) return written;
    throw isForgotten(producer, wanted) ? duplicate(wanted) : outOfOrder(wanted, next);
  }

  /**
   * The log has this batch now, stamped with offset and epoch. False when the table had it already: it may have been loaded
   * from a later place than where the log begins.
   */
  append(bytes: Uint8Array, clock: { now(): number }): boolean {
    const baseOffset = baseOffsetAt(bytes);
    if (baseOffset < this.endOffset) return false;
    this.endOffset = offset(baseOffset + lastOffsetDeltaAt(bytes) + 1);
    if (producerIdAt(bytes) !== NONE) this.appendProduced(producedBatchIn(bytes), clock.now());
    return true;
  }

  private appendProduced(batch: ProducedBatch, nowMs: number): void {
    this.uncommitted.push(batch);
    const producer = this.producers.get(batch.producerId);
    if (producer !== undefined) {
      producer.batches.push(batch);
      producer.seenMs = nowMs;
      return;
    }
    if (this.producers.size >= PRODUCERS_MAX) this.forgetSilent(0.9 * PRODUCERS_MAX);
    this.producers.set(batch.producerId, { batches: [batch], committed: 0, seenMs: nowMs });
  }

  /** The log ends at `to` again. */
  truncate(to: Offset): void {
    while (this.uncommittedCount > 0 && endOffsetOf(this.uncommitted.at(-1)!) > to) {
      const batch = this.uncommitted.pop()!;
      const producer = this.producers.get(batch.producerId)!;
      invariant(producer.batches.pop() === batch, 'a truncation takes the newest batches');
      if (producer.batches.length === 0) this.producers.delete(batch.producerId);
    }
    if (to < this.endOffset) this.endOffset = later(to, this.committedOffset);
  }

  commit(upTo: Offset): void {
    while (this.uncommittedCount > 0 && endOffsetOf(this.uncommitted[this.head]!) <= upTo) {
      const producer = this.producers.get(this.uncommitted[this.head]!.producerId)!;
      this.head += 1;
      producer.committed += 1;
      if (producer.committed <= REMEMBERED_BATCHES) continue;
      producer.batches.shift();
      producer.committed -= 1;
    }
    this.committedOffset = later(this.committedOffset, upTo);
    this.endOffset = later(this.endOffset, upTo);
    if (this.head < 64 || this.head * 2 < this.uncommitted.length) return;
    this.uncommitted = this.uncommitted.slice(this.head);
    this.head = 0;
  }

  /** Lets go of producers that expired, but for the newest of them. */
  forgetExpired(nowMs: number): void {
    this.forgetSilent(IDLE_PRODUCERS_KEPT, (producer) => this.isExpired(producer, nowMs));
  }

  /** The longest silent first, until so many are left. */
  private forgetSilent(
    kept: number,
    mayGo: (producer: KnownProducer) => boolean = () => true,
  ): void {
    if (this.producers.size <= kept) return;
    const silent = [...this.producers]
      .filter(([, one]) => one.committed === one.batches.length && mayGo(one))
      .toSorted(([, a], [, b]) => a.seenMs - b.seenMs);
    for (const [id] of silent.slice(0, this.producers.size - kept)) this.producers.delete(id);
  }

  private isExpired(producer: KnownProducer, nowMs: number): boolean {
    return nowMs - producer.seenMs >= this.expirationMs;
  }
}

function later(a: Offset, b: Offset): Offset {
  return a > b ? a : b;
}

function isSameSequence(batch: ProducedBatch, wanted: Sequence): boolean {
  return (
    batch.producerEpoch === wanted.producerEpoch &&
    batch.baseSequence === wanted.baseSequence &&
    batch.count === wanted.count
  );
}

/**
 * It lies wholly before the oldest batch that is remembered, which is committed, and so is it. Sequences go round: what is
 * less than half the circle behind counts as before.
 */
function isForgotten({ batches, committed }: KnownProducer, wanted: Sequence): boolean {
  const oldest = batches[0]!;
  if (committed < REMEMBERED_BATCHES || oldest.producerEpoch !== wanted.producerEpoch) return false;
  const behind = (oldest.baseSequence - wanted.baseSequence + SEQUENCES) % SEQUENCES;
  return behind >= wanted.count && behind < SEQUENCES / 2;
}

function unknownProducer({ producerId, baseSequence }: Sequence): BrokerError {
  return new BrokerError(
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
    `Producer ${producerId} is not known to this partition and sent sequence ${baseSequence}; send what comes before it first, or begin at 0 with a new epoch or id.`,
  );
}

function outOfOrder({ producerId, baseSequence }: Sequence, next: number): BrokerError {
  return new BrokerError(
    'OUT_OF_ORDER_SEQUENCE_NUMBER',
    `Producer ${producerId} sent sequence ${baseSequence} where ${next} comes next; send what is missing before it first, or begin at 0 with a new epoch.`,
  );
}

function fenced({ producerId, producerEpoch }: Sequence, last: Sequence): BrokerError {
  return new BrokerError(
    'INVALID_PRODUCER_EPOCH',
    `Producer ${producerId} sent epoch ${producerEpoch}, and epoch ${last.producerEpoch} has written already; a newer instance has taken over.`,
  );
}

function duplicate({ producerId, baseSequence }: Sequence): BrokerError {
  return new BrokerError(
    'DUPLICATE_SEQUENCE_NUMBER',
    `Sequence ${baseSequence} of producer ${producerId} is written already, so long ago that its offset is not remembered; count it as sent.`,
  );
}
