/**
 * Drives a state machine from the committed log of its group: applies each batch once, in order, and from time to
 * time covers the applied prefix by a snapshot, so that the log stays short. State and its position are stored in
 * one synced file by the log, never apart (FAILURES.md row 12).
 */
import { invariant } from '../base/invariant.ts';
import type { LogBase } from '../model/log-entry.ts';
import { afterBatch, isBefore, position, type Position } from '../model/position.ts';
import { baseOffsetAt, lastOffsetDeltaAt } from '../record/batch-header.ts';
import { LogDamage, type Log } from '../storage/log.ts';

export interface StateMachine {
  /** One committed batch. Must not throw on what a proper leader wrote; an unknown record halts the group. */
  apply(batch: Uint8Array): void;
  snapshot(): Uint8Array;
  restore(state: Uint8Array): void;
  /** The replica began to serve as leader, or lost or changed its office; called in the same turn. */
  officeChanged?(): void;
}

export interface ApplierModules {
  readonly log: Log;
  readonly stateMachine: StateMachine;
  readonly baseAt: (position: Position) => LogBase;
  readonly applied: (upTo: Position) => void;
  readonly failed: (reason: string) => void;
}

const APPLY_BYTES = 1 << 20;

export class Applier {
  private readonly modules: ApplierModules;
  private readonly snapshotEveryBytes: number;
  private appliedPosition: Position;
  private target: Position;
  private running = false;
  private bytesSinceSnapshot = 0;
  private snapshotBytes: number;
  private isCompacting = false;

  constructor(modules: ApplierModules, snapshotEveryBytes: number) {
    this.modules = modules;
    this.snapshotEveryBytes = snapshotEveryBytes;
    this.appliedPosition = modules.log.base.position;
    this.target = this.appliedPosition;
    this.snapshotBytes = modules.log.baseState.length;
    if (modules.log.baseState.length > 0) modules.stateMachine.restore(modules.log.baseState);
  }

  get applied(): Position {
    return this.appliedPosition;
  }

  /** The log was replaced by a snapshot of the leader. */
  reset(base: LogBase): void {
    const { baseState } = this.modules.log;
    this.modules.stateMachine.restore(baseState);
    this.snapshotBytes = baseState.length;
    this.bytesSinceSnapshot = 0;
    this.appliedPosition = base.position;
    if (isBefore(this.target, base.position)) this.target = base.position;
    this.modules.applied(this.appliedPosition);
  }

  committed(commitIndex: Position): void {
    if (!isBefore(this.target, commitIndex)) return;
    this.target = commitIndex;
    if (this.running) return;
    this.running = true;
    this.run().catch((error: unknown) => this.modules.failed(String(error)));
  }

  private async run(): Promise<void> {
    try {
      while (isBefore(this.appliedPosition, this.target)) await this.applySome(this.target);
    } finally {
      this.running = false;
    }
  }

  private async applySome(target: Position): Promise<void> {
    const from = this.appliedPosition;
    const batches = await this.readUpTo(from, target);
    // A reset may have come in between; then this read is of the old log.
    if (batches === undefined || this.appliedPosition !== from) return;
    this.applyAll(batches, target);
    this.modules.applied(this.appliedPosition);
    this.compactIfDue();
  }

  /** Undefined when the log was taken away meanwhile. */
  private async readUpTo(
    from: Position,
    target: Position,
  ): Promise<readonly Uint8Array[] | undefined> {
    const { log } = this.modules;
    if (from.nextOffset === target.nextOffset) return [];
    try {
      return await log.readBatches(from.nextOffset, target.nextOffset, APPLY_BYTES);
    } catch (error) {
      if (!(error instanceof LogDamage) || error.kind !== 'gone') throw error;
      // A reset that is not durable yet: what there was to apply is in its snapshot, and `reset` follows.
      if (isBefore(from, log.base.position)) this.target = this.appliedPosition;
      return undefined;
    }
  }

  private applyAll(batches: readonly Uint8Array[], target: Position): void {
    if (batches.length === 0) {
      invariant(
        this.appliedPosition.nextOffset === target.nextOffset,
        'below the commit index there is no gap in the offsets',
      );
      this.appliedPosition = target;
      return;
    }
    for (const batch of batches) {
      this.modules.stateMachine.apply(batch);
      this.bytesSinceSnapshot += batch.length;
      this.appliedPosition = endOfBatch(batch);
    }
    if (this.appliedPosition.nextOffset === target.nextOffset) this.appliedPosition = target;
  }

  /**
   * Not before the log has grown by as much as a snapshot takes: a large state is not written for every few changes of
   * it, and all snapshots together cost no more than the log itself. Applying goes on meanwhile.
   */
  private compactIfDue(): void {
    const due = Math.max(this.snapshotEveryBytes, this.snapshotBytes);
    if (this.isCompacting || this.bytesSinceSnapshot < due) return;
    const { log, stateMachine, baseAt, failed } = this.modules;
    const state = stateMachine.snapshot();
    this.snapshotBytes = state.length;
    this.bytesSinceSnapshot = 0;
    this.isCompacting = true;
    log
      .compactTo(baseAt(this.appliedPosition), state)
      .catch((error: unknown) => failed(String(error)))
      .finally(() => {
        this.isCompacting = false;
      });
  }
}

function endOfBatch(batch: Uint8Array): Position {
  const start = position(baseOffsetAt(batch, 0), 0);
  return afterBatch(start, lastOffsetDeltaAt(batch, 0) + 1);
}
