/** What `consume -o` understands. */
import { InvalidArgumentError } from 'commander';

export type StartAt =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'last'; readonly count: number }
  | { readonly kind: 'time'; readonly timestampMs: number };

const USAGE =
  'It must be start, end, an offset, -N for the last N, or @ and a time (@2026-01-31T08:00:00Z or @ms since 1970).';

export function parseStartAt(text: string): StartAt {
  if (text === 'start' || text === 'beginning') return { kind: 'start' };
  if (text === 'end') return { kind: 'end' };
  if (text.startsWith('@')) return { kind: 'time', timestampMs: parseTime(text.slice(1)) };
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError(USAGE);
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError(USAGE);
  return text.startsWith('-') ? { kind: 'last', count: -value } : { kind: 'offset', offset: value };
}

/** A date without a time zone is local time, as `new Date` has it. */
function parseTime(text: string): number {
  const isNumber = /^\d+$/.test(text);
  const timestampMs = isNumber ? Number(text) : /^\d{4}-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isSafeInteger(timestampMs)) throw new InvalidArgumentError(USAGE);
  return timestampMs;
}
