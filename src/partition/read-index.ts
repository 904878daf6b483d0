/** ReadIndex requests under way: the core answers by id, once leadership was confirmed by a quorum. */
import { BrokerError } from '../model/errors.ts';
import type { Position } from '../model/position.ts';

interface PendingRead {
  readonly resolve: (readIndex: Position) => void;
  readonly reject: (error: BrokerError) => void;
}

export class PendingReads {
  private readonly pending = new Map<number, PendingRead>();
  private nextId = 1;

  /** The id to hand to the core, and the promise of its answer. */
  open(): { readonly id: number; readonly confirmed: Promise<Position> } {
    const id = this.nextId;
    this.nextId += 1;
    const confirmed = new Promise<Position>((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
    });
    return { id, confirmed };
  }

  confirm(ids: readonly number[], readIndex: Position): void {
    for (const id of ids) this.take(id)?.resolve(readIndex);
  }

  refuse(ids: readonly number[]): void {
    for (const id of ids) {
      this.take(id)?.reject(
        new BrokerError(
          'NOT_LEADER_OR_FOLLOWER',
          'The leader could not confirm that it still leads.',
        ),
      );
    }
  }

  refuseAll(): void {
    this.refuse([...this.pending.keys()]);
  }

  private take(id: number): PendingRead | undefined {
    const read = this.pending.get(id);
    this.pending.delete(id);
    return read;
  }
}
