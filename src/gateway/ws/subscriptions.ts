/**
 * The subscriptions of one client: by the correlation id of their request, with their credit, and with turns, so that each
 * of those that are behind reads once before any reads twice. Together they keep little more than a window of bytes
 * unsent, far below what makes the session stop reading: requests are answered beside them.
 */
import type { BrokerApi } from '../../broker/api.ts';
import {
  recordsHeader,
  subscribeRequest,
  subscribeResponse,
  type ReadState,
} from '../../broker/wire/subscriptions.ts';
import { BrokerError } from '../../model/errors.ts';
import type { Offset } from '../../model/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import {
  encodeResponse,
  encodeSubscribedRecords,
  type ClientFrame,
} from '../../protocol/client-frame.ts';
import type { flotilla } from '../../protocol/generated/flotilla.js';
import type { Allowance, SessionLimits } from './limits.ts';
import type { Answer } from './operations.ts';
import { ReadPosition } from './read-position.ts';
import type { SharedFetches } from './shared-fetches.ts';
import { READ_BYTES_MAX, Subscription, type SubscriptionOutput } from './subscription.ts';

export interface SubscriptionModules {
  readonly broker: BrokerApi;
  readonly clock: Clock;
  readonly limits: SessionLimits;
  /** Shared by the sessions of a door, as is the next. */
  readonly fetches: SharedFetches;
  readonly allowance: Allowance;
}

/** What the session does for them. */
export interface SubscriptionSession {
  /** Whether so many bytes may be sent beside what is unsent. */
  hasRoomBeside(bytes: number): boolean;
  /** Something waits to be sent: `resume` is called when there is room, or the client is given up. */
  awaitRoom(): void;
  push(frame: Answer, batches: readonly Uint8Array[]): void;
  stalled(id: number, cause: unknown, stalledMs: number): void;
  ended(id: number, cause: unknown, nextOffset: Offset): void;
}

/** A read that takes longer waits for a leader or a disk; the others need not wait with it. */
const TURN_MS_MAX = 100;
/** What a client still says to subscriptions that have ended by themselves is no fault of it. */
const ENDED_IDS_MAX = 1024;

export class Subscriptions implements SubscriptionOutput {
  private readonly modules: SubscriptionModules;
  private readonly session: SubscriptionSession;
  private readonly active = new Map<number, Subscription>();
  /** Of those that ended by themselves, the newest last. */
  private readonly endedIds = new Set<number>();
  /** For their turn, in this order. */
  private readonly waiting = new Set<Subscription>();
  /** What the reads whose turn it is may bring. */
  private reservedBytes = 0;

  constructor(modules: SubscriptionModules, session: SubscriptionSession) {
    this.modules = modules;
    this.session = session;
  }

  has(id: number): boolean {
    return this.active.has(id);
  }

  /** Rejects with a BrokerError; then there is no subscription. */
  async subscribe(id: number, wire: flotilla.v1.SubscribeRequest.$Properties): Promise<Answer> {
    const { partition, ...wanted } = subscribeRequest.fromWire(wire);
    const { allowance, broker, clock, fetches, limits } = this.modules;
    if (this.active.size >= limits.subscriptionsMax || !allowance.take()) {
      throw new BrokerError(
        'THROTTLING_QUOTA_EXCEEDED',
        `This connection has ${this.active.size} subscriptions and this broker ${allowance.taken}, which is the most that it takes; end some.`,
      );
    }
    const position = new ReadPosition(partition, broker, fetches);
    const subscription = new Subscription(id, wanted, position, { clock, output: this });
    this.active.set(id, subscription);
    this.endedIds.delete(id);
    this.wantTurn(subscription);
    try {
      const start = await subscription.started;
      return encodeResponse(id, { subscribe: subscribeResponse.toWire(start) });
    } catch (error) {
      this.forget(subscription);
      throw error;
    }
  }

  /** The response of its request has been sent. */
  run(id: number): void {
    this.active.get(id)?.run();
  }

  /** Throws a BrokerError, which ends the subscription if there is one. */
  addCredit({ addCredit }: ClientFrame): void {
    const { subscription: id, bytes, records } = addCredit!;
    const subscription = this.find(id ?? 0);
    if (subscription === undefined) return;
    try {
      subscription.addCredit({ bytes: bytes ?? 0, records: records ?? 0 });
    } catch (error) {
      subscription.end();
      this.ended(subscription, error);
      throw error;
    }
  }

  /** Throws a BrokerError. Nothing comes from the subscription any more. */
  unsubscribe({ unsubscribe }: ClientFrame): void {
    const subscription = this.find(unsubscribe!.subscription ?? 0);
    if (subscription === undefined) return;
    subscription.end();
    this.forget(subscription);
  }

  /** There may be room. */
  resume(): void {
    if (this.waiting.size > 0) this.takeTurns();
  }

  stop(): void {
    for (const subscription of this.active.values()) {
      subscription.end();
      this.forget(subscription);
    }
  }

  get isFree(): boolean {
    return this.waiting.size === 0 && this.session.hasRoomBeside(this.reservedBytes);
  }

  push({ id }: Subscription, state: ReadState, batches: readonly Uint8Array[]): void {
    const frame = encodeSubscribedRecords(id, recordsHeader.toWire(state), batches);
    this.session.push(frame, batches);
  }

  wantTurn(subscription: Subscription): void {
    this.waiting.add(subscription);
    this.takeTurns();
  }

  stalled({ id }: Subscription, cause: unknown, stalledMs: number): void {
    this.session.stalled(id, cause, stalledMs);
  }

  ended(subscription: Subscription, cause: unknown): void {
    this.forget(subscription);
    this.endedIds.add(subscription.id);
    if (this.endedIds.size > ENDED_IDS_MAX) {
      const [oldest] = this.endedIds;
      this.endedIds.delete(oldest!);
    }
    this.session.ended(subscription.id, cause, subscription.nextOffset);
  }

  /** Undefined for one that ended by itself a short while ago, of which its client may not have heard. */
  private find(id: number): Subscription | undefined {
    const subscription = this.active.get(id);
    if (subscription === undefined && !this.endedIds.has(id)) {
      throw new BrokerError(
        'INVALID_REQUEST',
        `There is no subscription ${id} on this connection.`,
      );
    }
    return subscription;
  }

  private forget(subscription: Subscription): void {
    if (this.active.get(subscription.id) !== subscription) return;
    this.active.delete(subscription.id);
    this.waiting.delete(subscription);
    this.modules.allowance.giveBack();
  }

  private takeTurns(): void {
    while (this.waiting.size > 0 && this.session.hasRoomBeside(this.reservedBytes)) {
      const [next] = this.waiting;
      this.waiting.delete(next!);
      this.giveTurn(next!);
    }
    if (this.waiting.size > 0 && !this.session.hasRoomBeside(0)) this.session.awaitRoom();
  }

  private giveTurn(subscription: Subscription): void {
    this.reservedBytes += READ_BYTES_MAX;
    let isOver = false;
    const over = (): void => {
      if (isOver) return;
      isOver = true;
      timer.cancel();
      this.reservedBytes -= READ_BYTES_MAX;
      this.takeTurns();
    };
    const timer = this.modules.clock.setTimer(TURN_MS_MAX, () => {
      subscription.loseTurn();
      over();
    });
    void subscription.turn().then(over);
  }
}
