// Goal: the checker of the chaos runs finds each kind of violation, and nothing in a history without one. Method: small
// histories by hand, each a sound one with a single thing wrong.
import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../chaos/checker/check.ts';
import { runsOf, type Event, type Happening, type Run } from '../../chaos/history.ts';

const LOG = 'numbers/0';
const OTHER_LOG = 'numbers/1';
const GROUP = 'group';

const sent = (first: number, count = 1, process = 'producer', log = LOG): Happening => ({
  kind: 'sent',
  process,
  log,
  first,
  count,
});
const acknowledged = (
  first: number,
  offset: number | undefined,
  count = 1,
  process = 'producer',
): Happening => ({
  kind: 'acknowledged',
  process,
  log: LOG,
  first,
  count,
  ...(offset === undefined ? {} : { offset }),
});
const refused = (first: number): Happening => ({
  kind: 'refused',
  process: 'producer',
  log: LOG,
  first,
  count: 1,
  error: 'INVALID_TIMESTAMP',
});
const unknown = (first: number): Happening => ({
  kind: 'unknown',
  process: 'producer',
  log: LOG,
  first,
  count: 1,
  error: 'REQUEST_TIMED_OUT',
});
const polled = (process: string, ...runs: Run[]): Happening => ({
  kind: 'polled',
  process,
  log: LOG,
  runs,
});
const groupPolled = (process: string, ...runs: Run[]): Happening => ({
  kind: 'polled',
  process,
  group: GROUP,
  log: LOG,
  runs,
});
const run = (offset: number, ...ids: number[]): Run => ({ offset, ids });
const readToEnd = (reader: string, end: number): Happening => ({
  kind: 'read-to-end',
  reader,
  log: LOG,
  start: 0,
  end,
});
const committed = (offset: number): Happening => ({
  kind: 'committed',
  group: GROUP,
  log: LOG,
  offset,
});
const asked: Happening = { kind: 'commits-asked', process: 'watch', group: GROUP };
const told = (offset: number | null): Happening => ({
  kind: 'commit-told',
  process: 'watch',
  group: GROUP,
  log: LOG,
  offset,
});

/** The kinds that are found, each once. */
function found(...happenings: Happening[]): string[] {
  const history: Event[] = happenings.map((happening, atMs) => ({ ...happening, atMs }));
  return [...new Set(checkHistory(history).map(({ kind }) => kind))].sort();
}

/** Two records, written and read; the tests add what is wrong. */
const SOUND: readonly Happening[] = [
  sent(10, 2),
  acknowledged(10, 0, 2),
  polled('final', run(0, 10, 11)),
];

describe('nothing is wrong with', () => {
  it('what was sent, acknowledged and read', () => {
    expect(found(...SOUND, readToEnd('final', 2))).toEqual([]);
  });

  it('an unknown outcome that is in the log, or is not, or comes in late', () => {
    expect(found(...SOUND, sent(12), unknown(12), readToEnd('final', 2))).toEqual([]);
    expect(found(...SOUND, sent(12), unknown(12), polled('final', run(2, 12)))).toEqual([]);
    expect(found(sent(12), unknown(12), ...SOUND, polled('final', run(2, 12)))).toEqual([]);
  });

  it('an acknowledgement without an offset whose record is read', () => {
    expect(found(sent(1), acknowledged(1, undefined), polled('final', run(0, 1)))).toEqual([]);
  });

  it('a reader that is put elsewhere, by an assignment of all or by a seek in one log', () => {
    const all: Happening = { kind: 'positioned', process: 'final' };
    expect(found(...SOUND, all, polled('final', run(0, 10)))).toEqual([]);
    const one: Happening = { kind: 'positioned', process: 'final', log: LOG, offset: 1 };
    expect(found(...SOUND, one, polled('final', run(1, 11)))).toEqual([]);
  });

  it('two records in flight whose acknowledgements come in another order', () => {
    const happenings = [sent(1), sent(2), acknowledged(2, 1), acknowledged(1, 0)];
    expect(found(...happenings, polled('final', run(0, 1, 2)))).toEqual([]);
  });

  it('commits that stay or move on, and an answer that was on its way meanwhile', () => {
    const happenings = [groupPolled('member', run(0, 10, 11)), committed(1), asked, committed(2)];
    expect(found(...SOUND, ...happenings, told(1), asked, told(2))).toEqual([]);
  });
});

describe('a lost write is', () => {
  it('an acknowledged record that is never polled, though one behind it is', () => {
    const happenings = [sent(1), acknowledged(1, 0), sent(2), polled('final', run(1, 2))];
    expect(found(...happenings)).toEqual(['lost-write']);
  });

  it('one that a reader has seen and that a reader of everything does not find', () => {
    const happenings = [
      sent(1),
      sent(2),
      polled('reader', run(0, 1, 2)),
      polled('final', run(1, 2)),
    ];
    expect(found(...happenings, readToEnd('final', 2))).toEqual(['lost-write']);
  });
});

