/**
 * The committed offset of a group never goes back: whoever asks is told at least what was acknowledged or told to anyone
 * before it asked. And a group commits nothing that none of its members has polled.
 */
import type { Event } from '../history.ts';
import type { Violation } from './violation.ts';

export function findCommitFaults(history: readonly Event[]): Violation[] {
  const violations: Violation[] = [];
  /** By group and log. */
  const known = new Map<string, number>();
  const polledEnd = new Map<string, number>();
  /** By process: what was known when it asked. */
  const whenAsked = new Map<string, ReadonlyMap<string, number>>();
  for (const event of history) {
    if (event.kind === 'commits-asked') whenAsked.set(event.process, new Map(known));
    if (event.kind === 'polled' && event.group !== undefined) {
      const { runs, group, log } = event;
      const ends = runs.map((run) => run.offset + run.ids.length);
      raise(polledEnd, `${group} ${log}`, Math.max(...ends));
    }
    if (event.kind === 'committed') {
      const { group, log, offset } = event;
      const end = polledEnd.get(`${group} ${log}`) ?? 0;
      if (offset > end) {
        const text = `${group} committed ${offset} and has polled up to ${end}`;
        violations.push({ kind: 'commit-of-unread', log, text });
      }
      raise(known, `${group} ${log}`, offset);
    }
    if (event.kind === 'commit-told') {
      const { process, group, log, offset } = event;
      const least = whenAsked.get(process)?.get(`${group} ${log}`);
      if (least !== undefined && (offset === null || offset < least)) {
        const text = `${group} had committed ${least}, and ${process} is told ${offset}`;
        violations.push({ kind: 'commit-went-back', log, text });
      }
      if (offset !== null) raise(known, `${group} ${log}`, offset);
    }
  }
  return violations;
}

function raise(map: Map<string, number>, key: string, value: number): void {
  map.set(key, Math.max(map.get(key) ?? value, value));
}
