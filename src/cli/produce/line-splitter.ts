/**
 * Cuts a byte stream into lines at `\n` and at nothing else; the bytes of a line stay what they are. A last
 * line without `\n` is a line, an empty line is one too. Memory is bounded: of a line above the limit nothing
 * is kept but its size.
 */
export interface LineSink {
  /** A view that is valid only during the call. */
  line(bytes: Uint8Array): void;
  tooLong(sizeBytes: number): void;
}

const NEWLINE = 10;

export class LineSplitter {
  private readonly lineBytesMax: number;
  private readonly sink: LineSink;
  /** The begun line, `begunBytes` long. Copied, since a small view would pin the chunk that it came from. */
  private begun = new Uint8Array(256);
  private begunBytes = 0;
  /** Counts on after the limit, when `begun` no longer takes part. */
  private hasBegun = false;

  constructor(lineBytesMax: number, sink: LineSink) {
    this.lineBytesMax = lineBytesMax;
    this.sink = sink;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, at);
      if (end < 0) break;
      if (this.hasBegun) this.finish(chunk.subarray(at, end));
      else this.emit(chunk, at, end);
      at = end + 1;
    }
    if (at < chunk.length) this.hold(chunk.subarray(at));
  }

  end(): void {
    if (this.hasBegun) this.finish(new Uint8Array(0));
  }

  private emit(chunk: Uint8Array, start: number, end: number): void {
    if (end - start > this.lineBytesMax) this.sink.tooLong(end - start);
    else this.sink.line(chunk.subarray(start, end));
  }

  private finish(rest: Uint8Array): void {
    this.hold(rest);
    const size = this.begunBytes;
    this.begunBytes = 0;
    this.hasBegun = false;
    if (size > this.lineBytesMax) this.sink.tooLong(size);
    else this.sink.line(this.begun.subarray(0, size));
  }

  private hold(part: Uint8Array): void {
    this.hasBegun = true;
    const size = this.begunBytes + part.length;
    if (size <= this.lineBytesMax) {
      if (size > this.begun.length) this.grow(size);
      this.begun.set(part, this.begunBytes);
    }
    this.begunBytes = size;
  }

  private grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.begun.length * 2));
    grown.set(this.begun.subarray(0, this.begunBytes));
    this.begun = grown;
  }
}
