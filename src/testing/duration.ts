import { TestingError } from './testing-error.ts';

const UNITS_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds, or a number and a unit: `'250ms'`, `'90s'`, `'15m'`, `'12h'`, `'7d'`. */
export type Duration = number | `${number}${keyof typeof UNITS_MS}`;

/** A tenth of what a safe integer of milliseconds allows for dates: no clock of a test goes beyond it. */
const DURATION_MS_MAX = 1000 * 365 * UNITS_MS.d;

/** In ms. Throws a TestingError for what is no duration, is negative, or is longer than a thousand years. */
export function millisecondsOf(duration: Duration): number {
  const ms = typeof duration === 'number' ? duration : parse(duration);
  if (ms >= 0 && ms <= DURATION_MS_MAX) return ms;
  throw new TestingError(
    `"${duration}" is no duration; give milliseconds, or a number and a unit such as "250ms", "90s", "15m", "12h" or "7d".`,
  );
}

function parse(text: string): number {
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  return count === '' ? Number.NaN : Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
}
