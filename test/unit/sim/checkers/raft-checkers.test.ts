// Goal: each checker of what must hold between replicas sees a planted violation, and nothing in what is well. Method: facts
// as the watcher of a replica reports them, made by hand.
import { describe, expect, test } from 'vitest';
import { term } from '../../../../src/model/ids.ts';
import type { HardState, LogBase, TermRun } from '../../../../src/model/log-entry.ts';
import { ORIGIN, position, type Position } from '../../../../src/model/position.ts';
import { BrokenPromise, Tally } from '../../../../src/sim/checkers/checker.ts';
import { CommittedRuns, type LogView } from '../../../../src/sim/checkers/committed-runs.ts';
import { CoreInvariants } from '../../../../src/sim/checkers/core-invariants.ts';
import { ElectionSafety } from '../../../../src/sim/checkers/election-safety.ts';
import { LeaderAppendOnly } from '../../../../src/sim/checkers/leader-append-only.ts';
import { LeaderCompleteness } from '../../../../src/sim/checkers/leader-completeness.ts';
import { LogMatching } from '../../../../src/sim/checkers/log-matching.ts';
import { MonotonicState, type CoreView } from '../../../../src/sim/checkers/monotonic-state.ts';
import { StateMachineSafety } from '../../../../src/sim/checkers/state-machine-safety.ts';
import type { RaftDescription } from '../../../../src/raft/describe.ts';

const tally = (): Tally => new Tally('it');
const at = (offset: number, ordinal = 0): Position => position(offset, ordinal);
const baseAt = (where: Position, inTerm = 0): LogBase => ({
  position: where,
  term: term(inTerm),
  configuration: { voters: [], learners: [] },
});

/** A log of runs `[term, to]`, committed up to `commit`. */
function logOf(runs: readonly [number, number][], commit: number, base = baseAt(ORIGIN)): LogView {
  const made: TermRun[] = runs.map(([inTerm, to], i) => ({
    term: term(inTerm),
    from: at(i === 0 ? base.position.nextOffset : runs[i - 1]![1]),
    to: at(to),
  }));
  return {
    base,
    commitIndex: at(commit),
    currentTerm: runs.at(-1)?.[0] ?? 0,
    termAt: (where) =>
      where.nextOffset === base.position.nextOffset
        ? base.term
        : made.find(({ to }) => where.nextOffset <= to.nextOffset)?.term,
    describe: () => ({ runs: made }),
  };
}

describe('Election Safety', () => {
  test('sees two leaders of a term, of one group', () => {
    const checker = new ElectionSafety(tally());
    checker.elected('g', 3, 1);
    checker.elected('g', 3, 1);
    checker.elected('other', 3, 2);
    checker.elected('g', 4, 2);
    expect(() => checker.elected('g', 3, 2)).toThrow(/1 and 2 lead term 3/);
  });
});

describe('Leader Append-Only', () => {
  const entry = {
    kind: 'term-start',
    prev: ORIGIN,
    end: at(0, 1),
    term: term(3),
  } as const;

  test('sees a leader that truncates, shrinks or appends what is of another term', () => {
    const checker = new LeaderAppendOnly(tally());
    checker.led('g', at(5), {
      last: at(6),
      term: 3,
      effects: [{ kind: 'append', entries: [entry] }],
    });
    expect(() =>
      checker.led('g', at(5), {
        last: at(6),
        term: 3,
        effects: [{ kind: 'truncate', to: at(4) }],
      }),
    ).toThrow(/takes entries away/);
    expect(() => checker.led('g', at(5), { last: at(4), term: 3, effects: [] })).toThrow(/went/);
    expect(() =>
      checker.led('g', at(5), {
        last: at(6),
        term: 4,
        effects: [{ kind: 'append', entries: [entry] }],
      }),
    ).toThrow(/appends one of 3/);
  });
});

describe('Log Matching', () => {
  const entry = { prev: at(3), prevTerm: 1, end: at(4), term: 2, content: 77 };

  test('sees one name for two entries, by what is in them or behind what they stand', () => {
    const checker = new LogMatching(tally());
    checker.appended('g', entry);
    checker.appended('g', { ...entry });
    checker.appended('other', { ...entry, content: 78 });
    checker.appended('g', { ...entry, term: 3, content: 78 });
    expect(() => checker.appended('g', { ...entry, content: 78 })).toThrow(/\(4,0\)\^2/);
    expect(() => checker.appended('g', { ...entry, prevTerm: 2 })).toThrow(BrokenPromise);
    expect(() => checker.appended('g', { ...entry, prev: at(2) })).toThrow(BrokenPromise);
  });
});

