/** The inputs of one target: seeds as they are first, then changed ones. Number n of a seed is the same every time. */
import { Draft } from './draft.ts';
import { mutate } from './mutate.ts';
import { FuzzRandom } from './random.ts';
import { seedOf, type Seed } from './seed.ts';
import type { Target } from './target.ts';

const INPUT_BYTES_MAX = 4096;
/** Inputs that reached something new, besides the seeds; later ones take the places of earlier ones. */
const DISCOVERIES_MAX = 400;

export class InputSource {
  /** How many inputs are seeds as they are. */
  readonly seedCount: number;
  private readonly target: Target;
  private readonly random: FuzzRandom;
  private readonly seeds: readonly Seed[];
  private readonly discoveries: Seed[] = [];
  private readonly draft: Draft;
  private handedOut = 0;

  constructor(target: Target, seeds: readonly Seed[], seed: number) {
    this.target = target;
    this.seeds = seeds;
    this.seedCount = seeds.length;
    this.random = new FuzzRandom(seed, target.name);
    this.draft = new Draft(target.inputBytesMax ?? INPUT_BYTES_MAX);
  }

  next(): Uint8Array {
    const number = this.handedOut;
    this.handedOut += 1;
    if (number < this.seedCount) return this.seeds[number]!.bytes.slice();
    const seed = this.pick();
    this.draft.load(seed.bytes);
    mutate(this.draft, { random: this.random, seed, other: this.pick() });
    const input = this.draft.finish();
    const { repair } = this.target;
    if (repair !== undefined && !this.random.isOneIn(4)) repair(input);
    return input;
  }

  /** The input reached something that none before it did. */
  keep(input: Uint8Array): void {
    const discovery = seedOf(input);
    if (this.discoveries.length < DISCOVERIES_MAX) this.discoveries.push(discovery);
    else this.discoveries[this.random.below(DISCOVERIES_MAX)] = discovery;
  }

  private pick(): Seed {
    const { random, discoveries } = this;
    return discoveries.length > 0 && random.isOneIn(2)
      ? random.pick(discoveries)
      : random.pick(this.seeds);
  }
}
