import { randomFillSync } from 'node:crypto';
import { uniformInteger } from '../base/uniform-integer.ts';
import type { Random } from '../platform/random.ts';

/** From the operating system's generator, a block at a time: a call of its own for 4 bytes costs 20 times more. */
export class NodeRandom implements Random {
  private readonly block = new Uint32Array(256);
  private used = 256;

  uint32(): number {
    if (this.used === this.block.length) {
      randomFillSync(this.block);
      this.used = 0;
    }
    const value = this.block[this.used]!;
    this.used += 1;
    return value;
  }

  integer(low: number, high: number): number {
    return uniformInteger(() => this.uint32(), low, high);
  }

  bytes(length: number): Uint8Array {
    return randomFillSync(new Uint8Array(length));
  }
}
