// Goal: in small worlds no order of events whatsoever breaks a property of Raft, and the search that says so leaves nothing
// out and has eyes. Method: test/model-check on the core that ships, with and without its reductions, and on copies of the
// core with planted bugs. `npm run model-check` searches the larger worlds.
import { describe, expect, it } from 'vitest';
import { PLANTED_BUGS, withPlanted } from '../model-check/planted.ts';
import { search } from '../model-check/search.ts';
import { WORLDS } from '../model-check/worlds.ts';

describe('every state of a small world', () => {
  it.each(['tiny', 'two-batches'])('keeps all properties: %s', (name) => {
    const result = search(WORLDS[name]!.bounds);
    expect(result.violation).toBeUndefined();
    expect(result.isComplete).toBe(true);
    expect(result.states).toBeGreaterThan(100);
    expect(result.voidTried).toBeGreaterThan(100);
  });

  it('is found in whatever order, and with or without what keeps the search small', () => {
    const { bounds } = WORLDS['tiny']!;
    const results = [
      search(bounds),
      search(bounds, { order: 'breadth-first' }),
      search(bounds, { isPlain: true }),
    ];
    expect(results.map(({ isComplete }) => isComplete)).toEqual([true, true, true]);
    expect(new Set(results.map(({ kernels }) => kernels)).size).toBe(1);
    expect(results[2]!.states).toBeGreaterThan(50 * results[0]!.states);
  });
});

describe('the search finds a planted bug', () => {
  // The others take longer: npm run model-check -- --planted
  it.each([
    'vote-not-durable',
    'double-vote',
    'vote-for-older-log',
    'truncate-always',
    'unsynced-leader',
    'unsynced-follower',
    'commit-own-end',
    'snapshot-resets-always',
  ])('%s', async (name) => {
    const bug = PLANTED_BUGS[name]!;
    const { bounds } = WORLDS[bug.world]!;
    const found = await withPlanted(bug, (core) => search(bounds, { core, statesMax: 100_000 }));
    expect(found.violation?.message).toContain(bug.breaks);
    expect(found.violation?.way.length).toBe(found.depth);
  });

  it('and shows a shortest way to it', async () => {
    const bug = PLANTED_BUGS['vote-not-durable']!;
    const { bounds } = WORLDS[bug.world]!;
    const { violation } = await withPlanted(bug, (core) =>
      search(bounds, { core, order: 'breadth-first' }),
    );
    expect(violation?.way.map((line) => line.split('\n')[0])).toMatchInlineSnapshot(`
      [
        "1 timeout",
        "1 <- 2 PreVote granted, term 1",
        "1 sync-hard-state",
        "2 <- 1 RequestVote term 1 log (0,0)^0 -> a vote leaves only when it is durable",
      ]
    `);
  });
});
