/**
 * What a disk holds, twice: as programs see it, and as a power cut would leave it. The difference is kept as the
 * changes that are not synced yet, so that a power cut can keep some of them and lose others:
 * - of a file's unsynced writes any sectors may be there, in any mix, or only the length (as zeros); a cut of the
 *   length is journaled metadata, so what was written after it is there only if the cut is;
 * - a directory's unsynced entries may be there independently of each other, but the changes of one and the same
 *   file are in order: it is never under two names.
 */
import { GrowableBytes } from './growable-bytes.ts';
import type { SimRandom } from './sim-random.ts';

export const SECTOR_BYTES = 512;

export interface PowerCut {
  /** Unsynced bytes: all lost, all there, or torn at sectors as drawn. Default torn. */
  readonly data?: 'synced' | 'written' | 'torn';
  /** Unsynced directory entries: all lost, all there, or each as drawn. Default mixed. */
  readonly entries?: 'synced' | 'made' | 'mixed';
  /** What is torn is torn between these. Default 512: a sector; file systems also write whole pages of 4096. */
  readonly sectorBytes?: 512 | 4096;
}

type FileChange =
  | { readonly kind: 'write'; readonly id: number; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'resize'; readonly id: number; readonly size: number };

/** As long as `rewrites` is the same, the bytes below an earlier `size` are. */
export interface DurableImage {
  readonly size: number;
  readonly rewrites: number;
}

export class FileNode {
  readonly kind = 'file';
  private content = new GrowableBytes();
  private durable = new GrowableBytes();
  private unsynced: FileChange[] = [];
  private lastChangeId = 0;
  /** Counts what happened to the durable image besides growing at its end. */
  private durableRewrites = 0;
  /** By sector: what was there before the last sync that wrote it. Kept for a disk that may lose such a write. */
  private readonly stale: Map<number, Uint8Array> | undefined;

  constructor(options: { readonly keepsStaleSectors?: boolean } = {}) {
    this.stale = options.keepsStaleSectors === true ? new Map() : undefined;
  }

  get size(): number {
    return this.content.length;
  }

  get durableSize(): number {
    return this.durable.length;
  }

  read(position: number, length: number): Uint8Array {
    return this.content.read(position, length);
  }

  get durableImage(): DurableImage {
    return { size: this.durable.length, rewrites: this.durableRewrites };
  }

  readDurable(position: number, length: number): Uint8Array {
    return this.durable.read(position, length);
  }

  /** Takes over `bytes`. */
  write(at: number, bytes: Uint8Array): void {
    this.content.write(at, bytes);
    this.lastChangeId += 1;
    this.unsynced.push({ kind: 'write', id: this.lastChangeId, at, bytes });
  }

  resize(size: number): void {
    this.content.resize(size);
    this.lastChangeId += 1;
    this.unsynced.push({ kind: 'resize', id: this.lastChangeId, size });
  }

  /** A sync covers what was done before it began, not before it ended. */
  syncMark(): number {
    return this.lastChangeId;
  }

  sync(mark: number): void {
    this.keepStale(mark);
    for (const change of this.unsynced) {
      if (change.id > mark) continue;
      const from = change.kind === 'write' ? change.at : change.size;
      if (from < this.durable.length) this.durableRewrites += 1;
      applyChange(this.durable, change);
    }
    this.unsynced = this.unsynced.filter((change) => change.id > mark);
  }

  /** ext4 marks the pages clean: the bytes can be read until the power goes, and no later sync writes them. */
  failSync(mark: number): void {
    this.unsynced = this.unsynced.filter((change) => change.id > mark || change.kind === 'resize');
  }

  powerCut({ data, sectorBytes }: Required<PowerCut>, random: SimRandom): void {
    for (const change of data === 'synced' ? [] : this.unsynced) {
      if (data === 'written') applyChange(this.durable, change);
      else if (change.kind === 'write') tearWrite(this.durable, change, { sectorBytes, random });
      else if (random.chance(0.5)) applyChange(this.durable, change);
      else break;
    }
    this.unsynced = [];
    this.content = this.durable.clone();
    this.durableRewrites += 1;
  }

  flipBits(position: number, mask: number): void {
    this.content.flipBits(position, mask);
    this.durable.flipBits(position, mask);
  }

  /** The medium gives these bytes back from now on, within the length that is durable. What is not synced still lies above. */
  damage(at: number, bytes: Uint8Array): void {
    const within = bytes.subarray(0, Math.max(0, this.durable.length - at));
    this.durable.write(at, within);
    this.content.write(at, within);
    for (const change of this.unsynced) applyChange(this.content, change);
  }

  /** As the sector was before the last sync that wrote it. */
  staleSector(sector: number): Uint8Array | undefined {
    return this.stale?.get(sector);
  }

  private keepStale(mark: number): void {
    if (this.stale === undefined) return;
    const touched = new Set<number>();
    for (const change of this.unsynced) {
      if (change.kind !== 'write' || change.id > mark) continue;
      const end = change.at + change.bytes.length;
      const first = Math.floor(change.at / SECTOR_BYTES);
      for (let sector = first; sector * SECTOR_BYTES < end; sector += 1) touched.add(sector);
    }
    for (const sector of touched) {
      const before = new Uint8Array(SECTOR_BYTES);
      before.set(this.durable.read(sector * SECTOR_BYTES, SECTOR_BYTES));
      this.stale.set(sector, before);
    }
  }

