/**
 * Logs of a test, as text: the entries in order. `4` is a batch of one record of term 4, `4*3` one of three, `s4` the
 * marker that opened term 4, `c4:1,2,3` a configuration, `c4:1,2>2,3` a joint one. Equal text means equal bytes.
 */
import { invariant } from '../../src/base/invariant.ts';
import { term } from '../../src/model/ids.ts';
import type { Configuration, LogBase, LogEntry } from '../../src/model/log-entry.ts';
import {
  afterBatch,
  afterMarker,
  position,
  showPosition,
  type Position,
} from '../../src/model/position.ts';
import type { PositionAndTerm } from '../../src/raft/term-runs.ts';
import type { LogContent } from './raft-disk.ts';
import { replicaOf } from './raft-world.ts';

export function logFrom(base: LogBase, text: string): LogContent {
  const entries: LogEntry[] = [];
  let at = base.position;
  for (const item of text.split(/\s+/).filter((word) => word !== '')) {
    const entry = entryFrom(item, at);
    entries.push(entry);
    at = entry.end;
  }
  return { base, entries };
}

export function entryFrom(item: string, prev: Position): LogEntry {
  const [, kind, termText, rest] = /^([sc]?)(\d+)(?:[*:](.+))?$/.exec(item) ?? [];
  invariant(termText !== undefined, `"${item}" is an entry`);
  const entryTerm = term(Number(termText));
  if (kind === 's') return { kind: 'term-start', prev, end: afterMarker(prev), term: entryTerm };
  if (kind === 'c') {
    const configuration = configurationFrom(rest ?? '');
    return { kind: 'configuration', prev, end: afterMarker(prev), term: entryTerm, configuration };
  }
  const end = afterBatch(prev, Number(rest ?? 1));
  const bytes = new TextEncoder().encode(`${showPosition(prev)} of ${entryTerm}`);
  return { kind: 'batch', prev, end, term: entryTerm, bytes };
}

/** `(3,1)` */
export function positionFrom(text: string): Position {
  const [, nextOffset, ordinal] = /^\((\d+),(\d+)\)$/.exec(text) ?? [];
  invariant(nextOffset !== undefined, `"${text}" is a position`);
  return position(Number(nextOffset), Number(ordinal));
}

/** `(3,1)^2` */
export function pointFrom(text: string): PositionAndTerm {
  const [at, ofTerm] = text.split('^');
  return { position: positionFrom(at!), term: term(Number(ofTerm)) };
}

/** `1,2,3`, or `1,2>2,3` from old to new voters, or `1,2,3+4` with a learner. */
export function configurationFrom(text: string): Configuration {
  const [withOld, learners] = text.split('+');
  const parts = withOld!.split('>').map(replicas);
  const simple = { voters: parts.at(-1)!, learners: replicas(learners) };
  return parts.length === 1 ? simple : { ...simple, oldVoters: parts[0]! };
}

function replicas(text: string | undefined): ReturnType<typeof replicaOf>[] {
  return (text ?? '')
    .split(',')
    .filter((id) => id !== '')
    .map((id) => replicaOf(Number(id)));
}
