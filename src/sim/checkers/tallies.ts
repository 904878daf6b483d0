/** How often each checker of a run looked, and at how much; and the same of many runs together. */
import { Tally } from './checker.ts';

export interface Look {
  readonly looks: number;
  readonly things: number;
  /** Runs in which it should have looked. */
  readonly due: number;
}

export type Looks = Readonly<Record<string, Look>>;

export class Tallies {
  private readonly tallies: Tally[] = [];
  private readonly notDue = new Set<string>();

  /** Several checkers may share a name: one for each partition, say. */
  of(checker: string): Tally {
    const tally = new Tally(checker);
    this.tallies.push(tally);
    return tally;
  }

  /** Nothing of its kind happens in this run. */
  excuse(checker: string): void {
    this.notDue.add(checker);
  }

  looks(): Looks {
    const looks: Record<string, Look> = {};
    for (const { checker, looks: times, things } of this.tallies) {
      const before = looks[checker];
      looks[checker] = {
        looks: (before?.looks ?? 0) + times,
        things: (before?.things ?? 0) + things,
        due: this.notDue.has(checker) ? 0 : 1,
      };
    }
    return looks;
  }
}

export function addLooks(a: Looks, b: Looks): Looks {
  const sum: Record<string, Look> = { ...a };
  for (const [checker, { looks, things, due }] of Object.entries(b)) {
    const before = sum[checker];
    sum[checker] = {
      looks: (before?.looks ?? 0) + looks,
      things: (before?.things ?? 0) + things,
      due: (before?.due ?? 0) + due,
    };
  }
  return sum;
}

/** Those that should have looked and never did: a checker that sees nothing is worse than none. */
export function blindCheckers(looks: Looks): string[] {
  return Object.entries(looks)
    .filter(([, look]) => look.due > 0 && look.looks === 0)
    .map(([checker]) => checker);
}

/** One line a checker: name, how often it looked, at how much. */
export function showLooks(looks: Looks): string[] {
  const width = Math.max(0, ...Object.keys(looks).map((checker) => checker.length));
  return Object.entries(looks)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([checker, { looks: times, things }]) =>
      [checker.padEnd(width), String(times).padStart(10), String(things).padStart(12)].join(' '),
    );
}
