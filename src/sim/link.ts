import type { SimRandom } from './sim-random.ts';

/** Chances of each message; `lateUs`: how much later than drawn a late one or the second of a repeated one comes. */
export interface MessageFaults {
  readonly lost: number;
  readonly repeated: number;
  readonly late: number;
  readonly lateUs: readonly [number, number];
}

export type MessageFate = 'lost' | 'repeated' | 'late';

/** From one node to another, in this direction only. */
export class Link {
  /** Nothing gets through; TCP keeps trying. */
  isCut = false;
  stalledUntilUs = 0;
  latencyUs: readonly [number, number];
  bytesPerUs = 125;
  /** Added to the latency of each frame, which stay in order: a clogged link. */
  clogUs: readonly [number, number] | undefined;
  /** Only of messages that are made for it (`SimNetwork.isMessage`): to all others this is a stream, as TCP is. */
  messageFaults: MessageFaults | undefined;

  private readonly random: SimRandom;

  constructor(random: SimRandom, latencyUs: readonly [number, number]) {
    this.random = random;
    this.latencyUs = latencyUs;
  }

  isBlocked(nowUs: number): boolean {
    return this.isCut || nowUs < this.stalledUntilUs;
  }

  drawDelayUs(bytes: number): number {
    const clogUs = this.clogUs === undefined ? 0 : this.random.integer(...this.clogUs);
    return clogUs + this.random.integer(...this.latencyUs) + Math.ceil(bytes / this.bytesPerUs);
  }

  /** Of the next message; undefined: nothing happens to it. */
  drawFate(): MessageFate | undefined {
    const { lost, repeated, late } = this.messageFaults!;
    const drawn = this.random.integer(0, 999_999) / 1_000_000;
    if (drawn < lost) return 'lost';
    if (drawn < lost + repeated) return 'repeated';
    return drawn < lost + repeated + late ? 'late' : undefined;
  }

  drawLateUs(): number {
    return this.random.integer(...this.messageFaults!.lateUs);
  }

  heal(): void {
    this.isCut = false;
    this.stalledUntilUs = 0;
    this.clogUs = undefined;
    this.messageFaults = undefined;
  }
}
