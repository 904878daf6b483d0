// Goal: the optional parts that we have: 3.10 leadership transfer, 4.2.3 stickiness, 6.2 CheckQuorum, 9.6 PreVote.
// Method: one server whose peers the test plays; several servers where they must come to agree.
import { describe, expect, it } from 'vitest';
import { nodeId } from '../../src/model/ids.ts';
import {
  LoneServer,
  appendEntries,
  requestVote,
  success,
  timeoutNow,
  vote,
} from '../support/raft-messages.ts';
import { RaftWorld } from '../support/raft-world.ts';

function leader(): LoneServer {
  const server = new LoneServer();
  server.elect(2, 3);
  server.receive(2, success(1, '(0,1)'));
  server.receive(3, success(1, '(0,1)'));
  server.tick();
  return server;
}

function transfer(server: LoneServer, to: number): string[] {
  server.world.step(1, { kind: 'transfer-requested', to: nodeId(to) });
  return server.tick(0);
}

describe('3.10 leadership transfer', () => {
  it('"the prior leader stops accepting new client requests"', () => {
    const server = leader();
    transfer(server, 2);
    expect(server.raft.canPropose()).toBe('transferring');
    expect(() => server.propose()).toThrow('takes proposals');
  });

  it('"the prior leader fully updates the target server\'s log to match its own log", and then "sends a TimeoutNow request"', () => {
    const server = leader();
    server.propose();
    expect(transfer(server, 2)).toEqual([]);
    expect(server.receive(3, success(1, '(1,0)'))).toEqual([]);
    expect(server.receive(2, success(1, '(1,0)'))).toEqual(['2: TimeoutNow term 1']);
  });

  it('TimeoutNow "has the same effect as the target server\'s election timer firing": it campaigns at once, without PreVote, with a flag', () => {
    const server = new LoneServer({ term: 1 });
    server.receive(2, appendEntries({ term: 1 }));
    expect(server.receive(2, timeoutNow(1))).toEqual([
      '2: RequestVote term 2 log (0,0)^0 (transfer)',
      '3: RequestVote term 2 log (0,0)^0 (transfer)',
    ]);
  });

  it('the flag passes the stickiness of those who hear the leader, and of the leader', () => {
    const flag = { isLeadershipTransfer: true };
    const follower = new LoneServer({ term: 1 });
    follower.receive(2, appendEntries({ term: 1 }));
    expect(follower.receive(3, requestVote(2, '(0,0)^0', flag))).toEqual([
      '3: RequestVote granted, term 2',
    ]);
    expect(leader().receive(2, requestVote(2, '(0,1)^1', flag))).toEqual([
      '2: RequestVote granted, term 2',
    ]);
  });

  it('"if leadership transfer does not complete after about an election timeout, the prior leader aborts the transfer and resumes"', () => {
    const server = leader();
    transfer(server, 2);
    for (let ticks = 0; ticks < 60; ticks += 1) {
      expect(server.raft.canPropose()).toBe('transferring');
      server.receive(3, success(1, '(0,1)'));
      server.tick();
    }
    expect(server.raft.canPropose()).toBe('yes');
    expect(server.effects('transfer-ended')).toMatchObject([{ to: 2, outcome: 'timed-out' }]);
  });

  it('ends as done when the target is heard as leader, as refused when another one is', () => {
    for (const [winner, outcome] of [
      [2, 'done'],
      [3, 'refused'],
    ] as const) {
      const server = leader();
      transfer(server, 2);
      server.receive(winner, appendEntries({ term: 2 }));
      expect(server.effects('transfer-ended')).toMatchObject([{ to: 2, outcome }]);
    }
  });

  it('is refused to a server that cannot lead, while another one runs, and by who does not lead', () => {
    const server = leader();
    transfer(server, 4);
    transfer(server, 2);
    transfer(server, 3);
    transfer(server, 1);
    expect(server.effects('transfer-ended')).toMatchObject([
      { to: 4, outcome: 'refused' },
      { to: 3, outcome: 'refused' },
      { to: 1, outcome: 'refused' },
    ]);
    const follower = new LoneServer();
    transfer(follower, 2);
    expect(follower.effects('transfer-ended')).toMatchObject([{ outcome: 'refused' }]);
  });

  it('to oneself it is done at once', () => {
    const server = leader();
    transfer(server, 1);
    expect(server.effects('transfer-ended')).toMatchObject([{ to: 1, outcome: 'done' }]);
    expect(server.raft.canPropose()).toBe('yes');
  });

  it('a whole transfer loses nothing and takes less than a heartbeat', () => {
    const world = new RaftWorld({ servers: 3 });
    world.elect(1);
    world.propose(1);
    world.step(1, { kind: 'transfer-requested', to: nodeId(3) });
    world.stabilize();
    expect(world.raft(3)).toMatchObject({ role: 'leader', currentTerm: 2 });
    expect(world.raft(3).isServing()).toBe(true);
    expect(world.raft(1)).toMatchObject({ role: 'follower', leader: 3 });
  });
});

