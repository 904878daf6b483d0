/**
 * One client of the Kafka door: frames in, frames out, without their sizes. It knows nothing of sockets, so the
 * simulator and the tests run this same code.
 *
 *   open --drain--> draining
 *   either of them --close, fault, slow reader, silence, stop--> ended; a draining one also when its requests are answered
 *
 * Requests reach the broker in the order in which they came and are worked on together; answers go out in that same
 * order. What the protocol has no answer for ends the connection, as in Kafka. When too much is in flight or the
 * client does not read, the session stops reading.
 */
import { MalformedBytes } from '../../base/byte-reader.ts';
import type { LocalBroker } from '../../broker/local-api.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ConnectionHandlers } from '../../platform/network.ts';
import {
  decodeRequest,
  encodeResponse,
  type KafkaRequest,
  type UnknownRequest,
} from '../../protocol/kafka/frames.ts';
import { announcedVersions, APIS, type ApiName } from '../../protocol/kafka/registry.ts';
import { BrokerError, ERRORS } from '../../model/errors.ts';
import { CLOSE, type ByteBudget } from '../ws/limits.ts';
import { Outbox } from '../ws/outbox.ts';
import type { SessionConnection } from '../ws/session.ts';
import type { Naming } from './brokers.ts';
import { Disconnect, type CallContext, type ClientFacts } from './call.ts';
import { answerRequest } from './handlers.ts';
import type { KafkaLimits } from './limits.ts';
import type { KafkaMeter } from './meter.ts';
import { Replies } from './replies.ts';

export interface KafkaSessionModules {
  readonly broker: LocalBroker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly meter: KafkaMeter;
  readonly limits: KafkaLimits;
  /** Shared by the sessions of a door. */
  readonly budget: ByteBudget;
  readonly autoCreatesTopics: boolean;
}

const SIZE_BYTES = 4;
/** Key, version and correlation id: less is no request. */
const HEADER_BYTES_MIN = 8;

export class KafkaSession implements ConnectionHandlers {
  private readonly modules: KafkaSessionModules;
  private readonly connection: SessionConnection;
  private readonly nodeOf: Naming;
  private readonly outbox: Outbox;
  private readonly replies: Replies;
  private readonly client: ClientFacts;
  private readonly gone = new AbortController();
  private readonly leaving = new AbortController();
  private state: 'open' | 'draining' | 'ended' = 'open';
  private drainReason = STOPPING;
  private isPaused = false;
  private requests = 0;
  /** Of these, the ones that wait for other people: nobody loses anything when they end unanswered. */
  private waits = 0;
  private requestBytes = 0;
  private fetchBytes = 0;
  /** -1: nothing yet. */
  private heardMs = -1;
  private silence: Timer;
  private readonly proceed = (): void => this.updateFlow();
  private readonly tellEnded: () => void;

  /** `ended` is called once. */
  constructor(
    modules: KafkaSessionModules,
    connection: SessionConnection,
    { nodeOf, ended }: { readonly nodeOf: Naming; readonly ended: () => void },
  ) {
    const { clock, limits } = modules;
    this.modules = modules;
    this.connection = connection;
    this.nodeOf = nodeOf;
    this.tellEnded = ended;
    this.client = { host: connection.remote.host, softwareName: '', fetches: 0 };
    const outboxLimits = { ...limits, pushBytesMax: 0 };
    this.outbox = new Outbox(connection, clock, outboxLimits, (reason) =>
      this.end(reason, CLOSE.tryAgainLater),
    );
    this.replies = new Replies((chunks) => this.send(chunks));
    this.silence = clock.setTimer(limits.firstRequestMsMax, () =>
      this.end(`no request within ${limits.firstRequestMsMax} ms`, CLOSE.policy),
    );
    connection.handle(this);
  }

  frame(frame: Uint8Array): void {
    if (this.state !== 'open') return;
    this.modules.meter.received(frame.length + SIZE_BYTES);
    this.hear();
    try {
      this.read(frame);
    } catch (error) {
      if (!(error instanceof MalformedBytes) && !(error instanceof Disconnect)) throw error;
      this.end(error.message, error instanceof Disconnect ? error.code : CLOSE.protocolError);
    }
  }

  drained(): void {
    this.outbox.drained();
    this.updateFlow();
  }

  closed(reason: string): void {
    if (this.state === 'ended') return;
    this.modules.logger.debug('kafka-client-gone', { reason, remote: this.connection.remote });
    this.leave();
  }

  /** Nothing more is read; the connection ends as soon as what was read is answered. */
  drain(reason = STOPPING): void {
    if (this.state !== 'open') return;
    this.state = 'draining';
    this.drainReason = reason;
    this.leaving.abort();
    this.updateFlow();
    this.stopWhenDrained();
  }

  stop(): void {
    this.end(this.drainReason, CLOSE.goingAway);
  }

  private read(frame: Uint8Array): void {
    if (frame.length < HEADER_BYTES_MIN) throw new MalformedBytes('a request without a header');
    const isProduce = frame[0] === 0 && frame[1] === APIS.Produce.key;
    const { frameBytesMax, requestBytesMax } = this.modules.limits;
    const bytesMax = isProduce ? frameBytesMax : requestBytesMax;
    if (frame.length > bytesMax) {
      throw new Disconnect(
        `a request of ${frame.length} bytes, at most ${bytesMax} are taken`,
        CLOSE.tooBig,
      );
    }
    const request = decodeRequest(frame);
    if (request.kind === 'unknown') this.answerUnknown(request);
    else this.begin(request, frame.length);
    this.updateFlow();
  }

