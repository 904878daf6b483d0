/** Draws for one target: the same seed and name give the same inputs, whatever other targets do beside it. */
import { SeededRandom } from '../../src/base/seeded-random.ts';

export class FuzzRandom {
  private readonly source: SeededRandom;

  constructor(seed: number, name: string) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < name.length; i += 1) {
      hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
    }
    this.source = new SeededRandom(seed * 0x1_0000_0000 + hash);
  }

  uint32(): number {
    return this.source.uint32();
  }

  /** From 0 on; a little uneven for large bounds, which does no harm here. */
  below(bound: number): number {
    return Math.floor((this.source.uint32() / 0x1_0000_0000) * bound);
  }

  isOneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}
