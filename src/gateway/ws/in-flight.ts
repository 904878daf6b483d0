import type { RequestKind } from '../../protocol/client-frame.ts';
import { BrokerError } from '../../model/errors.ts';
import type { ByteBudget, SessionLimits } from './limits.ts';

interface Request {
  readonly kind: RequestKind;
  readonly frameBytes: number;
  /** What a fetch may bring. */
  readonly fetchBytes: number;
}

/** The requests of one client that are not answered yet, and what they hold. */
export class InFlight {
  private readonly limits: SessionLimits;
  private readonly budget: ByteBudget;
  private readonly requests = new Map<number, Request>();
  private frameBytes = 0;
  private fetches = 0;
  private fetchBytes = 0;

  constructor(limits: SessionLimits, budget: ByteBudget) {
    this.limits = limits;
    this.budget = budget;
  }

  /** Nothing more should be read for now. */
  get isFull(): boolean {
    return (
      this.requests.size >= this.limits.requestsInFlightMax ||
      this.frameBytes >= this.limits.bytesInFlightMax ||
      this.budget.isExhausted
    );
  }

  /** Those whose answer means something. A fetch waits for nothing but records, which the client gets elsewhere as well. */
  get promised(): number {
    return this.requests.size - this.fetches;
  }

  has(correlationId: number): boolean {
    return this.requests.has(correlationId);
  }

  add(correlationId: number, request: Request): void {
    this.requests.set(correlationId, request);
    this.frameBytes += request.frameBytes;
    this.fetchBytes += request.fetchBytes;
    if (request.kind === 'fetch') this.fetches += 1;
    this.budget.take(request.frameBytes);
  }

  remove(correlationId: number): void {
    const request = this.requests.get(correlationId);
    if (request === undefined) return;
    this.requests.delete(correlationId);
    this.frameBytes -= request.frameBytes;
    this.fetchBytes -= request.fetchBytes;
    if (request.kind === 'fetch') this.fetches -= 1;
    this.budget.giveBack(request.frameBytes);
  }

  /**
   * What one more fetch may bring, beside what is under way and unsent already. Every fetch may bring one whole
   * batch whatever its limit, so their number is bounded too.
   */
  fetchShare(wantedBytes: number, unsentBytes: number): number {
    const { fetchesInFlightMax, fetchBytesInFlight, fetchBytesMax, fetchBytesLeast } = this.limits;
    if (this.fetches >= fetchesInFlightMax) {
      throw new BrokerError(
        'THROTTLING_QUOTA_EXCEEDED',
        `${fetchesInFlightMax} fetches are in flight on this connection; wait for one.`,
      );
    }
    const room = fetchBytesInFlight - this.fetchBytes - unsentBytes;
    return Math.min(wantedBytes, fetchBytesMax, Math.max(room, fetchBytesLeast));
  }
}
