// Goal: an acknowledged commit is never lost and never goes back, a generation has one leader and the assignments that it
// made, and no generation comes twice, whatever happens to the brokers. Method: random lives (test/support/group-swarm.ts),
// each with a dozen faults; GROUP_SEEDS=A..B for other seeds than the few by default.
import { describe, expect, test } from 'vitest';
import { GroupSwarm } from '../support/group-swarm.ts';

const [FIRST, LAST] = (process.env['GROUP_SEEDS'] ?? '1..5').split('..').map(Number);
const SEEDS = Array.from({ length: (LAST ?? FIRST!) - FIRST! + 1 }, (_, at) => FIRST! + at);

describe('a random life of consumer groups', () => {
  test.each(SEEDS)('seed %i', { timeout: 120_000 }, async (seed) => {
    const outcome = await new GroupSwarm(seed).run();
    console.log(JSON.stringify({ seed, ...outcome }));
    expect(outcome.commits).toBeGreaterThan(100);
    expect(outcome.reads).toBeGreaterThan(100);
    expect(outcome.generations).toBeGreaterThan(1);
  });
});
