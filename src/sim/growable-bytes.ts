/** The content of a file: grows at need, gaps read as zeros. */
export class GrowableBytes {
  private buffer = new Uint8Array(0);
  private used = 0;

  get length(): number {
    return this.used;
  }

  write(position: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.growTo(position + bytes.length);
    this.buffer.set(bytes, position);
  }

  growTo(length: number): void {
    if (length <= this.used) return;
    if (length > this.buffer.length) {
      const grown = new Uint8Array(Math.max(length, this.buffer.length * 2));
      grown.set(this.buffer.subarray(0, this.used));
      this.buffer = grown;
    }
    this.used = length;
  }

  /** What is cut off must not show again when the file grows later. */
  resize(length: number): void {
    if (length < this.used) this.buffer.fill(0, length, this.used);
    else this.growTo(length);
    this.used = length;
  }

  read(position: number, length: number): Uint8Array {
    return this.buffer.slice(position, Math.min(position + length, this.used));
  }

  flipBits(position: number, mask: number): void {
    if (position < this.used) this.buffer[position] = this.buffer[position]! ^ mask;
  }

  clone(): GrowableBytes {
    const copy = new GrowableBytes();
    copy.write(0, this.buffer.subarray(0, this.used));
    return copy;
  }
}
