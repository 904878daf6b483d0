// Goal: a vote that was promised is never forgotten, and a store that forgot one says so and does not open. Method: change
// and cut the file at every byte; crash at every operation.
import { describe, expect, it } from 'vitest';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import type { HardState } from '../../../src/model/log-entry.ts';
import { groupKey, type GroupKey } from '../../../src/model/topic-partition.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { openHardStateStore } from '../../../src/storage/hard-state-store.ts';
import type { HardStateStore } from '../../../src/storage/hard-state.ts';
import { StorageRefused } from '../../../src/storage/storage-refused.ts';
import { SILENT } from '../../support/log-entries.ts';

const PATH = '/data/hard-state';

function key(partition: number): GroupKey {
  return groupKey({ topicId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'), partition });
}

function vote(currentTerm: number, votedFor?: number): HardState {
  return {
    currentTerm: term(currentTerm),
    votedFor: votedFor === undefined ? undefined : nodeId(votedFor),
  };
}

function open(disk: SimDisk, create = false): Promise<HardStateStore> {
  return openHardStateStore({ disk, path: PATH, logger: SILENT, create });
}

async function newStore(): Promise<{ disk: SimDisk; store: HardStateStore }> {
  const disk = new SimDisk();
  await disk.makeDirectory('/data');
  await disk.syncDirectory('/');
  return { disk, store: await open(disk, true) };
}

describe('the hard-state store', () => {
  it('gives back the latest of each group, over restarts', async () => {
    const { disk, store } = await newStore();
    expect(store.read(key(1))).toBeUndefined();
    await store.write(key(1), vote(1, 2));
    await store.write(key(2), vote(7));
    await store.write(key(1), vote(3));
    await store.write(key(3), vote(2, 0));
    await store.forget(key(2));
    await store.forget(key(99));
    await store.close();
    const again = await open(disk);
    expect(again.read(key(1))).toEqual(vote(3));
    expect(again.read(key(2))).toBeUndefined();
    expect(again.read(key(3))).toEqual(vote(2, 0));
    await again.close();
  });

  it('writes many groups with one sync', async () => {
    const { disk, store } = await newStore();
    let syncs = 0;
    disk.onOperation(({ operation }) => (syncs += operation === 'sync' ? 1 : 0));
    await Promise.all(Array.from({ length: 500 }, (_, i) => store.write(key(i), vote(4, 1))));
    expect(syncs).toBe(1);
    await store.close();
  });

  it('refuses to open without its file, unless it is to make it', async () => {
    const disk = new SimDisk();
    await disk.makeDirectory('/data');
    await expect(open(disk)).rejects.toThrow(/is missing, .* must not take part/);
  });

  it('moves to a new file when the old one is full', async () => {
    const { disk, store } = await newStore();
    let renames = 0;
    disk.onOperation(({ operation }) => (renames += operation === 'rename' ? 1 : 0));
    for (let i = 1; i <= 3000; i += 1) await store.write(key(i % 50), vote(i, i % 3));
    expect(renames).toBeGreaterThan(0);
    expect(renames).toBeLessThan(20);
    disk.crash('power', { data: 'synced', entries: 'synced' });
    const again = await open(disk);
    for (let i = 2951; i <= 3000; i += 1) expect(again.read(key(i % 50))).toEqual(vote(i, i % 3));
  });

  it('fails for good with its disk', async () => {
    const { disk, store } = await newStore();
    await store.write(key(1), vote(1, 1));
    expect(store.fault).toBeUndefined();
    disk.failNext('sync', 'hard-state', 'io');
    await expect(store.write(key(1), vote(2, 1))).rejects.toThrow();
    await expect(store.write(key(1), vote(3, 1))).rejects.toThrow();
    expect(store.fault).toMatch(/hard-state: simulated io/);
    await store.close();
    disk.crash('process');
    const again = await open(disk);
    const seen = again.read(key(1));
    disk.crash('power', { data: 'synced', entries: 'synced' });
    const third = await open(disk);
    expect(third.read(key(1))).toEqual(seen);
  });

  it('refuses a term that goes back', async () => {
    const { store } = await newStore();
    await store.write(key(1), vote(5, 1));
    expect(() => store.write(key(1), vote(4, 1))).toThrow('a term never goes back');
    await store.close();
  });
});

/** Header, voucher, and the blocks with a little of the zeros behind them. */
const USED = [
  ...Array.from({ length: 24 }, (_, i) => i),
  ...Array.from({ length: 20 }, (_, i) => 4090 + i),
  ...Array.from({ length: 300 }, (_, i) => 8180 + i),
];

describe('a hard-state file that changed', () => {
  async function written(): Promise<{ disk: SimDisk; size: number }> {
    const { disk, store } = await newStore();
    await store.write(key(1), vote(1, 2));
    await store.write(key(1), vote(2, 3));
    await Promise.all([store.write(key(2), vote(9)), store.write(key(1), vote(4, 1))]);
    await store.close();
    const file = await disk.open(PATH, 'read');
    return { disk, size: await file.size() };
  }

  /** Undefined: refused. */
  async function reading(disk: SimDisk): Promise<(HardState | undefined)[] | undefined> {
    try {
      const store = await open(disk);
      return [store.read(key(1)), store.read(key(2))];
    } catch (error) {
      if (error instanceof StorageRefused) return undefined;
      throw error;
    }
  }

  it('by any bit is refused, or gives what was written last', async () => {
    const { disk } = await written();
    let refused = 0;
    for (const at of USED) {
      for (const bit of [1, 128]) {
        const copy = disk.clone('process');
        copy.corrupt(PATH, at, bit);
        const seen = await reading(copy);
        if (seen === undefined) refused += 1;
        else expect(seen, `byte ${at}`).toEqual([vote(4, 1), vote(9)]);
      }
    }
    expect(refused).toBeGreaterThan(250);
  });

  it('by being cut short anywhere is refused', async () => {
    const { disk, size } = await written();
    const cuts = [...USED, size >> 1, size - 4096, size - 1];
    for (const at of cuts) {
      const copy = disk.clone('process');
      const file = await copy.open(PATH, 'write');
      await file.truncate(at);
      await file.close();
      expect(await reading(copy), `cut at ${at}`).toBeUndefined();
    }
  });

  it('by a page that is lost is refused, or gives what was written last', async () => {
    const { disk, size } = await written();
    const outcomes: boolean[] = [];
    for (const filling of [0, 0xff]) {
      for (let at = 0; at < size; at += 4096) {
        const copy = disk.clone('process');
        const file = await copy.open(PATH, 'write');
        await file.write(at, [new Uint8Array(4096).fill(filling)]);
        await file.close();
        const seen = await reading(copy);
        outcomes.push(seen !== undefined);
        if (seen !== undefined) expect(seen, `lost at ${at}`).toEqual([vote(4, 1), vote(9)]);
      }
    }
    // Header, voucher, blocks, and one page behind them.
    expect(outcomes.slice(0, 4)).toEqual([false, true, false, true]);
  });
});

describe('a crash at any operation', () => {
  it('keeps every vote that was promised', async () => {
    const { disk, store } = await newStore();
    const images: { disk: SimDisk; promised: number; asked: number }[] = [];
    let promised = 0;
    let asked = 0;
    disk.onOperation(() => {
      images.push({
        disk: disk.clone('power', { data: 'synced', entries: 'synced' }),
        promised,
        asked,
      });
      images.push({
        disk: disk.clone('power', { data: 'torn', entries: 'mixed' }),
        promised,
        asked,
      });
      images.push({ disk: disk.clone('process'), promised, asked });
    });
    // Wide enough to fill the file once in between.
    for (asked = 1; asked <= 40; asked += 1) {
      const others = Array.from({ length: 60 }, (_, i) => store.write(key(i + 2), vote(asked, 1)));
      await Promise.all([store.write(key(1), vote(asked, asked % 3)), ...others]);
      promised = asked;
    }
    expect(images.length).toBeGreaterThan(300);
    for (const image of images) {
      const again = await open(image.disk);
      const seen = again.read(key(1));
      const seenTerm: number = seen?.currentTerm ?? 0;
      expect(seenTerm).toBeGreaterThanOrEqual(image.promised);
      expect(seenTerm).toBeLessThanOrEqual(image.asked);
      if (seen !== undefined) expect(seen).toEqual(vote(seenTerm, seenTerm % 3));
    }
  });
});
