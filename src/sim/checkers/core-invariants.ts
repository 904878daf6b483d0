/**
 * The invariants of one core by itself (src/raft/invariants.ts), which its unit tests check after every step: here, in
 * whole brokers, after one turn in so many, because a description of a core costs more than a turn of it.
 */
import type { RaftDescription } from '../../raft/describe.ts';
import { checkState } from '../../raft/invariants.ts';
import { Checker } from './checker.ts';

const TURNS_PER_LOOK = 16;

export class CoreInvariants extends Checker {
  private turns = 0;

  turned(name: string, raft: { describe(): RaftDescription }): void {
    this.turns += 1;
    if (this.turns % TURNS_PER_LOOK !== 0) return;
    this.looked();
    try {
      checkState(raft);
    } catch (error) {
      this.broken(`${name}: ${String(error)}`);
    }
  }
}
