/**
 * One life of a node, from its start to its kill. Whatever the world owes a node (timers, disk completions,
 * network events) is owed to a life: after its end nothing reaches the dead code any more, and its promises
 * never settle.
 */
export class Lifetime {
  private ended = false;
  /** What is owed to it and has to wait: it is suspended. */
  private held: (() => void)[] | undefined;

  get isOver(): boolean {
    return this.ended;
  }

  get isSuspended(): boolean {
    return this.held !== undefined;
  }

  end(): void {
    this.ended = true;
    this.held = undefined;
  }

  /** As SIGSTOP does it. */
  suspend(): void {
    if (!this.ended) this.held ??= [];
  }

  /** Gives what came meanwhile, in order. */
  resume(): readonly (() => void)[] {
    const held = this.held ?? [];
    this.held = undefined;
    return held;
  }

  /** Runs `fire` only while this life lasts, and not while it is suspended. */
  guard(fire: () => void): () => void {
    return () => {
      if (this.ended) return;
      if (this.held === undefined) fire();
      else this.held.push(fire);
    };
  }
}

/** What a call from a dead node gets. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => {});
}
