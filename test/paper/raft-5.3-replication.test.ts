// Goal: section 5.3 of the Raft paper and the AppendEntries rules of Figure 2, a test a sentence.
// Method: one server whose peers the test plays; several servers where logs must come to agree.
import { describe, expect, it } from 'vitest';
import { showPosition } from '../../src/model/position.ts';
import { LoneServer, appendEntries, rejected, success } from '../support/raft-messages.ts';
import { logFrom } from '../support/raft-logs.ts';
import { showLog } from '../support/raft-print.ts';
import { RaftWorld, voters } from '../support/raft-world.ts';

function leader(size = 3): LoneServer {
  const server = new LoneServer({}, voters(...[1, 2, 3, 4, 5].slice(0, size)));
  server.elect(2, 3);
  return server;
}

/** A leader with everybody in replicate and its term-start committed. */
function leaderInOffice(size = 3): LoneServer {
  const server = leader(size);
  for (let id = 2; id <= size; id += 1) server.receive(id, success(1, '(0,1)'));
  server.tick();
  return server;
}

describe('5.3 log replication: the leader', () => {
  it('"appends the command to its log as a new entry, then issues AppendEntries RPCs in parallel to each of the other servers"', () => {
    const server = leaderInOffice();
    expect(server.propose(2)).toEqual([
      '2: AppendEntries term 1 prev (0,1)^1 [0..1 (2,0)^1] commit (0,1)',
      '3: AppendEntries term 1 prev (0,1)^1 [0..1 (2,0)^1] commit (0,1)',
    ]);
    expect(server.log).toBe('(0,0)^0 | start (0,1)^1 | 0..1 (2,0)^1');
  });

  it.each([
    { size: 3, acks: [], commit: '(0,1)' },
    { size: 3, acks: [2], commit: '(1,0)' },
    { size: 5, acks: [2], commit: '(0,1)' },
    { size: 5, acks: [2, 4], commit: '(1,0)' },
    { size: 5, acks: [2, 2], commit: '(0,1)' },
  ])(
    '"a log entry is committed once the leader that created the entry has replicated it on a majority of the servers" ($acks and itself of $size)',
    ({ size, acks, commit }) => {
      const server = leaderInOffice(size);
      server.propose();
      for (const id of acks) server.receive(id, success(1, '(1,0)'));
      expect(showPosition(server.raft.commitIndex)).toBe(commit);
    },
  );

  it('... its own copy counts once it is synced', () => {
    const server = leaderInOffice();
    server.world.hold(1);
    server.propose();
    server.receive(2, success(1, '(1,0)'));
    expect(showPosition(server.raft.commitIndex)).toBe('(0,1)');
    server.world.release(1);
    expect(showPosition(server.raft.commitIndex)).toBe('(1,0)');
  });

  it('... and is not needed: the leader need not be in the majority', () => {
    const server = leaderInOffice();
    server.world.hold(1);
    server.propose();
    server.receive(2, success(1, '(1,0)'));
    server.receive(3, success(1, '(1,0)'));
    expect(showPosition(server.raft.commitIndex)).toBe('(1,0)');
  });

  it('"this also commits all preceding entries in the leader\'s log, including entries created by previous leaders"', () => {
    const server = new LoneServer({ term: 3, log: '1 2 2' });
    server.elect(2);
    server.receive(2, success(4, '(3,0)'));
    expect(showPosition(server.raft.commitIndex)).toBe('(0,0)');
    server.receive(2, success(4, '(3,1)'));
    expect(showPosition(server.raft.commitIndex)).toBe('(3,1)');
  });

  it('"the leader keeps track of the highest index it knows to be committed, and it includes that index in future AppendEntries RPCs (including heartbeats)"', () => {
    const server = leaderInOffice();
    server.propose();
    server.receive(2, success(1, '(1,0)'));
    expect(server.propose()).toEqual([
      '2: AppendEntries term 1 prev (1,0)^1 [1..1 (2,0)^1] commit (1,0)',
      '3: AppendEntries term 1 prev (1,0)^1 [1..1 (2,0)^1] commit (1,0)',
    ]);
  });

  it('"when a leader first comes to power, it initializes all nextIndex values to the index just after the last one in its log"', () => {
    const server = new LoneServer({ term: 3, log: '1 2*4' });
    server.elect(2);
    expect(server.raft.followers().map(({ next }) => showPosition(next))).toEqual([
      '(5,0)',
      '(5,0)',
    ]);
  });

  it('"if a follower\'s log is inconsistent with the leader\'s ... the leader decrements nextIndex and retries": by a whole term of the follower', () => {
    const server = new LoneServer({ term: 4, log: '1 1 4*7 4' });
    server.elect(3);
    expect(server.receive(2, rejected(5, '(10,0)^4', '(8,0)^3'))).toEqual([
      '2: AppendEntries term 5 prev (2,0)^1 [2..8 (9,0)^4, 9..9 (10,0)^4, start (10,1)^5] commit (0,0)',
    ]);
  });

  it('"the leader retries AppendEntries RPCs indefinitely": an unanswered probe is repeated with each heartbeat', () => {
    const server = leader();
    for (let i = 0; i < 5; i += 1) {
      expect(server.heartbeat()).toContain('3: AppendEntries term 1 prev (0,0)^0 [] commit (0,0)');
    }
  });

  it('"AppendEntries RPCs [are] idempotent": repeated or late answers change nothing', () => {
    const server = leaderInOffice();
    server.propose();
    server.receive(2, success(1, '(1,0)'));
    const before = server.raft.describe();
    server.receive(2, success(1, '(1,0)'));
    server.receive(2, rejected(1, '(0,0)^0', '(0,0)^0'));
    server.receive(2, success(1, '(0,1)'));
    expect(server.raft.describe()).toEqual(before);
  });

  it('matchIndex beyond the own log is no answer to anything, and is ignored', () => {
    const server = leaderInOffice();
    server.receive(2, success(1, '(99,0)'));
    expect(showPosition(server.raft.followers()[0]!.match)).toBe('(0,1)');
  });

  it('Leader Append-Only (Figure 3): a leader refuses to follow another one of its term', () => {
    const server = leaderInOffice();
    expect(() => server.receive(3, appendEntries({ term: 1, entries: 's1' }))).toThrow(
      'a term has one leader',
    );
  });
});

