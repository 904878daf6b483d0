// Goal: section 8 of the Raft paper and 6.4 of the dissertation: reads that are current without an entry in the log.
// Method: one server whose peers the test plays.
import { describe, expect, it } from 'vitest';
import { LoneServer, appendEntries, rejected, success } from '../support/raft-messages.ts';
import { positionFrom } from '../support/raft-logs.ts';
import { voters } from '../support/raft-world.ts';

function leader(): LoneServer {
  const server = new LoneServer();
  server.elect(2);
  return server;
}

function read(server: LoneServer, id: number): unknown[] {
  server.world.step(1, { kind: 'read-requested', id });
  return answers(server);
}

function answers(server: LoneServer): unknown[] {
  return server.effects('read-confirmed', 'read-refused');
}

describe('8 client interaction, and dissertation 6.4: ReadIndex', () => {
  it('"a leader must have the latest information on which entries are committed": a read waits for the first commit of the term', () => {
    const server = leader();
    expect(read(server, 1)).toEqual([]);
    server.receive(2, success(1, '(0,1)'));
    expect(answers(server)).toEqual([]);
    server.receive(2, success(1, '(0,1)', 1));
    expect(answers(server)).toEqual([
      { kind: 'read-confirmed', ids: [1], readIndex: positionFrom('(0,1)') },
    ]);
  });

  it('"a leader must check whether it has been deposed before processing a read-only request": by a round of heartbeats', () => {
    const server = leader();
    server.receive(2, success(1, '(0,1)'));
    read(server, 1);
    server.receive(2, success(1, '(0,1)'));
    expect(answers(server)).toEqual([]);
    server.receive(3, rejected(1, '(0,0)^0', '(0,0)^0'));
    expect(answers(server)).toEqual([]);
    server.receive(3, { ...rejected(1, '(0,0)^0', '(0,0)^0'), readContext: 1 });
    expect(answers(server)).toHaveLength(1);
  });

  it('the read index is the commit index of the moment when the round began', () => {
    const server = leader();
    server.receive(2, success(1, '(0,1)'));
    read(server, 1);
    server.propose();
    server.receive(2, success(1, '(1,0)'));
    server.receive(2, success(1, '(1,0)', 1));
    expect(answers(server)).toMatchObject([{ readIndex: positionFrom('(0,1)') }]);
  });

  it('reads that come after a round began need the next one; a later round proves an earlier one', () => {
    const server = leader();
    server.receive(2, success(1, '(0,1)'));
    read(server, 1);
    read(server, 2);
    read(server, 3);
    expect(server.tick()).toContain('3: AppendEntries term 1 prev (0,0)^0 [] commit (0,1) read 2');
    server.receive(3, success(1, '(0,0)', 2));
    expect(answers(server)).toMatchObject([{ ids: [1] }, { ids: [2, 3] }]);
  });

  it('an answer to an earlier round proves nothing for a later one', () => {
    const server = leader();
    server.receive(2, success(1, '(0,1)'));
    read(server, 1);
    server.tick();
    read(server, 2);
    server.receive(2, success(1, '(0,1)', 1));
    expect(answers(server)).toMatchObject([{ ids: [1] }]);
  });

  it('a leader that steps down refuses what waits, and a follower refuses at once', () => {
    const server = leader();
    server.receive(2, success(1, '(0,1)'));
    read(server, 1);
    read(server, 2);
    server.receive(3, appendEntries({ term: 2 }));
    expect(answers(server)).toEqual([{ kind: 'read-refused', ids: [1, 2] }]);
    expect(read(server, 3)).toContainEqual({ kind: 'read-refused', ids: [3] });
  });

  it('a lost round is repeated with the heartbeats', () => {
    const server = leader();
    server.receive(2, success(1, '(0,1)'));
    read(server, 1);
    server.tick();
    expect(server.heartbeat()).toContain(
      '2: AppendEntries term 1 prev (0,1)^1 [] commit (0,1) read 1',
    );
  });

  it('one voter is its own majority', () => {
    const server = new LoneServer({}, voters(1));
    server.world.step(1, { kind: 'campaign-requested' });
    expect(read(server, 1)).toMatchObject([{ kind: 'read-confirmed', ids: [1] }]);
  });

  it('no more reads wait than the bound says', () => {
    const server = leader();
    for (let id = 1; id <= 10_001; id += 1) server.raft.step({ kind: 'read-requested', id });
    expect(read(server, 10_002)).toMatchObject([
      { kind: 'read-refused', ids: [10_001] },
      { kind: 'read-refused', ids: [10_002] },
    ]);
  });
});
