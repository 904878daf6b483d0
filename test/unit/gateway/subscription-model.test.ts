// Goal: whatever happens to the log, the leader, the connection and the credit, a resuming reader sees every record once and in
// order, or is told which are gone. Method: the real client and the real session over a simulated network; random histories.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Simulation } from '../../../src/sim/simulation.ts';
import { DOOR_PORT, openDoor, ResumingReader } from '../../support/resuming-reader.ts';
import { settle } from '../../support/settle.ts';
import { recordingLogger } from './broker.ts';
import { DEMO, LogBroker } from './log-broker.ts';
import { sessionModules } from './session-modules.ts';

type Step =
  | { readonly kind: 'append'; readonly records: number; readonly bytes: number }
  | { readonly kind: 'retain'; readonly share: number }
  | { readonly kind: 'no-leader'; readonly ms: number }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'stall'; readonly ms: number }
  | { readonly kind: 'wait'; readonly ms: number };

const append = fc.record({
  kind: fc.constant('append' as const),
  records: fc.integer({ min: 1, max: 6 }),
  bytes: fc.integer({ min: 10, max: 900 }),
});
const timed = (kind: 'no-leader' | 'stall' | 'wait', max: number) =>
  fc.record({ kind: fc.constant(kind), ms: fc.integer({ min: 1, max }) });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: append },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('retain' as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'disconnect' as const }) },
  { weight: 1, arbitrary: timed('no-leader', 300) },
  { weight: 1, arbitrary: timed('stall', 300) },
  { weight: 3, arbitrary: timed('wait', 60) },
);

interface Outcome {
  readonly reader: ResumingReader;
  readonly log: LogBroker;
}

async function live(seed: number, steps: readonly Step[]): Promise<Outcome> {
  const simulation = new Simulation({ seed, settle });
  const clock = simulation.clock('door');
  const log = new LogBroker(clock);
  const modules = sessionModules(log.api, clock, recordingLogger(), { pushBytesMax: 2000 });
  await openDoor(simulation.network.node('door'), modules);
  const reader = new ResumingReader({
    network: simulation.network.node('reader'),
    clock: simulation.clock('reader'),
    random: simulation.random('reader'),
    tp: DEMO,
    addressOf: () => ({ host: 'door', port: DOOR_PORT }),
  });
  const running = reader.run();
  for (const each of steps) await take(each, simulation, log);
  log.fault = undefined;
  const isDone = await simulation.runUntil(() => reader.next === log.end, 60_000);
  if (!isDone) reader.violations.push(`stands at ${reader.next} of ${log.end}`);
  reader.stop();
  await simulation.run(running);
  return { reader, log };
}

async function take(each: Step, simulation: Simulation, log: LogBroker): Promise<void> {
  switch (each.kind) {
    case 'append':
      return log.append(each.records, each.bytes);
    case 'retain':
      return log.dropBefore(Math.floor(log.end * each.share));
    case 'no-leader':
      log.fault = 'NOT_LEADER_OR_FOLLOWER';
      log.wake();
      await simulation.runFor(each.ms);
      log.fault = undefined;
      log.epoch += 1;
      return;
    case 'disconnect':
      return simulation.network.reset('reader', 'door');
    case 'stall':
      return simulation.network.stall('door', 'reader', each.ms);
    case 'wait':
      return simulation.runFor(each.ms);
  }
}

describe('a resuming reader', () => {
  it('sees every record once and in order, or is told which are gone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1 }),
        fc.array(step, { maxLength: 60 }),
        async (seed, steps) => {
          const { reader, log } = await live(seed, steps);
          expect(reader.violations).toEqual([]);
          // Whatever is neither read nor reported as a gap is missing.
          const gone = reader.gaps.map((gap) => (gap.kind === 'gap' ? gap.to - gap.from : NaN));
          expect(reader.values.length + gone.reduce((sum, count) => sum + count, 0)).toBe(log.end);
          if (log.start === 0) expect(gone).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it('survives a hundred disconnects in a row', async () => {
    const steps: Step[] = [];
    for (let i = 0; i < 100; i += 1) {
      steps.push(
        { kind: 'append', records: 3, bytes: 200 },
        { kind: 'wait', ms: 40 },
        { kind: 'disconnect' },
      );
    }
    const { reader } = await live(7, steps);
    expect(reader.violations).toEqual([]);
    expect(reader.values).toHaveLength(300);
    expect(reader.connects).toBeGreaterThan(50);
  }, 30_000);
});
