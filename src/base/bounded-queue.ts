import { invariant } from './invariant.ts';

/** First in, first out, with a bound in items: `offer` says no when it is full, and the caller decides. */
export class BoundedQueue<T> {
  private items: (T | undefined)[] = [];
  private head = 0;

  private readonly itemsMax: number;

  constructor(itemsMax: number) {
    invariant(itemsMax > 0, 'a queue holds at least one item');
    this.itemsMax = itemsMax;
  }

  get size(): number {
    return this.items.length - this.head;
  }

  offer(item: T): boolean {
    if (this.size >= this.itemsMax) return false;
    this.items.push(item);
    return true;
  }

  poll(): T | undefined {
    if (this.size === 0) return undefined;
    const item = this.items[this.head];
    this.items[this.head] = undefined;
    this.head += 1;
    if (this.head > 1024 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }
}
