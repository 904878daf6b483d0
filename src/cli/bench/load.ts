/**
 * Drives one sender and records when each batch was answered. Two modes:
 * - closed loop: always `inFlight` batches on their way; a latency is from the send to the answer;
 * - open loop (`batchesPerSecond`): batch i is due at start + i / rate, whatever happened to those before it, and
 *   its latency counts from then. A stall is paid for by every batch that should have been sent meanwhile: no
 *   coordinated omission. `inFlight` still bounds what is on its way.
 */
import { build, type Histogram } from 'hdr-histogram-js';
import type { Clock } from '../../platform/clock.ts';

/** Calls `done` once; with an error when the batch was not acknowledged. May call it before it returns. */
export type Send = (sequence: number, done: (error?: unknown) => void) => void;

export interface LoadOptions {
  readonly inFlight: number;
  /** The limit that is reached first ends the load. */
  readonly batches?: number;
  readonly durationMs?: number;
  readonly batchesPerSecond?: number;
  /** Ends the load early, in good order: what is on its way is still waited for. */
  readonly signal?: AbortSignal;
}

export interface LoadResult {
  readonly batches: number;
  /** From the first send to the last answer. */
  readonly elapsedMs: number;
  /** Microseconds. */
  readonly latency: Histogram;
  /** Open loop only: how late the client itself was, in microseconds; part of the latency. */
  readonly lateness: Histogram | undefined;
  readonly failures: number;
  readonly firstFailure: unknown;
}

/** So many failures end the load: a broken cluster is not measured. */
const FAILURES_MAX = 100;

export function makeHistogram(): Histogram {
  return build({ highestTrackableValue: 600_000_000, numberOfSignificantValueDigits: 3 });
}

export function runLoad(options: LoadOptions, clock: Clock, send: Send): Promise<LoadResult> {
  return new Promise((resolve) => new Load(options, clock, send, resolve).pump());
}

class Load {
  private readonly options: LoadOptions;
  private readonly clock: Clock;
  private readonly send: Send;
  private readonly finished: (result: LoadResult) => void;
  private readonly startedAt: number;
  private readonly intervalMs: number | undefined;
  private readonly latency = makeHistogram();
  private readonly lateness: Histogram | undefined;
  private issued = 0;
  private answered = 0;
  private failures = 0;
  private firstFailure: unknown;
  private isWaiting = false;
  private isPumping = false;

  constructor(
    options: LoadOptions,
    clock: Clock,
    send: Send,
    finished: (result: LoadResult) => void,
  ) {
    this.options = options;
    this.clock = clock;
    this.send = send;
    this.finished = finished;
    this.startedAt = clock.monotonic();
    const rate = options.batchesPerSecond;
    this.intervalMs = rate === undefined ? undefined : 1000 / rate;
    this.lateness = rate === undefined ? undefined : makeHistogram();
  }

  /** Sends all that may be sent now. Reentrant calls (an answer from within `send`) leave it to the outer one. */
  pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    while (this.issued - this.answered < this.options.inFlight && this.hasMore()) {
      const now = this.clock.monotonic();
      const dueAt = this.dueAt(this.issued) ?? now;
      if (dueAt > now) {
        this.wakeAt(dueAt - now);
        break;
      }
      this.lateness?.recordValue(micros(now - dueAt));
      this.issue(dueAt);
    }
    this.isPumping = false;
    if (this.answered === this.issued && !this.hasMore()) this.finish();
  }

  private issue(dueAt: number): void {
    const sequence = this.issued;
    this.issued += 1;
    this.send(sequence, (error) => {
      this.answered += 1;
      if (error === undefined) {
        this.latency.recordValue(micros(this.clock.monotonic() - dueAt));
      } else {
        this.failures += 1;
        this.firstFailure ??= error;
      }
      this.pump();
    });
  }

  private hasMore(): boolean {
    const { batches, durationMs, signal } = this.options;
    if (this.failures >= FAILURES_MAX || signal?.aborted === true) return false;
    if (batches !== undefined && this.issued >= batches) return false;
    if (durationMs === undefined) return true;
    // In an open loop the schedule decides, so that a stall at the end is still paid for.
    const at = this.dueAt(this.issued) ?? this.clock.monotonic();
    return at - this.startedAt < durationMs;
  }

  private dueAt(sequence: number): number | undefined {
    return this.intervalMs === undefined ? undefined : this.startedAt + sequence * this.intervalMs;
  }

  private wakeAt(delayMs: number): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.clock.setTimer(delayMs, () => {
      this.isWaiting = false;
      this.pump();
    });
  }

  private finish(): void {
    this.finished({
      batches: this.answered - this.failures,
      elapsedMs: this.clock.monotonic() - this.startedAt,
      latency: this.latency,
      lateness: this.lateness,
      failures: this.failures,
      firstFailure: this.firstFailure,
    });
  }
}

function micros(ms: number): number {
  return Math.max(0, Math.round(ms * 1000));
}
