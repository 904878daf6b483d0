/**
 * One bound for the recent entries that all logs of a broker keep in memory beside what is not synced yet. When it is
 * exceeded, the log that was used longest ago gives up what it holds: its followers have caught up long since.
 */
import { invariant } from '../base/invariant.ts';

export interface CacheMember {
  /** Gives up what it can; answers what it still holds, in bytes. */
  release(): number;
}

export class CacheBudget {
  private totalBytes = 0;
  /** In order of last use, oldest first. */
  private readonly members = new Map<CacheMember, number>();

  private readonly bytesMax: number;

  constructor(bytesMax: number) {
    invariant(bytesMax > 0, 'a budget is positive');
    this.bytesMax = bytesMax;
  }

  get bytes(): number {
    return this.totalBytes;
  }

  /** The member was used, and holds so much now. */
  update(member: CacheMember, bytes: number): void {
    this.forget(member);
    this.put(member, bytes);
    if (this.totalBytes <= this.bytesMax) return;
    // What a member puts back is at the end then, so each is asked once.
    for (let left = this.members.size; left > 0 && this.totalBytes > this.bytesMax; left -= 1) {
      const [oldest] = this.members.keys();
      if (oldest === undefined) return;
      this.forget(oldest);
      this.put(oldest, oldest.release());
    }
  }

  forget(member: CacheMember): void {
    this.totalBytes -= this.members.get(member) ?? 0;
    this.members.delete(member);
  }

  private put(member: CacheMember, bytes: number): void {
    if (bytes === 0) return;
    this.members.set(member, bytes);
    this.totalBytes += bytes;
  }
}
