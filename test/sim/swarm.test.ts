// Goal: under any faults that leave the disks of a majority as they promised to be, no promise to a client is broken, and
// the cluster is well soon after the last fault. Method: random lives of whole brokers (src/sim/swarm), a few
// seeds by default, SIM_SEEDS=A..B for others, and of seeds.txt one for each fault of the product; `npm run sim -- --seed N --trace` replays one.
// A seed that is not the same run each time would be worth nothing: one is run twice.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runSwarm } from '../../src/sim/swarm/swarm.ts';
import { fastTurns, settle } from '../../src/sim/command/turns.ts';

const [FIRST, LAST] = (process.env['SIM_SEEDS'] ?? '17..18').split('..').map(Number);
const KEPT = readFileSync(new URL('seeds.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\d+ \w+ product: (?!as )/.test(line))
  .map((line) => Number.parseInt(line, 10));

function seeds(): number[] {
  const count = (LAST ?? FIRST!) - FIRST! + 1;
  return [...new Set([...Array.from({ length: count }, (_, at) => FIRST! + at), ...KEPT])];
}

describe('a random life of a cluster', () => {
  test.each(seeds())('seed %i', { timeout: 300_000 }, async (seed) => {
    const { outcome } = await runSwarm({ seed, settle: fastTurns() });
    expect(outcome).not.toHaveProperty('failure');
    expect(outcome).toHaveProperty('summary.seeds', 1);
  });
});

test('a seed is the same run again, also with each event in a turn of its own', async () => {
  const runs = [
    await runSwarm({ seed: 16, settle }),
    await runSwarm({ seed: 16, settle: fastTurns() }),
  ];
  expect(new Set(runs.map(({ traceHash }) => traceHash)).size).toBe(1);
  expect(runs[0]!.traceLines.length).toBeGreaterThan(100);
});
