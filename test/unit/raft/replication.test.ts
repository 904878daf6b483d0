// Goal: what replication costs: messages, round trips, bytes in flight. Method: worlds whose messages are counted.
import { describe, expect, it } from 'vitest';
import { nodeId } from '../../../src/model/ids.ts';
import { isSamePosition, showPosition } from '../../../src/model/position.ts';
import { logFrom } from '../../support/raft-logs.ts';
import { LoneServer, success } from '../../support/raft-messages.ts';
import { RaftWorld } from '../../support/raft-world.ts';

/** AppendEntries that server 1 sends to server 2, answered one by one, until the logs are equal. */
function roundTrips(world: RaftWorld): number {
  let count = 0;
  world.elect(1);
  world.take();
  world.restart(2);
  world.heartbeat(1);
  for (; count < 1000; count += 1) {
    const { lastPosition } = world.raft(1);
    const match = world.raft(1).followers()[0]!.match;
    if (isSamePosition(match, lastPosition)) return count;
    world.stabilize(({ from, to }) => from === 1 && to === 2);
    world.stabilize(({ from, to }) => from === 2 && to === 1);
  }
  return count;
}

/** `count` terms with a few batches each; `parity` tells the two sides of a split apart. */
function terms(count: number, parity: number): string {
  const items: string[] = [];
  for (let i = 1; i <= count; i += 1) {
    const own = 2 * i + parity;
    items.push(`s${own}`, `${own}*${3 + (i % 4)}`, `${own}*5`, `${own}`);
  }
  return items.join(' ');
}

describe('backtracking', () => {
  it.each([1, 2, 5, 10, 30])(
    'a follower that was down while the leader changed %i times, and has as many terms of its own, catches up in O(terms) round trips',
    (changes) => {
      const world = new RaftWorld({ servers: 3 });
      const { base } = world.server(1).disk.stored;
      const leaderLog = logFrom(base, `1*50 1*50 ${terms(changes, 1)}`);
      world.boot(1, { term: 2 * changes + 1, log: leaderLog });
      world.boot(2, { term: 2 * changes, log: logFrom(base, `1*50 1*50 ${terms(changes, 0)}`) });
      world.boot(3, { term: 2 * changes + 1, log: leaderLog });
      world.crash(2);
      expect(roundTrips(world)).toBeLessThanOrEqual(changes + 4);
    },
  );

  it('however many entries it lacks, if it has no terms of its own: two round trips', () => {
    const world = new RaftWorld({ servers: 3 });
    const { base } = world.server(1).disk.stored;
    const leaderLog = logFrom(base, `1*50 1*50 ${terms(40, 1)}`);
    world.boot(1, { term: 99, log: leaderLog });
    world.boot(2, { term: 1, log: logFrom(base, '1*50') });
    world.boot(3, { term: 99, log: leaderLog });
    world.crash(2);
    expect(roundTrips(world)).toBeLessThanOrEqual(3);
  });
});

