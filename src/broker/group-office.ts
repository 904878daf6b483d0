/**
 * One term of a group coordinator: hands it requests in the order of their arrival, appends what it decides, and lets
 * each answer go when everything decided up to it is committed and applied here. Many decisions may be on their way
 * at once, so a group is not bound to the speed of a commit.
 *
 * When an append fails or its outcome is unknown, the coordinator's mind is ahead of the log in a way that may never
 * become true: the office ends, all who wait are told to ask again, and `ended` makes the next one from the image.
 */
import { uuidToText } from '../base/uuid.ts';
import { GroupCoordinator, type CoordinatorRequest } from '../group/coordinator.ts';
import type { GroupImage } from '../group/image.ts';
import type { GroupEvent, Outcome, Reply } from '../group/outcome.ts';
import type { GroupListing, GroupResponse } from '../group/requests.ts';
import type { GroupSettings } from '../group/settings.ts';
import { BrokerError } from '../model/errors.ts';
import type { Offset, Term } from '../model/ids.ts';
import type { Replica } from '../partition/replica.ts';
import { steadyDates } from '../partition/steady-dates.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { Random } from '../platform/random.ts';
import { BatchBuilder } from '../record/batch-builder.ts';
import { baseOffsetAt, leaderEpochAt } from '../record/batch-header.ts';

export interface GroupOfficeOptions {
  readonly settings: GroupSettings;
  /** offsets.commit.timeout.ms. */
  readonly commitMsMax: number;
}

export interface GroupOfficeModules {
  readonly clock: Clock;
  readonly random: Random;
  readonly observer: GroupObserver;
  /** It cannot go on; `end` has been called. */
  readonly ended: (reason: string) => void;
}

/** Called once what is told is committed. */
export interface GroupObserver {
  happened(event: GroupEvent): void;
  committedOffsets(count: number): void;
}

interface Waiting {
  readonly resolve: (response: GroupResponse) => void;
  readonly reject: (error: BrokerError) => void;
}

/** What may be told when the batch at `baseOffset` is applied. */
interface Decided {
  readonly baseOffset: Offset;
  readonly bytes: number;
  readonly replies: Reply[];
  readonly events: GroupEvent[];
}

/** Joins and syncs that wait for members, and everything that waits for a commit. */
const WAITING_MAX = 20_000;
/** Beyond it a timer of Node fires at once; ticking for nothing is harmless. */
const TIMER_MS_MAX = 3_600_000;
/** While the leadership is being handed over nothing can be appended. */
const HANDOVER_RETRY_MS = 100;
const MEMBER_ID_BYTES = 16;

export class GroupOffice {
  readonly term: Term;
  private readonly replica: Replica;
  private readonly options: GroupOfficeOptions;
  private readonly modules: GroupOfficeModules;
  private readonly coordinator: GroupCoordinator;
  private readonly waiting = new Map<number, Waiting>();
  /** In the order of their batches. */
  private readonly decided: Decided[] = [];
  private decidedBytes = 0;
  private nextToken = 1;
  /** A wall clock that is set neither ends sessions nor keeps them. */
  private readonly dates: ReturnType<typeof steadyDates>;
  private timer: { readonly dueMs: number; readonly timer: Timer } | undefined;
  private hasEnded = false;

  /** The image has applied everything that this leader's log has. */
  constructor(
    replica: Replica,
    image: GroupImage,
    options: GroupOfficeOptions,
    modules: GroupOfficeModules,
  ) {
    const { clock, random } = modules;
    this.replica = replica;
    this.term = replica.raft.currentTerm;
    this.options = options;
    this.modules = modules;
    this.dates = steadyDates(clock);
    this.coordinator = new GroupCoordinator({
      image,
      settings: options.settings,
      randomId: () => uuidToText(random.bytes(MEMBER_ID_BYTES)),
      nowMs: this.nowMs(),
    });
    this.setTimer();
  }

  /** Takes the request before it returns. */
  handle(request: CoordinatorRequest, signal?: AbortSignal): Promise<GroupResponse> {
    const refusal = this.refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    const token = this.nextToken;
    this.nextToken += 1;
    const answered = new Promise<GroupResponse>((resolve, reject) => {
      this.waiting.set(token, { resolve, reject });
    });
    this.decide((nowMs) => this.coordinator.handle(request, token, nowMs));
    if (signal === undefined || !this.waiting.has(token)) return answered;
    return this.untilAborted(answered, token, signal);
  }

  topicDeleted(topic: string): void {
    this.decide((nowMs) => this.coordinator.topicDeleted(topic, nowMs));
  }

  /** For the meter: as decided, not as committed. */
  listings(): readonly GroupListing[] {
    const { replies } = this.coordinator.handle({ kind: 'list' }, 0, this.nowMs());
    const [reply] = replies;
    if (reply === undefined || !('response' in reply) || reply.response.kind !== 'list') return [];
    return reply.response.groups;
  }

