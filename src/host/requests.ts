/** Requests that this broker has forwarded, until their answer, their deadline, or the end of the connection. */
import type { QueueLength } from '../base/queue-length.ts';
import { BrokerError } from '../model/errors.ts';
import type { NodeId } from '../model/ids.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { PeerRequest, PeerResponse } from './peer-item.ts';

interface Forwarded {
  readonly to: NodeId;
  readonly timer: Timer;
  readonly resolve: (response: PeerResponse) => void;
  readonly reject: (error: BrokerError) => void;
}

export class ForwardedRequests {
  private readonly pending = new Map<number, Forwarded>();
  private readonly clock: Clock;
  private readonly pendingMax: number;
  private nextId = 1;

  constructor(clock: Clock, pendingMax: number) {
    this.clock = clock;
    this.pendingMax = pendingMax;
  }

  get queueLength(): QueueLength {
    return {
      name: 'forwarded requests',
      length: this.pending.size,
      lengthMax: this.pendingMax,
    };
  }

  /** `send` is false when the request never left: then it certainly was not carried out. */
  forward(
    to: NodeId,
    request: Pick<PeerRequest, 'body' | 'payloads'>,
    timeoutMs: number,
    send: (request: PeerRequest) => boolean,
  ): Promise<PeerResponse> {
    if (this.pending.size >= this.pendingMax) {
      throw new BrokerError(
        'THROTTLING_QUOTA_EXCEEDED',
        `${this.pendingMax} forwarded requests wait for an answer already; try again later.`,
      );
    }
    const id = this.nextId;
    this.nextId = this.nextId === 0xffff_ffff ? 1 : this.nextId + 1;
    return new Promise((resolve, reject) => {
      const timer = this.clock.setTimer(timeoutMs, () => {
        this.take(id)?.reject(
          new BrokerError(
            'REQUEST_TIMED_OUT',
            `Broker ${to} did not answer in time; the outcome is unknown.`,
          ),
        );
      });
      this.pending.set(id, { to, timer, resolve, reject });
      if (!send({ kind: 'request', id, ...request })) {
        this.take(id);
        reject(new BrokerError('LEADER_NOT_AVAILABLE', `Broker ${to} cannot be reached.`));
      }
    });
  }

  answered(response: PeerResponse): void {
    this.take(response.id)?.resolve(response);
  }

  /** What was sent to it may or may not have been carried out. */
  disconnected(peer: NodeId): void {
    for (const [id, forwarded] of this.pending) {
      if (forwarded.to !== peer) continue;
      this.take(id)?.reject(
        new BrokerError(
          'NETWORK_EXCEPTION',
          `The connection to broker ${peer} ended before its answer; the outcome is unknown.`,
        ),
      );
    }
  }

  private take(id: number): Forwarded | undefined {
    const forwarded = this.pending.get(id);
    forwarded?.timer.cancel();
    this.pending.delete(id);
    return forwarded;
  }
}
