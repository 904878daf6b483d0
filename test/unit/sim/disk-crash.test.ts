// Goal: a simulated crash leaves what a real one can leave, all of it, and nothing else. Method: crash images of one
// situation under many seeds; each law is checked on every image, each possibility must show up in one.
import { describe, expect, it } from 'vitest';
import type { Disk, DiskFile } from '../../../src/platform/disk.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { Simulation } from '../../../src/sim/simulation.ts';
import { settle } from '../../support/settle.ts';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);

async function makeDisk(
  options: { readonly keepsStaleSectors?: boolean } = {},
): Promise<{ disk: SimDisk; file: DiskFile }> {
  const disk = new SimDisk({ seed: 7 });
  disk.keepsStaleSectors = options.keepsStaleSectors === true;
  await disk.makeDirectory('/data');
  const file = await disk.open('/data/log', 'write');
  await disk.syncDirectory('/');
  await disk.syncDirectory('/data');
  return { disk, file };
}

async function bytesOf(disk: Disk, path = '/data/log'): Promise<Uint8Array> {
  const file = await disk.open(path, 'read');
  return file.read(0, 1 << 20);
}

async function namesIn(disk: Disk, path = '/data'): Promise<string> {
  return (await disk.list(path)).map(({ name }) => name).join(' ');
}

function filled(length: number, value: number): Uint8Array {
  return new Uint8Array(length).fill(value);
}

describe('after a process crash', () => {
  it('everything that was written is there, but not yet durable', async () => {
    const { disk, file } = await makeDisk();
    await file.write(0, [filled(1000, 1)]);
    disk.crash('process');
    expect((await bytesOf(disk)).length).toBe(1000);
    disk.crash('power', { data: 'synced' });
    expect((await bytesOf(disk)).length).toBe(0);
  });

  it('a lock is free again', async () => {
    const { disk } = await makeDisk();
    await disk.lock('/data/lock');
    disk.crash('process');
    await disk.lock('/data/lock');
    await expect(disk.lock('/data/lock')).rejects.toThrow('locked');
  });
});

