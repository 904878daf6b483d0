/** What a run amounts to, from its history. */
import type { Event } from './history.ts';

export interface Figures {
  readonly sent: number;
  readonly acknowledged: number;
  readonly unknown: number;
  readonly refused: number;
  readonly polled: number;
  readonly commits: number;
  /** The longest time in which a log to which somebody sent acknowledged nothing. */
  readonly longestSilence: { readonly ms: number; readonly log: string; readonly fromMs: number };
}

export function figuresOf(history: readonly Event[]): Figures {
  const counts = { sent: 0, acknowledged: 0, unknown: 0, refused: 0 };
  let polled = 0;
  let commits = 0;
  let longestSilence = { ms: 0, log: '', fromMs: 0 };
  /** Since when somebody waits, by log. */
  const waitingSince = new Map<string, number>();
  for (const event of history) {
    if (event.kind === 'committed') commits += 1;
    if (event.kind === 'polled') {
      polled += event.runs.reduce((sum, { ids }) => sum + ids.length, 0);
    }
    if (event.kind !== 'sent' && event.kind !== 'acknowledged') {
      if (event.kind === 'unknown' || event.kind === 'refused') counts[event.kind] += event.count;
      continue;
    }
    counts[event.kind] += event.count;
    const fromMs = waitingSince.get(event.log);
    if (event.kind === 'sent') waitingSince.set(event.log, fromMs ?? event.atMs);
    else if (fromMs !== undefined) {
      const ms = event.atMs - fromMs;
      if (ms > longestSilence.ms) longestSilence = { ms, log: event.log, fromMs };
      waitingSince.set(event.log, event.atMs);
    }
  }
  return { ...counts, polled, commits, longestSilence };
}
