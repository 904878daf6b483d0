/** What a crash at one moment may leave of a disk: every extreme, and some of what lies between. */
import type { PowerCut } from '../../src/sim/disk-tree.ts';
import type { SimDisk } from '../../src/sim/disk.ts';

export interface Image {
  readonly kind: string;
  readonly disk: SimDisk;
}

const EXTREMES: Readonly<Record<string, PowerCut>> = {
  synced: { data: 'synced', entries: 'synced' },
  'synced, all names': { data: 'synced', entries: 'made' },
  'written, synced names': { data: 'written', entries: 'synced' },
  'written, all names': { data: 'written', entries: 'made' },
};

/** Each directory entry of these is drawn too. */
const DRAWN: Readonly<Record<string, PowerCut>> = {
  'torn at 512 B': { sectorBytes: 512 },
  'torn at 4 KiB': { sectorBytes: 4096 },
  'synced, some names': { data: 'synced', entries: 'mixed' },
};
const DRAWS = 2;

/** Those that differ from one another. */
export function imagesOf(disk: SimDisk, seed: number): Image[] {
  const images: Image[] = [{ kind: 'killed process', disk: disk.clone('process') }];
  const seen = new Set<string>();
  const add = (kind: string, image: SimDisk): void => {
    const fingerprint = image.fingerprint();
    if (seen.has(fingerprint)) return;
    seen.add(fingerprint);
    images.push({ kind, disk: image });
  };
  for (const [kind, cut] of Object.entries(EXTREMES)) add(kind, disk.clone('power', cut));
  for (const [kind, cut] of Object.entries(DRAWN)) {
    for (let draw = 0; draw < DRAWS; draw += 1) {
      add(kind, disk.clone('power', { ...cut, seed: seed * 10 + draw }));
    }
  }
  return images;
}

/** As a power cut leaves it that keeps nothing which was not synced. */
export function afterHardCut(disk: SimDisk): SimDisk {
  return disk.clone('power', EXTREMES['synced']);
}
