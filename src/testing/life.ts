/**
 * One life of a broker in a process that goes on without it. `kill -9` takes everything from a process at once; here
 * it takes the clock and the disk away: timers never fire, operations never complete, files are closed. What is left
 * of the broker then has nothing to wake it up, and is garbage.
 */
import { NodeClock } from '../node/clock.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { DirectoryEntry, Disk, DiskFile, DiskLock } from '../platform/disk.ts';
import { Lifetime, never } from '../sim/lifetime.ts';

const NO_TIMER: Timer = { cancel: () => undefined };

export interface LifeOptions {
  readonly clock?: Clock;
  readonly syncDelayMs?: () => number;
}

export class Life {
  readonly lifetime = new Lifetime();
  readonly clock: Clock;
  /** Resolves at the end: what waits for the broker itself would wait for ever. */
  readonly over: Promise<void>;
  private readonly timers = new Set<Timer>();
  private readonly files = new Set<DiskFile>();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly syncDelayMs: () => number;
  private tellOver!: () => void;

  /** `syncDelayMs` is asked before each sync of a disk: how much longer it takes than that disk needs. */
  constructor({ clock: real = new NodeClock(), syncDelayMs = () => 0 }: LifeOptions = {}) {
    this.over = new Promise((resolve) => (this.tellOver = resolve));
    this.syncDelayMs = syncDelayMs;
    this.clock = {
      now: () => real.now(),
      monotonic: () => real.monotonic(),
      setTimer: (delayMs, fire) => this.setTimer(real, delayMs, fire),
    };
  }

  get isOver(): boolean {
    return this.lifetime.isOver;
  }

  /** Nothing of the broker runs any more when this returns; no file of it is open when it resolves. */
  async end(): Promise<void> {
    this.lifetime.end();
    this.tellOver();
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
    await Promise.allSettled(this.underWay);
    await Promise.allSettled([...this.files].map((file) => file.close()));
    this.files.clear();
  }

  disk(disk: Disk): Disk {
    return {
      makeDirectory: (path) => this.run<void>(() => disk.makeDirectory(path)),
      list: (path) => this.run<DirectoryEntry[]>(() => disk.list(path)),
      open: (path, mode) => this.run(async () => this.file(await disk.open(path, mode))),
      rename: (from, to) => this.run<void>(() => disk.rename(from, to)),
      remove: (path) => this.run<void>(() => disk.remove(path)),
      removeDirectory: (path) => this.run<void>(() => disk.removeDirectory(path)),
      syncDirectory: (path) => this.sync(() => disk.syncDirectory(path)),
      lock: (path) => this.run<DiskLock>(() => disk.lock(path)),
    };
  }

  private file(file: DiskFile): DiskFile {
    this.files.add(file);
    return {
      size: () => this.run(() => file.size()),
      read: (position, length) => this.run(() => file.read(position, length)),
      write: (position, chunks) => this.run(() => file.write(position, chunks)),
      sync: () => this.sync(() => file.sync()),
      truncate: (size) => this.run(() => file.truncate(size)),
      close: () =>
        this.run(async () => {
          await file.close();
          this.files.delete(file);
        }),
    };
  }

  /** What waits here has not reached the disk: a power cut takes it. */
  private async sync(operation: () => Promise<void>): Promise<void> {
    const delayMs = this.syncDelayMs();
    if (delayMs > 0) await new Promise<void>((go) => void this.clock.setTimer(delayMs, go));
    await this.run(operation);
  }

  /** What the kernel has in hand when the process dies, it finishes; nobody hears of it. */
  private run<T>(operation: () => Promise<T>): Promise<T> {
    if (this.isOver) return never();
    const running = operation();
    this.underWay.add(running);
    return new Promise<T>((resolve, reject) => {
      const settled = (settle: () => void): void => {
        this.underWay.delete(running);
        if (!this.isOver) settle();
      };
      running.then(
        (result) => settled(() => resolve(result)),
        (error: unknown) => settled(() => reject(error)),
      );
    });
  }

  private setTimer(real: Clock, delayMs: number, fire: () => void): Timer {
    if (this.isOver) return NO_TIMER;
    const timer = real.setTimer(delayMs, () => {
      this.timers.delete(timer);
      fire();
    });
    this.timers.add(timer);
    return {
      cancel: () => {
        timer.cancel();
        this.timers.delete(timer);
      },
    };
  }
}
