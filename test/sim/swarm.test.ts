// Goal: under any faults that leave the disks of a majority as they promised to be, no promise to a client is broken, and
// the cluster is well soon after the last fault. Method: random lives of whole brokers (src/sim/swarm), a few
// seeds by default, SIM_SEEDS=A..B for others, and all of seeds.txt; `npm run sim -- --seed N --trace` replays one.
// A seed that is not the same run each time would be worth nothing: one is run twice.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BrokenPromise, PartitionHistory } from '../../src/sim/swarm/history.ts';
import { runSwarm } from '../../src/sim/swarm/swarm.ts';
import { fastTurns, settle } from '../../src/sim/command/turns.ts';

const [FIRST, LAST] = (process.env['SIM_SEEDS'] ?? '16..18').split('..').map(Number);
const KEPT = readFileSync(new URL('seeds.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\d/.test(line))
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

describe('the history of a partition sees', () => {
  const record = (offset: number, value: string) => ({ offset, value });

  function history(mayLosePrefix = false): PartitionHistory {
    const made = new PartitionHistory('orders/0', mayLosePrefix);
    made.sending(['a', 'b', 'c']);
    made.acknowledged(0, ['a', 'b'], 0);
    return made;
  }

  test.each<[string, (made: PartitionHistory) => void]>([
    ['an acknowledged record that is lost', (made) => made.readToEnd([record(0, 'a')], 0)],
    ['another record in its place', (made) => made.read(record(1, 'c'), 1)],
    ['a record that nobody sent', (made) => made.read(record(2, 'd'), 2)],
    ['a gap', (made) => made.read(record(3, 'c'), 2)],
    ['a record that is there twice', (made) => made.read(record(2, 'a'), 2)],
    ['an offset that is given out twice', (made) => made.acknowledged(1, ['c'], 0)],
    ['an order that is not that of the acknowledgements', (made) => made.acknowledged(1, ['c'], 2)],
    ['a latest offset of long ago', (made) => made.latestListed(1, 2)],
    ['a start that moved without retention', (made) => made.readToEnd([record(1, 'b')], 1)],
  ])('%s', (_, act) => {
    expect(() => act(history())).toThrow(BrokenPromise);
  });

  test('nothing wrong in what is well', () => {
    const made = history(true);
    made.read(record(0, 'a'), 0);
    made.latestListed(2, 2);
    made.acknowledged(2, ['c'], 2);
    made.readToEnd([record(1, 'b'), record(2, 'c')], 1);
    expect(made.acknowledgedCount).toBe(3);
  });
});
