/** Remembers what a log reports, and lets a test wait for it. */
import type { Offset, Term } from '../../src/model/ids.ts';
import type { LogBase } from '../../src/model/log-entry.ts';
import { isAtOrBefore, type Position } from '../../src/model/position.ts';
import type { Log, LogListener } from '../../src/storage/log.ts';

export class LogRecorder implements LogListener {
  readonly persistedCalls: { position: Position; term: Term }[] = [];
  readonly resets: LogBase[] = [];
  readonly bases: { base: LogBase; logStartOffset: Offset }[] = [];
  readonly failures: string[] = [];
  private readonly waiting = new Set<() => void>();

  private readonly log: Log;
  private readonly observer: Partial<LogListener>;

  /** `observer` hears of everything first. */
  constructor(log: Log, observer: Partial<LogListener> = {}) {
    this.log = log;
    this.observer = observer;
    log.listen(this);
  }

  persisted(position: Position, term: Term): void {
    this.observer.persisted?.(position, term);
    this.persistedCalls.push({ position, term });
    this.wake();
  }

  reset(base: LogBase): void {
    this.observer.reset?.(base);
    this.resets.push(base);
    this.wake();
  }

  baseMoved(base: LogBase, logStartOffset: Offset): void {
    this.observer.baseMoved?.(base, logStartOffset);
    this.bases.push({ base, logStartOffset });
    this.wake();
  }

  failed(reason: string): void {
    this.failures.push(reason);
    this.wake();
  }

  /** Until all of the log is reported synced, or it failed. */
  async synced(): Promise<void> {
    await this.until(() => isAtOrBefore(this.log.lastPosition, this.log.syncedPosition));
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo() && this.failures.length === 0) {
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  private wake(): void {
    for (const resume of this.waiting) resume();
    this.waiting.clear();
  }
}
