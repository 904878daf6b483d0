/** The records of a run: each has an id of its own, and a value from which it can be told whether it came back whole. */

const PADDING_MAX = 180;

export class Ids {
  private next = 1;

  /** `count` ids in a row; gives the first. */
  take(count: number): number {
    const first = this.next;
    this.next += count;
    return first;
  }
}

export function valueOf(id: number): string {
  return `${id} ${'x'.repeat(id % PADDING_MAX)}`;
}

/** -1, which nobody sends, for a value that is none of the run's. */
export function idOf(value: { toString(): string } | null): number {
  const text = value === null ? '' : value.toString();
  const id = Number.parseInt(text, 10);
  return text === valueOf(id) ? id : -1;
}

export function messagesOf(first: number, count: number, partition: number) {
  return Array.from({ length: count }, (_, at) => ({ value: valueOf(first + at), partition }));
}
