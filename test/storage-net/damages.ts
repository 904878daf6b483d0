/** What disks do to what lies on them. Each is one event of one file, on a copy of the disk. */
import type { Disk } from '../../src/platform/disk.ts';
import type { SimDisk } from '../../src/sim/disk.ts';
import type { SimRandom } from '../../src/sim/sim-random.ts';

export interface Damaged {
  readonly kind: DamageKind;
  readonly disk: SimDisk;
  readonly path: string;
  /** What is not as it was, in bytes of the file. */
  readonly from: number;
  readonly to: number;
}

const KINDS = [
  'flipped bit',
  'garbage sector',
  'zeroed sector',
  'zeroed page',
  'misdirected sector',
  'stale sector',
  'file of another partition',
  'cut short',
  'longer',
] as const;
export type DamageKind = (typeof KINDS)[number];

export interface DamageContext {
  readonly random: SimRandom;
  /** Where sectors come from that do not belong there: any file of these, or the same file as it was. */
  readonly sources: readonly SimDisk[];
  /** The same file of another partition. */
  readonly foreign?: SimDisk;
  /** A file that is cut short leaves nothing that says so but what stands behind it, so segments are not. */
  readonly isLog: boolean;
}

const SECTOR_BYTES = 512;
const PAGE_BYTES = 4096;

/** Undefined when it would change nothing. */
export async function damageFile(
  sound: SimDisk,
  path: string,
  context: DamageContext,
): Promise<Damaged | undefined> {
  const { random } = context;
  const kind = KINDS[random.integer(0, KINDS.length - 1)]!;
  const before = await readFile(sound, path);
  const after = await damageBytes(kind, before, path, context);
  if (after === undefined || after.length === 0) return undefined;
  const range = differenceOf(before, after);
  if (range === undefined) return undefined;
  const disk = sound.clone('process');
  const file = await disk.open(path, 'write');
  await file.truncate(after.length);
  await file.write(0, [after]);
  await file.sync();
  await file.close();
  return { kind, disk, path, ...range };
}

async function damageBytes(
  kind: DamageKind,
  before: Uint8Array,
  path: string,
  context: DamageContext,
): Promise<Uint8Array | undefined> {
  const { random, isLog } = context;
  if (before.length === 0) return undefined;
  const bytes = before.slice();
  const at = random.integer(0, before.length - 1);
  const sector = bytes.subarray(
    alignedTo(at, SECTOR_BYTES),
    alignedTo(at, SECTOR_BYTES) + SECTOR_BYTES,
  );
  switch (kind) {
    case 'flipped bit':
      bytes[at] = bytes[at]! ^ (1 << random.integer(0, 7));
      return bytes;
    case 'garbage sector':
      sector.set(random.bytes(sector.length));
      return bytes;
    case 'zeroed sector':
      sector.fill(0);
      return bytes;
    case 'zeroed page':
      bytes.fill(0, alignedTo(at, PAGE_BYTES), alignedTo(at, PAGE_BYTES) + PAGE_BYTES);
      return bytes;
    case 'misdirected sector': {
      const other = await sectorOf(await anyFile(path, context), random);
      sector.set(other.subarray(0, sector.length));
      return bytes;
    }
    case 'stale sector': {
      const old = await fileIn(
        context.sources[random.integer(0, context.sources.length - 1)]!,
        path,
      );
      const from = alignedTo(at, SECTOR_BYTES);
      sector.set(old.subarray(from, from + sector.length));
      return bytes;
    }
    case 'file of another partition':
      return context.foreign && fileIn(context.foreign, path);
    case 'cut short':
      return isLog ? undefined : bytes.slice(0, at);
    case 'longer': {
      const longer = new Uint8Array(bytes.length + random.integer(1, PAGE_BYTES));
      longer.set(bytes);
      if (random.chance(0.5)) longer.set(random.bytes(longer.length - bytes.length), bytes.length);
      return longer;
    }
  }
}

function alignedTo(at: number, unit: number): number {
  return Math.floor(at / unit) * unit;
}

/** Of the same directory, on any of the disks. */
async function anyFile(path: string, { random, sources }: DamageContext): Promise<Uint8Array> {
  const disk = sources[random.integer(0, sources.length - 1)]!;
  const directory = path.slice(0, path.lastIndexOf('/'));
  const files = (await disk.list(directory)).filter(({ kind }) => kind === 'file');
  return readFile(disk, `${directory}/${files[random.integer(0, files.length - 1)]!.name}`);
}

async function sectorOf(bytes: Uint8Array, random: SimRandom): Promise<Uint8Array> {
  const sectors = Math.max(1, Math.ceil(bytes.length / SECTOR_BYTES));
  const from = random.integer(0, sectors - 1) * SECTOR_BYTES;
  return bytes.subarray(from, from + SECTOR_BYTES);
}

async function fileIn(disk: SimDisk, path: string): Promise<Uint8Array> {
  const directory = path.slice(0, path.lastIndexOf('/'));
  const names = (await disk.list(directory)).map(({ name }) => name);
  const isThere = names.includes(path.slice(directory.length + 1));
  return isThere ? readFile(disk, path) : new Uint8Array(0);
}

export async function readFile(disk: Disk, path: string): Promise<Uint8Array> {
  const file = await disk.open(path, 'read');
  const bytes = await file.read(0, await file.size());
  await file.close();
  return bytes;
}

/** `[from, to)`: the bytes that are not the same. */
function differenceOf(
  before: Uint8Array,
  after: Uint8Array,
): { readonly from: number; readonly to: number } | undefined {
  const length = Math.max(before.length, after.length);
  let from = 0;
  while (from < length && before[from] === after[from]) from += 1;
  if (from === length) return undefined;
  let to = length;
  while (before[to - 1] === after[to - 1]) to -= 1;
  return { from, to };
}
