// Goal: no sequence of operations leaves the log in another state than the model says. Method: random sequences, with
// clean restarts and crashes of process and power in between, against the history that LogRig keeps.
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { SimDisk } from '../../../src/sim/disk.ts';
import { LogRig } from '../../support/log-rig.ts';
import { newLogWorld, perform, type Step } from '../../support/log-steps.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      batches: fc.integer({ min: 1, max: 5 }),
      records: fc.integer({ min: 1, max: 3 }),
      valueBytes: fc.integer({ min: 10, max: 400 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('marker' as const), isConfiguration: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('turns' as const),
      count: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('truncate' as const), share }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('retention' as const),
      bytes: fc.integer({ min: 0, max: 4000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('compact' as const), share }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('reset' as const),
      distance: fc.integer({ min: 0, max: 20 }),
      ordinal: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('read' as const), share, upTo: share }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('checkpoint' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('restart' as const),
      tailCacheBytes: fc.constantFrom(0, 500, 1 << 20),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      how: fc.constantFrom('process' as const, 'power' as const),
    }),
  },
);

describe('random operations', { timeout: 60_000 }, () => {
  it('and crashes leave what the model says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.nat(1e6),
        async (steps, seed) => {
          const rig = await new LogRig(new SimDisk({ seed })).open();
          const world = newLogWorld(rig);
          for (const one of steps) await perform(world, one);
        },
      ),
      { numRuns: Number(process.env['LOG_MODEL_RUNS'] ?? 60) },
    );
  });
});
