/**
 * Commits what the application has resolved, and nothing else: after so many records, after so much time, at the end of
 * each batch. One commit is on its way at a time; what is resolved meanwhile goes with the next one, so that many small
 * batches do not cost a commit each.
 */
import type { OffsetToCommit } from '../../group/requests.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Positions } from './positions.ts';

export interface CommitterOptions {
  readonly clock: Clock;
  readonly positions: Positions;
  /** False: only when the application says so. */
  readonly isAutomatic: boolean;
  readonly intervalMs: number | undefined;
  readonly threshold: number | undefined;
  readonly commit: (offsets: readonly OffsetToCommit[]) => Promise<void>;
  /** An automatic commit failed for good. */
  readonly failed: (error: unknown) => void;
}

export class Committer {
  private readonly options: CommitterOptions;
  private last: Promise<void> = Promise.resolve();
  private queued: Promise<void> | undefined;
  private lastCommitMs: number;
  private timer: Timer | undefined;
  private isClosed = false;

  constructor(options: CommitterOptions) {
    this.options = options;
    this.lastCommitMs = options.clock.monotonic();
    if (options.isAutomatic && options.intervalMs !== undefined) this.arm(options.intervalMs);
  }

  /** When the threshold or the interval is reached. */
  async ifDue(): Promise<void> {
    const { clock, positions, intervalMs, threshold } = this.options;
    const isLate = intervalMs !== undefined && clock.monotonic() - this.lastCommitMs >= intervalMs;
    const isMuch = threshold !== undefined && positions.uncommittedCount() >= threshold;
    if (isLate || isMuch) await this.all();
  }

  /** The same in the name of the consumer: a failure is its own, not that of whoever waits. */
  async automaticallyIfDue(): Promise<void> {
    if (this.options.isAutomatic) await this.ifDue().catch(this.options.failed);
  }

  /** In the background. */
  soon(): void {
    if (this.options.isAutomatic) this.all().catch(this.options.failed);
  }

  /** All that is resolved when its turn comes. */
  all(): Promise<void> {
    if (this.queued) return this.queued;
    const commit = this.last.then(() => {
      this.queued = undefined;
      return this.send();
    });
    this.queued = commit;
    this.last = commit.catch(() => undefined);
    return commit;
  }

  /** Before the partitions go to somebody else. */
  async finish(): Promise<void> {
    this.timer?.cancel();
    if (this.options.isAutomatic) await this.all();
    else await this.last;
  }

  /** Nothing is sent any more. */
  close(): void {
    this.isClosed = true;
    this.timer?.cancel();
  }

  private async send(): Promise<void> {
    const { clock, positions, commit } = this.options;
    const offsets = this.isClosed ? [] : positions.uncommitted();
    if (offsets.length > 0) {
      await commit(offsets);
      positions.committed(offsets);
    }
    this.lastCommitMs = clock.monotonic();
  }

  private arm(intervalMs: number): void {
    this.timer = this.options.clock.setTimer(intervalMs, () => {
      this.soon();
      if (!this.isClosed) this.arm(intervalMs);
    });
  }
}
