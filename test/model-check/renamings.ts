/** The ways to rename the servers of a state, and which of them can give its least form. */
import type { Renaming } from './server-text.ts';

/** `order` has the indexes of the servers in the order of their new names. */
interface Reordering {
  readonly order: readonly number[];
  readonly renaming: Renaming;
}

export interface Renamings {
  /** Calls the server itself 1 and all others 2: says what can be said of it without naming anybody. */
  othersOf(index: number): Renaming;
  /** Those that put the servers in the order of their signatures; several when some are equal. */
  sorting(signatures: readonly number[]): readonly Reordering[];
}

export function renamings(servers: number): Renamings {
  const indexes = Array.from({ length: servers }, (_, i) => i);
  const others = indexes.map((index) => ({
    index,
    ids: [0, ...indexes.map((other) => (other === index ? 1 : 2))],
  }));
  const all = permutations(indexes).map((order, i) => {
    const ids = [0, ...indexes.map((index) => order.indexOf(index) + 1)];
    return { order, renaming: { index: servers + i, ids } };
  });
  const known = new Map<number, readonly Reordering[]>();
  return {
    othersOf: (index) => others[index]!,
    sorting: (signatures) => {
      const ranks = signatures.map((one) => signatures.filter((other) => other < one).length);
      const key = ranks.reduce((sum, rank) => sum * servers + rank, 0);
      let found = known.get(key);
      if (found === undefined) {
        found = all.filter(({ order }) => isSorted(order.map((index) => ranks[index]!)));
        known.set(key, found);
      }
      return found;
    },
  };
}

function isSorted(numbers: readonly number[]): boolean {
  return numbers.every((number, i) => i === 0 || numbers[i - 1]! <= number);
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
