// Goal: section 5.4 of the Raft paper, a test a sentence. Method: one server, whose peers the test plays.
import { describe, expect, it } from 'vitest';
import { showPosition } from '../../src/model/position.ts';
import { LoneServer, requestVote, success } from '../support/raft-messages.ts';

describe('5.4.1 election restriction', () => {
  it('"the RPC includes information about the candidate\'s log"', () => {
    const server = new LoneServer({ term: 4, log: '1 1 3*5 s4' });
    expect(server.tick(35)).toEqual([
      '2: PreVote term 5 log (7,1)^4',
      '3: PreVote term 5 log (7,1)^4',
    ]);
  });

  it.each([
    { candidate: '(2,0)^2', answer: 'granted', why: 'equal' },
    { candidate: '(3,0)^2', answer: 'granted', why: 'longer' },
    { candidate: '(1,0)^3', answer: 'granted', why: 'of a later term, and shorter' },
    { candidate: '(1,0)^2', answer: 'refused', why: 'shorter' },
    { candidate: '(9,0)^1', answer: 'refused', why: 'of an earlier term, and longer' },
    { candidate: '(0,0)^0', answer: 'refused', why: 'empty' },
  ])(
    '"the voter denies its vote if its own log is more up-to-date than that of the candidate" (the candidate\'s is $why)',
    ({ candidate, answer }) => {
      const real = new LoneServer({ term: 2, log: '1 2' });
      expect(real.receive(2, requestVote(3, candidate))).toEqual([
        `2: RequestVote ${answer}, term 3`,
      ]);
      const pre = new LoneServer({ term: 2, log: '1 2' });
      const term = answer === 'granted' ? 3 : 2;
      expect(pre.receive(2, requestVote(3, candidate, { isPreVote: true }))).toEqual([
        `2: PreVote ${answer}, term ${term}`,
      ]);
    },
  );

  it('(!) markers and ordinals count: an equal offset and an equal last term are not yet an equal log', () => {
    const server = new LoneServer({ term: 2, log: '1 s2 c2:1,2,3' });
    expect(server.receive(2, requestVote(3, '(1,1)^2'))).toEqual([
      '2: RequestVote refused, term 3',
    ]);
    expect(server.receive(3, requestVote(4, '(1,2)^2'))).toEqual([
      '3: RequestVote granted, term 4',
    ]);
  });

  it('an empty log ends at its base, with the term of its base', () => {
    const server = new LoneServer({ term: 2, base: '(7,1)^2' });
    expect(server.receive(2, requestVote(3, '(7,0)^2'))).toEqual([
      '2: RequestVote refused, term 3',
    ]);
    expect(server.receive(2, requestVote(4, '(7,1)^2'))).toEqual([
      '2: RequestVote granted, term 4',
    ]);
  });
});

describe('5.4.2 committing entries from previous terms', () => {
  it('"Raft never commits log entries from previous terms by counting replicas"', () => {
    const server = new LoneServer({ term: 2, log: '1 2' });
    server.elect(2);
    server.receive(2, success(3, '(2,0)'));
    server.receive(3, success(3, '(2,0)'));
    expect(showPosition(server.raft.commitIndex)).toBe('(0,0)');
  });

  it('"once an entry from the current term has been committed in this way, then all prior entries are committed indirectly"', () => {
    const server = new LoneServer({ term: 2, log: '1 2' });
    server.elect(2);
    server.receive(2, success(3, '(2,1)'));
    expect(showPosition(server.raft.commitIndex)).toBe('(2,1)');
  });

  it('a leader serves nobody before that: it does not know yet what is committed', () => {
    const server = new LoneServer({ term: 2, log: '1 2' });
    server.elect(2);
    expect(server.raft.isServing()).toBe(false);
    expect(server.raft.canPropose()).toBe('yes');
    server.receive(2, success(3, '(2,1)'));
    expect(server.raft.isServing()).toBe(true);
  });

  it('the entry that opens the term takes no offset: the first record of a log has offset 0', () => {
    const server = new LoneServer();
    server.elect(2);
    server.propose(1);
    expect(server.log).toBe('(0,0)^0 | start (0,1)^1 | 0..0 (1,0)^1');
  });
});
