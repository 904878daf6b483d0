import { SeededRandom } from '../base/seeded-random.ts';
import { uniformInteger } from '../base/uniform-integer.ts';
import type { Random } from '../platform/random.ts';
import { StringHash } from './string-hash.ts';

/** A stream of its own per name: one draw more in one place does not shift the draws of all others. */
export class SimRandom implements Random {
  private readonly source: SeededRandom;

  constructor(seed: number, name: string) {
    this.source = new SeededRandom(new StringHash(seed).add(name).value());
  }

  uint32(): number {
    return this.source.uint32();
  }

  integer(low: number, high: number): number {
    return uniformInteger(() => this.source.uint32(), low, high);
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.source.uint32() & 0xff);
  }

  chance(probability: number): boolean {
    return this.source.uint32() < probability * 0x1_0000_0000;
  }
}
