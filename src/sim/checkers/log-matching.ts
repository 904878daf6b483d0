/**
 * Log Matching (Raft, Figure 3): "if two logs contain an entry with the same index and term, then the logs are identical
 * in all entries up through the given index". It holds if every (position, term) that ever reaches a log names one
 * entry behind one other; so that is what is checked, once for each entry that is appended anywhere and once for each that is
 * synced to a disk.
 */
import { showPosition, type Position } from '../../model/position.ts';
import { Checker } from './checker.ts';

export interface NamedEntry {
  readonly prev: Position;
  readonly prevTerm: number;
  readonly end: Position;
  readonly term: number;
  /** Of batches the CRC, which covers all but what the place says. */
  readonly content: number | string;
}

const ORDINALS = 1 << 16;

export class LogMatching extends Checker {
  private readonly groups = new Map<string, Map<number, Map<number, NamedEntry>>>();

  appended(group: string, entry: NamedEntry): void {
    this.looked();
    let terms = this.groups.get(group);
    if (terms === undefined) this.groups.set(group, (terms = new Map()));
    let ends = terms.get(entry.term);
    if (ends === undefined) terms.set(entry.term, (ends = new Map()));
    const key = entry.end.nextOffset * ORDINALS + entry.end.ordinal;
    const known = ends.get(key);
    if (known === undefined) {
      ends.set(key, entry);
      return;
    }
    const isSame =
      known.content === entry.content &&
      known.prevTerm === entry.prevTerm &&
      known.prev.nextOffset === entry.prev.nextOffset &&
      known.prev.ordinal === entry.prev.ordinal;
    if (isSame) return;
    const name = `${showPosition(entry.end)}^${entry.term} of ${group}`;
    this.broken(`${name} is ${meaningOf(known)}, and also ${meaningOf(entry)}`);
  }
}

function meaningOf({ prev, prevTerm, content }: NamedEntry): string {
  return `[behind ${showPosition(prev)}^${prevTerm}: ${content}]`;
}
