import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedQueue } from '../../../src/base/bounded-queue.ts';
import { InvariantViolation, invariant, unreachable } from '../../../src/base/invariant.ts';
import { SeededRandom } from '../../../src/base/seeded-random.ts';
import { uniformInteger } from '../../../src/base/uniform-integer.ts';
import { isUuidText, uuidToBytes, uuidToText } from '../../../src/base/uuid.ts';

describe('a uuid', () => {
  const uuidBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

  it('goes to text and back, as base64url does', () => {
    fc.assert(
      fc.property(uuidBytes, (bytes) => {
        const text = uuidToText(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(isUuidText(text)).toBe(true);
        expect([...uuidToBytes(text)]).toEqual([...bytes]);
      }),
    );
  });

  it.each([
    '',
    'short',
    'AAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAB',
    'AAAAAAAAAAAAAAAAAAAA+A',
  ])('is not %j', (text) => {
    expect(isUuidText(text)).toBe(false);
    expect(() => uuidToBytes(text)).toThrow(InvariantViolation);
  });
});

describe('a bounded queue', () => {
  it('is first in, first out, and full at its bound, as a plain array is', () => {
    const operations = fc.array(fc.boolean(), { maxLength: 6000, size: 'max' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), operations, (itemsMax, offers) => {
        const queue = new BoundedQueue<number>(itemsMax);
        const model: number[] = [];
        const answers = offers.map((isOffer, i) => [
          isOffer ? queue.offer(i) : queue.poll(),
          queue.size,
        ]);
        const expected = offers.map((isOffer, i) => {
          const fits = model.length < itemsMax;
          if (isOffer && fits) model.push(i);
          return [isOffer ? fits : model.shift(), model.length];
        });
        expect(answers).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('forgets what was taken', () => {
    const queue = new BoundedQueue<object>(10_000);
    for (let i = 0; i < 50_000; i += 1) {
      queue.offer({});
      queue.poll();
    }
    expect((queue as unknown as { items: unknown[] }).items.length).toBeLessThan(5000);
  });
});

describe('a seeded random', () => {
  it('gives the same numbers for ever: traces and seeds in the tests depend on them', () => {
    const random = new SeededRandom(42);
    const draws = Array.from({ length: 4 }, () => random.uint32());
    expect(draws).toMatchInlineSnapshot(`
      [
        1849552023,
        4223452576,
        118919111,
        3893884377,
      ]
    `);
  });

  it('tells seeds apart in their high bits too', () => {
    const first = (seed: number): number => new SeededRandom(seed).uint32();
    expect(new Set([0, 1, 2 ** 32, 2 ** 32 + 1, 2 ** 52].map(first)).size).toBe(5);
  });
});

describe('a uniform integer', () => {
  it('is within its bounds, both included', () => {
    const random = new SeededRandom(1);
    const draw = (): number => random.uint32();
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(2 ** 40), (low, width) => {
        const high = Math.min(low + width, Number.MAX_SAFE_INTEGER);
        const value = uniformInteger(draw, low, high);
        expect(Number.isSafeInteger(value)).toBe(true);
        expect(value >= low && value <= high).toBe(true);
      }),
    );
    const dice = new Set(Array.from({ length: 200 }, () => uniformInteger(draw, -1, 1)));
    expect([...dice].sort((a, b) => a - b)).toEqual([-1, 0, 1]);
  });

  it('draws again what would favour the low numbers', () => {
    const draws = [0xffff_ffff, 7];
    expect(uniformInteger(() => draws.shift()!, 0, 9)).toBe(7);
    expect(draws).toEqual([]);
  });

  it('is evenly spread', () => {
    const random = new SeededRandom(3);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 60_000; i += 1) counts[uniformInteger(() => random.uint32(), 0, 5)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('refuses bounds that are none', () => {
    const draw = (): number => 0;
    expect(() => uniformInteger(draw, 2, 1)).toThrow('not above');
    expect(() => uniformInteger(draw, 0, 0.5)).toThrow('safe integers');
    expect(() => uniformInteger(draw, Number.MIN_SAFE_INTEGER, 2)).toThrow('2^53');
  });
});

describe('an invariant', () => {
  it('names the fact that broke', () => {
    expect(() => invariant(true, 'fine')).not.toThrow();
    expect(() => invariant(false, 'terms never decrease')).toThrow(
      new InvariantViolation('terms never decrease'),
    );
    expect(() => unreachable({ kind: 'new' } as never)).toThrow('{"kind":"new"}');
  });
});
