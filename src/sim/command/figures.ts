/** Results added up, for people. */
import { blindCheckers, showLooks } from '../checkers/tallies.ts';
import { NOTHING, showSummary, sum, type SwarmSummary } from '../swarm/summary.ts';
import type { JournalLine, SeedResult } from './journal.ts';

/** Within so many each checker has had something to look at. */
const SEEDS_TO_SEE = 10;

export class Figures {
  failures = 0;
  private total: SwarmSummary = NOTHING;
  private cpuMs = 0;
  private repeats = 0;

  add({ outcome, cpuMs, repeatCpuMs }: SeedResult): void {
    if ('failure' in outcome) {
      this.failures += 1;
      return;
    }
    this.total = sum(this.total, outcome.summary);
    this.cpuMs += cpuMs;
    if (repeatCpuMs !== undefined) this.repeats += 1;
  }

  get seeds(): number {
    return this.total.seeds + this.failures;
  }

  /** Checkers that should have looked in these runs and never did. */
  get blind(): readonly string[] {
    return this.total.seeds < SEEDS_TO_SEE ? [] : blindCheckers(this.total.looks);
  }

  /** How often each checker looked, and at how much. */
  showLooks(): string {
    const lines = showLooks(this.total.looks);
    const blind = this.blind.map((checker) => `${checker} never looked`);
    return [...lines, ...blind].map((line) => `  ${line}`).join('\n');
  }

  /** `71 simulated s and 101,000 events per second of a core`. */
  speed(): string {
    const perSecond = (figure: number): string => (figure / (this.cpuMs / 1000 || 1)).toFixed(0);
    const { simulatedMs, events } = this.total;
    return `${perSecond(simulatedMs / 1000)} simulated s and ${perSecond(events)} events per second of a core`;
  }

  show(): string {
    const { total, failures, repeats } = this;
    return [
      `${total.seeds} seeds kept every promise, ${failures} did not`,
      `${(total.simulatedMs / 3_600_000).toFixed(2)} simulated hours`,
      showSummary(total),
      `${repeats} runs repeated with equal hash`,
      `${(this.cpuMs / 1000).toFixed(0)} core-seconds: ${this.speed()}`,
    ].join('; ');
  }
}

/** A paragraph for each code that the journal has seeds of. */
export function showJournal(lines: readonly JournalLine[]): string {
  const byCode = new Map<string, JournalLine[]>();
  for (const line of lines) {
    const key = `${line.code} Node ${line.node}`;
    byCode.set(key, [...(byCode.get(key) ?? []), line]);
  }
  return [...byCode].map(([key, own]) => `code ${key}, ${showCode(own)}\n`).join('');
}

function showCode(lines: readonly JournalLine[]): string {
  const figures = new Figures();
  const latest = new Map(lines.map((line) => [line.seed, line]));
  for (const line of latest.values()) figures.add(line);
  const commits = [...new Set(lines.map(({ commit }) => commit))].join(', ');
  const seeds = [...latest.keys()].sort((a, b) => a - b);
  const failures = [...latest.values()].flatMap(({ seed, outcome }) =>
    'failure' in outcome ? [`\n  seed=${seed} ${outcome.failure}`] : [],
  );
  return `commit ${commits}, seeds ${showRanges(seeds)}: ${figures.show()}${failures.join('')}\n${figures.showLooks()}`;
}

/** `1..100, 205`. */
function showRanges(sorted: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const seed of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] + 1 === seed) last[1] = seed;
    else ranges.push([seed, seed]);
  }
  return ranges
    .map(([first, last]) => (first === last ? `${first}` : `${first}..${last}`))
    .join(', ');
}
