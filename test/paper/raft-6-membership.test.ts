// Goal: section 6 of the Raft paper as far as it exists: configurations are read from the log, changes come later.
// Method: logs that hold configuration entries; one server whose peers the test plays, or several servers.
import { describe, expect, it } from 'vitest';
import { nodeId } from '../../src/model/ids.ts';
import { showPosition } from '../../src/model/position.ts';
import { configurationFrom, logFrom } from '../support/raft-logs.ts';
import { LoneServer, appendEntries, requestVote, success, vote } from '../support/raft-messages.ts';
import { RaftWorld, voters } from '../support/raft-world.ts';

function leaderWith(log: string, ...friends: number[]): LoneServer {
  const server = new LoneServer({ term: 1, log });
  server.elect(...friends);
  return server;
}

describe('6 cluster membership', () => {
  it('"a server always uses the latest configuration in its log, regardless of whether the entry is committed"', () => {
    const server = new LoneServer({ term: 1 });
    server.receive(2, appendEntries({ term: 1, entries: 's1 c1:1,2,3,4' }));
    expect(server.raft.configuration).toEqual(voters(1, 2, 3, 4));
  });

  it('... and reads it again after a truncation', () => {
    const server = new LoneServer({ term: 1, log: 's1 c1:1,2,3>3,4 c1:3,4' });
    expect(server.raft.configuration).toEqual(voters(3, 4));
    server.receive(2, appendEntries({ term: 2, prev: '(0,2)^1', entries: 's2' }));
    expect(server.raft.configuration).toEqual(configurationFrom('1,2,3>3,4'));
    server.receive(3, appendEntries({ term: 3, prev: '(0,1)^1', entries: 's3' }));
    expect(server.raft.configuration).toEqual(voters(1, 2, 3));
  });

  it.each([
    { granted: [2], role: 'candidate' },
    { granted: [2, 3], role: 'candidate' },
    { granted: [3, 4], role: 'leader' },
    { granted: [2, 4], role: 'candidate' },
    { granted: [4, 5], role: 'candidate' },
    { granted: [2, 4, 5], role: 'leader' },
  ])(
    '"agreement (for elections and entry commitment) requires separate majorities from both the old and new configurations" (1,2,3 -> 3,4,5, elected by 1 and $granted: $role)',
    ({ granted, role }) => {
      const server = new LoneServer({ term: 1, log: 's1 c1:1,2,3>3,4,5' });
      server.world.step(1, { kind: 'campaign-requested' });
      for (const id of [2, 3, 4, 5]) server.receive(id, vote(2, true, true));
      expect(server.raft.role).toBe('candidate');
      for (const id of granted) server.receive(id, vote(2, true));
      expect(server.raft.role).toBe(role);
    },
  );

  it.each([
    { acks: [2, 3], isCommitted: false },
    { acks: [3, 4], isCommitted: true },
    { acks: [4, 5], isCommitted: false },
    { acks: [2, 4, 5], isCommitted: true },
  ])('... an entry that 1 and $acks have: committed $isCommitted', ({ acks, isCommitted }) => {
    const server = leaderWith('s1 c1:1,2,3>3,4,5', 2, 3, 4);
    for (const id of acks) server.receive(id, success(2, '(0,3)'));
    expect(showPosition(server.raft.commitIndex)).toBe(isCommitted ? '(0,3)' : '(0,0)');
  });

  it('CheckQuorum asks both majorities too', () => {
    const server = leaderWith('s1 c1:1,2,3>3,4,5', 2, 3, 4);
    server.tick(59);
    for (const id of [2, 3]) server.receive(id, success(2, '(0,0)'));
    server.tick(1);
    expect(server.raft.role).toBe('follower');
  });

  it('"log entries are replicated to all servers in both configurations", and to learners', () => {
    const server = leaderWith('s1 c1:1,2>2,3+4', 2, 3);
    expect(
      server.raft
        .followers()
        .map((peer) => Number(peer.nodeId))
        .sort((a, b) => a - b),
    ).toEqual([2, 3, 4]);
  });

  it('"the leader could manage a cluster that does not include itself; it replicates log entries but does not count itself in majorities"', () => {
    const server = leaderWith('s1 c1:1,2,3>2,3 c1:2,3', 2, 3);
    expect(server.raft.role).toBe('leader');
    server.receive(2, success(2, '(0,4)'));
    expect(showPosition(server.raft.commitIndex)).toBe('(0,0)');
    server.receive(3, success(2, '(0,4)'));
    expect(showPosition(server.raft.commitIndex)).toBe('(0,4)');
  });

  it('(!) rule 12: a voter in any configuration from the latest committed one onward may campaign; its own vote counts only in the latest', () => {
    const server = new LoneServer({ term: 1, log: 's1 c1:1,2,3>2,3 c1:2,3' });
    server.world.step(1, { kind: 'campaign-requested' });
    server.receive(2, vote(2, true, true));
    expect(server.raft.role).toBe('pre-candidate');
    server.receive(3, vote(2, true, true));
    expect(server.raft.role).toBe('candidate');
  });

  it('"removed servers [no longer] disrupt": whose removal is committed does not campaign', () => {
    const server = new LoneServer({ term: 1, log: 's1 c1:2,3' });
    server.receive(2, appendEntries({ term: 1, prev: '(0,2)^1', commit: '(0,2)' }));
    expect(server.tick(200)).toEqual([]);
    expect(server.raft.role).toBe('follower');
  });

  it('"servers ignore RequestVote RPCs when they believe a current leader exists"', () => {
    const server = new LoneServer({ term: 1 });
    server.receive(2, appendEntries({ term: 1 }));
    server.tick(29);
    expect(server.receive(3, requestVote(9, '(0,0)^0'))).toEqual([]);
    expect(server.raft.currentTerm).toBe(1);
    server.tick(1);
    expect(server.receive(3, requestVote(9, '(0,0)^0'))).toEqual([
      '3: RequestVote granted, term 9',
    ]);
  });

  it('rule 7: a server grants a vote to, and follows, whoever asks, whatever its own configuration says; a learner too', () => {
    const learner = new LoneServer({ term: 1 }, configurationFrom('2,3+1'));
    expect(learner.receive(5, requestVote(2, '(0,0)^0'))).toEqual([
      '5: RequestVote granted, term 2',
    ]);
    expect(learner.receive(5, appendEntries({ term: 2, entries: 's2' }))).toEqual([
      '5: success, term 2 match (0,1)',
    ]);
  });

  it('a learner does not campaign, and neither does a server with no configuration yet', () => {
    const learner = new LoneServer({}, configurationFrom('2,3+1'));
    const newcomer = new LoneServer({}, voters());
    expect(learner.tick(100)).toEqual([]);
    expect(newcomer.tick(100)).toEqual([]);
  });

  it('a voter is a node AND its directory: a wiped disk neither campaigns nor counts', () => {
    const world = new RaftWorld({ servers: 3 });
    const [one, ...others] = voters(1, 2, 3).voters;
    const earlier = { ...one!, directoryId: others[0]!.directoryId };
    const configuration = { voters: [earlier, ...others], learners: [] };
    const { base } = world.server(1).disk.stored;
    world.boot(1, { term: 1, log: logFrom({ ...base, configuration }, '') });
    world.step(1, { kind: 'campaign-requested' });
    expect(world.raft(1).role).toBe('follower');
    expect(world.take(1)).toEqual([]);
    world.step(1, { kind: 'received', from: nodeId(2), message: requestVote(2, '(0,0)^0') });
    expect(world.raft(1).votedFor).toBe(2);
  });
});
