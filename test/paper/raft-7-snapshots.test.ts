// Goal: section 7 of the Raft paper, InstallSnapshot, as RAFT.md rules 13 to 15 read it.
// Method: one server whose peers the test plays.
import { describe, expect, it } from 'vitest';
import { showPosition } from '../../src/model/position.ts';
import {
  appendEntries,
  installSnapshot,
  LoneServer,
  rejected,
  requestVote,
  success,
  timeoutNow,
} from '../support/raft-messages.ts';
import { pointFrom, positionFrom } from '../support/raft-logs.ts';
import { voters } from '../support/raft-world.ts';

const EVERYBODY = voters(1, 2, 3);

/** A leader of term 3 whose log begins at (5,0)^2. */
function leaderWithBase(): LoneServer {
  const server = new LoneServer({ term: 2, base: '(5,0)^2', log: '2*5' });
  server.elect(2);
  return server;
}

function progress(server: LoneServer, id: number): string {
  const view = server.raft.followers().find(({ nodeId }) => nodeId === id)!;
  return `${view.progress} ${showPosition(view.match)}`;
}

/** A server whose disk is busy with the reset to (9,0)^4. */
function resettingServer(): LoneServer {
  const server = new LoneServer({ term: 4, log: '1 2' });
  server.world.hold(1);
  server.receive(2, installSnapshot(4, '(9,0)^4', EVERYBODY));
  return server;
}

describe('7 log compaction: the leader', () => {
  it('"the leader must occasionally send snapshots to followers that lag behind ... when it has already discarded the next log entry that it needs to send"', () => {
    const server = leaderWithBase();
    server.receive(3, rejected(3, '(10,0)^2', '(4,0)^1'));
    expect(progress(server, 3)).toBe('catch-up (0,0)');
    expect(server.effects('send-snapshot')).toEqual([{ kind: 'send-snapshot', to: 3, term: 3 }]);
  });

  it('(!) ... also to one that ends at the very position of the base, but in another term', () => {
    const server = leaderWithBase();
    server.receive(3, rejected(3, '(10,0)^2', '(5,0)^1'));
    expect(progress(server, 3)).toBe('catch-up (0,0)');
  });

  it('... but not to one that has the base', () => {
    const server = leaderWithBase();
    expect(server.receive(3, rejected(3, '(10,0)^2', '(5,0)^2'))).toEqual([
      '3: AppendEntries term 3 prev (5,0)^2 [5..9 (10,0)^2, start (10,1)^3] commit (5,0)',
    ]);
  });

  it('repeats it per election time-out, and goes on with entries when match reaches the base', () => {
    const server = leaderWithBase();
    server.receive(3, rejected(3, '(10,0)^2', '(0,0)^0'));
    const sent = (): number => server.effects('send-snapshot').length;
    for (let ticks = 0; ticks < 59; ticks += 1) {
      server.receive(2, success(3, '(10,1)'));
      server.tick();
    }
    expect(sent()).toBe(1);
    server.tick();
    expect(sent()).toBe(2);
    expect(server.receive(3, success(3, '(5,0)'))).toEqual([
      '3: AppendEntries term 3 prev (5,0)^2 [5..9 (10,0)^2, start (10,1)^3] commit (10,1)',
    ]);
    expect(progress(server, 3)).toBe('replicate (5,0)');
  });

  it('goes on proving itself alive to a peer that catches up', () => {
    const server = leaderWithBase();
    server.receive(3, rejected(3, '(10,0)^2', '(0,0)^0'));
    expect(server.heartbeat()).toContain('3: AppendEntries term 3 prev (5,0)^2 [] commit (5,0)');
  });

  it('"servers take snapshots independently": a base that moves above what a peer has turns it to catch-up', () => {
    const server = new LoneServer({ term: 2 });
    server.elect(2, 3);
    server.receive(2, success(3, '(0,1)'));
    server.receive(3, success(3, '(0,1)'));
    server.propose(3);
    server.receive(2, success(3, '(3,0)'));
    server.world.moveBase(1, positionFrom('(3,0)'));
    expect(progress(server, 2)).toBe('replicate (3,0)');
    expect(progress(server, 3)).toBe('catch-up (0,1)');
  });

  it('only what is committed and durable may be dropped', () => {
    const server = new LoneServer({ term: 2 });
    server.elect(2, 3);
    server.propose(3);
    expect(() => server.world.moveBase(1, positionFrom('(3,0)'))).toThrow('only what is committed');
  });
});

