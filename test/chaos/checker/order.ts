/** What is sent after an acknowledgement lies behind it, whoever sent; and a producer's records are in the order of its calls. */
import type { Event } from '../history.ts';
import type { Violation } from './violation.ts';

interface Sent {
  readonly log: string;
  /** Every offset that was acknowledged before the call is below it. */
  readonly floor: number;
}

export function findOutOfOrder(history: readonly Event[]): Violation[] {
  const violations: Violation[] = [];
  const endOf = new Map<string, number>();
  const sent = new Map<number, Sent>();
  const ofProducer = new Map<string, { first: number; offset: number }[]>();
  for (const event of history) {
    if (event.kind === 'sent') {
      sent.set(event.first, { log: event.log, floor: endOf.get(event.log) ?? 0 });
    }
    if (event.kind !== 'acknowledged' || event.offset === undefined) continue;
    const { process, log, first, count, offset } = event;
    const floor = sent.get(first)?.floor ?? 0;
    if (offset < floor) {
      const text = `record ${first} is at ${offset}, and ${floor - 1} was acknowledged before it was sent`;
      violations.push({ kind: 'out-of-order', log, text });
    }
    endOf.set(log, Math.max(endOf.get(log) ?? 0, offset + count));
    const key = `${process} ${log}`;
    const before = ofProducer.get(key) ?? [];
    ofProducer.set(key, before);
    before.push({ first, offset });
  }
  for (const [key, receipts] of ofProducer) violations.push(...disorderOf(key, receipts));
  return violations;
}

function disorderOf(key: string, receipts: { first: number; offset: number }[]): Violation[] {
  const [process, log] = key.split(' ') as [string, string];
  const violations: Violation[] = [];
  const byCall = receipts.toSorted((a, b) => a.first - b.first);
  for (const [at, receipt] of byCall.entries()) {
    const before = byCall[at - 1];
    if (before === undefined || receipt.offset > before.offset) continue;
    const text = `${process} sent ${before.first} before ${receipt.first}, which are at ${before.offset} and ${receipt.offset}`;
    violations.push({ kind: 'out-of-order', log, text });
  }
  return violations;
}
