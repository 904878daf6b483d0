/**
 * One subscription: reads a partition on behalf of a client and pushes what is committed, as long as there is credit. At
 * most one fetch is under way. The reader's position is kept here, so what was read but cannot be sent is dropped and
 * read again later: nothing piles up for a reader that is slow.
 *
 *   starting --run--> paused --credit--> polling   at the end of the log: a long poll
 *                                        queued    behind it: waits for its turn,
 *                                        reading   then reads once
 *                                        resting   its leader is away: a moment later again
 *                     ended: by the client, with its session, or by an error that no retry mends
 */
import { invariant } from '../../base/invariant.ts';
import type { FetchResult } from '../../broker/api.ts';
import {
  CREDIT_MAX,
  type Credit,
  type ReadState,
  type Start,
  type SubscribeRequest,
  type SubscriptionFrom,
} from '../../broker/wire/subscriptions.ts';
import { BrokerError } from '../../model/errors.ts';
import type { Offset } from '../../model/ids.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import { recordsCountAt } from '../../record/batch-header.ts';
import type { ReadPosition } from './read-position.ts';
import { Stall } from './stall.ts';

/** What the other subscriptions of the session and its connection have to do with it. */
export interface SubscriptionOutput {
  /** Nobody waits for a turn, and there is room. */
  readonly isFree: boolean;
  push(subscription: Subscription, state: ReadState, batches: readonly Uint8Array[]): void;
  /** `turn` is called once, after those of the others that wait already. */
  wantTurn(subscription: Subscription): void;
  /** No leader has answered for so long, and it goes on trying. */
  stalled(subscription: Subscription, cause: unknown, stalledMs: number): void;
  /** It has ended by itself. */
  ended(subscription: Subscription, cause: unknown): void;
}

/** Of one read: small enough to take turns, large enough to be cheap. */
export const READ_BYTES_MAX = 256 * 1024;
/** More than this is read in turns. */
const POLL_BYTES_MAX = 64 * 1024;
/** So that readers with nearly the same credit still share their fetches. */
const READ_BYTES_STEP = 16 * 1024;
/** A leader that is cut off without a word is noticed after this. */
const POLL_MS = 5000;
const REST_MS_MIN = 20;
const REST_MS_MAX = 1000;
/** Each of them finds the log changed since the one before. */
const START_READS_MAX = 8;

type State = 'starting' | 'paused' | 'queued' | 'reading' | 'polling' | 'resting' | 'ended';

export class Subscription {
  readonly id: number;
  /** Rejects with a BrokerError; nothing is retried for it. */
  readonly started: Promise<Start & ReadState>;
  private readonly from: SubscriptionFrom;
  private readonly position: ReadPosition;
  private readonly clock: Clock;
  private readonly output: SubscriptionOutput;
  private state: State = 'starting';
  private credit: Credit;
  /** As of the last answer; the greatest number when only a read can tell. */
  private highWatermark = Number.MAX_SAFE_INTEGER;
  private hasTurn = false;
  /** What the start has read, for `run`. */
  private first: FetchResult | undefined;
  /** Of a client that wants to know of them. */
  private readonly stall: Stall | undefined;
  private restMs = REST_MS_MIN;
  private restTimer: Timer | undefined;
  private accept: (start: Start & ReadState) => void = () => {};
  private refuse: (error: unknown) => void = () => {};

  /** It starts with its first turn. */
  constructor(
    id: number,
    wanted: Pick<SubscribeRequest, 'from' | 'credit' | 'tellStalls'>,
    position: ReadPosition,
    modules: { readonly clock: Clock; readonly output: SubscriptionOutput },
  ) {
    this.id = id;
    this.from = wanted.from;
    this.credit = wanted.credit;
    this.stall = wanted.tellStalls ? new Stall() : undefined;
    this.position = position;
    this.clock = modules.clock;
    this.output = modules.output;
    this.started = new Promise((resolve, reject) => {
      this.accept = resolve;
      this.refuse = reject;
    });
  }

  get nextOffset(): Offset {
    return this.position.next;
  }

  /** The client knows of the start. */
  run(): void {
    const { first } = this;
    if (first === undefined || this.state !== 'starting') return;
    this.first = undefined;
    this.take(first, false);
  }

  /** One read. Resolves when the next may have its turn; never rejects. */
  async turn(): Promise<void> {
    this.hasTurn = true;
    if (this.state === 'starting') await this.start();
    else if (this.state === 'queued') await this.read('reading');
    this.hasTurn = false;
  }

  /** Another one has the turn by now; what still comes is sent if there is room. */
  loseTurn(): void {
    this.hasTurn = false;
  }

  /** Throws a BrokerError, and has changed nothing, when it would be too much. */
  addCredit({ bytes, records }: Credit): void {
    const credit = { bytes: this.credit.bytes + bytes, records: this.credit.records + records };
    if (credit.bytes > CREDIT_MAX || credit.records > CREDIT_MAX) {
      throw new BrokerError(
        'INVALID_REQUEST',
        `The credit of a subscription is at most ${CREDIT_MAX} bytes and records; give back only what was received.`,
      );
    }
    this.credit = credit;
    this.proceed();
  }