describe('7 log compaction: the follower', () => {
  it('"discard the entire log", begin anew at the base, and answer when that is durable', () => {
    const server = resettingServer();
    expect(server.raft.describe().resettingTo?.position).toEqual(positionFrom('(9,0)'));
    server.world.release(1);
    expect(server.world.take(1)).toMatchObject([
      { result: { kind: 'success', matchIndex: positionFrom('(9,0)') } },
    ]);
    expect(server.log).toBe('(9,0)^4');
    expect(showPosition(server.raft.commitIndex)).toBe('(9,0)');
    expect(server.raft.configuration).toEqual(EVERYBODY);
  });

  it('rule 15: while it is being reset, a server gives no vote, does not campaign, and takes no entries', () => {
    const server = resettingServer();
    expect(server.receive(2, appendEntries({ term: 4, prev: '(9,0)^4', entries: '4' }))).toEqual(
      [],
    );
    expect(server.receive(2, installSnapshot(4, '(9,0)^4', EVERYBODY))).toEqual([]);
    server.receive(2, timeoutNow(4));
    expect(server.tick(100)).toEqual([]);
    expect(server.raft).toMatchObject({ role: 'follower', currentTerm: 4 });
    expect(server.receive(3, requestVote(5, '(99,0)^4'))).toEqual([
      '3: RequestVote refused, term 5',
    ]);
    expect(server.receive(3, requestVote(6, '(99,0)^4', { isPreVote: true }))).toEqual([
      '3: PreVote refused, term 5',
    ]);
  });

  it('... `persisted` is void meanwhile: it speaks of the log that goes', () => {
    const server = new LoneServer({ term: 4, log: '1 2' });
    server.world.hold(1);
    server.receive(2, appendEntries({ term: 4, prev: '(2,0)^2', entries: '4' }));
    server.receive(2, installSnapshot(4, '(9,0)^4', EVERYBODY));
    server.world.step(1, { kind: 'persisted', ...pointFrom('(3,0)^4') });
    expect(server.world.take(1)).toEqual([]);
    expect(showPosition(server.raft.durable)).toBe('(2,0)');
  });

  it('... a new term makes the answer void, not the reset', () => {
    const server = resettingServer();
    server.receive(3, appendEntries({ term: 5 }));
    expect(server.raft.describe().resettingTo).toBeDefined();
    server.world.release(1);
    expect(server.world.take(1)).toEqual([]);
    expect(server.log).toBe('(9,0)^4');
  });

  it('... a crash before the reset is durable leaves the old log', () => {
    const server = resettingServer();
    server.world.crash(1);
    server.world.restart(1);
    expect(server.log).toBe('(0,0)^0 | 0..0 (1,0)^1 | 1..1 (2,0)^2');
    expect(server.receive(3, requestVote(5, '(99,0)^4'))).toEqual([
      '3: RequestVote granted, term 5',
    ]);
  });

  it('"if existing log entry has same index and term as snapshot\'s last included entry, retain log entries following it and reply"', () => {
    const server = new LoneServer({ term: 4, log: '1 2 2' });
    expect(server.receive(2, installSnapshot(4, '(2,0)^2', EVERYBODY))).toEqual([
      '2: success, term 4 match (2,0)',
    ]);
    expect(server.log).toBe('(0,0)^0 | 0..0 (1,0)^1 | 1..1 (2,0)^2 | 2..2 (3,0)^2');
    expect(showPosition(server.raft.commitIndex)).toBe('(2,0)');
  });

  it('... and everything that is committed stays, whatever an old snapshot says', () => {
    const server = new LoneServer({ term: 4, base: '(9,0)^4' });
    expect(server.receive(2, installSnapshot(4, '(5,0)^3', EVERYBODY))).toEqual([
      '2: success, term 4 match (5,0)',
    ]);
    expect(server.log).toBe('(9,0)^4');
  });

  it('the match that it answers is durable', () => {
    const server = new LoneServer({ term: 4 });
    server.world.hold(1);
    server.receive(2, appendEntries({ term: 4, entries: '1 2 2' }));
    expect(server.receive(2, installSnapshot(4, '(2,0)^2', EVERYBODY))).toEqual([
      '2: success, term 4 match (0,0)',
    ]);
  });

  it('rule 6a: a prev below the commit position needs no comparison, even when it is below the base', () => {
    const server = new LoneServer({ term: 4, base: '(9,0)^4' });
    expect(
      server.receive(2, appendEntries({ term: 4, prev: '(0,0)^0', entries: '1*5 4*4 4' })),
    ).toEqual(['2: success, term 4 match (10,0)']);
    expect(server.log).toBe('(9,0)^4 | 9..9 (10,0)^4');
  });
});
