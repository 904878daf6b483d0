// Goal: messages that come before their group does are not lost, and cost no more than their bound.
import { describe, expect, test } from 'vitest';
import { EarlyMessages } from '../../../src/host/early-messages.ts';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import { ORIGIN } from '../../../src/model/position.ts';
import { groupKey, type GroupKey } from '../../../src/model/topic-partition.ts';
import type { Message } from '../../../src/raft/messages.ts';
import { EntryMaker } from '../../support/log-entries.ts';

const FROM = nodeId(2);

function keyOf(partition: number): GroupKey {
  return groupKey({ topicId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'), partition });
}

function timeoutNow(number: number): Message {
  return { kind: 'timeout-now', term: term(number) };
}

function appendOf(entries: Extract<Message, { kind: 'append-entries' }>['entries']): Message {
  const head = { prevLogIndex: ORIGIN, prevLogTerm: term(0), leaderCommit: ORIGIN, readContext: 0 };
  return { kind: 'append-entries', term: term(1), entries, ...head };
}

describe('messages that come before their group', () => {
  test('are handed over once, in order, with who said them', () => {
    const early = new EarlyMessages();
    early.hold(keyOf(0), FROM, timeoutNow(1));
    early.hold(keyOf(1), FROM, timeoutNow(9));
    early.hold(keyOf(0), nodeId(3), timeoutNow(2));
    expect(early.take(keyOf(0))).toEqual([
      { from: FROM, message: timeoutNow(1) },
      { from: nodeId(3), message: timeoutNow(2) },
    ]);
    expect(early.take(keyOf(0))).toEqual([]);
    expect(early.take(keyOf(1))).toHaveLength(1);
  });

  test('of one group are the newest sixteen', () => {
    const early = new EarlyMessages();
    for (let n = 1; n <= 20; n += 1) early.hold(keyOf(0), FROM, timeoutNow(n));
    const terms = early.take(keyOf(0)).map(({ message }) => message.term);
    expect(terms).toEqual(Array.from({ length: 16 }, (_, at) => at + 5));
  });

  test('of the group that has waited longest go when there are too many groups', () => {
    const early = new EarlyMessages();
    for (let n = 0; n <= 4096; n += 1) early.hold(keyOf(n), FROM, timeoutNow(1));
    expect(early.take(keyOf(0))).toEqual([]);
    expect(early.take(keyOf(1))).toHaveLength(1);
    expect(early.take(keyOf(4096))).toHaveLength(1);
  });

  test('that carry records are not held, since they would keep whole frames alive; markers are', () => {
    const early = new EarlyMessages();
    early.hold(keyOf(0), FROM, appendOf([new EntryMaker().batch()]));
    expect(early.take(keyOf(0))).toEqual([]);
    early.hold(keyOf(0), FROM, appendOf([new EntryMaker().termStart()]));
    expect(early.take(keyOf(0))).toHaveLength(1);
  });
});
