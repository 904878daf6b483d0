/**
 * How much an LZ4 or Zstandard frame can decompress to at most, read off its block headers: for libraries that take no
 * bound themselves. A block is counted as full unless it says how long it is, so an honest frame is overrated by one block.
 */
import { MalformedBytes } from '../../base/byte-reader.ts';

const LZ4_MAGIC = 0x184d2204;
const ZSTD_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const ZSTD_BLOCK_BYTES_MAX = 128 * 1024;

/** Walks over frames; every read is checked against the end. */
class Walk {
  at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isDone(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Little-endian, of 1 to 4 bytes. */
  uint(width: number): number {
    let value = 0;
    for (let i = 0; i < width; i += 1) value += (this.bytes[this.at + i] ?? 0) * 2 ** (8 * i);
    this.skip(width);
    return value;
  }

  skip(count: number): void {
    if (count > this.bytes.length - this.at) throw new MalformedBytes('a frame is cut off');
    this.at += count;
  }
}

export function lz4BytesMax(bytes: Uint8Array): number {
  const walk = new Walk(bytes);
  let total = 0;
  while (!walk.isDone) {
    if (walk.uint(4) !== LZ4_MAGIC) throw new MalformedBytes('this is no LZ4 frame');
    const flags = walk.uint(1);
    const blockBytesMax = 2 ** (8 + 2 * ((walk.uint(1) >> 4) & 7));
    const has = (bit: number): boolean => (flags & (1 << bit)) !== 0;
    // Content size, dictionary id, and the checksum of this header.
    walk.skip((has(3) ? 8 : 0) + (has(0) ? 4 : 0) + 1);
    for (let size = walk.uint(4); size !== 0; size = walk.uint(4)) {
      const isPlain = size >= 0x8000_0000;
      const length = isPlain ? size - 0x8000_0000 : size;
      walk.skip(length + (has(4) ? 4 : 0));
      total += isPlain ? length : blockBytesMax;
    }
    if (has(2)) walk.skip(4);
  }
  return total;
}

export function zstdBytesMax(bytes: Uint8Array): number {
  const walk = new Walk(bytes);
  let total = 0;
  while (!walk.isDone) {
    const magic = walk.uint(4);
    if ((magic & 0xffff_fff0) >>> 0 === SKIPPABLE_MAGIC) {
      walk.skip(walk.uint(4));
      continue;
    }
    if (magic !== ZSTD_MAGIC) throw new MalformedBytes('this is no Zstandard frame');
    const descriptor = walk.uint(1);
    const isSingleSegment = (descriptor & 0x20) !== 0;
    const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
    const dictionaryIdBytes = [0, 1, 2, 4][descriptor & 3]!;
    walk.skip((isSingleSegment ? 0 : 1) + dictionaryIdBytes + sizeBytes);
    for (let isLast = false; !isLast;) {
      const header = walk.uint(3);
      isLast = (header & 1) !== 0;
      const size = header >> 3;
      const kind = (header >> 1) & 3;
      // 0: plain bytes; 1: one byte, `size` times; 2: compressed.
      walk.skip(kind === 1 ? 1 : size);
      total += kind === 2 ? ZSTD_BLOCK_BYTES_MAX : size;
    }
    if ((descriptor & 4) !== 0) walk.skip(4);
  }
  return total;
}
