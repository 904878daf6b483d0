/**
 * Where a reader stands in a partition, and how it gets on when the log does not have that place any more: over a gap that
 * retention left, or back to where the log was truncated. Every such step is kept in `continuity` until it is told.
 */
import { invariant } from '../../base/invariant.ts';
import type { BrokerApi, FetchResult, ListedOffset, TopicDescription } from '../../broker/api.ts';
import type { SubscriptionFrom } from '../../broker/wire/subscriptions.ts';
import { CONTIGUOUS, type Continuity } from '../../model/continuity.ts';
import { BrokerError, ERRORS, type ErrorName, type LogRange } from '../../model/errors.ts';
import { offset, term, type Offset, type Term, type Uuid } from '../../model/ids.ts';
import { showTopicPartition, type TopicPartition } from '../../model/topic-partition.ts';
import { baseOffsetAt, lastOffsetDeltaAt, leaderEpochAt } from '../../record/batch-header.ts';
import type { SharedFetches } from './shared-fetches.ts';

export type Remedy =
  /** The position has changed, or the leader has proved itself: ask again at once. */
  | { readonly kind: 'again' }
  | { readonly kind: 'later' }
  | { readonly kind: 'none'; readonly error: unknown };

const AGAIN: Remedy = { kind: 'again' };
const LATER: Remedy = { kind: 'later' };

export class ReadPosition {
  /** Of the next record to send. */
  next = offset(0);
  private readonly tp: TopicPartition;
  private readonly broker: BrokerApi;
  private readonly fetches: SharedFetches;
  private topic: Uuid | undefined;
  private lastEpoch: Term | undefined;
  private continuity: Continuity = CONTIGUOUS;
  /** Since the last answer: what a deposed leader says of its log is no reason to leave anything out. */
  private isLeaderConfirmed = false;

  constructor(tp: TopicPartition, broker: BrokerApi, fetches: SharedFetches) {
    this.tp = tp;
    this.broker = broker;
    this.fetches = fetches;
  }

  /** Known once it has started. */
  get topicId(): Uuid {
    invariant(this.topic !== undefined, 'a position is asked for its topic after its start');
    return this.topic;
  }

  /** Rejects with a BrokerError. */
  async startAt(from: SubscriptionFrom): Promise<void> {
    const [topic] = await this.broker.describeTopics([this.tp.topic]);
    if (topic?.topicId === undefined) throw unknownTopic(this.tp, topic?.error);
    this.topic = topic.topicId;
    if (from.kind !== 'offset') {
      this.next = (await this.list(from.kind)).offset ?? offset(0);
      return;
    }
    this.next = from.offset;
    this.lastEpoch = from.lastEpoch;
    if (from.topicId !== undefined && from.topicId !== topic.topicId) await this.startOver();
  }

  async fetch(bytesMax: number, waitMsMax: number): Promise<FetchResult> {
    const result = await this.fetches.fetch({
      ...this.tp,
      offset: this.next,
      bytesMin: waitMsMax > 0 ? 1 : 0,
      bytesMax,
      waitMsMax,
      ...(this.lastEpoch === undefined ? {} : { lastFetchedEpoch: this.lastEpoch }),
    });
    this.isLeaderConfirmed = false;
    return result;
  }

  pass(batch: Uint8Array): void {
    this.next = offset(baseOffsetAt(batch) + lastOffsetDeltaAt(batch) + 1);
    this.lastEpoch = term(leaderEpochAt(batch));
  }

  /** Of the next records to those before. It is told once. */
  takeContinuity(): Continuity {
    const { continuity } = this;
    this.continuity = CONTIGUOUS;
    return continuity;
  }

  /** What can be done about a fetch that has failed. */
  async mend(error: unknown): Promise<Remedy> {
    if (!(error instanceof BrokerError)) return { kind: 'none', error };
    try {
      const remedy = await this.remedyFor(error);
      return remedy.kind === 'later' ? await this.unlessTopicIsGone(error) : remedy;
    } catch (second) {
      return second instanceof BrokerError && second.retriable
        ? LATER
        : { kind: 'none', error: second };
    }
  }