describe('pipelining', () => {
  function leader(options: { append: number; window: number; messages: number }): RaftWorld {
    const world = new RaftWorld({
      servers: 3,
      raft: {
        appendBytesMax: options.append,
        inflightBytesMax: options.window,
        inflightMessagesMax: options.messages,
      },
    });
    world.elect(1);
    world.tickAll();
    return world;
  }

  function sentTo2(world: RaftWorld): number[] {
    return world
      .takePackets(({ to }) => to === 2)
      .map(({ message }) => (message.kind === 'append-entries' ? message.entries.length : -1));
  }

  it('what is proposed in one turn of the host shares one append and one message', () => {
    const world = leader({ append: 1000, window: 1000, messages: 10 });
    const raft = world.raft(1);
    for (let i = 0; i < 5; i += 1) {
      raft.step({ kind: 'proposed', offsetCount: 1, bytes: new Uint8Array(10) });
    }
    const effects = raft.drain();
    expect(effects.map(({ kind }) => kind)).toEqual(['append', 'send-entries', 'send-entries']);
    expect(effects[0]).toMatchObject({ entries: [{}, {}, {}, {}, {}] });
  });

  it('messages go out without waiting for answers, until the window in bytes is full', () => {
    const world = leader({ append: 20, window: 50, messages: 100 });
    for (let i = 0; i < 10; i += 1) world.propose(1, 1, '0123456789');
    expect(sentTo2(world)).toEqual([1, 1, 1, 1, 1]);
    expect(world.raft(1).followers()[0]).toMatchObject({ inFlightBytes: 50 });
  });

  it('... or the window in messages', () => {
    const world = leader({ append: 20, window: 1000, messages: 3 });
    for (let i = 0; i < 10; i += 1) world.propose(1, 1, '0123456789');
    expect(sentTo2(world)).toHaveLength(3);
  });

  it('an answer opens the window; what waited travels in messages of the greatest size', () => {
    const world = leader({ append: 20, window: 50, messages: 100 });
    for (let i = 0; i < 10; i += 1) world.propose(1, 1, '0123456789');
    world.stabilize(({ from, to }) => from === 1 && to === 2);
    world.stabilize(({ from, to }) => from === 2 && to === 1);
    expect(sentTo2(world)).toEqual([1, 1, 1, 1, 1]);
    world.tickAll();
    expect(showPosition(world.raft(1).commitIndex)).toBe('(10,0)');
  });

  it('an entry larger than everything still goes out, alone', () => {
    const world = leader({ append: 20, window: 50, messages: 100 });
    world.propose(1, 1, 'x'.repeat(500));
    world.propose(1, 1, 'y');
    expect(sentTo2(world)).toEqual([1]);
    world.tickAll(31);
    expect(showPosition(world.raft(2).lastPosition)).toBe('(2,0)');
  });

  it('nothing more is sent to a peer whose connection closed, until a heartbeat finds it again', () => {
    const world = leader({ append: 1000, window: 1000, messages: 10 });
    world.propose(1);
    world.take();
    world.step(1, { kind: 'peer-disconnected', peer: nodeId(2) });
    world.propose(1);
    expect(sentTo2(world)).toEqual([]);
    world.heartbeat(1);
    world.stabilize();
    expect(showPosition(world.raft(2).lastPosition)).toBe('(2,0)');
  });

  it('a follower with a slow disk is not sent the same again and again', () => {
    const world = leader({ append: 1000, window: 1000, messages: 10 });
    world.hold(2);
    world.propose(1);
    for (let i = 0; i < 4; i += 1) world.propose(1);
    let withEntries = 0;
    for (let i = 0; i < 200; i += 1) {
      world.step(1, { kind: 'tick', isHeartbeatDue: i % 5 === 0 });
      withEntries += world.pool.filter(
        ({ to, message }) =>
          to === 2 && message.kind === 'append-entries' && message.entries.length > 0,
      ).length;
      world.stabilize();
    }
    expect(withEntries).toBe(5);
    expect(world.marks.get('append-entries/loss-check')).toBeGreaterThan(3);
    expect(world.marks.has('append-entries-response/lost')).toBe(false);
  });
});

describe('what a leader knows of its followers', () => {
  it('ticks since it was heard, and since it had all that the leader had then', () => {
    const server = new LoneServer();
    server.elect(2, 3);
    const view = (): unknown => {
      const { ticksSinceHeard, ticksSinceCaughtUp } = server.raft.followers()[0]!;
      return { ticksSinceHeard, ticksSinceCaughtUp };
    };
    expect(view()).toEqual({ ticksSinceHeard: Infinity, ticksSinceCaughtUp: Infinity });
    server.receive(2, success(1, '(0,1)'));
    expect(view()).toEqual({ ticksSinceHeard: 0, ticksSinceCaughtUp: 0 });
    server.propose();
    server.tick(10);
    expect(view()).toEqual({ ticksSinceHeard: 10, ticksSinceCaughtUp: 10 });
    // It reaches what the end was ten ticks ago, while the leader is further on: ten ticks behind.
    server.propose();
    server.receive(2, success(1, '(1,0)'));
    expect(view()).toMatchObject({ ticksSinceHeard: 0 });
    server.receive(2, success(1, '(2,0)'));
    expect(view()).toEqual({ ticksSinceHeard: 0, ticksSinceCaughtUp: 0 });
  });
});