  end(): void {
    if (this.state === 'starting') {
      this.refuse(new BrokerError('INVALID_REQUEST', 'It was ended before it had started.'));
    }
    this.state = 'ended';
    this.first = undefined;
    this.restTimer?.cancel();
  }

  /** Reads once, to know that and where it can start. */
  private async start(): Promise<void> {
    try {
      await this.position.startAt(this.from);
      const result = await this.firstRead();
      if (this.state !== 'starting') return;
      this.first = result;
      const { next: startOffset, topicId } = this.position;
      this.accept({ startOffset, topicId, ...this.stateOf(result) });
    } catch (error) {
      this.refuse(error);
    }
  }

  private async firstRead(): Promise<FetchResult> {
    for (let reads = 1; ; reads += 1) {
      try {
        return await this.position.fetch(this.readBytes(READ_BYTES_MAX), 0);
      } catch (error) {
        const remedy = await this.position.mend(error);
        if (remedy.kind === 'none') throw remedy.error;
        if (remedy.kind === 'later' || reads === START_READS_MAX) throw error;
      }
    }
  }

  /** What to do next is decided here, and only here. */
  private proceed(): void {
    if (this.state !== 'paused' || this.credit.bytes <= 0 || this.credit.records <= 0) return;
    if (this.position.next >= this.highWatermark) return void this.read('polling');
    this.state = 'queued';
    this.output.wantTurn(this);
  }

  private async read(how: 'reading' | 'polling'): Promise<void> {
    this.state = how;
    const isPoll = how === 'polling';
    const startedAtMs = this.clock.monotonic();
    try {
      const bytesMax = this.readBytes(isPoll ? POLL_BYTES_MAX : READ_BYTES_MAX);
      const result = await this.position.fetch(bytesMax, isPoll ? POLL_MS : 0);
      if (this.state !== how) return;
      // A long poll ends early when the leadership changes; whatever the reason, asking on at once would be a loop.
      const isEarly = isPoll && this.clock.monotonic() - startedAtMs < POLL_MS / 2;
      this.take(result, isEarly);
    } catch (error) {
      // The leader of a poll may be silent up to its end.
      const owedSinceMs = startedAtMs + (isPoll ? POLL_MS : 0);
      if (this.state === how) await this.recover(how, error, owedSinceMs);
    }
  }

  private readBytes(bytesMax: number): number {
    const wanted = Math.min(Math.max(this.credit.bytes, 1), bytesMax);
    return Math.ceil(wanted / READ_BYTES_STEP) * READ_BYTES_STEP;
  }

  private take(result: FetchResult, isEarly: boolean): void {
    const { batches, highWatermark } = result;
    const isEmpty = batches.length === 0;
    this.state = 'paused';
    this.highWatermark = highWatermark;
    this.stall?.answered();
    if (isEmpty || this.hasTurn || this.output.isFree) this.push(result);
    if (isEmpty && (isEarly || this.position.next < highWatermark)) return this.rest();
    this.restMs = REST_MS_MIN;
    this.proceed();
  }

  private push(result: FetchResult): void {
    const state = this.stateOf(result);
    const batches = this.withinCredit(result.batches);
    const wasStalled = this.stall?.takeTold() === true;
    const isNews = wasStalled || state.continuity.kind !== 'contiguous';
    if (batches.length === 0 && !isNews) return;
    this.output.push(this, state, batches);
  }

  private stateOf({ highWatermark, logStartOffset, leaderEpoch }: FetchResult): ReadState {
    const continuity = this.position.takeContinuity();
    return { continuity, highWatermark, logStartOffset, leaderEpoch };
  }

  /** A batch is sent while there is credit, and may overdraw it. */
  private withinCredit(batches: readonly Uint8Array[]): readonly Uint8Array[] {
    let { bytes, records } = this.credit;
    let count = 0;
    while (count < batches.length && bytes > 0 && records > 0) {
      const batch = batches[count]!;
      bytes -= batch.length;
      records -= recordsCountAt(batch);
      this.position.pass(batch);
      count += 1;
    }
    this.credit = { bytes, records };
    return count === batches.length ? batches : batches.slice(0, count);
  }

  private async recover(from: State, error: unknown, owedSinceMs: number): Promise<void> {
    const remedy = await this.position.mend(error);
    if (this.state !== from) return;
    // Whatever was known of the end of the log may be wrong by now.
    this.highWatermark = Number.MAX_SAFE_INTEGER;
    if (remedy.kind === 'none') {
      this.end();
      this.output.ended(this, remedy.error);
    } else if (remedy.kind === 'again') {
      this.goOn(from);
    } else {
      this.tellStall(error, owedSinceMs);
      this.rest();
    }
  }

  private tellStall(error: unknown, owedSinceMs: number): void {
    const stalledMs = this.stall?.failed(owedSinceMs, this.clock.monotonic());
    if (stalledMs !== undefined) this.output.stalled(this, error, stalledMs);
  }

  private rest(): void {
    if (this.state === 'ended') return;
    this.state = 'resting';
    this.restTimer = this.clock.setTimer(this.restMs, () => this.goOn('resting'));
    this.restMs = Math.min(this.restMs * 2, REST_MS_MAX);
  }

  private goOn(from: State): void {
    invariant(this.state === from, 'a subscription that has ended rests no more');
    this.state = 'paused';
    this.proceed();
  }
}
