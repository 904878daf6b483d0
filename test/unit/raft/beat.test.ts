// Goal: a beat is worth exactly an empty AppendEntries that a follower agrees to, and nothing when it does not.
// Method: three servers whose quiet heartbeats are carried by hand.
import { describe, expect, test } from 'vitest';
import { nodeId, term } from '../../../src/model/ids.ts';
import { position } from '../../../src/model/position.ts';
import type { Effect } from '../../../src/raft/effects.ts';
import { RaftWorld } from '../../support/raft-world.ts';

type Beat = Extract<Effect, { kind: 'send-beat' }>;

/** Server 1 leads, one batch is committed, and everyone knows. */
function quietWorld(): RaftWorld {
  const world = new RaftWorld({ servers: 3, raft: { hasBeats: true } });
  world.elect(1);
  world.stabilize();
  world.propose(1);
  world.stabilize();
  world.tick(1);
  world.stabilize();
  world.server(1).effects.length = 0;
  return world;
}

function beatsOf(world: RaftWorld): Beat[] {
  const beats = world.server(1).effects.filter((effect) => effect.kind === 'send-beat');
  world.server(1).effects.length = 0;
  return beats;
}

/** Carries the beats and their answers, as the host does. */
function carry(world: RaftWorld, beats: readonly Beat[]): boolean[] {
  return beats.map(({ to, term: ofTerm, commitIndex }) => {
    const hasAgreed = world.raft(to).hearBeat(nodeId(1), ofTerm, commitIndex);
    world.raft(1).beatAnswered(to, ofTerm, hasAgreed);
    return hasAgreed;
  });
}

describe('a quiet group', () => {
  test('sends beats instead of AppendEntries, and both sides count each other as heard', () => {
    const world = quietWorld();
    for (let round = 0; round < 40; round += 1) {
      world.tickAll(5);
      world.heartbeat(1);
      expect(new Set(carry(world, beatsOf(world)))).toEqual(new Set([true]));
    }
    expect(world.take()).toEqual([]);
    expect([1, 2, 3].map((id) => world.raft(id).role)).toEqual(['leader', 'follower', 'follower']);
    expect(
      world
        .raft(1)
        .followers()
        .map((follower) => follower.ticksSinceHeard),
    ).toEqual([0, 0]);
  });

  test('is not quiet any more with the next entry', () => {
    const world = quietWorld();
    world.propose(1);
    world.heartbeat(1);
    expect(beatsOf(world)).toEqual([]);
    world.stabilize();
    world.tick(1);
    world.stabilize();
    world.heartbeat(1);
    expect(beatsOf(world)).toHaveLength(2);
  });

  test('whose beats nobody answers steps down, and its followers elect another', () => {
    const world = quietWorld();
    for (let tick = 0; tick < 61; tick += 1) world.tick(1);
    expect(world.raft(1).role).toBe('follower');
  });
});

describe('a follower refuses a beat', () => {
  const commit = position(1, 0);

  test('of another term, of a server that does not lead it, and of a commit that it has not heard of', () => {
    const world = quietWorld();
    const follower = world.raft(2);
    expect(follower.hearBeat(nodeId(1), term(1), commit)).toBe(true);
    expect(follower.hearBeat(nodeId(1), term(2), commit)).toBe(false);
    expect(follower.hearBeat(nodeId(3), term(1), commit)).toBe(false);
    expect(follower.hearBeat(nodeId(1), term(1), position(2, 0))).toBe(false);
  });

  test('after a restart, when it does not know the leader yet: the leader asks by AppendEntries, then beats again', () => {
    const world = quietWorld();
    world.crash(2);
    world.restart(2);
    world.heartbeat(1);
    expect(carry(world, beatsOf(world))).toEqual([false, true]);
    world.heartbeat(1);
    expect(beatsOf(world).map(({ to }) => to)).toEqual([3]);
    world.stabilize();
    world.tick(1);
    world.stabilize();
    expect(world.raft(2).commitIndex).toEqual(commit);
    world.heartbeat(1);
    expect(carry(world, beatsOf(world))).toEqual([true, true]);
  });

  test('and an answer to a beat of an earlier term keeps no leader in office', () => {
    const world = quietWorld();
    for (let tick = 0; tick < 59; tick += 1) world.tick(1);
    for (const id of [2, 3]) world.raft(1).beatAnswered(nodeId(id), term(0), true);
    for (let tick = 0; tick < 2; tick += 1) world.tick(1);
    expect(world.raft(1).role).toBe('follower');
  });
});
