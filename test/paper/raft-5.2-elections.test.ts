// Goal: section 5.2 of the Raft paper, a test a sentence. Method: one server, whose peers the test plays.
import { describe, expect, it } from 'vitest';
import { LoneServer, appendEntries, requestVote, vote } from '../support/raft-messages.ts';
import { RaftWorld, voters } from '../support/raft-world.ts';

function candidate(size = 3): LoneServer {
  const server = new LoneServer({}, voters(...[1, 2, 3, 4, 5].slice(0, size)));
  server.world.step(1, { kind: 'campaign-requested' });
  for (const id of [2, 3]) server.receive(id, vote(1, true, true));
  return server;
}

describe('5.2 leader election', () => {
  it('"when servers start up, they begin as followers"', () => {
    expect(new LoneServer({ term: 4, vote: 1 }).raft.role).toBe('follower');
  });

  it('"a server remains in follower state as long as it receives valid RPCs from a leader"', () => {
    const server = new LoneServer({ term: 1 });
    for (let i = 0; i < 10; i += 1) {
      server.tick(29);
      server.receive(2, appendEntries({ term: 1 }));
    }
    expect(server.raft.role).toBe('follower');
  });

  it('"leaders send periodic heartbeats (AppendEntries RPCs that carry no log entries) to all followers"', () => {
    const server = new LoneServer();
    server.elect(2);
    expect(server.heartbeat()).toEqual([
      '2: AppendEntries term 1 prev (0,0)^0 [] commit (0,0)',
      '3: AppendEntries term 1 prev (0,0)^0 [] commit (0,0)',
    ]);
  });

  it('"if a follower receives no communication over a period of time called the election timeout, [it] begins an election"', () => {
    const server = new LoneServer();
    expect(server.tick(34)).toEqual([]);
    expect(server.tick(1)).toEqual([
      '2: PreVote term 1 log (0,0)^0',
      '3: PreVote term 1 log (0,0)^0',
    ]);
  });

  it('"to begin an election, a follower increments its current term and transitions to candidate state. It then votes for itself and issues RequestVote RPCs in parallel"', () => {
    const server = new LoneServer({ term: 6 });
    server.tick(35);
    expect(server.raft.currentTerm).toBe(6);
    expect(server.receive(2, vote(7, true, true))).toEqual([
      '2: RequestVote term 7 log (0,0)^0',
      '3: RequestVote term 7 log (0,0)^0',
    ]);
    expect(server.raft).toMatchObject({ role: 'candidate', currentTerm: 7, votedFor: 1 });
  });

  it.each([
    { size: 3, granted: [2], role: 'leader' },
    { size: 3, granted: [2, 3], role: 'leader' },
    { size: 5, granted: [2, 3], role: 'leader' },
    { size: 5, granted: [2], role: 'candidate' },
    { size: 5, granted: [], role: 'candidate' },
  ])(
    '"a candidate wins an election if it receives votes from a majority of the servers" ($granted of $size: $role)',
    ({ size, granted, role }) => {
      const server = candidate(size);
      for (const id of granted) server.receive(id, vote(1, true));
      expect(server.raft.role).toBe(role);
    },
  );

  it.each([
    { refused: [2, 3], role: 'follower' },
    { refused: [2], role: 'candidate' },
  ])(
    'a candidate that cannot win any more gives up ($refused of 3: $role)',
    ({ refused, role }) => {
      const server = candidate();
      for (const id of refused) server.receive(id, vote(1, false));
      expect(server.raft).toMatchObject({ role, currentTerm: 1 });
    },
  );

  it('a vote that is said twice counts once', () => {
    const server = candidate(5);
    server.receive(2, vote(1, true));
    server.receive(2, vote(1, true));
    expect(server.raft.role).toBe('candidate');
  });

  it('a vote of somebody who is no voter does not count', () => {
    const server = candidate(3);
    server.receive(4, vote(1, true));
    server.receive(5, vote(1, true));
    expect(server.raft.role).toBe('candidate');
  });

  it('"each server will vote for at most one candidate in a given term, on a first-come-first-served basis"', () => {
    const server = new LoneServer();
    expect(server.receive(2, requestVote(1, '(0,0)^0'))).toEqual([
      '2: RequestVote granted, term 1',
    ]);
    expect(server.receive(3, requestVote(1, '(0,0)^0'))).toEqual([
      '3: RequestVote refused, term 1',
    ]);
    expect(server.receive(2, requestVote(1, '(0,0)^0'))).toEqual([
      '2: RequestVote granted, term 1',
    ]);
  });

  it('... also across a restart', () => {
    const server = new LoneServer();
    server.receive(2, requestVote(1, '(0,0)^0'));
    server.world.crash(1);
    server.world.restart(1);
    expect(server.receive(3, requestVote(1, '(0,0)^0'))).toEqual([
      '3: RequestVote refused, term 1',
    ]);
  });

  it('"once a candidate wins an election, it becomes leader. It then sends [AppendEntries] to all of the other servers to establish its authority"', () => {
    const server = candidate();
    expect(server.receive(2, vote(1, true))).toEqual([
      '2: AppendEntries term 1 prev (0,0)^0 [start (0,1)^1] commit (0,0)',
      '3: AppendEntries term 1 prev (0,0)^0 [start (0,1)^1] commit (0,0)',
    ]);
  });

  it('"if the leader\'s term is at least as large as the candidate\'s current term, then the candidate recognizes the leader as legitimate and returns to follower state"', () => {
    const server = candidate();
    server.receive(3, appendEntries({ term: 1 }));
    expect(server.raft).toMatchObject({ role: 'follower', currentTerm: 1, leader: 3, votedFor: 1 });
  });

  it('"if the term in the RPC is smaller than the candidate\'s current term, then the candidate rejects the RPC and continues in candidate state"', () => {
    const server = candidate();
    expect(server.receive(3, appendEntries({ term: 0 }))).toEqual([
      '3: rejected, term 1 prev (0,0)^0 hint (0,0)^0',
    ]);
    expect(server.raft.role).toBe('candidate');
  });

  it('"if many followers become candidates at the same time, votes could be split ... each candidate will time out and start a new election"', () => {
    const world = new RaftWorld({ servers: 2 });
    world.step(1, { kind: 'campaign-requested' });
    world.step(2, { kind: 'campaign-requested' });
    world.stabilize();
    expect([world.raft(1), world.raft(2)]).toMatchObject([
      { currentTerm: 1, votedFor: 1 },
      { currentTerm: 1, votedFor: 2 },
    ]);
    world.tickAll(60);
    expect(world.leader).toBeDefined();
  });

  it('"Raft uses randomized election timeouts": the time-out is the one that the host drew, anew for each election', () => {
    const draws = [31, 47, 58];
    const world = new RaftWorld({
      servers: 3,
      drawElectionTicks: (id) => (id === 1 ? draws.shift()! : 60),
    });
    const roleAfter = (ticks: number): string => {
      world.tick(1, ticks);
      return world.raft(1).role;
    };
    expect(roleAfter(30)).toBe('follower');
    expect(roleAfter(1)).toBe('pre-candidate');
    const before = world.take(1).length;
    world.tick(1, 46);
    expect(world.take(1)).toEqual([]);
    world.tick(1, 1);
    expect(world.take(1).length).toBe(before);
  });

  it('granting a vote and hearing the leader restart the timer; refusing a vote does not (Figure 2)', () => {
    const server = new LoneServer({ term: 1, log: '1' });
    server.tick(30);
    server.receive(2, requestVote(2, '(0,0)^0'));
    expect(server.tick(5).length).toBe(2);
    const other = new LoneServer({ term: 1 });
    other.tick(30);
    other.receive(2, requestVote(2, '(0,0)^0'));
    expect(other.tick(34)).toEqual([]);
  });
});
