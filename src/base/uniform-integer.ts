import { invariant } from './invariant.ts';

const TWO_TO_32 = 0x1_0000_0000;
const TWO_TO_53 = 0x20_0000_0000_0000;

/** Uniform over [low, high], both included, from uniform 32-bit draws; a draw that would bias it is drawn again. */
export function uniformInteger(uint32: () => number, low: number, high: number): number {
  invariant(
    Number.isSafeInteger(low) && Number.isSafeInteger(high),
    'the bounds are safe integers',
  );
  invariant(low <= high, 'the low bound is not above the high bound');
  invariant(high - low < TWO_TO_53, 'the range has at most 2^53 numbers');
  const span = high - low + 1;
  const drawsEnd = span <= TWO_TO_32 ? TWO_TO_32 : TWO_TO_53;
  const fairEnd = drawsEnd - (drawsEnd % span);
  for (;;) {
    const draw = span <= TWO_TO_32 ? uint32() : (uint32() >>> 11) * TWO_TO_32 + uint32();
    if (draw < fairEnd) return low + (draw % span);
  }
}
