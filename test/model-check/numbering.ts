/** Numbers things in the order in which they are first seen; things with the same text are the same. */
export class Numbering<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(text: string, make: () => T): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.values.length;
      this.numbers.set(text, number);
      this.values.push(make());
    }
    return number;
  }
}
