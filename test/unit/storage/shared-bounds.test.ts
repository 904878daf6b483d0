// Goal: what the logs of a broker share keeps its bounds: syncs at once, open files, and bytes in memory.
import { describe, expect, it } from 'vitest';
import { SimDisk } from '../../../src/sim/disk.ts';
import { CacheBudget } from '../../../src/storage/cache-budget.ts';
import { FlushScheduler } from '../../../src/storage/flush-scheduler.ts';
import { ReadHandles } from '../../../src/storage/read-handles.ts';
import { FAKE_CLOCK } from '../../support/log-rig.ts';

describe('FlushScheduler', () => {
  it('runs so many at once, first in, first out', async () => {
    const scheduler = new FlushScheduler(2);
    const running: (() => void)[] = [];
    const started: number[] = [];
    const all = Array.from({ length: 5 }, (_, i) =>
      scheduler.run(async () => {
        started.push(i);
        await new Promise<void>((resolve) => running.push(resolve));
        return i;
      }),
    );
    const turn = async (): Promise<void> => {
      for (let i = 0; i < 10; i += 1) await Promise.resolve();
    };
    await turn();
    expect(started).toEqual([0, 1]);
    running.shift()!();
    await turn();
    expect(started).toEqual([0, 1, 2]);
    while (running.length > 0) {
      running.shift()!();
      await turn();
    }
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4]);
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  it('goes on after a task that failed, and times each of them', async () => {
    let nowMs = 0;
    const seen: number[] = [];
    const clock = { ...FAKE_CLOCK, monotonic: () => nowMs };
    const scheduler = new FlushScheduler(1, { clock, observe: (ms) => seen.push(ms) });
    const failing = scheduler.run(async () => {
      nowMs += 3;
      throw new Error('no disk');
    });
    const next = scheduler.run(async () => {
      nowMs += 5;
      return 'done';
    });
    await expect(failing).rejects.toThrow('no disk');
    expect(await next).toBe('done');
    expect(seen).toEqual([3, 5]);
  });
});

describe('ReadHandles', () => {
  it('keeps files open up to its bound, and opens again what it forgot', async () => {
    const disk = new SimDisk();
    await disk.makeDirectory('/d');
    for (const name of ['a', 'b', 'c']) {
      const file = await disk.open(`/d/${name}`, 'write');
      await file.write(0, [Uint8Array.of(name.charCodeAt(0))]);
      await file.close();
    }
    let opens = 0;
    const counting = new Proxy(disk, {
      get: (target, name) => {
        if (name === 'open') opens += 1;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const handles = new ReadHandles(counting, 2);
    const read = (name: string): Promise<Uint8Array> =>
      handles.use(`/d/${name}`, (file) => file.read(0, 9));
    for (const name of ['a', 'b', 'a', 'b', 'a'])
      expect((await read(name))[0]).toBe(name.charCodeAt(0));
    expect(opens).toBe(2);
    await read('c');
    await read('a');
    expect(opens).toBe(3);
    await read('b');
    expect(opens).toBe(4);
    await handles.forgetFile('/d/b');
    await read('b');
    expect(opens).toBe(5);
    await handles.forgetDirectory('/d');
    await read('a');
    expect(opens).toBe(6);
    await expect(read('missing')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('CacheBudget', () => {
  it('takes from whoever was used longest ago, as much as it can give up', () => {
    const budget = new CacheBudget(100);
    const released: string[] = [];
    const member = (name: string, keeps: number) => ({
      release: () => {
        released.push(name);
        return keeps;
      },
    });
    const [a, b, c] = [member('a', 10), member('b', 0), member('c', 60)];
    budget.update(a, 40);
    budget.update(b, 40);
    budget.update(a, 50);
    expect(released).toEqual([]);
    budget.update(c, 45);
    expect(released).toEqual(['b']);
    expect(budget.bytes).toBe(95);
    budget.update(c, 60);
    expect(released).toEqual(['b', 'a']);
    expect(budget.bytes).toBe(70);
    budget.update(c, 200);
    expect(released).toEqual(['b', 'a', 'a', 'c']);
    expect(budget.bytes).toBe(70);
    budget.forget(c);
    budget.forget(b);
    expect(budget.bytes).toBe(10);
  });
});
