// Goal: section 5.1 of the Raft paper, a test a sentence. Method: one server, whose peers the test plays.
import { describe, expect, it } from 'vitest';
import {
  LoneServer,
  appendEntries,
  installSnapshot,
  rejected,
  requestVote,
  success,
  vote,
} from '../support/raft-messages.ts';
import { voters } from '../support/raft-world.ts';

function leader(): LoneServer {
  const server = new LoneServer({ term: 1 });
  server.elect(2);
  return server;
}

function candidate(): LoneServer {
  const server = new LoneServer({ term: 1 });
  server.world.step(1, { kind: 'campaign-requested' });
  server.receive(2, vote(2, true, true));
  return server;
}

const ROLES = [
  ['follower', () => new LoneServer({ term: 2 })],
  ['candidate', candidate],
  ['leader', leader],
] as const;

describe('5.1 terms', () => {
  it.each(ROLES)(
    '"if one server\'s current term is smaller than the other\'s, then it updates its current term to the larger value" (%s)',
    (_, start) => {
      const server = start();
      server.receive(3, appendEntries({ term: 7 }));
      expect(server.raft.currentTerm).toBe(7);
      expect(server.raft.votedFor).toBe(undefined);
    },
  );

  it.each(ROLES)(
    '"if a candidate or leader discovers that its term is out of date, it immediately reverts to follower state" (%s, by a request)',
    (_, start) => {
      const server = start();
      server.receive(3, appendEntries({ term: 3 }));
      expect(server.raft).toMatchObject({ role: 'follower', currentTerm: 3, leader: 3 });
    },
  );

  it('... and by a response', () => {
    const server = leader();
    server.receive(3, rejected(9, '(0,0)^0', '(0,0)^0'));
    expect(server.raft).toMatchObject({ role: 'follower', currentTerm: 9, leader: undefined });
  });

  it('... and by a refused vote', () => {
    const server = candidate();
    server.receive(3, vote(9, false));
    expect(server.raft).toMatchObject({ role: 'follower', currentTerm: 9 });
  });

  it('"if a server receives a request with a stale term number, it rejects the request", and says its own term', () => {
    const server = new LoneServer({ term: 5, log: '5' });
    expect(server.receive(2, appendEntries({ term: 4, entries: 's4' }))).toEqual([
      '2: rejected, term 5 prev (0,0)^0 hint (0,0)^0',
    ]);
    expect(server.receive(2, installSnapshot(4, '(3,0)^4', voters(1, 2, 3)))).toEqual([
      '2: rejected, term 5 prev (3,0)^4 hint (0,0)^0',
    ]);
    expect(server.receive(2, requestVote(4, '(9,0)^4'))).toEqual([
      '2: RequestVote refused, term 5',
    ]);
    expect(server.log).toBe('(0,0)^0 | 0..0 (1,0)^5');
  });

  it('a stale response is dropped (TLA+: DropStaleResponse)', () => {
    const server = leader();
    server.receive(2, success(1, '(0,1)'));
    expect(server.raft.followers()[0]!.ticksSinceHeard).toBe(Infinity);
    expect(server.raft.commitIndex).toEqual({ nextOffset: 0, ordinal: 0 });
  });

  it('Figure 2: currentTerm and votedFor are "updated on stable storage before responding to RPCs"', () => {
    const server = new LoneServer();
    server.world.server(1).isHardStateHeld = true;
    expect(server.receive(2, requestVote(1, '(0,0)^0'))).toEqual([]);
    expect(server.receive(2, appendEntries({ term: 1, entries: 's1' }))).toEqual([]);
    server.world.releaseHardState(1);
    expect(server.world.take(1).map(({ kind }) => kind)).toEqual([
      'request-vote-response',
      'append-entries-response',
    ]);
  });

  it('a term is an int32: nobody campaigns beyond it, and no message of a greater one is taken', () => {
    const server = new LoneServer({ term: 0x7fff_ffff });
    server.tick(100);
    expect(server.raft).toMatchObject({ role: 'follower', currentTerm: 0x7fff_ffff });
    const fresh = new LoneServer();
    const overflowing = { ...appendEntries({ term: 1 }), term: 0x8000_0000 as never };
    expect(fresh.receive(2, overflowing)).toEqual([]);
    expect(fresh.raft.currentTerm).toBe(0);
  });
});
