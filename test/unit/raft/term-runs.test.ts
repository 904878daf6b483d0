// Goal: runs of terms answer as the entries themselves would. Method: random operations against a plain list of entries.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { term } from '../../../src/model/ids.ts';
import {
  afterBatch,
  afterMarker,
  isAtOrBefore,
  isBefore,
  isSamePosition,
  ORIGIN,
  position,
  type Position,
} from '../../../src/model/position.ts';
import { TermRuns, type PositionAndTerm } from '../../../src/raft/term-runs.ts';

const ROOT = { position: ORIGIN, term: term(0) };

type Operation =
  | { readonly kind: 'append'; readonly offsets: number; readonly termStep: number }
  | { readonly kind: 'truncate' | 'moveBase'; readonly pick: number };

const operations: fc.Arbitrary<Operation[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('append' as const),
        offsets: fc.nat(3),
        termStep: fc.nat(2),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('truncate' as const), pick: fc.nat(100) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('moveBase' as const), pick: fc.nat(100) }),
    },
  ),
  { maxLength: 60 },
);

class Model {
  base: PositionAndTerm = ROOT;
  ends: PositionAndTerm[] = [];

  get points(): PositionAndTerm[] {
    return [this.base, ...this.ends];
  }

  get last(): PositionAndTerm {
    return this.ends.at(-1) ?? this.base;
  }
}

function perform(operation: Operation, runs: TermRuns, model: Model): void {
  if (operation.kind === 'append') {
    const { offsets, termStep } = operation;
    const from = model.last.position;
    const end = offsets === 0 ? afterMarker(from) : afterBatch(from, offsets);
    const entryTerm = term(Math.max(1, model.last.term + Math.max(0, termStep - 1)));
    runs.append(end, entryTerm);
    model.ends.push({ position: end, term: entryTerm });
    return;
  }
  const point = model.points[operation.pick % model.points.length]!;
  const isAbove = (other: PositionAndTerm): boolean => isBefore(point.position, other.position);
  if (operation.kind === 'truncate') {
    runs.truncate(point.position);
    model.ends = model.ends.filter((other) => !isAbove(other));
  } else {
    runs.moveBase(point);
    model.base = point;
    model.ends = model.ends.filter(isAbove);
  }
}

function compare(runs: TermRuns, model: Model): void {
  expect(runs.lastPosition).toEqual(model.last.position);
  expect(runs.lastTerm).toBe(model.last.term);
  for (const [i, point] of model.points.entries()) {
    expect(runs.termAt(point.position)).toBe(point.term);
    expect(runs.runAfter(point.position)?.term).toBe(model.ends[i]?.term);
  }
  const { nextOffset, ordinal } = model.last.position;
  expect(runs.termAt(position(nextOffset, ordinal + 1))).toBe(undefined);
}

/** Rule 9, by looking at every entry. */
function greatest(model: Model, at: Position, maxTerm: number): PositionAndTerm | undefined {
  return model.ends.findLast((end) => isAtOrBefore(end.position, at) && end.term <= maxTerm);
}

describe('TermRuns', () => {
  it('answers termAt, runAfter and the end as a list of entries would', () => {
    fc.assert(
      fc.property(operations, (list) => {
        const runs = new TermRuns(ROOT, []);
        const model = new Model();
        for (const operation of list) perform(operation, runs, model);
        compare(runs, model);
        const copy = new TermRuns(runs.base, runs.toArray());
        compare(copy, model);
      }),
      { numRuns: 300 },
    );
  });

  it('finds the run in which the greatest boundary at or below a position and a term lies', () => {
    fc.assert(
      fc.property(
        operations,
        fc.nat(40),
        fc.nat(3),
        fc.nat(30),
        (list, offset, ordinal, maxTerm) => {
          const runs = new TermRuns(ROOT, []);
          const model = new Model();
          for (const operation of list) perform(operation, runs, model);
          const at = position(offset, ordinal);
          const wanted = greatest(model, at, maxTerm);
          const run = runs.lastRunAtOrBelow(at, term(maxTerm));
          if (wanted === undefined) return;
          // The run is the wanted entry's, or begins where that entry ends: then none of its own boundaries is low enough.
          const isIts = run?.term === wanted.term && isBefore(run.from, wanted.position);
          const isNext = run !== undefined && isSamePosition(run.from, wanted.position);
          expect(isIts || isNext).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('needs memory for terms, not for entries', () => {
    const runs = new TermRuns(ROOT, []);
    for (let i = 1; i <= 10_000; i += 1)
      runs.append(position(i, 0), term(1 + Math.floor(i / 2500)));
    expect(runs.toArray()).toHaveLength(5);
  });

  it('refuses what no log does', () => {
    const runs = new TermRuns(ROOT, [{ term: term(2), from: ORIGIN, to: position(3, 0) }]);
    expect(() => runs.append(position(3, 0), term(2))).toThrow('positions strictly increase');
    expect(() => runs.append(position(4, 0), term(1))).toThrow('never decrease');
    expect(() => runs.truncate(position(4, 0))).toThrow('upwards');
    runs.moveBase({ position: position(3, 0), term: term(2) });
    expect(() => runs.truncate(ORIGIN)).toThrow('below the base');
    expect(runs.termAt(ORIGIN)).toBe(undefined);
  });
});
