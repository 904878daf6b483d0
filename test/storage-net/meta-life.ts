/** A format of a data directory, and a crash at every operation of it: it is formatted, whole, or can be formatted again. */
import assert from 'node:assert/strict';
import { nodeId, uuid } from '../../src/model/ids.ts';
import { SimDisk } from '../../src/sim/disk.ts';
import { openHardStateStore } from '../../src/storage/hard-state-store.ts';
import {
  formatDirectory,
  HARD_STATE,
  readMetaProperties,
  type MetaProperties,
} from '../../src/storage/meta-properties.ts';
import { StorageRefused } from '../../src/storage/storage-refused.ts';
import { SILENT } from '../support/log-entries.ts';
import { Violation, type Figures } from './figures.ts';
import { afterHardCut, imagesOf, type Image } from './images.ts';
import { messageOf } from './log-life.ts';

export const DATA = '/data';
export const META: MetaProperties = {
  formatVersion: 1,
  clusterId: uuid('AAAAAAAAAAAAAAAAAAAAAg'),
  nodeId: nodeId(1),
  directoryId: uuid('AAAAAAAAAAAAAAAAAAAAAw'),
  formatId: uuid('AAAAAAAAAAAAAAAAAAAABA'),
  voters: [
    { nodeId: nodeId(1), host: 'a', port: 9081, directoryId: uuid('AAAAAAAAAAAAAAAAAAAAAw') },
    { nodeId: nodeId(2), host: 'b', port: 9081, directoryId: uuid('AAAAAAAAAAAAAAAAAAAABQ') },
  ],
};

export async function liveMeta(seed: number, figures: Figures): Promise<void> {
  const disk = new SimDisk({ seed });
  const taken: (Image & { readonly after: string })[] = [];
  let operations = 0;
  disk.onOperation(({ operation, path }) => {
    operations += 1;
    const after = `meta seed ${seed}, operation ${operations}: ${operation} ${path}`;
    for (const image of imagesOf(disk, seed * 100 + operations)) taken.push({ ...image, after });
  });
  await formatDirectory(disk, DATA, META);
  for (const image of taken) {
    figures.image(image.kind);
    try {
      await recover(image.disk, figures);
    } catch (error) {
      throw new Violation(`${image.after}, ${image.kind}: ${messageOf(error)}`, { cause: error });
    }
  }
  await checkFormatted(afterHardCut(disk), figures).catch((error: unknown) => {
    throw new Violation(`meta seed ${seed}, when formatted: ${messageOf(error)}`, { cause: error });
  });
}

async function recover(disk: SimDisk, figures: Figures): Promise<void> {
  try {
    await readMetaProperties(disk, DATA);
  } catch (error) {
    if (!(error instanceof StorageRefused) || !error.message.includes('is not formatted'))
      throw error;
    figures.count('also', 'formatted again');
    await formatDirectory(disk, DATA, META);
  }
  await checkFormatted(disk, figures);
}

async function checkFormatted(disk: SimDisk, figures: Figures): Promise<void> {
  figures.recoveries += 1;
  assert.deepEqual(await readMetaProperties(disk, DATA), META);
  await openHardStateStore({ disk, path: `${DATA}/${HARD_STATE}`, logger: SILENT });
}