describe('after a power cut', () => {
  it('what was synced is there, whatever else happened', async () => {
    const { disk, file } = await makeDisk();
    await file.write(0, [filled(2000, 1)]);
    await file.sync();
    await file.write(2000, [filled(3000, 2)]);
    for (const seed of SEEDS) {
      const image = await bytesOf(disk.clone('power', { seed }));
      expect(image.subarray(0, 2000).every((byte) => byte === 1)).toBe(true);
      expect(image.length).toBeLessThanOrEqual(5000);
      expect(image.subarray(2000).every((byte) => byte === 2 || byte === 0)).toBe(true);
    }
  });

  it('unsynced bytes are lost, whole, a prefix, only a length, or torn at sectors', async () => {
    const { disk, file } = await makeDisk();
    await file.write(100, [filled(3000, 2)]);
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      const image = (await bytesOf(disk.clone('power', { seed }))).subarray(100);
      const isKept = [...image].map((byte) => byte === 2);
      const edges = isKept.flatMap((kept, i) => (i > 0 && kept !== isKept[i - 1] ? [i + 100] : []));
      expect(edges.every((edge) => edge % 512 === 0)).toBe(true);
      if (image.length === 0) seen.add('lost');
      else if (!isKept.includes(true)) seen.add('length only');
      else if (!isKept.includes(false)) seen.add(image.length === 3000 ? 'whole' : 'prefix');
      else seen.add('torn');
    }
    expect([...seen].sort()).toEqual(['length only', 'lost', 'prefix', 'torn', 'whole']);
  });

  it('a file that was made but whose directory was not synced may be gone', async () => {
    const { disk } = await makeDisk();
    for (const name of ['a', 'b']) {
      const file = await disk.open(`/data/${name}`, 'write');
      await file.write(0, [filled(10, 1)]);
      await file.sync();
    }
    const seen = new Set<string>();
    for (const seed of SEEDS) seen.add(await namesIn(disk.clone('power', { seed })));
    expect([...seen].sort()).toEqual(['a b log', 'a log', 'b log', 'log']);
    expect(await namesIn(disk.clone('power', { entries: 'synced' }))).toBe('log');
    expect(await namesIn(disk.clone('power', { entries: 'made' }))).toBe('a b log');
  });

  it('a rename is there or not, never in between, and the file has one name', async () => {
    const { disk, file } = await makeDisk();
    await file.write(0, [filled(1, 1)]);
    await file.sync();
    const next = await disk.open('/data/log.tmp', 'write');
    await next.write(0, [filled(2, 2)]);
    await next.sync();
    await disk.rename('/data/log.tmp', '/data/log');
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      const image = disk.clone('power', { seed });
      seen.add(`${await namesIn(image)}: ${(await bytesOf(image)).join(',')}`);
    }
    expect([...seen].sort()).toEqual(['log log.tmp: 1', 'log: 1', 'log: 2,2']);
    await disk.syncDirectory('/data');
    expect((await bytesOf(disk.clone('power', { data: 'synced', entries: 'synced' }))).length).toBe(
      2,
    );
  });

  it('a file is never under two names, however often it was renamed', async () => {
    const { disk } = await makeDisk();
    await disk.rename('/data/log', '/data/b');
    await disk.rename('/data/b', '/data/c');
    const seen = new Set<string>();
    for (const seed of SEEDS) seen.add(await namesIn(disk.clone('power', { seed })));
    expect([...seen].sort()).toEqual(['b', 'c', 'log']);
  });

  it('a removal may be undone', async () => {
    const { disk } = await makeDisk();
    await disk.remove('/data/log');
    const seen = new Set<string>();
    for (const seed of SEEDS) seen.add(await namesIn(disk.clone('power', { seed })));
    expect([...seen].sort()).toEqual(['', 'log']);
  });

  it('a truncation may be undone, and then nothing that was written after it is there', async () => {
    const { disk, file } = await makeDisk();
    await file.write(0, [filled(2048, 1)]);
    await file.sync();
    await file.truncate(512);
    await file.write(512, [filled(512, 2)]);
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      const image = await bytesOf(disk.clone('power', { seed }));
      seen.add(`${image.length}:${image[512] ?? '-'}`);
    }
    expect([...seen].sort()).toEqual(['1024:0', '1024:2', '2048:1', '512:-']);
  });

  it('a sync covers what was written before it began', async () => {
    const simulation = new Simulation({ seed: 4, settle });
    const disk = simulation.disk('n1');
    const file = await simulation.run(disk.open('/log', 'write'));
    await simulation.run(disk.syncDirectory('/'));
    await simulation.run(file.write(0, [filled(10, 1)]));
    const syncing = file.sync();
    const writing = file.write(10, [filled(10, 2)]);
    await simulation.run(Promise.all([syncing, writing]));
    expect((await bytesOf(disk.clone('power', { data: 'synced' }), '/log')).length).toBe(10);
  });

  it('what is under way at a kill has happened, or not, or in part', async () => {
    const lengths = new Set<number>();
    for (const seed of SEEDS) {
      const simulation = new Simulation({ seed, settle });
      const disk = simulation.disk('n1');
      const file = await simulation.run(disk.open('/log', 'write'));
      void file.write(0, [filled(100, 1)]);
      simulation.killNode('n1');
      lengths.add((await bytesOf(disk.clone('process'), '/log')).length);
    }
    expect(lengths.has(0)).toBe(true);
    expect(lengths.size).toBeGreaterThan(20);
  });
});

describe('a failed sync', () => {
  it('leaves the bytes readable, and no later sync makes them durable', async () => {
    const { disk, file } = await makeDisk();
    await file.write(0, [filled(600, 1)]);
    disk.failNext('sync', 'log', 'io');
    await expect(file.sync()).rejects.toMatchObject({ kind: 'io' });
    await file.write(600, [filled(10, 2)]);
    await file.sync();
    expect((await bytesOf(disk))[0]).toBe(1);
    for (const seed of SEEDS.slice(0, 20)) {
      const image = await bytesOf(disk.clone('power', { seed }));
      expect([...image]).toEqual([...filled(600, 0), ...filled(10, 2)]);
    }
  });
});