describe('5.3 log replication: the follower', () => {
  it.each([
    { prev: '(0,0)^0', answer: '2: success, term 3 match (0,0)' },
    { prev: '(1,0)^1', answer: '2: success, term 3 match (1,0)' },
    { prev: '(2,0)^2', answer: '2: success, term 3 match (2,0)' },
    { prev: '(1,0)^2', answer: '2: rejected, term 3 prev (1,0)^2 hint (1,0)^1' },
    { prev: '(2,0)^1', answer: '2: rejected, term 3 prev (2,0)^1 hint (1,0)^1' },
    { prev: '(2,1)^2', answer: '2: rejected, term 3 prev (2,1)^2 hint (2,0)^2' },
    { prev: '(5,0)^3', answer: '2: rejected, term 3 prev (5,0)^3 hint (2,0)^2' },
  ])(
    '"if the follower does not find an entry in its log with the same index and term, then it refuses the new entries" ($prev)',
    ({ prev, answer }) => {
      const server = new LoneServer({ term: 2, log: '1 2' });
      expect(server.receive(2, appendEntries({ term: 3, prev }))).toEqual([answer]);
    },
  );

  it.each([
    { prev: '(2,0)^2', entries: '3', log: '1 2 3' },
    { prev: '(1,0)^1', entries: '3 4', log: '1 3 4' },
    { prev: '(0,0)^0', entries: '1', log: '1 2' },
    { prev: '(0,0)^0', entries: '3', log: '3' },
    { prev: '(0,0)^0', entries: '1 2 3', log: '1 2 3' },
    { prev: '(1,0)^1', entries: '', log: '1 2' },
    { prev: '(0,0)^0', entries: '1 s3', log: '1 s3' },
  ])(
    '"if an existing entry conflicts with a new one, delete the existing entry and all that follow it; append any new entries not already in the log" ($entries behind $prev)',
    ({ prev, entries, log }) => {
      const server = new LoneServer({ term: 4, log: '1 2' });
      server.receive(2, appendEntries({ term: 4, prev, entries }));
      const { base } = server.world.server(1).disk.memory;
      expect(server.log).toBe(showLog(logFrom(base, log)));
    },
  );

  it.each([
    { commit: '(0,0)', learned: '(0,0)' },
    { commit: '(2,0)', learned: '(2,0)' },
    { commit: '(9,0)', learned: '(3,0)' },
  ])(
    '"if leaderCommit > commitIndex, set commitIndex = min(leaderCommit, index of last new entry)" ($commit)',
    ({ commit, learned }) => {
      const server = new LoneServer({ term: 1, log: '1 1' });
      server.receive(2, appendEntries({ term: 1, prev: '(2,0)^1', entries: '1', commit }));
      expect(showPosition(server.raft.commitIndex)).toBe(learned);
    },
  );

  it('... the last entry of THIS message, never the end of the own log, which may hold what another leader left (!)', () => {
    const server = new LoneServer({ term: 2, log: '1 2 2' });
    server.receive(2, appendEntries({ term: 3, prev: '(1,0)^1', commit: '(3,0)' }));
    expect(showPosition(server.raft.commitIndex)).toBe('(1,0)');
  });

  it('a stale, shorter request truncates nothing, and takes no commit back', () => {
    const server = new LoneServer({ term: 1 });
    server.receive(2, appendEntries({ term: 1, entries: 's1 1 1', commit: '(1,0)' }));
    expect(server.receive(2, appendEntries({ term: 1, entries: 's1 1' }))).toEqual([
      '2: success, term 1 match (2,0)',
    ]);
    expect(server.log).toBe('(0,0)^0 | start (0,1)^1 | 0..0 (1,0)^1 | 1..1 (2,0)^1');
    expect(showPosition(server.raft.commitIndex)).toBe('(1,0)');
  });

  it('entries that arrive before those in front of them are refused, and fit afterwards', () => {
    const server = new LoneServer({ term: 1 });
    const first = appendEntries({ term: 1, entries: 's1 1' });
    const second = appendEntries({ term: 1, prev: '(1,0)^1', entries: '1' });
    expect(server.receive(2, second)).toEqual(['2: rejected, term 1 prev (1,0)^1 hint (0,0)^0']);
    server.receive(2, first);
    expect(server.receive(2, second)).toEqual(['2: success, term 1 match (2,0)']);
  });

  it('a request whose entries do not line up, or are of a later term than its own, is dropped', () => {
    const server = new LoneServer({ term: 1 });
    const gap = appendEntries({ term: 1, entries: 's1 1 1' });
    const broken = { ...gap, entries: [gap.entries[0]!, gap.entries[2]!] };
    expect(server.receive(2, broken)).toEqual([]);
    expect(server.receive(2, appendEntries({ term: 1, entries: 's2' }))).toEqual([]);
    expect(server.receive(2, appendEntries({ term: 1, entries: '1 s0' }))).toEqual([]);
    expect(server.log).toBe('(0,0)^0');
  });
});

describe('5.3 log replication: the logs come to agree', () => {
  it.each([
    ['a', '1 1 1 4 4 5 5 6 6'],
    ['b', '1 1 1 4'],
    ['c', '1 1 1 4 4 5 5 6 6 6 6'],
    ['d', '1 1 1 4 4 5 5 6 6 6 7 7'],
    ['e', '1 1 1 4 4 4 4'],
    ['f', '1 1 1 2 2 2 3 3 3 3 3'],
  ])('Figure 7 (%s)', (_, follower) => {
    const world = new RaftWorld({ servers: 3 });
    const { base } = world.server(1).disk.stored;
    world.boot(1, { term: 7, log: logFrom(base, '1 1 1 4 4 5 5 6 6 6') });
    world.boot(2, { term: 7, log: logFrom(base, follower) });
    world.boot(3, { term: 7 });
    world.elect(1);
    world.tickAll(5);
    const log = showLog(world.server(1).disk.memory);
    expect(showLog(world.server(2).disk.memory)).toBe(log);
    expect(showLog(world.server(3).disk.memory)).toBe(log);
    expect(showPosition(world.raft(2).commitIndex)).toBe('(10,1)');
  });
});
