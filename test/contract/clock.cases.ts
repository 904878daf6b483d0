import { expect, it } from 'vitest';
import { sleep, type World } from '../support/worlds.ts';

export function clockCases(makeWorld: () => World): void {
  it('a timer fires once, not before its time by the monotonic clock', async () => {
    const { clock, run } = makeWorld();
    let fired = 0;
    await run(async () => {
      const start = clock.monotonic();
      let firedAt = 0;
      clock.setTimer(20.5, () => {
        fired += 1;
        firedAt = clock.monotonic();
      });
      await sleep(clock, 60);
      // Node's timers and its monotonic clock round differently, by up to a millisecond.
      expect(firedAt - start).toBeGreaterThanOrEqual(19.5);
    });
    expect(fired).toBe(1);
  });

  it('timers fire in the order of their times, and of their making when these are equal', async () => {
    const { clock, run } = makeWorld();
    const fired: string[] = [];
    await run(async () => {
      clock.setTimer(40, () => fired.push('c'));
      clock.setTimer(10, () => fired.push('a'));
      clock.setTimer(10, () => fired.push('b'));
      await sleep(clock, 80);
    });
    expect(fired).toEqual(['a', 'b', 'c']);
  });

  it('a cancelled timer does not fire, and cancelling twice or too late is harmless', async () => {
    const { clock, run } = makeWorld();
    let fired = 0;
    await run(async () => {
      const early = clock.setTimer(5, () => (fired += 1));
      early.cancel();
      early.cancel();
      const late = clock.setTimer(5, () => (fired += 10));
      await sleep(clock, 30);
      late.cancel();
    });
    expect(fired).toBe(10);
  });

  it('a timer of zero or of the past fires, but not inside of setTimer', async () => {
    const { clock, run } = makeWorld();
    let fired = 0;
    await run(async () => {
      clock.setTimer(0, () => (fired += 1));
      clock.setTimer(-5, () => (fired += 1));
      expect(fired).toBe(0);
      await sleep(clock, 10);
    });
    expect(fired).toBe(2);
  });

  it('a timer of more than 2^31 ms does not fire at once', async () => {
    const { clock, run } = makeWorld();
    let hasFired = false;
    const timer = clock.setTimer(2 ** 31 + 5, () => (hasFired = true));
    await run(() => sleep(clock, 20));
    expect(hasFired).toBe(false);
    timer.cancel();
  });

  it('the wall clock gives whole milliseconds of this century, the monotonic clock never goes back', async () => {
    const { clock, run } = makeWorld();
    await run(async () => {
      let last = clock.monotonic();
      for (let i = 0; i < 20; i += 1) {
        await sleep(clock, 0.2);
        expect(clock.monotonic()).toBeGreaterThanOrEqual(last);
        last = clock.monotonic();
      }
    });
    expect(Number.isInteger(clock.now())).toBe(true);
    expect(clock.now()).toBeGreaterThan(Date.UTC(2020));
  });

  it('a delay that is not a number is a programmer error', () => {
    const { clock } = makeWorld();
    expect(() => clock.setTimer(NaN, () => {})).toThrow('finite');
    expect(() => clock.setTimer(Infinity, () => {})).toThrow('finite');
  });
}
