/**
 * One client of the WebSocket door: frames in, frames out. It knows nothing of sockets, so the simulator and the tests
 * run this same code.
 *
 *   greeting --hello--> open --close, fault, slow reader, stop--> ended
 *
 * Requests reach the broker in the order in which they came; answers go out as they are ready. When too much is in
 * flight or the client does not read, the session stops reading; it never refuses for that what was already sent.
 */
import { BoundedQueue } from '../../base/bounded-queue.ts';
import { MalformedBytes } from '../../base/byte-reader.ts';
import type { BrokerApi } from '../../broker/api.ts';
import { BrokerError } from '../../model/errors.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Connection, ConnectionHandlers } from '../../platform/network.ts';
import {
  decodeClientFrame,
  encodeResponse,
  PROTOCOL_VERSION,
  readEnvelope,
  type ClientFrame,
  type Envelope,
  type RefusedFrame,
  type RequestKind,
} from '../../protocol/client-frame.ts';
import { CLOSE, type ByteBudget, type SessionLimits } from './limits.ts';
import { answerError, carryOut, type Answer, type Operation } from './operations.ts';
import { Outbox } from './outbox.ts';
import type { SessionMeter } from './session-meter.ts';

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

interface InFlight {
  readonly kind: RequestKind;
  readonly frameBytes: number;
  /** What a fetch may bring. */
  readonly fetchBytes: number;
}

export class Session implements ConnectionHandlers {
  private readonly modules: SessionModules;
  private readonly connection: SessionConnection;
  private readonly outbox: Outbox;
  private readonly inFlight = new Map<number, InFlight>();
  private readonly held = new BoundedQueue<Uint8Array>(HELD_FRAMES_MAX);
  private state: 'greeting' | 'open' | 'ended' = 'greeting';
  private isPaused = false;
  private bytesInFlight = 0;
  private fetchesInFlight = 0;
  private fetchBytesInFlight = 0;
  private readonly helloTimer: Timer;
  private readonly proceed = (): void => this.readOn();

  constructor(modules: SessionModules, connection: SessionConnection) {
    this.modules = modules;
    this.connection = connection;
    const { clock, limits } = modules;
    this.outbox = new Outbox(connection, clock, limits, (reason) =>
      this.end(CLOSE.tryAgainLater, reason),
    );
    this.helloTimer = clock.setTimer(limits.helloMsMax, () =>
      this.end(CLOSE.policy, `no hello within ${limits.helloMsMax} ms`),
    );
    connection.handle(this);
  }

  frame(frame: Uint8Array): void {
    if (this.state === 'ended') return;
    this.modules.meter.received(frame.length);
    if (!this.isPaused && !this.isFull()) return this.read(frame);
    if (this.held.offer(frame)) this.updateFlow();
    else this.end(CLOSE.tryAgainLater, 'too many requests at once');
  }

  drained(): void {
    this.outbox.drained();
    this.readOn();
  }

  closed(reason: string): void {
    if (this.state === 'ended') return;
    this.modules.logger.debug('client-gone', { reason, remote: this.connection.remote });
    this.leave();
  }

  /** Ends the connection because the broker stops. What is in flight is not answered any more. */
  stop(): void {
    this.end(CLOSE.goingAway, 'the broker is stopping');
  }

  private read(frame: Uint8Array): void {
    let envelope: Envelope;
    try {
      envelope = readEnvelope(frame);
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error;
      return this.end(CLOSE.protocolError, error.message);
    }
    const { correlationId, kind } = envelope;
    if (this.inFlight.has(correlationId)) {
      return this.end(CLOSE.protocolError, `correlation id ${correlationId} is in flight already`);
    }
    if ((kind === 'hello') !== (this.state === 'greeting')) {
      const fault = kind === 'hello' ? 'a second hello' : 'the first frame must be a hello';
      return this.end(CLOSE.protocolError, fault);
    }
    if (kind === 'refused') {
      return this.send(this.answerFailure(kind, REFUSALS[envelope.why]), correlationId);
    }
    this.begin(kind, correlationId, frame);
    this.updateFlow();
  }

  private begin(kind: RequestKind, correlationId: number, bytes: Uint8Array): void {
    let fetchBytes = 0;
    let answer: Promise<Answer>;
    try {
      const frame = this.decode(kind, bytes);
      fetchBytes = this.admitFetch(frame);
      answer = kind === 'hello' ? this.greet(frame) : this.carryOut(kind, frame);
    } catch (error) {
      this.modules.meter.requested(kind);
      return this.send(this.answerFailure(kind, error), correlationId);
    }
    this.track(correlationId, { kind, frameBytes: bytes.length, fetchBytes });
    answer.then(
      (ready) => this.finish(correlationId, ready),
      (error: unknown) => this.finish(correlationId, this.answerFailure(kind, error)),
    );
  }

  private decode(kind: RequestKind, bytes: Uint8Array): ClientFrame {
    const { limits } = this.modules;
    if (kind !== 'produce') this.checkSize(bytes.length, limits.requestBytesMax);
    this.checkSize(bytes.length, limits.frameBytesMax);
    const frame = decodeClientFrame(bytes);
    const recordBytes = frame.produce?.records?.length ?? 0;
    this.checkSize(bytes.length - recordBytes, limits.requestBytesMax);
    return frame;
  }

