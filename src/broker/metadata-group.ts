/**
 * The cluster's metadata on this broker: its replica of the metadata group, the image replayed from its log, and, on
 * the leader, the one place where changes are decided. A change is decided against an image that has applied all
 * before it, one at a time; its answer goes out when its records are committed and applied.
 */
import { BrokerError } from '../model/errors.ts';
import { uuid } from '../model/ids.ts';
import type { GroupId } from '../model/topic-partition.ts';
import { MetadataController, type MetadataContext } from '../metadata/controller.ts';
import { MetadataImage } from '../metadata/image.ts';
import type { MetadataRequest, MetadataResponse } from '../metadata/requests.ts';
import type { Replica } from '../partition/replica.ts';
import type { StateMachine } from '../partition/state-machine.ts';
import { highWatermark } from '../partition/vocabulary.ts';
import type { Clock } from '../platform/clock.ts';
import { BatchBuilder } from '../record/batch-builder.ts';
import { iterateRecords } from '../record/records.ts';

/** Kafka's id of its metadata topic. */
export const METADATA_GROUP: GroupId = { topicId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'), partition: 0 };

const QUEUED_MAX = 1000;
const COMMIT_MS_MAX = 15_000;

export class MetadataGroup implements StateMachine {
  private readonly clock: Clock;
  private readonly context: () => MetadataContext;
  private readonly listeners = new Set<() => void>();
  private current = new MetadataImage();
  private replica: Replica | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private queued = 0;

  constructor(clock: Clock, context: () => MetadataContext) {
    this.clock = clock;
    this.context = context;
  }

  /** What is committed, as far as this broker has heard. Replaced when a snapshot comes in, so never keep it. */
  get image(): MetadataImage {
    return this.current;
  }

  /** In offsets: from where this broker's log can be replayed, and how far it is committed. */
  get span(): { readonly start: number; readonly end: number } {
    const { replica } = this;
    if (replica === undefined) return { start: 0, end: Number.MAX_SAFE_INTEGER };
    const { raft } = replica;
    // The core's base and not the log's: that of the log moves when a snapshot arrives, this one when it is durable.
    return { start: highWatermark(raft.base.position), end: highWatermark(raft.commitIndex) };
  }

  /** Called after every change of the image. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  attach(replica: Replica): void {
    this.replica = replica;
  }

  apply(batch: Uint8Array): void {
    for (const record of iterateRecords(batch)) this.current.replay(record.value!);
    this.changed();
  }

  snapshot(): Uint8Array {
    return this.current.snapshot();
  }

  restore(state: Uint8Array): void {
    this.current = MetadataImage.fromSnapshot(state);
    this.changed();
  }

  /** On the leader of the metadata group; rejects with NOT_CONTROLLER elsewhere. */
  change(request: MetadataRequest): Promise<MetadataResponse> {
    if (this.queued >= QUEUED_MAX) {
      throw new BrokerError(
        'THROTTLING_QUOTA_EXCEEDED',
        'Too many metadata changes wait; try again later.',
      );
    }
    this.queued += 1;
    const changed = this.queue.then(() => this.decide(request));
    this.queue = changed
      .catch(() => undefined)
      .finally(() => {
        this.queued -= 1;
      });
    return changed;
  }

  private async decide(request: MetadataRequest): Promise<MetadataResponse> {
    const replica = await this.caughtUp();
    const { response, records } = new MetadataController(this.current).handle(
      request,
      this.context(),
    );
    if (records.length === 0) return response;
    const appended = replica.append({
      bytes: this.batchOf(records),
      offsetCount: records.length,
      wait: { deadlineMs: this.clock.monotonic() + COMMIT_MS_MAX, replicasMin: 1 },
    });
    const end = replica.raft.lastPosition;
    await appended.committed;
    await replica.appliedUpTo(end);
    return response;
  }

  /** When this leader's image has everything that its log has. */
  private async caughtUp(): Promise<Replica> {
    const { replica } = this;
    if (replica === undefined || !replica.isLeader) throw new BrokerError('NOT_CONTROLLER');
    const readIndex = await replica.confirmLeadership();
    await replica.appliedUpTo(readIndex);
    if (replica.logEndOffset > highWatermark(readIndex)) {
      // Its answer was "outcome unknown": it may still become true, and this image does not show it.
      throw new BrokerError(
        'THROTTLING_QUOTA_EXCEEDED',
        'An earlier change of the metadata is still being committed; try again in a moment.',
      );
    }
    return replica;
  }

  private batchOf(records: readonly Uint8Array[]): Uint8Array {
    const builder = new BatchBuilder();
    const timestampMs = this.clock.now();
    for (const value of records) builder.append({ key: null, value, timestampMs });
    return builder.finish();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}
