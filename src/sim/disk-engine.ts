/** Runs the operations of a simulated disk: their latencies, the faults ordered for them, and what a crash leaves of them. */
import { invariant } from '../base/invariant.ts';
import { DiskFault } from '../platform/disk.ts';
import { DiskFaults, type DiskOperation } from './disk-faults.ts';
import { Lifetime, never } from './lifetime.ts';
import type { SimRandom } from './sim-random.ts';
import type { Timeline } from './timeline.ts';

/** Microseconds, from and to. */
export interface DiskLatency {
  readonly read: readonly [number, number];
  readonly write: readonly [number, number];
  readonly sync: readonly [number, number];
  readonly other: readonly [number, number];
}

/** One sync in a hundred takes 20 times longer than drawn: real disks have such a tail. */
const SYNC_TAIL = { chance: 0.01, factor: 20 };
const BYTES_PER_US = 200;

export const DISK_LATENCY: DiskLatency = {
  read: [20, 150],
  write: [15, 120],
  sync: [80, 600],
  other: [15, 100],
};

export interface Work<T> {
  readonly operation: DiskOperation;
  readonly path: string;
  readonly bytes?: number;
  /** True when it changes the disk: those are what `onOperation` reports. */
  readonly isChange: boolean;
  /** Happens at once when the operation completes; may end in a DiskFault. */
  readonly effect: () => T;
  /** What an ordered fault leaves behind. Default: nothing. */
  readonly whenFailed?: () => void;
  /** What a kill in the middle may leave behind, besides nothing. Default: all of the effect. */
  readonly whenKilled?: () => void;
}

export interface OperationRecord {
  readonly operation: DiskOperation;
  readonly path: string;
  readonly bytes: number;
  readonly outcome: 'done' | 'failed';
}

export interface EngineOptions {
  readonly random: SimRandom;
  /** Without one, every operation takes effect at once, in the call. */
  readonly timeline?: Timeline | undefined;
  readonly latency: DiskLatency;
  readonly report: (record: OperationRecord) => void;
}

export class DiskEngine {
  readonly faults = new DiskFaults();
  /** Open files belong to a life: from one crash to the next. */
  life = new Lifetime();
  /** Added to what is drawn for a sync. */
  syncDelayUs = 0;
  /** Added to what is drawn for any operation: a slow disk. */
  slowUs: readonly [number, number] | undefined;
  private stalledUntilUs = 0;
  private readonly inFlight = new Set<Work<unknown>>();

  private readonly options: EngineOptions;

  constructor(options: EngineOptions) {
    this.options = options;
  }

  run<T>(work: Work<T>, life: Lifetime = this.life): Promise<T> {
    if (life.isOver) return never();
    const fault = this.faults.take(work.operation, work.path);
    const { timeline } = this.options;
    return new Promise<T>((resolve, reject) => {
      const complete = (): void => {
        this.inFlight.delete(work);
        try {
          const result = this.finish(work, fault);
          // Whoever watches operations may crash the node in the middle of one.
          life.guard(() => resolve(result))();
        } catch (error) {
          if (error instanceof DiskFault) life.guard(() => reject(error))();
          else reject(error);
        }
      };
      if (timeline === undefined) return complete();
      if (fault === undefined) this.inFlight.add(work);
      // What a suspended process has ordered is done without it.
      const completeInLife = (): void => {
        if (!life.isOver) complete();
      };
      this.completeLater(timeline, completeInLife, this.latencyUs(work));
    });
  }

  /** Ends the life of all open files. What was under way has happened, or not, or in part. */
  kill(): void {
    this.life.end();
    this.life = new Lifetime();
    for (const work of this.inFlight) {
      if (this.options.random.chance(0.5)) this.leaveBehind(work);
    }
    this.inFlight.clear();
    this.stalledUntilUs = 0;
  }

  stall(delayUs: number): void {
    const { timeline } = this.options;
    invariant(timeline !== undefined, 'only a disk with a clock can stall');
    this.stalledUntilUs = Math.max(this.stalledUntilUs, timeline.nowUs + delayUs);
  }

  private completeLater(timeline: Timeline, complete: () => void, delayUs: number): void {
    timeline.schedule(delayUs, () => {
      const stallUs = this.stalledUntilUs - timeline.nowUs;
      if (stallUs > 0) this.completeLater(timeline, complete, stallUs);
      else complete();
    });
  }

  private finish<T>(work: Work<T>, fault: DiskFault | undefined): T {
    let outcome: OperationRecord['outcome'] = 'failed';
    try {
      if (fault !== undefined) {
        work.whenFailed?.();
        throw fault;
      }
      const result = work.effect();
      outcome = 'done';
      return result;
    } finally {
      const { operation, path, bytes = 0, isChange } = work;
      if (isChange) this.options.report({ operation, path, bytes, outcome });
    }
  }

  private leaveBehind(work: Work<unknown>): void {
    try {
      (work.whenKilled ?? work.effect)();
    } catch (error) {
      if (!(error instanceof DiskFault)) throw error;
    }
  }

  private latencyUs({ operation, bytes = 0 }: Work<unknown>): number {
    const { latency, random } = this.options;
    const isSync = operation === 'sync' || operation === 'syncDirectory';
    const kind = operation === 'read' || operation === 'write' ? operation : 'other';
    const drawn = random.integer(...latency[isSync ? 'sync' : kind]);
    const isTail = isSync && random.chance(SYNC_TAIL.chance);
    const slowUs = this.slowUs === undefined ? 0 : random.integer(...this.slowUs);
    const delayUs = slowUs + (isSync ? this.syncDelayUs : 0);
    return delayUs + drawn * (isTail ? SYNC_TAIL.factor : 1) + Math.ceil(bytes / BYTES_PER_US);
  }
}
