/**
 * One life of a node, from its start to its kill. Whatever the world owes a node (timers, disk completions,
 * network events) is owed to a life: after its end nothing reaches the dead code any more, and its promises
 * never settle.
 */
export class Lifetime {
  private ended = false;

  get isOver(): boolean {
    return this.ended;
  }

  end(): void {
    this.ended = true;
  }

  /** Runs `fire` only while this life lasts. */
  guard(fire: () => void): () => void {
    return () => {
      if (!this.ended) fire();
    };
  }
}

/** What a call from a dead node gets. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => {});
}
