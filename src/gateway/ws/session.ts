/**
 * One client of the WebSocket door: frames in, frames out. It knows nothing of sockets, so the simulator and the tests
 * run this same code.
 *
 *   greeting --hello--> open --drain--> draining
 *   any of them --close, fault, slow reader, stop--> ended; a draining one also when its requests are answered
 *
 * Requests reach the broker in the order in which they came; answers go out as they are ready. When too much is in
 * flight or the client does not read, the session stops reading; it never refuses for that what was already sent.
 * What is pushed to subscriptions goes out beside the answers (subscriptions.ts).
 */
import { BoundedQueue } from '../../base/bounded-queue.ts';
import { MalformedBytes } from '../../base/byte-reader.ts';
import type { BrokerApi } from '../../broker/api.ts';
import * as responses from '../../broker/wire/responses.ts';
import { BrokerError } from '../../model/errors.ts';
import type { Offset } from '../../model/ids.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Connection, ConnectionHandlers } from '../../platform/network.ts';
import {
  encodeResponse,
  type ClientFrame,
  type Envelope,
  type RefusedFrame,
  type RequestKind,
} from '../../protocol/client-frame.ts';
import {
  messageInPieces,
  wholeMessage,
  type ClientMessage,
} from '../../protocol/client-message.ts';
import { recordsCountAt } from '../../record/batch-header.ts';
import { answerHello, checkVersion } from './greet.ts';
import { InFlight } from './in-flight.ts';
import { CLOSE, type Allowance, type ByteBudget, type SessionLimits } from './limits.ts';
import { answerError, carryOut, type Answer } from './operations.ts';
import { Outbox } from './outbox.ts';
import type { SessionMeter } from './session-meter.ts';
import type { SharedFetches } from './shared-fetches.ts';
import { Subscriptions, type SubscriptionSession } from './subscriptions.ts';

/** Any `Connection` will do; one that knows WebSocket close codes gets one. */
export type SessionConnection = Omit<Connection, 'close'> & {
  close(reason: string, code?: number): void;
};

export interface SessionModules {
  readonly broker: BrokerApi;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly meter: SessionMeter;
  readonly limits: SessionLimits;
  /** Shared by the sessions of a door. */
  readonly budget: ByteBudget;
  readonly fetches: SharedFetches;
  /** Subscriptions of all sessions. */
  readonly allowance: Allowance;
  readonly serverVersion: string;
}

/** Frames that had been received when reading stopped; a socket hands over at most 64 KiB of them. */
const HELD_FRAMES_MAX = 65_536;

const REFUSALS: Record<RefusedFrame, BrokerError> = {
  'no-request': new BrokerError('INVALID_REQUEST', 'The frame holds no request.'),
  'many-requests': new BrokerError('INVALID_REQUEST', 'The frame holds more than one request.'),
  'unknown-request': new BrokerError(
    'UNSUPPORTED_VERSION',
    'This broker does not know the kind of request; the hello says what it knows.',
  ),
};

export class Session implements ConnectionHandlers, SubscriptionSession {
  private readonly modules: SessionModules;
  private readonly connection: SessionConnection;
  private readonly outbox: Outbox;
  private readonly inFlight: InFlight;
  private readonly subscriptions: Subscriptions;
  private readonly gone = new AbortController();
  private readonly held = new BoundedQueue<ClientMessage>(HELD_FRAMES_MAX);
  private state: 'greeting' | 'open' | 'draining' | 'ended' = 'greeting';
  private isPaused = false;
  private readonly helloTimer: Timer;
  private readonly proceed = (): void => this.readOn();

  constructor(modules: SessionModules, connection: SessionConnection) {
    this.modules = modules;
    this.connection = connection;
    const { budget, clock, limits } = modules;
    this.inFlight = new InFlight(limits, budget);
    this.subscriptions = new Subscriptions(modules, this);
    this.outbox = new Outbox(connection, clock, limits, (reason) =>
      this.end(CLOSE.tryAgainLater, reason),
    );
    this.helloTimer = clock.setTimer(limits.helloMsMax, () =>
      this.end(CLOSE.policy, `no hello within ${limits.helloMsMax} ms`),
    );
    connection.handle(this);
  }

  /** Aborted when it has ended, whoever ended it. */
  get lifetime(): AbortSignal {
    return this.gone.signal;
  }

  frame(frame: Uint8Array): void {
    this.receive(wholeMessage(frame));
  }

  /** A frame that came in pieces, from a connection that can tell. */
  pieces(pieces: readonly Uint8Array[]): void {
    this.receive(messageInPieces(pieces));
  }

  drained(): void {
    this.outbox.drained();
    this.subscriptions.resume();
    this.readOn();
  }