  /** KIP-511: who asks which versions there are learns it even by asking in a version that there is not. */
  private answerUnknown({ key, version, correlationId }: UnknownRequest): void {
    if (key !== APIS.ApiVersions.key) {
      throw new Disconnect(`a request of API ${key} in version ${version}, which is not served`);
    }
    const { min, max } = announcedVersions('ApiVersions');
    const answer = encodeResponse(
      { name: 'ApiVersions', version: 0, correlationId },
      {
        errorCode: ERRORS.UNSUPPORTED_VERSION.code,
        apiKeys: [{ apiKey: key, minVersion: min, maxVersion: max }],
      },
    );
    this.replies.open()(answer);
  }

  private begin(request: KafkaRequest, bytes: number): void {
    this.modules.meter.requested(request.name);
    let fetchBytes = 0;
    const reply = this.replies.open();
    const answered = answerRequest(
      request,
      this.contextOf((wanted) => (fetchBytes = this.takeFetchShare(wanted))),
    );
    const waits = WAITING.has(request.name) ? 1 : 0;
    this.requests += 1;
    this.waits += waits;
    this.requestBytes += bytes;
    this.modules.budget.take(bytes);
    const finish = (respond: () => void): void => {
      this.requests -= 1;
      this.waits -= waits;
      this.requestBytes -= bytes;
      this.fetchBytes -= fetchBytes;
      this.modules.budget.giveBack(bytes);
      if (this.state === 'ended') return;
      respond();
      this.updateFlow();
      this.stopWhenDrained();
    };
    answered.then(
      (answer) => finish(() => reply(answer ?? 'none')),
      (error: unknown) => finish(() => this.fail(request, error)),
    );
  }

  private contextOf(fetchShare: (wantedBytes: number) => number): CallContext {
    const { broker, limits, autoCreatesTopics } = this.modules;
    return {
      broker,
      limits,
      autoCreatesTopics,
      client: this.client,
      nodeOf: this.nodeOf,
      gone: this.gone.signal,
      leaving: this.leaving.signal,
      fetchShare,
    };
  }

  private takeFetchShare(wantedBytes: number): number {
    const { fetchBytesInFlight, fetchBytesMax, fetchBytesLeast } = this.modules.limits;
    const room = fetchBytesInFlight - this.fetchBytes - this.outbox.unsentBytes;
    const share = Math.min(wantedBytes, fetchBytesMax, Math.max(room, fetchBytesLeast));
    this.fetchBytes += share;
    return share;
  }

  private fail({ name, version }: KafkaRequest, error: unknown): void {
    if (!(error instanceof Disconnect) && !(error instanceof BrokerError)) {
      this.modules.logger.error('kafka-request-failed', { api: name, version, error });
    }
    const code = error instanceof Disconnect ? error.code : CLOSE.serverError;
    this.end(error instanceof Error ? error.message : String(error), code);
  }

  /** The connection writes the size of a frame itself. */
  private send(chunks: readonly Uint8Array[]): void {
    const [first, ...others] = chunks;
    const bytes = this.outbox.send([first!.subarray(SIZE_BYTES), ...others]);
    this.modules.meter.sent(bytes + SIZE_BYTES);
  }

  private updateFlow(): void {
    if (this.state === 'ended') return;
    const { limits, budget } = this.modules;
    const shouldPause =
      this.state === 'draining' ||
      this.requests >= limits.requestsInFlightMax ||
      this.requestBytes >= limits.bytesInFlightMax ||
      this.outbox.isCongested ||
      budget.isExhausted;
    if (shouldPause && budget.isExhausted) budget.wait(this.proceed);
    if (shouldPause === this.isPaused) return;
    this.isPaused = shouldPause;
    if (shouldPause) this.connection.pause();
    else this.connection.resume();
  }

  private hear(): void {
    const isFirst = this.heardMs < 0;
    this.heardMs = this.modules.clock.monotonic();
    if (isFirst) this.watchSilence(this.modules.limits.idleMsMax);
  }

  private watchSilence(afterMs: number): void {
    this.silence.cancel();
    this.silence = this.modules.clock.setTimer(afterMs, () => {
      const { idleMsMax } = this.modules.limits;
      const leftMs = this.heardMs + idleMsMax - this.modules.clock.monotonic();
      // Who waits for an answer has nothing to say meanwhile.
      if (this.requests > 0) this.watchSilence(idleMsMax);
      else if (leftMs > 0) this.watchSilence(leftMs);
      else this.end(`idle for ${idleMsMax} ms`);
    });
  }

  private stopWhenDrained(): void {
    if (this.state === 'draining' && this.requests === this.waits) this.stop();
  }

  private end(reason: string, code: number = CLOSE.normal): void {
    if (this.state === 'ended') return;
    this.leave();
    this.modules.meter.ended();
    this.modules.logger.debug('kafka-client-closed', { reason, remote: this.connection.remote });
    this.connection.close(reason, code);
  }

  private leave(): void {
    this.state = 'ended';
    this.leaving.abort();
    this.gone.abort();
    this.silence.cancel();
    this.outbox.stop();
    this.modules.budget.cancel(this.proceed);
    this.tellEnded();
  }
}

const STOPPING = 'the broker is stopping';
const WAITING: ReadonlySet<ApiName> = new Set<ApiName>(['Fetch', 'JoinGroup', 'SyncGroup']);