describe('6.2 CheckQuorum, and the own disk', () => {
  it('"a leader steps down if an election timeout elapses without a successful round of heartbeats to a majority of its cluster"', () => {
    const server = leader();
    server.tick(58);
    expect(server.raft.role).toBe('leader');
    server.tick(1);
    expect(server.raft).toMatchObject({ role: 'follower', currentTerm: 1, leader: undefined });
    expect(server.effects('role-changed').at(-1)).toMatchObject({ reason: 'quorum-lost' });
  });

  it('one follower of two that answers is enough', () => {
    const server = leader();
    for (let i = 0; i < 10; i += 1) {
      server.tick(30);
      server.receive(2, success(1, '(0,1)'));
    }
    expect(server.raft.role).toBe('leader');
  });

  it('a leader whose own disk does not answer for an election time-out steps down, and does not campaign before it does', () => {
    const server = leader();
    server.world.hold(1);
    server.propose();
    for (let i = 0; i < 60; i += 1) {
      server.receive(2, success(1, '(0,1)'));
      server.tick();
    }
    expect(server.effects('role-changed').at(-1)).toMatchObject({ reason: 'disk-stalled' });
    expect(server.tick(200)).toEqual([]);
    server.world.release(1);
    expect(server.tick(60)).not.toEqual([]);
  });
});

describe('4.2.3 stickiness', () => {
  it('"if a server receives a RequestVote request within the minimum election timeout of hearing from a current leader, it does not update its term or grant its vote"', () => {
    const server = new LoneServer({ term: 1 });
    server.receive(2, appendEntries({ term: 1 }));
    expect(server.receive(3, requestVote(5, '(9,0)^4'))).toEqual([]);
    expect(server.receive(3, requestVote(5, '(9,0)^4', { isPreVote: true }))).toEqual([]);
    expect(server.raft.currentTerm).toBe(1);
  });

  it('a leader counts as alive for itself too', () => {
    const server = leader();
    expect(server.receive(3, requestVote(5, '(9,0)^4'))).toEqual([]);
    expect(server.raft).toMatchObject({ role: 'leader', currentTerm: 1 });
  });

  it('a leader that campaigns itself, after a restart, no longer leads: it is answered', () => {
    const server = new LoneServer({ term: 1 });
    server.receive(2, appendEntries({ term: 1 }));
    expect(server.receive(2, requestVote(2, '(0,0)^0', { isPreVote: true }))).toEqual([
      '2: PreVote granted, term 2',
    ]);
  });

  it('a follower whose connection to its leader closed counts it as heard no longer, and campaigns soon', () => {
    const server = new LoneServer({ term: 1 });
    server.receive(2, appendEntries({ term: 1 }));
    server.world.step(1, { kind: 'peer-disconnected', peer: nodeId(3) });
    expect(server.receive(3, requestVote(2, '(0,0)^0', { isPreVote: true }))).toEqual([]);
    server.world.step(1, { kind: 'peer-disconnected', peer: nodeId(2) });
    expect(server.receive(3, requestVote(2, '(0,0)^0', { isPreVote: true }))).toEqual([
      '3: PreVote granted, term 2',
    ]);
    expect(server.tick(15)).toContain('3: PreVote term 2 log (0,0)^0');
  });

  it('... but not when it hears the leader again before that', () => {
    const server = new LoneServer({ term: 1 });
    server.receive(2, appendEntries({ term: 1 }));
    server.world.step(1, { kind: 'peer-disconnected', peer: nodeId(2) });
    server.receive(2, appendEntries({ term: 1 }));
    expect(server.tick(34)).toEqual([]);
  });
});

