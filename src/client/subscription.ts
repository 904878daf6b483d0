/**
 * A subscription as the client sees it: the committed records of one partition, pushed by the broker as long as there is
 * credit. It ends in one of four ways: `close`, a refused start (`started` rejects), an end by the broker, or the
 * end of the connection (both: `onEnded`). It does not start again by itself; whoever wants that subscribes again at the next
 * offset with the last epoch.
 */
import type { Continuity } from '../model/continuity.ts';
import type { BrokerError } from '../model/errors.ts';
import type { Offset, Term, Uuid } from '../model/ids.ts';
import type { TopicPartition } from '../model/topic-partition.ts';

export interface SubscribeOptions extends TopicPartition {
  /** `offset`: the next record wanted. */
  readonly start: { readonly offset: number } | 'earliest' | 'latest';
  /** With an offset: the epoch of the last record that was seen (`partitionLeaderEpoch` of its batch). */
  readonly lastEpoch?: Term;
  /** With an offset: the topic in which it was seen (`started` tells), so that another one of its name is noticed. */
  readonly topicId?: Uuid;
  /**
   * What the broker may send before `addCredit`. A batch is sent while both are above 0, so it may overdraw them. Both are
   * counted per batch: its bytes and its records, also those before the wanted offset.
   */
  readonly creditBytes: number;
  readonly creditRecords: number;
  /** Whole batches, in order, as views of one received frame; the first may begin before the wanted offset. */
  onRecords(batches: readonly Uint8Array[], info: RecordsInfo): void;
  /**
   * The broker has had no answer from a leader of the partition for so long; another broker may have one. It goes on
   * trying and calls again while it lasts. `onRecords`, perhaps without records, says that it is over. An older broker
   * says nothing.
   */
  onStalled?(error: BrokerError, stalledMs: number): void;
  /** Once, after `started` has resolved, unless `close` was called. `nextOffset`: of the first record not received. */
  onEnded(error: BrokerError, nextOffset: Offset): void;
}

export interface RecordsInfo {
  readonly highWatermark: Offset;
  readonly logStartOffset: Offset;
  readonly leaderEpoch: Term;
  /** Of these records to those before. */
  readonly continuity: Continuity;
}

export interface SubscriptionStart {
  /** Of the next record that will come. */
  readonly startOffset: Offset;
  readonly topicId: Uuid;
  /** Of `startOffset` to the offset and epoch that were asked for. */
  readonly continuity: Continuity;
  readonly highWatermark: Offset;
  readonly logStartOffset: Offset;
  readonly leaderEpoch: Term;
}

export interface Subscription {
  /** Resolves before the first `onRecords`; rejects with a BrokerError when the broker refuses. */
  readonly started: Promise<SubscriptionStart>;
  /** What the application has taken up. Nothing happens when the subscription has ended. */
  addCredit(bytes: number, records: number): void;
  /** `onRecords` is not called any more from this call on. Resolves when the broker has let go of it. Never rejects. */
  close(): Promise<void>;
}
