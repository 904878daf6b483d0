/** What a leader has appended and a majority does not have yet: how much, and for how long. */
import { isAtOrBefore, type Position } from '../model/position.ts';

interface UncommittedBatch {
  readonly end: Position;
  readonly bytes: number;
  readonly sinceMs: number;
}

export class Uncommitted {
  private batches: UncommittedBatch[] = [];
  private total = 0;

  get bytes(): number {
    return this.total;
  }

  add(batch: UncommittedBatch): void {
    this.batches.push(batch);
    this.total += batch.bytes;
  }

  /** Tells how long each took that is committed now. */
  committed(commitIndex: Position, nowMs: number, tookSeconds: (seconds: number) => void): void {
    let settled = 0;
    for (const batch of this.batches) {
      if (!isAtOrBefore(batch.end, commitIndex)) break;
      this.total -= batch.bytes;
      tookSeconds((nowMs - batch.sinceMs) / 1000);
      settled += 1;
    }
    if (settled > 0) this.batches.splice(0, settled);
  }

  /** The leadership is lost: what becomes of them is another leader's affair. */
  clear(): void {
    this.batches = [];
    this.total = 0;
  }
}
