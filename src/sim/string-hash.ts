/** A running 53-bit hash of text (cyrb53's mixing): equal runs give equal numbers, for tests only. */
export class StringHash {
  private h1: number;
  private h2: number;

  constructor(seed = 0) {
    this.h1 = 0xdeadbeef ^ seed;
    this.h2 = 0x41c6ce57 ^ Math.floor(seed / 0x1_0000_0000);
  }

  add(text: string): this {
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      this.h1 = Math.imul(this.h1 ^ code, 2654435761);
      this.h2 = Math.imul(this.h2 ^ code, 1597334677);
    }
    // What ends here and what begins next must not be exchangeable.
    this.h1 = Math.imul(this.h1 ^ (this.h1 >>> 16) ^ text.length, 2246822507);
    this.h2 = Math.imul(this.h2 ^ (this.h2 >>> 13) ^ text.length, 3266489909);
    return this;
  }

  /** A safe integer that is not negative. */
  addNumber(number: number): this {
    const low = number >>> 0;
    const high = Math.floor(number / 0x1_0000_0000);
    this.h1 = Math.imul(this.h1 ^ low, 2654435761);
    this.h2 = Math.imul(this.h2 ^ low, 1597334677);
    this.h1 = Math.imul(this.h1 ^ (this.h1 >>> 16) ^ high, 2246822507);
    this.h2 = Math.imul(this.h2 ^ (this.h2 >>> 13) ^ high, 3266489909);
    return this;
  }

  value(): number {
    const low = (this.h1 ^ (this.h2 >>> 15)) >>> 0;
    const high = (this.h2 ^ (this.h1 >>> 13)) & 0x1f_ffff;
    return high * 0x1_0000_0000 + low;
  }
}
