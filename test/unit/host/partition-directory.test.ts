// Goal: a directory is only ever used by the topic that it belongs to, and a deletion that a crash cuts short is finished,
// never half believed. Method: the simulated disk; a crash image at every operation of a deletion and of a preparation.
import { describe, expect, test } from 'vitest';
import {
  deletePartitionDirectory,
  partitionDirectory,
  preparePartitionDirectory,
  removeDeletedDirectories,
} from '../../../src/host/partition-directory.ts';
import { uuid } from '../../../src/model/ids.ts';
import type { GroupId } from '../../../src/model/topic-partition.ts';
import { SimDisk } from '../../../src/sim/disk.ts';

const DATA = '/data';
const OLD: GroupId = { topicId: uuid('AAAAAAAAAAAAAAAAAAAAAg'), partition: 0 };
const NEW: GroupId = { topicId: uuid('AAAAAAAAAAAAAAAAAAAAAw'), partition: 0 };
const DIRECTORY = partitionDirectory(DATA, 'orders', 0);

async function diskWithPartition(): Promise<SimDisk> {
  const disk = new SimDisk();
  await disk.makeDirectory(DATA);
  await disk.syncDirectory('/');
  await preparePartitionDirectory(disk, DIRECTORY, OLD);
  await writeLog(disk, 'old records');
  return disk;
}

async function writeLog(disk: SimDisk, text: string): Promise<void> {
  const file = await disk.open(`${DIRECTORY}/00000000000000000000.log`, 'write');
  await file.write(0, [new TextEncoder().encode(text)]);
  await file.sync();
  await file.close();
  await disk.syncDirectory(DIRECTORY);
}

async function namesIn(disk: SimDisk, path: string): Promise<string[]> {
  return (await disk.list(path)).map(({ name }) => name);
}

/** What a power cut leaves at each change that `work` makes, in both extremes and one mixture. */
async function imagesOf(disk: SimDisk, work: () => Promise<void>): Promise<SimDisk[]> {
  const images: SimDisk[] = [];
  disk.onOperation(() => {
    images.push(disk.clone('process'));
    images.push(disk.clone('power', { data: 'synced', entries: 'synced' }));
    images.push(disk.clone('power', { data: 'written', entries: 'made' }));
    images.push(disk.clone('power', { seed: images.length }));
  });
  await work();
  return images;
}

describe('the directory of a partition', () => {
  test('is kept for its own topic, however often it is prepared, also over a power cut', async () => {
    const disk = await diskWithPartition();
    await preparePartitionDirectory(disk, DIRECTORY, OLD);
    disk.crash('power', { data: 'synced', entries: 'synced' });
    await preparePartitionDirectory(disk, DIRECTORY, OLD);
    expect(await namesIn(disk, DIRECTORY)).toEqual([
      '00000000000000000000.log',
      'partition.metadata',
    ]);
  });

  test('of another topic with the same name is put aside, never opened and never deleted', async () => {
    const disk = await diskWithPartition();
    await preparePartitionDirectory(disk, DIRECTORY, NEW);
    expect(await namesIn(disk, DIRECTORY)).toEqual(['partition.metadata']);
    const stray = `${OLD.topicId}-0.stray`;
    expect(await namesIn(disk, DATA)).toEqual([stray, 'orders-0']);
    expect(await namesIn(disk, `${DATA}/${stray}`)).toContain('00000000000000000000.log');
    await removeDeletedDirectories(disk, DATA);
    expect(await namesIn(disk, DATA)).toContain(stray);
  });

  test('is deleted with all that is in it, but not on behalf of another topic', async () => {
    const disk = await diskWithPartition();
    await deletePartitionDirectory(disk, DIRECTORY, NEW);
    expect(await namesIn(disk, DATA)).toEqual(['orders-0']);
    await deletePartitionDirectory(disk, DIRECTORY, OLD);
    expect(await namesIn(disk, DATA)).toEqual([]);
    await deletePartitionDirectory(disk, DIRECTORY, OLD);
  });

  test('is whole or gone after a crash at any moment of its deletion, and the next start finishes it', async () => {
    const disk = await diskWithPartition();
    const images = await imagesOf(disk, () => deletePartitionDirectory(disk, DIRECTORY, OLD));
    expect(images.length).toBeGreaterThan(12);
    for (const image of images) {
      await removeDeletedDirectories(image, DATA);
      const left = await namesIn(image, DATA);
      expect(left.filter((name) => name.endsWith('.deleted'))).toEqual([]);
      if (!left.includes('orders-0')) continue;
      expect(await namesIn(image, DIRECTORY)).toContain('00000000000000000000.log');
      expect(await namesIn(image, DIRECTORY)).toContain('partition.metadata');
    }
  });

  test('never shows an old log to a new topic after a crash at any moment of its preparation', async () => {
    const disk = await diskWithPartition();
    const images = await imagesOf(disk, () => preparePartitionDirectory(disk, DIRECTORY, NEW));
    for (const image of images) {
      await removeDeletedDirectories(image, DATA);
      await preparePartitionDirectory(image, DIRECTORY, NEW);
      expect(await namesIn(image, DIRECTORY)).toEqual(['partition.metadata']);
    }
  });

  test('that was put aside comes back when its topic is wanted again, as when metadata is replayed', async () => {
    const disk = await diskWithPartition();
    await preparePartitionDirectory(disk, DIRECTORY, NEW);
    await deletePartitionDirectory(disk, DIRECTORY, NEW);
    await preparePartitionDirectory(disk, DIRECTORY, OLD);
    expect(await namesIn(disk, DATA)).toEqual(['orders-0']);
    expect(await namesIn(disk, DIRECTORY)).toContain('00000000000000000000.log');
  });

  test('comes back after a crash at any moment of being put aside', async () => {
    const disk = await diskWithPartition();
    const images = await imagesOf(disk, () => preparePartitionDirectory(disk, DIRECTORY, NEW));
    for (const image of images) {
      await removeDeletedDirectories(image, DATA);
      await preparePartitionDirectory(image, DIRECTORY, OLD);
      expect(await namesIn(image, DIRECTORY)).toContain('00000000000000000000.log');
    }
  });

  test('is deleted also while it is put aside', async () => {
    const disk = await diskWithPartition();
    await preparePartitionDirectory(disk, DIRECTORY, NEW);
    await deletePartitionDirectory(disk, DIRECTORY, OLD);
    expect(await namesIn(disk, DATA)).toEqual(['orders-0']);
  });

  test('of a topic with the longest legal name can be put aside and deleted: no file name is longer than 255 bytes', async () => {
    const disk = new SimDisk();
    await disk.makeDirectory(DATA);
    const longest = partitionDirectory(DATA, 'x'.repeat(249), 0);
    const renamed: string[] = [];
    const rename = disk.rename.bind(disk);
    disk.rename = (from, to) => {
      renamed.push(to.slice(DATA.length + 1));
      return rename(from, to);
    };
    await preparePartitionDirectory(disk, longest, OLD);
    await preparePartitionDirectory(disk, longest, NEW);
    await deletePartitionDirectory(disk, longest, NEW);
    expect(renamed).toHaveLength(2);
    for (const name of renamed) expect(name.length).toBeLessThanOrEqual(255);
  });
});
