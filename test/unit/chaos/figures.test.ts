// Goal: the figures of a chaos run are those of its history. Method: a small one by hand.
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../chaos/figures.ts';
import type { Event, Happening } from '../../chaos/history.ts';

function at(atMs: number, happening: Happening): Event {
  return { atMs, ...happening };
}

const records = (log: string, first: number) => ({ process: 'p', log, first, count: 2 });

describe('the figures', () => {
  it('count records, and find the longest wait for an acknowledgement', () => {
    const figures = figuresOf([
      at(0, { kind: 'sent', ...records('a/0', 1) }),
      at(10, { kind: 'acknowledged', ...records('a/0', 1), offset: 0 }),
      at(20, { kind: 'sent', ...records('a/0', 3) }),
      at(50, { kind: 'sent', ...records('b/0', 5) }),
      at(60, { kind: 'unknown', ...records('a/0', 3), error: 'REQUEST_TIMED_OUT' }),
      at(70, { kind: 'refused', ...records('b/0', 5), error: 'INVALID_TIMESTAMP' }),
      at(80, { kind: 'sent', ...records('a/0', 7) }),
      at(95, { kind: 'acknowledged', ...records('a/0', 7), offset: 2 }),
      at(96, { kind: 'polled', process: 'r', log: 'a/0', runs: [{ offset: 0, ids: [1, 2, 7] }] }),
      at(97, { kind: 'committed', group: 'g', log: 'a/0', offset: 3 }),
    ]);
    expect(figures).toEqual({
      sent: 8,
      acknowledged: 4,
      unknown: 2,
      refused: 2,
      polled: 3,
      commits: 1,
      longestSilence: { ms: 85, log: 'a/0', fromMs: 10 },
    });
  });
});