describe('State Machine Safety and Leader Completeness', () => {
  function checkers() {
    const groups = new Map<string, CommittedRuns>();
    const safety = new StateMachineSafety(tally(), groups);
    return { safety, completeness: new LeaderCompleteness(tally(), groups) };
  }

  test('see nothing in logs that agree', () => {
    const { safety, completeness } = checkers();
    safety.committed('g', 1, logOf([[1, 5]], 3));
    safety.committed('g', 2, logOf([[1, 3]], 2));
    safety.committed(
      'g',
      2,
      logOf(
        [
          [1, 5],
          [2, 8],
        ],
        7,
      ),
    );
    safety.committed('g', 3, logOf([[2, 9]], 7, baseAt(at(6), 2)));
    completeness.elected(
      'g',
      2,
      logOf(
        [
          [1, 5],
          [2, 8],
          [3, 9],
        ],
        7,
      ),
    );
    // Of a term that was over before anything of it was committed.
    completeness.elected('g', 3, { ...logOf([[1, 2]], 0), currentTerm: 1 });
  });

  test('see another term at a position that was committed', () => {
    const { safety } = checkers();
    safety.committed('g', 1, logOf([[1, 5]], 5));
    expect(() =>
      safety.committed(
        'g',
        2,
        logOf(
          [
            [1, 4],
            [2, 6],
          ],
          6,
        ),
      ),
    ).toThrow(/was committed of term 1/);
    expect(() => safety.committed('g', 2, logOf([[2, 4]], 4))).toThrow(/has term 2/);
  });

  test('see a log that begins where nobody has committed', () => {
    const { safety } = checkers();
    safety.committed('g', 1, logOf([[1, 5]], 5));
    expect(() => safety.committed('g', 2, logOf([[1, 9]], 8, baseAt(at(7), 1)))).toThrow(/begins/);
  });

  test('see a leader that lacks what was committed in an earlier term', () => {
    const { safety, completeness } = checkers();
    safety.committed('g', 1, logOf([[1, 5]], 5));
    const short = { ...logOf([[1, 4]], 0), currentTerm: 2 };
    expect(() => completeness.elected('g', 2, short)).toThrow(/lacks \(5,0\)/);
    const other = {
      ...logOf(
        [
          [1, 3],
          [2, 6],
        ],
        0,
      ),
      currentTerm: 3,
    };
    expect(() => completeness.elected('g', 2, other)).toThrow(/lacks/);
  });
});

describe('MonotonicState', () => {
  function core(changes: Partial<CoreView> = {}): CoreView {
    const hardState: HardState = { currentTerm: term(3), votedFor: 1 as never };
    return {
      currentTerm: 3,
      votedFor: 1,
      persistedHardState: hardState,
      durable: at(5),
      base: baseAt(at(2), 1),
      commitIndex: at(4),
      lastPosition: at(6),
      termAt: () => 2,
      ...changes,
    };
  }

  test.each<[string, Partial<CoreView>]>([
    ['a term that goes back', { currentTerm: 2 }],
    ['a commit position that goes back', { commitIndex: at(3) }],
    ['a base that goes back', { base: baseAt(at(1), 1) }],
  ])('sees, within a life, %s', (_, changes) => {
    const checker = new MonotonicState(tally());
    checker.opened('r', core());
    checker.changed('r', core());
    expect(() => checker.changed('r', core(changes))).toThrow(BrokenPromise);
  });

  test.each<[string, Partial<CoreView>]>([
    ['a term that was stored and is gone', { currentTerm: 2 }],
    ['a vote that was stored and is gone', { votedFor: undefined }],
    ['another vote', { votedFor: 2 }],
    ['a synced entry that is gone', { termAt: () => undefined }],
    ['another entry in its place', { termAt: () => 1 }],
  ])('sees, after a crash, %s', (_, changes) => {
    const checker = new MonotonicState(tally());
    checker.opened('r', core());
    checker.changed('r', core());
    expect(() => checker.opened('r', core(changes))).toThrow(/starts with/);
  });

  test('sees nothing in a commit position that begins anew with a life, or a log that begins elsewhere', () => {
    const checker = new MonotonicState(tally());
    checker.opened('r', core());
    checker.opened('r', core({ commitIndex: at(2), currentTerm: 4, votedFor: undefined }));
    checker.resetting('r');
    checker.opened('r', core({ currentTerm: 4, base: baseAt(at(9), 3), termAt: () => undefined }));
    checker.excuse('r');
    checker.opened('r', core({ currentTerm: 1, votedFor: undefined }));
  });
});

test('CoreInvariants runs what src/raft/invariants.ts says of one core', () => {
  const checker = new CoreInvariants(tally());
  const describe = (): RaftDescription =>
    ({
      runs: [],
      configurations: [],
      base: baseAt(ORIGIN),
      lastPosition: at(1),
      lastTerm: term(0),
    }) as never;
  const look = (): void => {
    for (let turn = 0; turn < 64; turn += 1) checker.turned('r', { describe });
  };
  expect(look).toThrow(/the runs reach the end of the log/);
});