  clone(): FileNode {
    const copy = new FileNode();
    copy.content = this.content.clone();
    copy.durable = this.durable.clone();
    copy.unsynced = [...this.unsynced];
    copy.lastChangeId = this.lastChangeId;
    return copy;
  }
}

function applyChange(image: GrowableBytes, change: FileChange): void {
  if (change.kind === 'write') image.write(change.at, change.bytes);
  else image.resize(change.size);
}

/** Drawn by shape first: sector by sector alone would hardly ever give a whole write, or a clean prefix. */
function tearWrite(
  image: GrowableBytes,
  write: FileChange & { kind: 'write' },
  { sectorBytes, random }: { readonly sectorBytes: number; readonly random: SimRandom },
): void {
  const { at, bytes } = write;
  const end = at + bytes.length;
  const shape = (['lost', 'whole', 'length-only', 'prefix', 'scattered'] as const)[
    random.integer(0, 4)
  ]!;
  if (shape === 'lost') return;
  if (shape === 'whole') return image.write(at, bytes);
  if (shape === 'length-only') return image.growTo(end);
  const prefixEnd = random.integer(at, end);
  for (let start = at; start < end;) {
    const sectorEnd = Math.min(end, (Math.floor(start / sectorBytes) + 1) * sectorBytes);
    const isKept = shape === 'prefix' ? sectorEnd <= prefixEnd : random.chance(0.5);
    if (isKept) image.write(start, bytes.subarray(start - at, sectorEnd - at));
    start = sectorEnd;
  }
}

export type TreeNode = FileNode | DirectoryNode;

/** `name` now stands for `node`; `was` is the name that a rename took away in the same step. */
interface EntryChange {
  readonly node: TreeNode;
  readonly name: string | undefined;
  readonly was: string | undefined;
}

export class DirectoryNode {
  readonly kind = 'directory';
  private entries = new Map<string, TreeNode>();
  private durable = new Map<string, TreeNode>();
  private unsynced: EntryChange[] = [];
  /** Those of `durable`, which is another map after each change of it. */
  private files:
    { readonly of: unknown; readonly byName: ReadonlyMap<string, FileNode> } | undefined;

  get size(): number {
    return this.entries.size;
  }

  get(name: string): TreeNode | undefined {
    return this.entries.get(name);
  }

  /** What a power cut at this moment would leave, in no order. */
  get durableEntries(): ReadonlyMap<string, TreeNode> {
    return this.durable;
  }

  /** The same map until a change of the directory is durable. */
  get durableFiles(): ReadonlyMap<string, FileNode> {
    if (this.files?.of !== this.durable) {
      const byName = new Map<string, FileNode>();
      for (const [name, node] of this.durable) if (node.kind === 'file') byName.set(name, node);
      this.files = { of: this.durable, byName };
    }
    return this.files.byName;
  }

  /** By name, so that no order of insertion shows. */
  list(): [string, TreeNode][] {
    return [...this.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  add(name: string, node: TreeNode): void {
    this.change({ node, name, was: undefined });
  }

  rename(was: string, name: string): void {
    const node = this.entries.get(was);
    if (node !== undefined && was !== name) this.change({ node, name, was });
  }

  remove(was: string): void {
    const node = this.entries.get(was);
    if (node !== undefined) this.change({ node, name: undefined, was });
  }

  sync(): void {
    if (this.unsynced.length === 0) return;
    this.durable = new Map(this.entries);
    this.unsynced = [];
  }

  powerCut(cut: Required<PowerCut>, random: SimRandom): void {
    const lost = new Set<TreeNode>();
    this.durable = new Map(this.durable);
    for (const change of this.unsynced) {
      const isDrawn = cut.entries === 'made' || (cut.entries === 'mixed' && random.chance(0.5));
      if (isDrawn && !lost.has(change.node)) applyEntry(this.durable, change);
      else lost.add(change.node);
    }
    this.unsynced = [];
    this.entries = new Map(this.durable);
    for (const [, node] of this.list()) {
      if (node.kind === 'file') node.powerCut(cut, random);
      else node.powerCut(cut, random);
    }
  }

  /** `copies` keeps a file that both images name one file. */
  clone(copies = new Map<TreeNode, TreeNode>()): DirectoryNode {
    const copyOf = (node: TreeNode): TreeNode => {
      const copy = copies.get(node) ?? node.clone(copies);
      copies.set(node, copy);
      return copy;
    };
    const copy = new DirectoryNode();
    for (const [name, node] of this.entries) copy.entries.set(name, copyOf(node));
    for (const [name, node] of this.durable) copy.durable.set(name, copyOf(node));
    copy.unsynced = this.unsynced.map((change) => ({ ...change, node: copyOf(change.node) }));
    return copy;
  }

  private change(change: EntryChange): void {
    applyEntry(this.entries, change);
    this.unsynced.push(change);
  }
}

function applyEntry(entries: Map<string, TreeNode>, { node, name, was }: EntryChange): void {
  if (was !== undefined) entries.delete(was);
  if (name !== undefined) entries.set(name, node);
}
