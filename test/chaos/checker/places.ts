/** Where each record is, as anyone was told: a record has one offset for ever, and an offset one record. */
import type { Event, Run } from '../history.ts';
import type { Violation } from './violation.ts';

export class LogPlaces {
  readonly offsetOf = new Map<number, number>();
  readonly idAt = new Map<number, number>();
  /** By anyone, ever. */
  readonly polled = new Set<number>();
  readonly acknowledged = new Set<number>();
  highestPolled = -1;
}

/** By log, and what contradicts itself. */
export function placesOf(history: readonly Event[]): {
  readonly places: ReadonlyMap<string, LogPlaces>;
  readonly violations: readonly Violation[];
} {
  const places = new Map<string, LogPlaces>();
  const violations: Violation[] = [];
  for (const event of history) {
    if (event.kind !== 'acknowledged' && event.kind !== 'polled') continue;
    const { log } = event;
    const place = places.get(log) ?? new LogPlaces();
    places.set(log, place);
    if (event.kind === 'polled') {
      for (const run of event.runs) notePolled(place, run);
    } else noteAcknowledged(place, event.first, event.count);
    for (const { offset, ids } of runsIn(event)) {
      for (const [at, id] of ids.entries()) {
        const fault = note(place, id, offset + at);
        if (fault !== undefined) violations.push({ ...fault, log });
      }
    }
  }
  return { places, violations };
}

function runsIn(event: Event): readonly Run[] {
  if (event.kind === 'polled') return event.runs;
  if (event.kind !== 'acknowledged' || event.offset === undefined) return [];
  const ids = Array.from({ length: event.count }, (_, at) => event.first + at);
  return [{ offset: event.offset, ids }];
}

function notePolled(place: LogPlaces, { offset, ids }: Run): void {
  for (const id of ids) place.polled.add(id);
  place.highestPolled = Math.max(place.highestPolled, offset + ids.length - 1);
}

function noteAcknowledged(place: LogPlaces, first: number, count: number): void {
  for (let id = first; id < first + count; id += 1) place.acknowledged.add(id);
}

function note(place: LogPlaces, id: number, offset: number): Omit<Violation, 'log'> | undefined {
  const offsetBefore = place.offsetOf.get(id);
  const idBefore = place.idAt.get(offset);
  if (offsetBefore === undefined) place.offsetOf.set(id, offset);
  if (idBefore === undefined) place.idAt.set(offset, id);
  if (idBefore !== undefined && idBefore !== id) {
    const text = `offset ${offset} is of record ${idBefore}, and of record ${id}`;
    return { kind: 'inconsistent-offset', text };
  }
  if (offsetBefore !== undefined && offsetBefore !== offset) {
    return { kind: 'duplicate', text: `record ${id} is at ${offsetBefore}, and at ${offset}` };
  }
  return undefined;
}
