/** The subscriptions of one connection, by the correlation id of their request. */
import {
  subscribeRequest,
  subscribeResponse,
  recordsHeader,
} from '../broker/wire/subscriptions.ts';
import { errorResponse } from '../broker/wire/responses.ts';
import { BrokerError } from '../model/errors.ts';
import { offset, type Offset } from '../model/ids.ts';
import type { Request, ServerFrame } from '../protocol/client-frame.ts';
import type { flotilla } from '../protocol/generated/flotilla.js';
import { baseOffsetAt, lastOffsetDeltaAt } from '../record/batch-header.ts';
import { splitBatches } from './split-batches.ts';
import type { SubscribeOptions, Subscription, SubscriptionStart } from './subscription.ts';

/** What the connection does for them. */
export interface SubscriptionRequests {
  /** Throws, or has sent it when it returns. */
  subscribe(request: flotilla.v1.SubscribeRequest.$Properties): {
    readonly id: number;
    readonly answer: Promise<unknown>;
  };
  unsubscribe(id: number): Promise<unknown>;
  /** For a request that is not answered. */
  post(request: Request): void;
}

interface Active {
  readonly options: SubscribeOptions;
  /** Undefined until it has started. */
  next: Offset | undefined;
  start: SubscriptionStart | undefined;
}

const NO_BYTES = new Uint8Array();

export class Subscriptions {
  private readonly requests: SubscriptionRequests;
  private readonly active = new Map<number, Active>();

  constructor(requests: SubscriptionRequests) {
    this.requests = requests;
  }

  has(id: number): boolean {
    return this.active.has(id);
  }

  open(options: SubscribeOptions): Subscription {
    let id: number;
    let answer: Promise<unknown>;
    try {
      ({ id, answer } = this.requests.subscribe(requestOf(options)));
    } catch (error) {
      return { started: Promise.reject(error), addCredit: () => {}, close: async () => {} };
    }
    const subscription: Active = { options, next: undefined, start: undefined };
    this.active.set(id, subscription);
    const started = answer.then(
      () => subscription.start!,
      (error: unknown) => {
        this.active.delete(id);
        // Late, the broker may start it yet, and send what nobody takes.
        if (isTimeOut(error)) void this.requests.unsubscribe(id).catch(() => undefined);
        throw error;
      },
    );
    const isActive = (): boolean => this.active.get(id) === subscription;
    return {
      started,
      addCredit: (bytes, records) => {
        if (isActive()) this.requests.post({ addCredit: { subscription: id, bytes, records } });
      },
      close: async () => {
        if (!isActive()) return;
        this.active.delete(id);
        // Whoever closes does not wait for the start any more.
        started.catch(() => undefined);
        await this.requests.unsubscribe(id).catch(() => undefined);
      },
    };
  }

  /** Looks at every frame. Gives what is wrong with it, if it is one that cannot be. */
  receive(frame: ServerFrame): string | undefined {
    const subscription = this.active.get(frame.correlationId);
    // One that was closed here may still be sending there.
    if (subscription === undefined) return undefined;
    try {
      this.take(subscription, frame);
      return undefined;
    } catch (error) {
      if (error instanceof BrokerError) return error.message;
      throw error;
    }
  }

  private take(subscription: Active, frame: ServerFrame): void {
    if (frame.subscribe) {
      subscription.start = subscribeResponse.fromWire(frame.subscribe);
      subscription.next = subscription.start.startOffset;
    } else if (frame.subscribedRecords) {
      deliver(subscription, frame.subscribedRecords);
    } else if (frame.subscriptionStalled) {
      const { error, stalledMs } = frame.subscriptionStalled;
      subscription.options.onStalled?.(errorResponse.fromWire(error ?? {}), stalledMs ?? 0);
    } else if (frame.subscriptionEnded) {
      this.active.delete(frame.correlationId);
      const { error, nextOffset } = frame.subscriptionEnded;
      const cause = errorResponse.fromWire(error ?? {});
      subscription.options.onEnded(cause, offset(nextOffset ?? 0));
    }
  }

  /** The connection is gone. Those that have not started hear it from their request. */
  endAll(error: BrokerError): void {
    for (const [id, { options, next }] of this.active) {
      if (next === undefined) continue;
      this.active.delete(id);
      options.onEnded(error, next);
    }
  }
}

function isTimeOut(error: unknown): boolean {
  return error instanceof BrokerError && error.errorName === 'REQUEST_TIMED_OUT';
}

function deliver(subscription: Active, wire: flotilla.v1.SubscribedRecords.$Properties): void {
  const batches = splitBatches(wire.records ?? NO_BYTES);
  const info = recordsHeader.fromWire(wire);
  const { continuity } = info;
  if (continuity.kind === 'gap') subscription.next = continuity.to;
  if (continuity.kind === 'truncated') subscription.next = continuity.from;
  const last = batches.at(-1);
  if (last !== undefined)
    subscription.next = offset(baseOffsetAt(last) + lastOffsetDeltaAt(last) + 1);
  subscription.options.onRecords(batches, info);
}

function requestOf(options: SubscribeOptions): flotilla.v1.SubscribeRequest.$Properties {
  const { topic, partition, start, lastEpoch, topicId, creditBytes, creditRecords } = options;
  return subscribeRequest.toWire({
    partition: { topic, partition },
    from:
      typeof start === 'string'
        ? { kind: start }
        : { kind: 'offset', offset: offsetFrom(start.offset), lastEpoch, topicId },
    credit: { bytes: creditBytes, records: creditRecords },
    tellStalls: options.onStalled !== undefined,
  });
}

function offsetFrom(value: number): Offset {
  if (Number.isSafeInteger(value) && value >= 0) return offset(value);
  throw new BrokerError('INVALID_REQUEST', `${value} is not an offset; the first is 0.`);
}
