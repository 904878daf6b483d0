// Goal: a data directory is formatted once, says whose it is, and anything else is refused in one sentence.
import { describe, expect, it } from 'vitest';
import { nodeId, uuid } from '../../../src/model/ids.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { openHardStateStore } from '../../../src/storage/hard-state-store.ts';
import {
  decodeMeta,
  encodeMeta,
  formatDirectory,
  readMetaProperties,
  type MetaProperties,
} from '../../../src/storage/meta-properties.ts';
import { StorageRefused } from '../../../src/storage/storage-refused.ts';
import { SILENT } from '../../support/log-entries.ts';

const META: MetaProperties = {
  formatVersion: 1,
  clusterId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'),
  nodeId: nodeId(2),
  directoryId: uuid('AAAAAAAAAAAAAAAAAAAABA'),
  formatId: uuid('AAAAAAAAAAAAAAAAAAAADA'),
  voters: [
    {
      nodeId: nodeId(1),
      host: '10.0.0.1',
      port: 9001,
      directoryId: uuid('AAAAAAAAAAAAAAAAAAAAEA'),
    },
    { nodeId: nodeId(2), host: '::1', port: 0, directoryId: uuid('AAAAAAAAAAAAAAAAAAAABA') },
  ],
};

async function put(disk: SimDisk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(path, 'write');
  await file.truncate(0);
  await file.write(0, [bytes]);
  await file.sync();
  await file.close();
}

describe('meta.properties', () => {
  it('is what was formatted, and so is the hard state', async () => {
    const disk = new SimDisk();
    await formatDirectory(disk, '/data', META);
    expect(await readMetaProperties(disk, '/data')).toEqual(META);
    const store = await openHardStateStore({ disk, path: '/data/hard-state', logger: SILENT });
    await store.close();
  });

  it('can be read by people', () => {
    expect(new TextDecoder().decode(encodeMeta(META))).toMatchInlineSnapshot(`
      "#flotilla data directory; do not edit
      version=1
      cluster.id=AAAAAAAAAAAAAAAAAAAAAQ
      node.id=2
      directory.id=AAAAAAAAAAAAAAAAAAAABA
      format.id=AAAAAAAAAAAAAAAAAAAADA
      voters=1@10.0.0.1:9001:AAAAAAAAAAAAAAAAAAAAEA,2@::1:0:AAAAAAAAAAAAAAAAAAAABA
      crc32c=59b714c6
      "
    `);
  });

  it('refuses a directory that is formatted, or has something else in it', async () => {
    const disk = new SimDisk();
    await formatDirectory(disk, '/data', META);
    await expect(formatDirectory(disk, '/data', META)).rejects.toThrow('is formatted already');
    await disk.makeDirectory('/home');
    await put(disk, '/home/thesis.txt', Uint8Array.of(1));
    await expect(formatDirectory(disk, '/home', META)).rejects.toThrow(
      'is not empty (it has thesis.txt)',
    );
    await disk.remove('/home/thesis.txt');
    await formatDirectory(disk, '/home', META);
  });

  it('refuses addresses that it could not read back', async () => {
    const disk = new SimDisk();
    for (const host of ['', 'a b', 'a,b', 'a@b', 'a\nb']) {
      const voters = [{ ...META.voters[0]!, host }];
      await expect(formatDirectory(disk, '/data', { ...META, voters })).rejects.toBeInstanceOf(
        StorageRefused,
      );
    }
  });

  it('refuses votes without a name', async () => {
    const disk = new SimDisk();
    await formatDirectory(disk, '/data', META);
    const store = await openHardStateStore({ disk, path: '/data/hard-state', logger: SILENT });
    const group = `${META.clusterId}:0` as const;
    await store.write(group, { currentTerm: 3 as never, votedFor: undefined });
    await store.close();
    await disk.remove('/data/meta.properties');
    await expect(formatDirectory(disk, '/data', META)).rejects.toThrow('has votes of a broker');
  });

  it('says what to do when the directory is not formatted, and when it is newer', async () => {
    const disk = new SimDisk();
    await disk.makeDirectory('/data');
    await expect(readMetaProperties(disk, '/data')).rejects.toThrow(
      'format it with: npx flotilla broker format --data /data ...',
    );
    await put(disk, '/data/meta.properties', encodeMeta({ ...META, formatVersion: 2 }));
    await expect(readMetaProperties(disk, '/data')).rejects.toThrow('has format version 2');
  });

  it('finds every flipped bit and every cut', () => {
    const bytes = encodeMeta(META);
    for (let at = 0; at < bytes.length; at += 1) {
      for (const bit of [1, 16, 128]) {
        const changed = bytes.slice();
        changed[at] = changed[at]! ^ bit;
        expect(() => decodeMeta(changed, '/data/meta.properties')).toThrow(StorageRefused);
      }
      expect(() => decodeMeta(bytes.subarray(0, at), '/data/meta.properties')).toThrow(
        'is damaged',
      );
    }
  });

  it('is there whole, or not at all, after a crash at any moment of a format', async () => {
    const disk = new SimDisk();
    const images: SimDisk[] = [];
    disk.onOperation(() => {
      for (let seed = 0; seed < 4; seed += 1) images.push(disk.clone('power', { seed }));
      images.push(disk.clone('process'));
    });
    await formatDirectory(disk, '/data', META);
    for (const image of images) {
      const isFormatted = await readMetaProperties(image, '/data').then(
        () => true,
        () => false,
      );
      if (!isFormatted) await formatDirectory(image, '/data', META);
      expect(await readMetaProperties(image, '/data')).toEqual(META);
      await openHardStateStore({ disk: image, path: '/data/hard-state', logger: SILENT });
    }
  });
});
