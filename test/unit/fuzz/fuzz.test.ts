// Goal: the fuzzer judges as it says, and is not blind. Method: small targets with one fault each, and the canaries.
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { CANARIES } from '../../fuzz/canaries.ts';
import { Finding } from '../../fuzz/finding.ts';
import { fuzz, verdictOf } from '../../fuzz/fuzz.ts';
import { elementsIn, isSameValue, requireProportion, requireSame } from '../../fuzz/oracle.ts';
import { addedUp, table, type Row } from '../../fuzz/report.ts';
import { seedOf } from '../../fuzz/seed.ts';
import { accepted, type Target, type Verdict } from '../../fuzz/target.ts';

function targetOf(run: (input: Uint8Array) => Verdict | Promise<Verdict>): Target {
  const seeds = () => [seedOf(Uint8Array.of(1, 2, 3, 4))];
  return { name: 'test', what: '', refusals: [MalformedBytes], weight: 1, seeds, run };
}

const OPTIONS = { seed: 1, inputsMax: 600 };

describe.each(CANARIES)('the planted bug: $target.what', ({ target, kind, within }) => {
  it(`is found within ${within} inputs`, async () => {
    const { findings } = await fuzz(target, { seed: 1, inputsMax: within, findingsMax: 1 });
    expect(findings.map((found) => found.kind)).toEqual([kind]);
  });
});

describe('a run', () => {
  it('counts what is accepted and what is refused, and finds nothing where nothing is', async () => {
    const target = targetOf((input) => {
      if (input[0] !== 1) throw new MalformedBytes('it does not begin with 1');
      return accepted('taken');
    });
    const result = await fuzz(target, OPTIONS);
    expect(result).toMatchObject({ inputs: 600, features: 2, findings: [] });
    expect(result.accepted).toBeGreaterThan(100);
    expect(result.refused).toBe(600 - result.accepted);
  });

  it('finds an error of another class, once for each sort, with the input that brings it', async () => {
    const run = (input: Uint8Array): Verdict => {
      if (input.length > 4) throw new TypeError(`${input.length} is too long`);
      return accepted('taken');
    };
    const { findings } = await fuzz(targetOf(run), OPTIONS);
    expect(findings).toMatchObject([{ kind: 'exception', target: 'test', seed: 1 }]);
    expect(() => run(findings[0]!.input)).toThrow(TypeError);
    const again = await fuzz(targetOf(run), { ...OPTIONS, inputsMax: findings[0]!.number + 1 });
    expect(again.findings[0]!.input).toEqual(findings[0]!.input);
  });

  it('finds a valid input that is refused', async () => {
    const target = targetOf(() => {
      throw new MalformedBytes('no');
    });
    expect((await fuzz(target, OPTIONS)).findings).toMatchObject([
      { kind: 'refused-seed', number: 0 },
    ]);
  });

  it('finds a promise that is rejected, and takes refusals of promises for what they are', async () => {
    const target = targetOf(async (input) => {
      if (input.length > 4) throw new RangeError('long');
      if (input.length < 4) throw new MalformedBytes('short');
      return accepted('taken');
    });
    const { findings, refused } = await fuzz(target, OPTIONS);
    expect(findings.map(({ message }) => message)).toEqual(['RangeError: long']);
    expect(refused).toBeGreaterThan(0);
    expect(await verdictOf(target, Uint8Array.of(1))).toMatchObject({ isAccepted: false });
  });

  it('ends with its time', async () => {
    const { inputs } = await fuzz(
      targetOf(() => accepted('')),
      {
        seed: 1,
        inputsMax: Infinity,
        secondsMax: 0.05,
      },
    );
    expect(inputs).toBeGreaterThan(0);
  });
});

describe('the oracle', () => {
  it('compares values deep and exactly', () => {
    expect(isSameValue({ a: [1, NaN], b: null }, { a: [1, NaN], b: null })).toBe(true);
    expect(isSameValue(Buffer.from([1]), Uint8Array.of(1))).toBe(true);
    expect(isSameValue(new Map([['a', 1]]), new Map([['a', 1]]))).toBe(true);
    for (const [a, b] of [
      [{ a: 1 }, { a: 1, b: undefined }],
      [[1, 2], [1]],
      [0, -0],
      [Uint8Array.of(1), Uint8Array.of(2)],
      [new Map([['a', 1]]), new Map([['a', 2]])],
      [null, undefined],
      [{}, null],
    ]) {
      expect(isSameValue(a, b)).toBe(false);
    }
    expect(() => requireSame({ a: 1 }, { a: 2 }, 'a value')).toThrow(Finding);
  });

  it('counts the elements of lists and maps, at any depth', () => {
    expect(elementsIn({ a: [{ b: [1, 2] }], c: new Map([['x', [1]]]), d: new Uint8Array(9) })).toBe(
      5,
    );
    expect(() => requireProportion([1, 2], new Uint8Array(1))).toThrow('2 elements of 1 bytes');
    requireProportion([1, 2], new Uint8Array(2));
  });
});

describe('the report', () => {
  const row: Row = {
    target: 'a',
    inputs: 1000,
    accepted: 10,
    refused: 990,
    features: 3,
    slowestMs: 1.25,
    seconds: 0.5,
    finds: 0,
  };

  it('adds up runs of the same target, and all of them', () => {
    const rows = addedUp([row, { ...row, target: 'b' }, { ...row, slowestMs: 7, finds: 1 }]);
    expect(rows.map(({ target, inputs }) => [target, inputs])).toEqual([
      ['a', 2000],
      ['b', 1000],
    ]);
    expect(table(rows).split('\n').at(-2)).toBe(
      '| all | 3,000 | 30 | 2,970 | 6 | 7.0 | 2,000 | 1 |',
    );
  });
});