describe('9.6 PreVote', () => {
  it('"a candidate only increments its term if it first learns from a majority of the cluster that they would be willing to grant the candidate their votes"', () => {
    const server = new LoneServer({ term: 4 });
    server.tick(35);
    expect(server.raft).toMatchObject({
      role: 'pre-candidate',
      currentTerm: 4,
      votedFor: undefined,
    });
    expect(server.effects('persist-hard-state')).toEqual([]);
    server.receive(2, vote(5, true, true));
    expect(server.raft).toMatchObject({ role: 'candidate', currentTerm: 5, votedFor: 1 });
  });

  it('a pre-vote is no vote: a server may grant many, and its term and vote stay', () => {
    const server = new LoneServer({ term: 4 });
    for (const id of [2, 3, 2]) {
      expect(server.receive(id, requestVote(5, '(0,0)^0', { isPreVote: true }))).toEqual([
        `${id}: PreVote granted, term 5`,
      ]);
    }
    expect(server.raft).toMatchObject({ role: 'follower', currentTerm: 4, votedFor: undefined });
  });

  it("a refused pre-vote changes nobody's term; a pre-candidate that sees a higher term in it adopts it", () => {
    const voter = new LoneServer({ term: 6, log: '6' });
    expect(voter.receive(2, requestVote(5, '(9,0)^4', { isPreVote: true }))).toEqual([
      '2: PreVote refused, term 6',
    ]);
    const asker = new LoneServer({ term: 4 });
    asker.tick(35);
    asker.receive(2, vote(6, false, true));
    expect(asker.raft).toMatchObject({ role: 'follower', currentTerm: 6 });
  });

  it('a pre-vote for a term that is reached already is refused', () => {
    const server = new LoneServer({ term: 5 });
    expect(server.receive(2, requestVote(5, '(9,0)^4', { isPreVote: true }))).toEqual([
      '2: PreVote refused, term 5',
    ]);
  });

  it('answers to an earlier round do not count for a later one', () => {
    const server = new LoneServer({ term: 4 });
    server.tick(35);
    server.receive(2, vote(4, true, true));
    server.receive(2, vote(6, true, true));
    expect(server.raft.role).toBe('pre-candidate');
    server.receive(2, vote(5, true, true));
    server.receive(3, vote(5, true, true));
    expect(server.raft.role).toBe('candidate');
  });

  it('"a server that is partitioned does not increase its term, and does not disturb when it rejoins"', () => {
    const world = new RaftWorld({ servers: 3 });
    world.elect(1);
    world.tick(3, 500);
    world.take();
    world.tickAll(10);
    expect(world.raft(1)).toMatchObject({ role: 'leader', currentTerm: 1 });
    expect(world.raft(3)).toMatchObject({ role: 'follower', currentTerm: 1, leader: 1 });
  });

  it('a server that did reach a higher term is let back in: it refuses the leader with that term, and a new election follows', () => {
    const world = new RaftWorld({ servers: 3 });
    world.elect(1);
    world.boot(3, { term: 9 });
    world.tickAll(120);
    const leaderId = world.leader!;
    expect(world.raft(leaderId).currentTerm).toBeGreaterThan(9);
    for (const id of [1, 2, 3]) expect(world.raft(id).leader).toBe(leaderId);
  });

  it('a partial partition elects a stable leader: the two that reach everybody agree, and the term does not climb', () => {
    const world = new RaftWorld({ servers: 3 });
    world.elect(1);
    // 1 and 3 cannot talk to each other; 2 can talk to both.
    const isCut = (from: number, to: number): boolean => from + to === 4;
    for (let i = 0; i < 400; i += 1) {
      world.ticks += 1;
      for (const id of [1, 2, 3]) {
        world.step(id, { kind: 'tick', isHeartbeatDue: world.ticks % 5 === 0 });
      }
      world.takePackets(({ from, to }) => isCut(from, to));
      world.stabilize(({ from, to }) => !isCut(from, to));
    }
    expect(world.raft(1)).toMatchObject({ role: 'leader', currentTerm: 1 });
  });
});