  written(): void {
    this.outbox.written();
    this.subscriptions.resume();
  }

  closed(reason: string): void {
    if (this.state === 'ended') return;
    this.modules.logger.debug('client-gone', { reason, remote: this.connection.remote });
    this.leave();
  }

  /** Tells the client that the broker stops, and ends the connection as soon as what it asked for is answered. */
  drain(withinMs: number): void {
    if (this.state === 'open') {
      this.state = 'draining';
      this.send(encodeResponse(0, { draining: { withinMs } }));
    } else if (this.state === 'greeting') this.stop();
    this.stopWhenDrained();
  }

  /** Ends the connection because the broker stops. What is in flight is not answered any more. */
  stop(): void {
    this.end(CLOSE.goingAway, 'the broker is stopping');
  }

  // For subscriptions.ts.

  hasRoomBeside(bytes: number): boolean {
    return this.outbox.hasRoomBeside(bytes);
  }

  awaitRoom(): void {
    this.outbox.awaitRoom();
  }

  push(frame: Answer, batches: readonly Uint8Array[]): void {
    this.modules.meter.pushed(batches.reduce((sum, batch) => sum + recordsCountAt(batch), 0));
    this.send(frame);
  }

  stalled(id: number, cause: unknown, stalledMs: number): void {
    const why = asBrokerError(cause).message;
    const told = new BrokerError(
      'LEADER_NOT_AVAILABLE',
      `No leader has answered this broker for ${Math.round(stalledMs)} ms; it goes on trying. ${why}`,
    );
    const error = responses.errorResponse.toWire(this.note('subscribe', told));
    const subscriptionStalled = { error, stalledMs: Math.round(stalledMs) };
    this.send(encodeResponse(id, { subscriptionStalled }));
  }

  ended(id: number, cause: unknown, nextOffset: Offset): void {
    const error = responses.errorResponse.toWire(this.note('subscribe', cause));
    this.send(encodeResponse(id, { subscriptionEnded: { error, nextOffset } }));
  }

  private receive(message: ClientMessage): void {
    if (this.state === 'ended') return;
    this.modules.meter.received(message.size);
    if (!this.isPaused && !this.isFull()) return this.read(message);
    if (this.held.offer(message)) this.updateFlow();
    else this.end(CLOSE.tryAgainLater, 'too many requests at once');
  }

  private read(message: ClientMessage): void {
    let envelope: Envelope;
    try {
      envelope = message.envelope();
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error;
      return this.end(CLOSE.protocolError, error.message);
    }
    const { correlationId, kind } = envelope;
    if (this.inFlight.has(correlationId) || this.subscriptions.has(correlationId)) {
      return this.end(CLOSE.protocolError, `correlation id ${correlationId} is in flight already`);
    }
    if ((kind === 'hello') !== (this.state === 'greeting')) {
      const fault = kind === 'hello' ? 'a second hello' : 'the first frame must be a hello';
      return this.end(CLOSE.protocolError, fault);
    }
    if (kind === 'refused') {
      return this.fail(kind, correlationId, REFUSALS[envelope.why]);
    }
    this.begin(kind, correlationId, message);
    this.updateFlow();
  }

  private begin(kind: RequestKind, correlationId: number, message: ClientMessage): void {
    this.modules.meter.requested(kind);
    let fetchBytes = 0;
    let answer: Promise<Answer>;
    try {
      const frame = this.decode(kind, message);
      // The one request that is not answered, unless it is wrong.
      if (kind === 'addCredit') return this.subscriptions.addCredit(frame);
      fetchBytes = this.admitFetch(frame);
      answer = this.dispatch(kind, frame);
    } catch (error) {
      return this.fail(kind, correlationId, error);
    }
    this.inFlight.add(correlationId, { kind, frameBytes: message.size, fetchBytes });
    answer.then(
      (chunks) => this.finish(correlationId, () => this.succeed(kind, correlationId, chunks)),
      (error: unknown) => this.finish(correlationId, () => this.fail(kind, correlationId, error)),
    );
  }

  private dispatch(kind: Exclude<RequestKind, 'addCredit'>, frame: ClientFrame): Promise<Answer> {
    const { broker, limits } = this.modules;
    switch (kind) {
      case 'hello':
        return this.greet(frame);
      case 'subscribe':
        return this.subscriptions.subscribe(frame.correlationId, frame.subscribe!);
      case 'unsubscribe':
        this.subscriptions.unsubscribe(frame);
        return Promise.resolve(encodeResponse(frame.correlationId, { unsubscribe: {} }));
      default:
        return carryOut(broker, kind, frame, {
          limits,
          signal: this.gone.signal,
          host: this.connection.remote.host,
        });
    }
  }

