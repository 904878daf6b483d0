import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue } from '../../../src/sim/event-queue.ts';

describe('the event queue', () => {
  it('gives events by time, and by the order of scheduling where the times are equal', () => {
    const operations = fc.array(fc.option(fc.nat(20)), { maxLength: 200 });
    fc.assert(
      fc.property(operations, (pushesAndPops) => {
        const queue = new EventQueue();
        const model: { at: number; id: number }[] = [];
        const fired: number[] = [];
        const expected: number[] = [];
        pushesAndPops.forEach((at, id) => {
          if (at === null) {
            queue.pop()?.fire();
            const first = model.sort((a, b) => a.at - b.at || a.id - b.id).shift();
            if (first !== undefined) expected.push(first.id);
          } else {
            queue.push(at, () => fired.push(id));
            model.push({ at, id });
          }
        });
        expect(fired).toEqual(expected);
        expect(queue.next === undefined).toBe(model.length === 0);
      }),
    );
  });
});
