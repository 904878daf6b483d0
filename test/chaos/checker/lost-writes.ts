/**
 * What was acknowledged, or seen by anyone, is in the log for ever. It is lost when something behind it was polled and
 * it never was, or when somebody who read all of its surroundings did not find it; unseen when the final reads, which
 * went to the end, ended before it.
 */
import type { Event } from '../history.ts';
import type { LogPlaces } from './places.ts';
import type { Violation } from './violation.ts';

interface Reading {
  readonly reader: string;
  readonly log: string;
  readonly start: number;
  readonly end: number;
  /** By offset; what it did not poll is missing. */
  readonly ids: Map<number, number>;
}

export function findLostWrites(
  history: readonly Event[],
  places: ReadonlyMap<string, LogPlaces>,
): Violation[] {
  const readings = readingsOf(history);
  return [...places].flatMap(([log, place]) => {
    const readingsHere = readings.filter((reading) => reading.log === log);
    return [
      ...neverPolled(log, place),
      ...readingsHere.flatMap((reading) => missedBy(reading, place)),
      ...withoutOffset(log, place),
    ];
  });
}

function neverPolled(log: string, place: LogPlaces): Violation[] {
  const violations: Violation[] = [];
  for (const id of place.acknowledged) {
    const offset = place.offsetOf.get(id);
    if (offset === undefined || place.polled.has(id)) continue;
    const what = `record ${id} was acknowledged at ${offset} and never polled`;
    violations.push(
      offset <= place.highestPolled
        ? { kind: 'lost-write', log, text: `${what}; ${place.highestPolled} was` }
        : { kind: 'unseen', log, text: what },
    );
  }
  return violations;
}

function missedBy({ reader, log, start, end, ids }: Reading, place: LogPlaces): Violation[] {
  const violations: Violation[] = [];
  for (const [id, offset] of place.offsetOf) {
    const isWithin = offset >= start && offset < end;
    const text = `record ${id} is at ${offset}; ${reader} read ${start} to ${end} without it`;
    if (isWithin && ids.get(offset) !== id) violations.push({ kind: 'lost-write', log, text });
    if (offset >= end) violations.push({ kind: 'unseen', log, text });
  }
  for (let offset = start; offset < end; offset += 1) {
    if (ids.has(offset) || place.idAt.has(offset)) continue;
    violations.push({ kind: 'unseen', log, text: `${reader} found nothing at ${offset}` });
  }
  return violations;
}

function withoutOffset(log: string, place: LogPlaces): Violation[] {
  return [...place.acknowledged]
    .filter((id) => !place.offsetOf.has(id))
    .map((id) => ({ kind: 'unseen', log, text: `record ${id} was acknowledged, never polled` }));
}

function readingsOf(history: readonly Event[]): Reading[] {
  const readings = history
    .filter((event) => event.kind === 'read-to-end')
    .map((event) => ({ ...event, ids: new Map<number, number>() }));
  const wanted = new Map(readings.map(({ reader, log, ids }) => [`${reader} ${log}`, ids]));
  for (const event of history) {
    if (event.kind !== 'polled') continue;
    const ids = wanted.get(`${event.group ?? event.process} ${event.log}`);
    if (ids === undefined) continue;
    for (const run of event.runs) run.ids.forEach((id, at) => ids.set(run.offset + at, id));
  }
  return readings;
}
