/**
 * What has to be remembered of a run so that the properties between servers can be checked in every state: who led which
 * term, and what was taken for committed, and when. The properties are those of Figure 3 of the paper, and that what is
 * committed is on the disks of a majority.
 */
import { InvariantViolation } from '../../src/base/invariant.ts';
import type { LogEntry } from '../../src/model/log-entry.ts';
import { isAtOrBefore, isSamePosition, showPosition } from '../../src/model/position.ts';
import type { LogContent } from '../support/raft-disk.ts';
import type { Locals } from './locals.ts';
import { Numbering } from './numbering.ts';
import { textOfConstant, type Renaming } from './server-text.ts';

export interface HistoryEvent {
  readonly id: number;
  readonly term: number;
  readonly isElected: boolean;
  /** All that the server takes for committed. */
  readonly committed: readonly LogEntry[];
}

interface Committed {
  readonly entry: LogEntry;
  /** The least term in which a server was when it took the entry for committed. */
  readonly inTerm: number;
}

interface History {
  readonly leaderOfTerm: ReadonlyMap<number, number>;
  /** By the position where the entry begins. */
  readonly committed: ReadonlyMap<string, Committed>;
  readonly after: Map<number, number>;
  /** By local: which of the committed entries are on its disk, as bits. */
  readonly durable: Map<number, number>;
  readonly codes: (number | undefined)[];
}

export class Histories {
  private readonly locals: Locals;
  private readonly histories = new Numbering<History>();
  private readonly codes = new Numbering<undefined>();
  private readonly logPairs = new Set<number>();

  constructor(locals: Locals) {
    this.locals = locals;
  }

  get count(): number {
    return this.histories.values.length;
  }

  start(): number {
    return this.numberOf(new Map(), new Map());
  }

  codeOf(number: number, renaming: Renaming): number {
    const { codes, leaderOfTerm, committed } = this.histories.values[number]!;
    return (codes[renaming.index] ??= this.codes.numberOf(
      textOf(leaderOfTerm, committed, renaming.ids),
      () => undefined,
    ));
  }

  /** Throws when the event contradicts what was before: Election Safety, State Machine Safety. */
  after(number: number, event: number | undefined): number {
    if (event === undefined) return number;
    const { after } = this.histories.values[number]!;
    let next = after.get(event);
    if (next === undefined) {
      next = this.append(number, this.locals.eventAt(event));
      after.set(event, next);
    }
    return next;
  }

  /** Of the states of all servers: Log Matching, Leader Completeness, and that what is committed is durable. */
  check(number: number, locals: readonly number[]): void {
    let full = (1 << this.histories.values[number]!.committed.size) - 1;
    const durable = locals.map((local) => this.durableOn(number, local));
    for (let bit = 0; full !== 0; bit += 1, full >>= 1) {
      let copies = 0;
      for (const mask of durable) copies += (mask >> bit) & 1;
      if (copies * 2 <= locals.length) {
        throw new InvariantViolation('committed before a majority is durable');
      }
    }
    for (let i = 0; i < locals.length; i += 1) {
      for (let j = 0; j < i; j += 1) this.checkLogs(locals[i]!, locals[j]!);
    }
  }

  private append(number: number, { id, term, isElected, committed }: HistoryEvent): number {
    const before = this.histories.values[number]!;
    const leaderOfTerm = new Map(before.leaderOfTerm);
    if (isElected) {
      const known = leaderOfTerm.get(term) ?? id;
      holds(known === id, `Election Safety: ${known} and ${id} lead term ${term}`);
      leaderOfTerm.set(term, id);
    }
    const after = new Map(before.committed);
    for (const entry of committed) {
      const from = showPosition(entry.prev);
      const known = after.get(from);
      holds(
        known === undefined || isSameEntry(known.entry, entry),
        `State Machine Safety: two entries are committed at ${from}`,
      );
      after.set(from, { entry, inTerm: Math.min(known?.inTerm ?? term, term) });
    }
    return this.numberOf(leaderOfTerm, after);
  }

  private durableOn(number: number, local: number): number {
    const { durable, committed } = this.histories.values[number]!;
    let mask = durable.get(local);
    if (mask === undefined) {
      mask = this.checkServer(local, [...committed.values()]);
      durable.set(local, mask);
    }
    return mask;
  }

  private checkServer(local: number, committed: readonly Committed[]): number {
    const { raft, disk, id } = this.locals.at(local).server;
    let mask = 0;
    for (const [bit, { entry, inTerm }] of committed.entries()) {
      if (contains(disk.stored, entry)) mask |= 1 << bit;
      const isLater = raft.role === 'leader' && raft.currentTerm > inTerm;
      holds(
        !isLater || contains(disk.memory, entry),
        `Leader Completeness: ${id} lacks ${showPosition(entry.end)}^${entry.term}`,
      );
    }
    return mask;
  }

  private checkLogs(a: number, b: number): void {
    const { log: logA, server: one } = this.locals.at(a);
    const { log: logB, server: other } = this.locals.at(b);
    if (logA === logB) return;
    const pair = logA < logB ? logA * 2 ** 26 + logB : logB * 2 ** 26 + logA;
    if (this.logPairs.has(pair)) return;
    checkLogMatching(one.disk.memory, other.disk.memory);
    this.logPairs.add(pair);
  }

  private numberOf(leaderOfTerm: History['leaderOfTerm'], committed: History['committed']): number {
    const text = textOf(leaderOfTerm, committed, undefined);
    return this.histories.numberOf(text, () => ({
      leaderOfTerm,
      committed,
      after: new Map(),
      durable: new Map(),
      codes: [],
    }));
  }
}

/**
 * "If two logs contain an entry with the same index and term, then the logs are identical in all entries up through the
 * given index": then each has the same entry before it, with the same term.
 */
function checkLogMatching(a: LogContent, b: LogContent): void {
  for (const [i, entry] of a.entries.entries()) {
    const j = b.entries.findIndex(
      ({ end, term }) => term === entry.term && isSamePosition(end, entry.end),
    );
    if (j < 0) continue;
    const isSame = isSameEntry(entry, b.entries[j]!) && termBefore(a, i) === termBefore(b, j);
    holds(isSame, `Log Matching: two entries are ${showPosition(entry.end)}^${entry.term}`);
  }
}

function termBefore({ base, entries }: LogContent, index: number): number {
  return index === 0 ? base.term : entries[index - 1]!.term;
}

function contains({ base, entries }: LogContent, entry: LogEntry): boolean {
  return (
    isAtOrBefore(entry.end, base.position) || entries.some((other) => isSameEntry(entry, other))
  );
}

function isSameEntry(a: LogEntry, b: LogEntry): boolean {
  return a === b || textOfConstant(a) === textOfConstant(b);
}

function textOf(
  leaderOfTerm: History['leaderOfTerm'],
  committed: History['committed'],
  ids: readonly number[] | undefined,
): string {
  const leaders = [...leaderOfTerm].map(([term, id]) => `${term}=${ids?.[id] ?? id}`);
  const entries = [...committed.values()].map(
    ({ entry, inTerm }) => `${inTerm} ${textOfConstant(entry)}`,
  );
  return [...leaders.sort(), ...entries.sort()].join('\n');
}

function holds(condition: boolean, property: string): void {
  if (!condition) throw new InvariantViolation(property);
}
