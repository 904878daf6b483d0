// Goal: a producer that waits learns the truth: committed, never written, or unknown, and nothing else.
// Method: acknowledgements against committed logs that a change of leader may leave behind.
import { describe, expect, test } from 'vitest';
import { nodeId, term, uuid, type Term } from '../../../src/model/ids.ts';
import type { LogBase } from '../../../src/model/log-entry.ts';
import { comparePositions, ORIGIN, position, type Position } from '../../../src/model/position.ts';
import { PendingAcks, type CommittedLog } from '../../../src/partition/pending-acks.ts';

const CONFIGURATION = {
  voters: [{ nodeId: nodeId(1), directoryId: uuid('AAAAAAAAAAAAAAAAAAAAAQ') }],
  learners: [],
};

interface LogShape {
  readonly commitIndex: Position;
  readonly ends?: readonly (readonly [Position, Term])[];
  readonly base?: Position;
  readonly synced?: number | undefined;
}

function logOf({ commitIndex, ends = [], base = ORIGIN, synced }: LogShape): CommittedLog {
  const logBase: LogBase = { position: base, term: term(0), configuration: CONFIGURATION };
  return {
    base: logBase,
    commitIndex,
    termAt: (at) => ends.find(([end]) => comparePositions(end, at) === 0)?.[1],
    replicasSyncedAt: () => synced,
  };
}

function waiting(
  end: Position,
  options: { replicasMin?: number; deadlineMs?: number; mayRepeat?: boolean } = {},
) {
  const acks = new PendingAcks(ELECTION_TICKS_MAX);
  const outcomes: string[] = [];
  acks.add({
    end,
    term: term(2),
    deadlineMs: options.deadlineMs ?? 1000,
    replicasMin: options.replicasMin ?? 1,
    mayRepeat: options.mayRepeat ?? true,
    committed: () => outcomes.push('committed'),
    refused: (error) => outcomes.push(error.errorName),
  });
  return { acks, outcomes };
}

const END = position(10, 0);
const ELECTION_TICKS_MAX = 5;

describe('a producer that waits for its batch', () => {
  test('waits while the commit index is below the end of the batch', () => {
    const { acks, outcomes } = waiting(END);
    acks.settle(logOf({ commitIndex: position(9, 3), ends: [[END, term(2)]] }));
    expect(outcomes).toEqual([]);
    expect(acks.size).toBe(1);
  });

  test('is told "committed" also when this replica no longer leads: the log has its entry', () => {
    const { acks, outcomes } = waiting(END);
    acks.settle(logOf({ commitIndex: position(12, 0), ends: [[END, term(2)]], synced: undefined }));
    expect(outcomes).toEqual(['committed']);
    expect(acks.size).toBe(0);
  });

  test('is told "not written" when another entry is committed at its place', () => {
    const { acks, outcomes } = waiting(END);
    acks.settle(logOf({ commitIndex: position(12, 0), ends: [[END, term(3)]] }));
    expect(outcomes).toEqual(['NOT_LEADER_OR_FOLLOWER']);
  });

  test('is told "not written" when a later term is committed before its place: its log cannot have both', () => {
    const { acks, outcomes } = waiting(END);
    const termStart = position(9, 1);
    acks.settle(logOf({ commitIndex: position(9, 0), ends: [[position(9, 0), term(2)]] }));
    expect(outcomes).toEqual([]);
    acks.settle(logOf({ commitIndex: termStart, ends: [[termStart, term(3)]] }));
    expect(outcomes).toEqual(['NOT_LEADER_OR_FOLLOWER']);
    expect(acks.size).toBe(0);
  });

  test('is told "unknown" when a snapshot replaced the log at its place', () => {
    const { acks, outcomes } = waiting(END);
    acks.settle(logOf({ commitIndex: position(50, 0), base: position(50, 0) }));
    expect(outcomes).toEqual(['REQUEST_TIMED_OUT']);
  });

  test('is told "unknown" when its time is over, not a moment earlier', () => {
    const { acks, outcomes } = waiting(END, { deadlineMs: 500 });
    acks.expire(499);
    expect(outcomes).toEqual([]);
    acks.expire(500);
    expect(outcomes).toEqual(['REQUEST_TIMED_OUT']);
  });

  test.each([true, false])(
    'is told "unknown" when the replica hears of no commit for two election time-outs, if it may repeat (%s)',
    (mayRepeat) => {
      const { acks, outcomes } = waiting(END, { mayRepeat });
      const before = position(9, 0);
      for (let tick = 1; tick < 10; tick += 1) acks.ticked(false, before);
      acks.ticked(false, position(9, 1));
      for (let tick = 1; tick < 10; tick += 1) acks.ticked(false, position(9, 1));
      acks.ticked(true, position(9, 1));
      for (let tick = 1; tick < 10; tick += 1) acks.ticked(false, position(9, 1));
      expect(outcomes).toEqual([]);
      acks.ticked(false, position(9, 1));
      expect(outcomes).toEqual(mayRepeat ? ['REQUEST_TIMED_OUT'] : []);
      acks.ticked(false, position(9, 1));
      expect(acks.size).toBe(mayRepeat ? 0 : 1);
    },
  );

  test('waits for min.insync.replicas beyond the majority, as long as this replica leads', () => {
    const { acks, outcomes } = waiting(END, { replicasMin: 3 });
    const committed = { commitIndex: END, ends: [[END, term(2)]] as const };
    acks.settle(logOf({ ...committed, synced: 2 }));
    expect(outcomes).toEqual([]);
    acks.settle(logOf({ ...committed, synced: 3 }));
    expect(outcomes).toEqual(['committed']);
  });

  test('is told "unknown" when the replica stops', () => {
    const { acks, outcomes } = waiting(END);
    acks.abandon();
    expect(outcomes).toEqual(['REQUEST_TIMED_OUT']);
    acks.settle(logOf({ commitIndex: END, ends: [[END, term(2)]] }));
    expect(outcomes).toHaveLength(1);
  });
});