  private async remedyFor(error: BrokerError): Promise<Remedy> {
    const { errorName, logRange } = error;
    if (errorName === 'OFFSET_OUT_OF_RANGE' && logRange !== undefined) {
      if (this.isLeaderConfirmed) return this.moveInto(logRange, error);
      await this.list('latest');
      this.isLeaderConfirmed = true;
      return AGAIN;
    }
    if (errorName === 'UNKNOWN_LEADER_EPOCH') return this.refreshEpoch();
    return error.retriable ? LATER : { kind: 'none', error };
  }

  private moveInto(range: LogRange, error: BrokerError): Remedy {
    const { startOffset, truncatedTo } = range;
    if (truncatedTo !== undefined) {
      this.move(truncatedTo, { kind: 'truncated', from: truncatedTo });
    } else if (this.next < startOffset) {
      const from = this.continuity.kind === 'gap' ? this.continuity.from : this.next;
      // Retention behind a truncation is part of what the reader lost by that.
      const wasTruncated = this.continuity.kind === 'truncated';
      this.move(
        startOffset,
        wasTruncated ? this.continuity : { kind: 'gap', from, to: startOffset },
      );
    } else {
      return { kind: 'none', error };
    }
    return AGAIN;
  }

  /** The reader knows an epoch that the leader does not. Either the leader is deposed, or it is another log. */
  private async refreshEpoch(): Promise<Remedy> {
    const { leaderEpoch } = await this.list('latest');
    if (this.lastEpoch === undefined || leaderEpoch >= this.lastEpoch) return LATER;
    await this.startOver();
    return AGAIN;
  }

  /** Nothing of what the reader saw is in this log. */
  private async startOver(): Promise<void> {
    // A broker behind the times knows an old topic of this name, for which no leader can prove itself any more.
    await this.list('latest');
    const from = (await this.list('earliest')).offset ?? offset(0);
    this.move(from, { kind: 'truncated', from });
  }

  private move(to: Offset, continuity: Continuity): void {
    this.next = to;
    this.lastEpoch = undefined;
    this.continuity = continuity;
    this.isLeaderConfirmed = false;
  }

  /** A topic that was deleted, or made again under its name, has no leader that could come back. */
  private async unlessTopicIsGone(error: BrokerError): Promise<Remedy> {
    const [topic] = await this.broker.describeTopics([this.tp.topic]);
    // A broker that knows nothing at the moment does not know that it is gone.
    if (topic === undefined || (topic.error && topic.error.name !== 'UNKNOWN_TOPIC_OR_PARTITION')) {
      return LATER;
    }
    const isSame = this.topic === undefined || topic.topicId === this.topic;
    if (isSame && this.tp.partition < topic.partitions.length) return LATER;
    if (error.errorName === 'UNKNOWN_TOPIC_OR_PARTITION') return { kind: 'none', error };
    const gone = `${showTopicPartition(this.tp)} was deleted; subscribe again if there is a new topic of this name.`;
    return { kind: 'none', error: new BrokerError('UNKNOWN_TOPIC_OR_PARTITION', gone) };
  }

  private list(kind: 'earliest' | 'latest'): Promise<ListedOffset> {
    return this.broker.listOffsets({ ...this.tp, at: { kind } });
  }
}

function unknownTopic(tp: TopicPartition, error: TopicDescription['error']): BrokerError {
  if (error !== undefined && isErrorName(error.name)) {
    return new BrokerError(error.name, error.message);
  }
  return new BrokerError('UNKNOWN_TOPIC_OR_PARTITION', `There is no ${showTopicPartition(tp)}.`);
}

function isErrorName(name: string): name is ErrorName {
  return Object.hasOwn(ERRORS, name);
}
