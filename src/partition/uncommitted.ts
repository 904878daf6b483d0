/** What a leader has appended and a majority does not have yet: how much, and for how long. */
import type { QueueLength } from '../base/queue-length.ts';
import { BrokerError } from '../model/errors.ts';
import { isAtOrBefore, type Position } from '../model/position.ts';

interface UncommittedBatch {
  readonly end: Position;
  readonly bytes: number;
  readonly sinceMs: number;
}

export class Uncommitted {
  private batches: UncommittedBatch[] = [];
  private total = 0;
  private readonly bytesMax: number;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get queueLength(): QueueLength {
    return { name: 'uncommitted bytes', length: this.total, lengthMax: this.bytesMax };
  }

  /** Of so many bytes more; `name` is the partition's. */
  refuseBeyondBound(bytes: number, name: string): void {
    if (this.total + bytes <= this.bytesMax) return;
    throw new BrokerError(
      'THROTTLING_QUOTA_EXCEEDED',
      `${name} has ${this.total} bytes that are not committed yet; send again later.`,
    );
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
