/** Nobody reads what was not sent (yet), and nobody ever reads what was refused. */
import type { Event } from '../history.ts';
import type { Violation } from './violation.ts';

export function findAbortedReads(history: readonly Event[]): Violation[] {
  const sentTo = new Map<number, string>();
  const refused = new Set<number>();
  for (const event of history) {
    if (event.kind !== 'refused') continue;
    for (let at = 0; at < event.count; at += 1) refused.add(event.first + at);
  }
  const violations: Violation[] = [];
  for (const event of history) {
    if (event.kind === 'sent') {
      for (let at = 0; at < event.count; at += 1) sentTo.set(event.first + at, event.log);
    }
    if (event.kind !== 'polled') continue;
    const { process, log } = event;
    for (const { offset, ids } of event.runs) {
      for (const [at, id] of ids.entries()) {
        const why = sentTo.get(id) === log ? refused.has(id) && 'refused' : 'not sent there';
        if (why === false) continue;
        const text = `${process} polled record ${id} at ${offset + at}, which was ${why}`;
        violations.push({ kind: 'aborted-read', log, text });
      }
    }
  }
  return violations;
}
