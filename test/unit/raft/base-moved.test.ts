// Goal: retention and a reset may meet: the storage moved the base while the core had just begun to reset the log.
import { describe, expect, test } from 'vitest';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import type { Configuration, LogBase } from '../../../src/model/log-entry.ts';
import { ORIGIN, position } from '../../../src/model/position.ts';
import { Raft } from '../../../src/raft/raft.ts';

const DIRECTORY = uuid('AAAAAAAAAAAAAAAAAAAAAQ');
const voters = [1, 2, 3].map((id) => ({ nodeId: nodeId(id), directoryId: DIRECTORY }));
const configuration: Configuration = { voters, learners: [] };
const END = position(5, 0);
const NO_INDEX = {
  boundaryAtOrBefore: () => ORIGIN,
  boundaryAfter: () => ({ end: END, bytes: 1 }),
};

function baseAt(offset: number, ofTerm: number): LogBase {
  return { position: position(offset, 0), term: term(ofTerm), configuration };
}

describe('a base that retention moved', () => {
  test('is of no interest to a log that is about to begin anew elsewhere', () => {
    const log = {
      base: { position: ORIGIN, term: term(0), configuration },
      lastPosition: END,
      runs: [{ term: term(1), from: ORIGIN, to: END }],
      configurations: [],
    };
    const hardState = { currentTerm: term(1), votedFor: undefined };
    const options = { self: voters[0]!, drawElectionTicks: () => 40 };
    const raft = new Raft(options, { hardState, log }, NO_INDEX);
    const heartbeat = {
      kind: 'append-entries',
      term: term(1),
      prevLogIndex: END,
      prevLogTerm: term(1),
      entries: [],
      leaderCommit: position(3, 0),
      readContext: 0,
    } as const;
    raft.step({ kind: 'received', from: nodeId(2), message: heartbeat });
    const snapshot = {
      kind: 'install-snapshot',
      term: term(1),
      base: baseAt(9, 1),
      logStartOffset: 9,
      state: new Uint8Array(0),
    } as const;
    raft.step({ kind: 'received', from: nodeId(2), message: snapshot });
    raft.step({ kind: 'base-moved', base: baseAt(2, 1) });
    raft.drain();
    raft.step({ kind: 'log-reset', base: snapshot.base });
    expect(raft.base).toEqual(snapshot.base);
    expect(raft.commitIndex).toEqual(snapshot.base.position);
  });
});