  private decode(kind: RequestKind, message: ClientMessage): ClientFrame {
    const { limits } = this.modules;
    this.checkSize(
      message.size,
      kind === 'produce' ? limits.frameBytesMax : limits.requestBytesMax,
    );
    const frame = message.decode();
    const recordBytes = frame.produce?.records?.length ?? 0;
    this.checkSize(message.size - recordBytes, limits.requestBytesMax);
    return frame;
  }

  private checkSize(bytes: number, bytesMax: number): void {
    if (bytes <= bytesMax) return;
    throw new BrokerError(
      'MESSAGE_TOO_LARGE',
      `The request has ${bytes} bytes; the most is ${bytesMax}.`,
    );
  }

  /** Cuts a fetch down to what the connection may have under way. Returns the bytes to account for. */
  private admitFetch(frame: ClientFrame): number {
    const { fetch } = frame;
    if (!fetch) return 0;
    const bytesMax = this.inFlight.fetchShare(fetch.bytesMax ?? 0, this.outbox.unsentBytes);
    fetch.bytesMax = bytesMax;
    fetch.bytesMin = Math.min(fetch.bytesMin ?? 0, bytesMax);
    fetch.waitMsMax = Math.min(fetch.waitMsMax ?? 0, this.modules.limits.waitMsMax);
    return bytesMax;
  }

  private greet(frame: ClientFrame): Promise<Answer> {
    checkVersion(frame);
    this.helloTimer.cancel();
    this.state = 'open';
    const { clientName, clientVersion } = frame.hello!;
    this.modules.logger.debug('client-hello', {
      client: shorten(clientName),
      version: shorten(clientVersion),
      remote: this.connection.remote,
    });
    return answerHello(this.modules, frame.correlationId);
  }

  /** Also after the end: only then is what the request held free. */
  private finish(correlationId: number, respond: () => void): void {
    this.inFlight.remove(correlationId);
    if (this.state === 'ended') return;
    respond();
    this.readOn();
    this.stopWhenDrained();
  }

  private succeed(kind: RequestKind, correlationId: number, answer: Answer): void {
    this.send(answer);
    if (kind === 'subscribe') this.subscriptions.run(correlationId);
  }

  private stopWhenDrained(): void {
    const isIdle = this.inFlight.promised === 0 && this.held.size === 0;
    if (this.state === 'draining' && isIdle) this.stop();
  }

  private fail(kind: Envelope['kind'], correlationId: number, cause: unknown): void {
    this.send(answerError(correlationId, this.note(kind, cause)));
  }

  /** What the client may know of it. */
  private note(kind: Envelope['kind'], cause: unknown): BrokerError {
    const error = asBrokerError(cause);
    if (error.errorName === 'UNKNOWN_SERVER_ERROR' && cause !== error) {
      this.modules.logger.error('request-failed', { kind, error: cause });
    }
    this.modules.meter.failed(error.errorName);
    return error;
  }

  private send(answer: Answer): void {
    this.modules.meter.sent(this.outbox.send(answer));
  }

  /** Takes up the frames that waited, and reading, as far as the limits allow. */
  private readOn(): void {
    while (this.state !== 'ended' && !this.isFull()) {
      const message = this.held.poll();
      if (message === undefined) break;
      this.read(message);
    }
    this.updateFlow();
  }

  private isFull(): boolean {
    return this.inFlight.isFull || this.outbox.isCongested;
  }

  private updateFlow(): void {
    if (this.state === 'ended') return;
    const shouldPause = this.held.size > 0 || this.isFull();
    if (shouldPause && this.modules.budget.isExhausted) this.modules.budget.wait(this.proceed);
    if (shouldPause === this.isPaused) return;
    this.isPaused = shouldPause;
    if (shouldPause) this.connection.pause();
    else this.connection.resume();
  }

  private end(code: number, reason: string): void {
    if (this.state === 'ended') return;
    this.leave();
    this.modules.meter.ended(code);
    this.modules.logger.debug('client-closed', { code, reason, remote: this.connection.remote });
    this.connection.close(reason, code);
  }

  private leave(): void {
    this.state = 'ended';
    this.gone.abort();
    this.helloTimer.cancel();
    this.outbox.stop();
    this.subscriptions.stop();
    this.modules.budget.cancel(this.proceed);
    while (this.held.poll() !== undefined);
  }
}

function asBrokerError(error: unknown): BrokerError {
  if (error instanceof BrokerError) return error;
  if (error instanceof MalformedBytes) {
    return new BrokerError('INVALID_REQUEST', `${error.message}.`);
  }
  return new BrokerError('UNKNOWN_SERVER_ERROR');
}

function shorten(text: string | null | undefined): string {
  return (text ?? '').slice(0, 100);
}
