import type { SimRandom } from './sim-random.ts';

/** From one node to another, in this direction only. */
export class Link {
  /** Nothing gets through; TCP keeps trying. */
  isCut = false;
  stalledUntilUs = 0;
  latencyUs: readonly [number, number];
  bytesPerUs = 125;

  private readonly random: SimRandom;

  constructor(random: SimRandom, latencyUs: readonly [number, number]) {
    this.random = random;
    this.latencyUs = latencyUs;
  }

  isBlocked(nowUs: number): boolean {
    return this.isCut || nowUs < this.stalledUntilUs;
  }

  drawDelayUs(bytes: number): number {
    return this.random.integer(...this.latencyUs) + Math.ceil(bytes / this.bytesPerUs);
  }
}
