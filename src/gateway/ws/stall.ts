/**
 * For how long no leader has answered a subscription, and when its client is told: a client that knows may find a broker
 * that reaches the leader. The pauses between two notices double, so that a partition without a leader costs little.
 */

/** A majority elects in half of this, with the default settings. */
const FIRST_MS = 2000;
const PAUSE_MS_MAX = 32_000;

export class Stall {
  private isTold = false;
  private sinceMs: number | undefined;
  private tellAfterMs = FIRST_MS;

  /** `sinceMs`: since when the answer is owed. Gives how long it has lasted when that is to be told. */
  failed(sinceMs: number, nowMs: number): number | undefined {
    this.sinceMs = Math.min(this.sinceMs ?? sinceMs, sinceMs, nowMs);
    const lastedMs = nowMs - this.sinceMs;
    if (lastedMs < this.tellAfterMs) return undefined;
    this.tellAfterMs = lastedMs + Math.min(lastedMs, PAUSE_MS_MAX);
    this.isTold = true;
    return lastedMs;
  }

  answered(): void {
    this.sinceMs = undefined;
    this.tellAfterMs = FIRST_MS;
  }

  /** Whether it was told and not yet that it is over, which is done with this. */
  takeTold(): boolean {
    const { isTold } = this;
    this.isTold = false;
    return isTold;
  }
}