describe('ordered faults', () => {
  it('hit the nth such operation on such a path, once', async () => {
    const { disk, file } = await makeDisk();
    disk.failNext('write', '/data/log', 'no-space', 2);
    await file.write(0, [filled(4, 1)]);
    await expect(file.write(4, [filled(4, 1)])).rejects.toMatchObject({ kind: 'no-space' });
    await file.write(4, [filled(4, 1)]);
    disk.failNext('open', '/elsewhere', 'too-many-files');
    await disk.open('/data/other', 'write');
  });

  it('of a write may leave a part of it', async () => {
    const lengths = new Set<number>();
    for (const seed of SEEDS) {
      const disk = new SimDisk({ seed });
      const file = await disk.open('/log', 'write');
      disk.failNext('write', '/log', 'io');
      await expect(file.write(0, [filled(100, 1)])).rejects.toMatchObject({ kind: 'io' });
      lengths.add(await file.size());
    }
    expect(lengths.size).toBeGreaterThan(20);
  });

  it('that last go on until they are cleared', async () => {
    const { disk, file } = await makeDisk();
    disk.failAll('truncate', '', 'io');
    await expect(file.truncate(1)).rejects.toMatchObject({ kind: 'io' });
    await expect(file.truncate(1)).rejects.toMatchObject({ kind: 'io' });
    disk.clearFaults();
    await file.truncate(1);
  });

  it('a full disk refuses growth, and takes what needs no room', async () => {
    const { disk, file } = await makeDisk();
    await file.write(0, [filled(10, 1)]);
    disk.isFull = true;
    await file.write(0, [filled(10, 2)]);
    await expect(file.write(5, [filled(10, 3)])).rejects.toMatchObject({ kind: 'no-space' });
    expect(await file.size()).toBe(10);
    await expect(disk.open('/data/new', 'write')).rejects.toMatchObject({ kind: 'no-space' });
    disk.isFull = false;
    await file.write(10, [filled(10, 3)]);
  });

  it('a corrupted byte is read as corrupted, also after a crash', async () => {
    const { disk, file } = await makeDisk();
    await file.write(0, [filled(10, 0)]);
    await file.sync();
    disk.corrupt('/data/log', 3, 0x80);
    expect((await file.read(3, 1))[0]).toBe(0x80);
    expect((await bytesOf(disk.clone('power')))[3]).toBe(0x80);
  });

  it('damage lies under what is not synced, and stays after a crash', async () => {
    const { disk, file } = await makeDisk();
    await file.write(0, [filled(10, 1)]);
    await file.sync();
    await file.write(4, [filled(2, 2)]);
    disk.fileAt('/data/log')!.damage(3, filled(100, 9));
    expect(await bytesOf(disk)).toEqual(Uint8Array.of(1, 1, 1, 9, 2, 2, 9, 9, 9, 9));
    const cut = disk.clone('power', { data: 'synced' });
    expect(await bytesOf(cut)).toEqual(Uint8Array.of(1, 1, 1, 9, 9, 9, 9, 9, 9, 9));
  });

  it('knows each sector as it was before the sync that wrote it last, if it is asked to', async () => {
    const { disk, file } = await makeDisk({ keepsStaleSectors: true });
    await file.write(0, [filled(700, 1)]);
    await file.sync();
    await file.write(600, [filled(200, 2)]);
    await file.write(700, [filled(200, 3)]);
    await file.sync();
    const node = disk.fileAt('/data/log')!;
    expect(node.staleSector(0)).toEqual(new Uint8Array(512));
    const second = new Uint8Array(512);
    second.fill(1, 0, 700 - 512);
    expect(node.staleSector(1)).toEqual(second);
    expect(node.staleSector(2)).toBeUndefined();
  });

  it('a stalled disk completes nothing until it goes on', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const disk = simulation.disk('n1');
    const file = await simulation.run(disk.open('/log', 'write'));
    disk.stall(5000);
    let isDone = false;
    void file.sync().then(() => (isDone = true));
    await simulation.runFor(4999);
    expect(isDone).toBe(false);
    await simulation.runFor(100);
    expect(isDone).toBe(true);
  });
});

describe('a clone', () => {
  it('at every operation gives the images of a crash there', async () => {
    const disk = new SimDisk();
    const images: SimDisk[] = [];
    disk.onOperation(() => images.push(disk.clone('power', { data: 'synced', entries: 'synced' })));
    const file = await disk.open('/log', 'write');
    await disk.syncDirectory('/');
    await file.write(0, [filled(10, 1)]);
    await file.sync();
    const described = images.map((image) => image.describe().join());
    expect(described).toEqual([
      '',
      '/log 0 bytes, 0 durable',
      '/log 0 bytes, 0 durable',
      '/log 10 bytes, 10 durable',
    ]);
  });

  it('does not change the disk, nor what it draws later', async () => {
    const run = async (clones: number): Promise<string[]> => {
      const disk = new SimDisk({ seed: 9 });
      const file = await disk.open('/log', 'write');
      await disk.syncDirectory('/');
      await file.write(0, [filled(5000, 1)]);
      for (let i = 0; i < clones; i += 1) disk.clone('power');
      disk.crash('power');
      return disk.describe();
    };
    expect(await run(5)).toEqual(await run(0));
  });

  it('by another seed is another tear, by the same seed the same', async () => {
    const { disk, file } = await makeDisk();
    await file.write(0, [filled(20_000, 1)]);
    const image = async (seed: number): Promise<string> =>
      (await bytesOf(disk.clone('power', { seed }))).join('');
    expect(await image(1)).toBe(await image(1));
    expect(new Set(await Promise.all(SEEDS.slice(0, 20).map(image))).size).toBeGreaterThan(5);
  });
});

describe('bytes handed to a write', () => {
  it('may not change before it is done', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const file = await simulation.run(simulation.disk('n1').open('/log', 'write'));
    const bytes = filled(10, 1);
    const writing = file.write(0, [bytes]);
    bytes[0] = 2;
    await expect(simulation.run(writing)).rejects.toThrow('do not change');
  });
});
