// Goal: what the fuzzer found once stays found and mended. Method: every input of test/fuzz/regressions, by its target.
import { beforeAll, describe, expect, it } from 'vitest';
import { verdictOf } from '../../fuzz/fuzz.ts';
import { readRegressions } from '../../fuzz/regression-files.ts';
import { TARGETS } from '../../fuzz/targets/all.ts';

const regressions = readRegressions();

beforeAll(async () => {
  // Some targets make what their inputs need together with their seeds.
  for (const target of TARGETS) await target.seeds();
});

it('there are some: an empty check would prove nothing', () => {
  expect(regressions.length).toBeGreaterThanOrEqual(5);
});

describe.each(regressions)('$name', ({ kept: { target: name, why, input } }) => {
  it(`is refused or taken: ${why}`, async () => {
    const target = TARGETS.find((one) => one.name === name);
    expect(target, `a target called ${name}`).toBeDefined();
    expect((await verdictOf(target!, input)).feature.length).toBeGreaterThan(0);
  });
});

describe.each(TARGETS)('$name', (target) => {
  it('accepts its seeds', async () => {
    const seeds = await target.seeds();
    expect(seeds.length).toBeGreaterThan(0);
    for (const { bytes } of seeds) {
      expect(await verdictOf(target, bytes.slice())).toMatchObject({ isAccepted: true });
    }
  });
});