describe('unseen is', () => {
  it('an acknowledged record behind the end of the final read', () => {
    expect(found(...SOUND, sent(12), acknowledged(12, 2), readToEnd('final', 2))).toEqual([
      'unseen',
    ]);
  });

  it('one that was seen before, when the log ends before it now', () => {
    expect(found(...SOUND, sent(12), polled('reader', run(2, 12)), readToEnd('final', 2))).toEqual([
      'unseen',
    ]);
  });

  it('one without an offset that nobody polled', () => {
    expect(found(...SOUND, sent(12), acknowledged(12, undefined))).toEqual(['unseen']);
  });

  it('an offset at which nobody found anything', () => {
    expect(found(...SOUND, readToEnd('final', 3))).toEqual(['unseen']);
  });

  it('to a group, what none of its members polled', () => {
    const happenings = [groupPolled('member', run(0, 10)), readToEnd(GROUP, 2)];
    expect(found(...SOUND, ...happenings)).toEqual(['lost-write']);
  });
});

describe('also found is', () => {
  it('a duplicate: one record at two offsets', () => {
    expect(found(...SOUND, polled('final', run(2, 10)))).toEqual(['duplicate']);
  });

  it('an inconsistent offset: two records at one, polled or acknowledged', () => {
    expect(found(...SOUND, sent(12), polled('other', run(1, 12)))).toEqual(['inconsistent-offset']);
    expect(found(sent(12), ...SOUND, acknowledged(12, 1))).toContain('inconsistent-offset');
  });

  it('an aborted read: refused, before or after it was polled', () => {
    expect(found(...SOUND, sent(12), refused(12), polled('final', run(2, 12)))).toEqual([
      'aborted-read',
    ]);
    expect(found(...SOUND, sent(12), polled('final', run(2, 12)), refused(12))).toEqual([
      'aborted-read',
    ]);
  });

  it('an aborted read: never sent, not sent yet, or sent to another log', () => {
    expect(found(...SOUND, polled('final', run(2, 99)))).toEqual(['aborted-read']);
    expect(found(...SOUND, polled('final', run(2, 12)), sent(12))).toEqual(['aborted-read']);
    const elsewhere = sent(12, 1, 'producer', OTHER_LOG);
    expect(found(...SOUND, elsewhere, polled('final', run(2, 12)))).toEqual(['aborted-read']);
  });

  it('a record before one that was acknowledged before it was sent', () => {
    const happenings = [sent(1), acknowledged(1, 1), sent(2, 1, 'b'), acknowledged(2, 0, 1, 'b')];
    expect(found(...happenings, polled('final', run(0, 2, 1)))).toEqual(['out-of-order']);
  });

  it('the records of one producer in another order than it sent them', () => {
    const happenings = [sent(1), sent(2), acknowledged(2, 0), acknowledged(1, 1)];
    expect(found(...happenings, polled('final', run(0, 2, 1)))).toEqual(['out-of-order']);
  });

  it('a poll skip and a poll that goes back, between two polls', () => {
    const happenings = [sent(1, 4), polled('all', run(0, 1, 2, 3, 4))];
    const skip = [polled('reader', run(0, 1)), polled('reader', run(2, 3))];
    expect(found(...happenings, ...skip)).toEqual(['poll-skip']);
    const back = [polled('reader', run(0, 1, 2)), polled('reader', run(1, 2))];
    expect(found(...happenings, ...back)).toEqual(['nonmonotonic-poll']);
  });

  it('a reader that does not begin where it was put', () => {
    const start: Happening = { kind: 'positioned', process: 'reader', log: LOG, offset: 0 };
    expect(found(...SOUND, start, polled('reader', run(1, 11)))).toEqual(['poll-skip']);
  });

  it('a poll skip and a poll that goes back, within one poll', () => {
    const happenings = [sent(1, 4), polled('all', run(0, 1, 2, 3, 4))];
    expect(found(...happenings, polled('reader', run(0, 1), run(2, 3)))).toEqual([
      'internal-poll-skip',
    ]);
    expect(found(...happenings, polled('reader', run(1, 2), run(0, 1)))).toEqual([
      'internal-nonmonotonic-poll',
    ]);
  });

  it('a committed offset that goes back, from what was acknowledged, told, or there at all', () => {
    const happenings = [...SOUND, groupPolled('member', run(0, 10, 11)), committed(2)];
    expect(found(...happenings, asked, told(1))).toEqual(['commit-went-back']);
    expect(found(...happenings, asked, told(null))).toEqual(['commit-went-back']);
    const other = [asked, told(7), asked, told(6)];
    expect(found(...SOUND, ...other)).toEqual(['commit-went-back']);
  });

  it('a commit of what no member has polled', () => {
    expect(found(...SOUND, groupPolled('member', run(0, 10)), committed(2))).toEqual([
      'commit-of-unread',
    ]);
  });
});

describe('a batch', () => {
  it('is cut where its offsets are not consecutive', () => {
    const records = [4, 5, 7, 6].map((offset) => ({ offset, id: offset * 10 }));
    expect(runsOf(records)).toEqual([run(4, 40, 50), run(7, 70), run(6, 60)]);
    expect(runsOf([])).toEqual([]);
  });
});