  private checkSize(bytes: number, bytesMax: number): void {
    if (bytes <= bytesMax) return;
    throw new BrokerError(
      'MESSAGE_TOO_LARGE',
      `The request has ${bytes} bytes; the most is ${bytesMax}.`,
    );
  }

  private carryOut(operation: Operation, frame: ClientFrame): Promise<Answer> {
    const { broker, limits } = this.modules;
    return carryOut(broker, operation, frame, limits);
  }

  /**
   * Cuts a fetch down to what the connection may have under way. Every fetch may bring one whole batch whatever its
   * limit, so their number is bounded too. Returns the bytes to account for.
   */
  private admitFetch(frame: ClientFrame): number {
    const { fetch } = frame;
    if (!fetch) return 0;
    const { limits } = this.modules;
    if (this.fetchesInFlight >= limits.fetchesInFlightMax) {
      throw new BrokerError(
        'THROTTLING_QUOTA_EXCEEDED',
        `${limits.fetchesInFlightMax} fetches are in flight on this connection; wait for one.`,
      );
    }
    const room = limits.fetchBytesInFlight - this.fetchBytesInFlight - this.outbox.unsentBytes;
    const allowed = Math.min(limits.fetchBytesMax, Math.max(room, limits.fetchBytesLeast));
    const bytesMax = Math.min(fetch.bytesMax ?? 0, allowed);
    fetch.bytesMax = bytesMax;
    fetch.bytesMin = Math.min(fetch.bytesMin ?? 0, bytesMax);
    fetch.waitMsMax = Math.min(fetch.waitMsMax ?? 0, limits.waitMsMax);
    return bytesMax;
  }

  private async greet(frame: ClientFrame): Promise<Answer> {
    const { broker, limits, logger, serverVersion } = this.modules;
    const { clientName, clientVersion, protocolVersionMin, protocolVersionMax } = frame.hello!;
    if (
      (protocolVersionMin ?? 0) > PROTOCOL_VERSION ||
      (protocolVersionMax ?? 0) < PROTOCOL_VERSION
    ) {
      throw new BrokerError(
        'UNSUPPORTED_VERSION',
        `This broker speaks version ${PROTOCOL_VERSION} of flotilla.v1, the client ${protocolVersionMin} to ${protocolVersionMax}.`,
      );
    }
    this.helloTimer.cancel();
    this.state = 'open';
    const { clusterId, nodeId } = await broker.describeCluster();
    logger.debug('client-hello', {
      client: shorten(clientName),
      version: shorten(clientVersion),
      remote: this.connection.remote,
    });
    const hello = {
      protocolVersion: PROTOCOL_VERSION,
      serverVersion,
      clusterId,
      nodeId,
      features: [],
      limits: { ...limits },
    };
    return (correlationId) => encodeResponse(correlationId, { hello });
  }

  private answerFailure(kind: Envelope['kind'], error: unknown): Answer {
    const { logger, meter } = this.modules;
    if (error instanceof BrokerError) {
      meter.failed(error.errorName);
      return answerError(error);
    }
    if (error instanceof MalformedBytes) {
      meter.failed('INVALID_REQUEST');
      return answerError(new BrokerError('INVALID_REQUEST', `${error.message}.`));
    }
    meter.failed('UNKNOWN_SERVER_ERROR');
    logger.error('request-failed', { kind, error });
    return answerError(new BrokerError('UNKNOWN_SERVER_ERROR'));
  }

  private track(correlationId: number, request: InFlight): void {
    this.inFlight.set(correlationId, request);
    this.bytesInFlight += request.frameBytes;
    this.fetchBytesInFlight += request.fetchBytes;
    if (request.kind === 'fetch') this.fetchesInFlight += 1;
    this.modules.budget.take(request.frameBytes);
    this.modules.meter.requested(request.kind);
  }

  private untrack(correlationId: number, request: InFlight): void {
    this.inFlight.delete(correlationId);
    this.bytesInFlight -= request.frameBytes;
    this.fetchBytesInFlight -= request.fetchBytes;
    if (request.kind === 'fetch') this.fetchesInFlight -= 1;
    this.modules.budget.giveBack(request.frameBytes);
  }

  /** Also after the end: only then is what the request held free. */
  private finish(correlationId: number, answer: Answer): void {
    const request = this.inFlight.get(correlationId)!;
    this.untrack(correlationId, request);
    if (this.state === 'ended') return;
    this.send(answer, correlationId);
    this.readOn();
  }

  private send(answer: Answer, correlationId: number): void {
    this.modules.meter.sent(this.outbox.send(answer(correlationId)));
  }

  /** Takes up the frames that waited, and reading, as far as the limits allow. */
  private readOn(): void {
    while (this.state !== 'ended' && !this.isFull()) {
      const frame = this.held.poll();
      if (frame === undefined) break;
      this.read(frame);
    }
    this.updateFlow();
  }

  private isFull(): boolean {
    const { budget, limits } = this.modules;
    return (
      this.inFlight.size >= limits.requestsInFlightMax ||
      this.bytesInFlight >= limits.bytesInFlightMax ||
      this.outbox.isCongested ||
      budget.isExhausted
    );
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
    this.helloTimer.cancel();
    this.outbox.stop();
    this.modules.budget.cancel(this.proceed);
    while (this.held.poll() !== undefined);
  }
}

function shorten(text: string | null | undefined): string {
  return (text ?? '').slice(0, 100);
}
