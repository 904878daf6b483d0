// Goal: a seed decides what a chaos run does, and every kind of fault has its turn; the command line is understood.
import { describe, expect, it } from 'vitest';
import { FAULT_NAMES, faultOf, type FaultName } from '../../chaos/faults/catalogue.ts';
import { parseOptions } from '../../chaos/options.ts';
import { schedule, type Step } from '../../chaos/schedule.ts';
import { Tools } from '../../chaos/tools.ts';

const PACE = { holdMs: [1, 9], quietMs: [2, 3] } as const;

function steps(seed: number, names: readonly FaultName[], count: number): Step[] {
  const plan = schedule(seed, names, PACE);
  return Array.from({ length: count }, () => plan.next().value);
}

describe('the schedule', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(steps(7, FAULT_NAMES, 100)).toEqual(steps(7, FAULT_NAMES, 100));
    expect(steps(7, FAULT_NAMES, 100)).not.toEqual(steps(8, FAULT_NAMES, 100));
  });

  it('has every kind once before one comes again', () => {
    const rounds = steps(1, FAULT_NAMES, 3 * FAULT_NAMES.length);
    for (const round of [0, 1, 2]) {
      const names = rounds.slice(round * FAULT_NAMES.length, (round + 1) * FAULT_NAMES.length);
      expect(names.map(({ fault }) => fault).sort()).toEqual([...FAULT_NAMES].sort());
    }
    expect(rounds.map(({ number }) => number)).toEqual(rounds.map((_, at) => at + 1));
  });

  it('has times within the pace, and lets only faults of the network last during others', () => {
    const some = steps(3, FAULT_NAMES, 500);
    expect(some.filter(({ around }) => around !== undefined).length).toBeGreaterThan(20);
    for (const { fault, around, holdMs, quietMs } of some) {
      expect([holdMs >= 1 && holdMs <= 9, quietMs >= 2 && quietMs <= 3]).toEqual([true, true]);
      if (around === undefined) continue;
      expect([faultOf(around).isOfNetwork, faultOf(fault).isOfNetwork ?? false]).toEqual([
        true,
        false,
      ]);
    }
  });

  it('takes only what it is given', () => {
    const names = new Set(
      steps(1, ['kill', 'pause'], 50).flatMap((one) => [one.fault, one.around]),
    );
    expect(names).toEqual(new Set(['kill', 'pause', undefined]));
  });
});

describe('what is not there', () => {
  it('is the reason for what is skipped', () => {
    const tools = Tools.of(['root', 'ip']);
    expect(tools.whyNot(['root', 'ip'])).toBeUndefined();
    expect(tools.whyNot(['root', 'ip', 'nft', 'nsenter'])).toBe('no nft, no nsenter here');
    expect(Tools.of(['nft']).whyNot(['root', 'nft', 'ip'])).toBe('not root');
  });
});

describe('the command line', () => {
  it('is understood', () => {
    expect(parseOptions([], 5)).toMatchObject({ seed: 5, faults: FAULT_NAMES, forMs: 300_000 });
    const args = ['--minutes', '0.5', '--seed', '17', '--faults', 'kill,pause'];
    expect(parseOptions(args, 5)).toMatchObject({
      seed: 17,
      forMs: 30_000,
      faults: ['kill', 'pause'],
    });
    expect(parseOptions(['--smoke'], 5)).toMatchObject({ seed: 5, forMs: 45_000 });
    expect(parseOptions(['--smoke', '--minutes', '2'], 5)).toMatchObject({ forMs: 120_000 });
  });

  it.each([
    [['--minutes', 'x'], '--minutes wants'],
    [['--minutes', '0'], '--minutes wants'],
    [['--seed'], '--seed wants'],
    [['--faults', 'kill,flood'], 'There is no fault "flood"'],
    [['--loud'], '"--loud" is not understood'],
  ])('is refused with a sentence: %j', (args, sentence) => {
    expect(parseOptions(args, 5)).toContain(sentence);
  });
});
