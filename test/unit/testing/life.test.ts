// Goal: after the end of a life nothing of the broker runs: no timer fires, no operation of the disk completes or
// begins, no file stays open. Method: a life over a simulated disk that stands still until it is told.
import { expect, it } from 'vitest';
import { NodeClock } from '../../../src/node/clock.ts';
import type { Disk, DiskFile } from '../../../src/platform/disk.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { Life } from '../../../src/testing/life.ts';
import { settle } from '../../support/settle.ts';

/** A disk whose syncs complete when `release` is called, and which counts the files that are open. */
function slowDisk(): { disk: Disk; open: Set<DiskFile>; release: () => void } {
  const disk = new SimDisk();
  const open = new Set<DiskFile>();
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const openFile = async (path: string, mode: 'read' | 'write'): Promise<DiskFile> => {
    const file = await disk.open(path, mode);
    const slow: DiskFile = {
      size: () => file.size(),
      read: (position, length) => file.read(position, length),
      write: (position, chunks) => file.write(position, chunks),
      sync: async () => {
        await gate;
        await file.sync();
      },
      truncate: (size) => file.truncate(size),
      close: async () => {
        open.delete(slow);
        await file.close();
      },
    };
    open.add(slow);
    return slow;
  };
  return {
    open,
    release,
    disk: new Proxy(disk, {
      get: (target, name) =>
        name === 'open' ? openFile : Reflect.get(target, name, target).bind(target),
    }),
  };
}

it('the clock of a life fires, until the life ends', async () => {
  const life = new Life();
  const fired: string[] = [];
  await new Promise<void>((resolve) => {
    life.clock.setTimer(1, () => {
      fired.push('first');
      resolve();
    });
  });
  life.clock.setTimer(0, () => fired.push('cancelled')).cancel();
  life.clock.setTimer(0, () => fired.push('too late'));
  await life.end();
  life.clock.setTimer(0, () => fired.push('after the end')).cancel();
  // A timer that was set later has fired when this one has.
  await new Promise<void>((resolve) => {
    new NodeClock().setTimer(1, resolve);
  });
  expect(fired).toEqual(['first']);
});

it('what was under way completes unheard, and no file stays open', async () => {
  const { disk, open, release } = slowDisk();
  const life = new Life();
  const view = life.disk(disk);
  const file = await view.open('/log', 'write');
  await file.write(0, [new Uint8Array([1, 2, 3])]);
  const heard: string[] = [];
  void file.sync().then(() => heard.push('synced'));
  const ended = life.end();
  expect(open.size).toBe(1);
  release();
  await ended;
  await settle();
  expect(heard).toEqual([]);
  expect(open.size).toBe(0);
  expect(await (await disk.open('/log', 'read')).read(0, 10)).toEqual(new Uint8Array([1, 2, 3]));
});

it('nothing begins after the end', async () => {
  const disk = new SimDisk();
  const life = new Life();
  const view = life.disk(disk);
  const file = await view.open('/log', 'write');
  await life.end();
  const heard: string[] = [];
  void file.write(0, [new Uint8Array(4)]).then(() => heard.push('written'));
  void view.open('/other', 'write').then(() => heard.push('opened'));
  await settle();
  expect(heard).toEqual([]);
  expect((await disk.list('/')).map(({ name }) => name)).toEqual(['log']);
  expect(await (await disk.open('/log', 'read')).size()).toBe(0);
});

it('a file that opens while its life ends is closed', async () => {
  const { disk, open } = slowDisk();
  const life = new Life();
  void life.disk(disk).open('/log', 'write');
  await life.end();
  expect(open.size).toBe(0);
});
