const RECORDS_PER_CHUNK = 1 << 18;

/** A list of records of `width` numbers, in chunks: growing copies nothing. */
export class Records {
  count = 0;
  private readonly width: number;
  private readonly chunks: Int32Array[] = [];

  constructor(width: number) {
    this.width = width;
  }

  push(record: readonly number[]): void {
    const place = this.count % RECORDS_PER_CHUNK;
    if (place === 0) this.chunks.push(new Int32Array(RECORDS_PER_CHUNK * this.width));
    this.chunks.at(-1)!.set(record, place * this.width);
    this.count += 1;
  }

  read(index: number): number[] {
    const chunk = this.chunks[Math.floor(index / RECORDS_PER_CHUNK)]!;
    const start = (index % RECORDS_PER_CHUNK) * this.width;
    return [...chunk.subarray(start, start + this.width)];
  }
}
