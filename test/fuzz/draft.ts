/** An input while it is changed: bytes that grow and shrink within a bound, in a buffer that is used again. */
export class Draft {
  length = 0;
  readonly bytes: Uint8Array;

  constructor(bytesMax: number) {
    this.bytes = new Uint8Array(bytesMax);
  }

  load(source: Uint8Array): void {
    this.length = Math.min(source.length, this.bytes.length);
    this.bytes.set(source.subarray(0, this.length));
  }

  /** A copy that nothing changes any more. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  truncate(length: number): void {
    this.length = Math.min(this.length, length);
  }

  remove(from: number, count: number): void {
    const removed = Math.min(count, this.length - from);
    this.bytes.copyWithin(from, from + removed, this.length);
    this.length -= removed;
  }

  /** What does not fit is left out. */
  insert(at: number, piece: Uint8Array): void {
    const count = Math.min(piece.length, this.bytes.length - this.length);
    // A copy: the piece may be a part of this draft.
    const copy = piece.slice(0, count);
    this.bytes.copyWithin(at + count, at, this.length);
    this.bytes.set(copy, at);
    this.length += count;
  }

  overwrite(at: number, piece: Uint8Array): void {
    this.bytes.set(piece.slice(0, this.length - at), at);
  }
}
