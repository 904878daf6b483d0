export interface SimEvent {
  /** Virtual microseconds; an integer, so that sums are exact. */
  readonly atUs: number;
  readonly sequence: number;
  readonly fire: () => void;
}

/** A binary heap ordered by time, then by the order of scheduling: nothing is left to chance. */
export class EventQueue {
  private readonly heap: SimEvent[] = [];
  private sequence = 0;

  get next(): SimEvent | undefined {
    return this.heap[0];
  }

  push(atUs: number, fire: () => void): void {
    this.sequence += 1;
    const event = { atUs, sequence: this.sequence, fire };
    let i = this.heap.push(event) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (isSooner(this.heap[parent]!, event)) break;
      this.heap[i] = this.heap[parent]!;
      i = parent;
    }
    this.heap[i] = event;
  }

  pop(): SimEvent | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (last !== undefined && last !== first) this.sink(last);
    return first;
  }

  private sink(event: SimEvent): void {
    const size = this.heap.length;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && isSooner(this.heap[child + 1]!, this.heap[child]!)) child += 1;
      if (isSooner(event, this.heap[child]!)) break;
      this.heap[i] = this.heap[child]!;
      i = child;
    }
    this.heap[i] = event;
  }
}

function isSooner(a: SimEvent, b: SimEvent): boolean {
  return a.atUs === b.atUs ? a.sequence < b.sequence : a.atUs < b.atUs;
}