  /** The image has this batch. */
  applied(batch: Uint8Array): void {
    const [next] = this.decided;
    if (next === undefined || baseOffsetAt(batch) < next.baseOffset) return;
    if (baseOffsetAt(batch) !== next.baseOffset || leaderEpochAt(batch) !== this.term) {
      return this.give('another leader wrote in its place');
    }
    this.decided.shift();
    this.decidedBytes -= next.bytes;
    this.tell(next);
  }

  /** Whoever waits must ask again: what they asked for may or may not have been decided for good. */
  end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.timer?.timer.cancel();
    this.decided.length = 0;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(new BrokerError('NOT_COORDINATOR'));
  }

  private nowMs(): number {
    return this.dates.now();
  }

  private refusal(): BrokerError | undefined {
    if (this.hasEnded || this.replica.raft.canPropose() !== 'yes') {
      return new BrokerError('NOT_COORDINATOR', 'The coordinator is moving; ask again.');
    }
    const bytesMax = this.replica.options.uncommittedBytesMax / 2;
    if (this.waiting.size < WAITING_MAX && this.decidedBytes < bytesMax) return undefined;
    return new BrokerError(
      'THROTTLING_QUOTA_EXCEEDED',
      `${this.waiting.size} requests wait for this coordinator; try again later.`,
    );
  }

  private decide(decision: (nowMs: number) => Outcome): void {
    if (this.hasEnded) return;
    let outcome: Outcome;
    try {
      outcome = decision(this.nowMs());
    } catch (error) {
      return this.give(`the coordinator failed: ${String(error)}`);
    }
    this.carryOut(outcome);
    this.setTimer();
  }

  private carryOut({ replies, records, events }: Outcome): void {
    if (records.length > 0) {
      this.append(records);
      if (this.hasEnded) return;
    }
    const last = this.decided.at(-1);
    if (last === undefined) return this.tell({ replies, events });
    last.replies.push(...replies);
    last.events.push(...events);
  }

  private append(records: Outcome['records']): void {
    const { clock } = this.modules;
    const builder = new BatchBuilder();
    const timestampMs = this.nowMs();
    for (const { key, value } of records) builder.append({ key, value, timestampMs });
    const bytes = builder.finish();
    try {
      const appended = this.replica.append({
        bytes,
        offsetCount: records.length,
        wait: { deadlineMs: clock.monotonic() + this.options.commitMsMax, replicasMin: 1 },
      });
      appended.committed.catch((error: unknown) => this.give(reasonOf(error)));
      if (this.hasEnded) return;
      const { baseOffset } = appended;
      this.decided.push({ baseOffset, bytes: bytes.length, replies: [], events: [] });
      this.decidedBytes += bytes.length;
    } catch (error) {
      this.give(reasonOf(error));
    }
  }

  private tell({ replies, events }: Pick<Outcome, 'replies' | 'events'>): void {
    const { observer } = this.modules;
    for (const event of events) observer.happened(event);
    for (const reply of replies) {
      const waiting = this.waiting.get(reply.token);
      this.waiting.delete(reply.token);
      if ('error' in reply) {
        waiting?.reject(reply.error);
        continue;
      }
      const { response } = reply;
      if (response.kind === 'commit-offsets') observer.committedOffsets(countTaken(response));
      waiting?.resolve(response);
    }
  }

  private give(reason: string): void {
    if (this.hasEnded) return;
    this.end();
    this.modules.ended(reason);
  }

  private untilAborted(
    answered: Promise<GroupResponse>,
    token: number,
    signal: AbortSignal,
  ): Promise<GroupResponse> {
    const forget = (): void => {
      const waiting = this.waiting.get(token);
      this.waiting.delete(token);
      waiting?.reject(new BrokerError('NETWORK_EXCEPTION', 'The client went away.'));
      this.decide((nowMs) => this.coordinator.forget(token, nowMs));
    };
    if (signal.aborted) forget();
    signal.addEventListener('abort', forget, { once: true });
    return answered.finally(() => signal.removeEventListener('abort', forget));
  }

  /** One timer, for the earliest deadline; one that is too early ticks for nothing. */
  private setTimer(): void {
    const dueMs = this.coordinator.nextDeadlineMs();
    if (this.hasEnded || dueMs === undefined) return;
    if (this.timer !== undefined && this.timer.dueMs <= dueMs) return;
    this.timer?.timer.cancel();
    const delayMs = Math.min(Math.max(dueMs - this.nowMs(), 1), TIMER_MS_MAX);
    this.wakeAfter(delayMs, dueMs);
  }

  private wakeAfter(delayMs: number, dueMs: number): void {
    const timer = this.modules.clock.setTimer(delayMs, () => {
      this.timer = undefined;
      if (this.hasEnded) return;
      if (this.replica.raft.canPropose() === 'transferring') {
        return this.wakeAfter(HANDOVER_RETRY_MS, this.nowMs() + HANDOVER_RETRY_MS);
      }
      this.decide((nowMs) => this.coordinator.tick(nowMs));
    });
    this.timer = { dueMs, timer };
  }
}

function countTaken({ partitions }: Extract<GroupResponse, { kind: 'commit-offsets' }>): number {
  return partitions.filter(({ error }) => error === undefined).length;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
