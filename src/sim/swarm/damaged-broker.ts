/**
 * The one broker of a run whose disk spoils what it keeps: a minority of every group, so that the others have to go on and
 * nothing that was acknowledged may be lost. What is spoiled is remembered, for those who judge by what disks hold.
 */
import { partitionDirectory } from '../../host/partition-directory.ts';
import { DiskFault } from '../../platform/disk.ts';
import type { DamageIsTold } from '../checkers/damage-is-told.ts';
import { DATA_DIRECTORY } from '../cluster.ts';
import type { FileNode } from '../disk-tree.ts';
import type { SimDisk } from '../disk.ts';
import { HARD_STATE } from '../../storage/meta-properties.ts';
import { BLOCKS_AT, HEADER_BYTES } from '../../storage/hard-state-file.ts';
import { StorageRefused } from '../../storage/storage-refused.ts';

interface Hit {
  readonly path: string;
  readonly node: FileNode;
  readonly at: number;
  /** What the medium gives back since. */
  readonly bytes: Uint8Array;
}

export class DamagedBroker {
  readonly id: number;
  readonly disk: SimDisk;
  private readonly hits: Hit[] = [];
  private readonly directories = new Set<string>();
  private readonly told: DamageIsTold;
  /** Of its last start: what it may not start with. */
  private spoiledAtStart: readonly string[] = [];

  constructor(id: number, disk: SimDisk, told: DamageIsTold) {
    this.id = id;
    this.disk = disk;
    this.told = told;
    disk.keepsStaleSectors = true;
  }

  get isHit(): boolean {
    return this.hits.length > 0;
  }

  hit(hit: Hit): void {
    this.hits.push(hit);
    this.directories.add(hit.path.slice(0, hit.path.lastIndexOf('/')));
  }

  /** Whether any file of this replica was spoiled. */
  spoils(broker: number, topic: string, partition: number): boolean {
    if (broker !== this.id) return false;
    return this.directories.has(partitionDirectory(DATA_DIRECTORY, topic, partition));
  }

  starting(): void {
    const spoiled = this.hits.filter((hit) => this.isFatal(hit)).map(({ path }) => path);
    this.spoiledAtStart = [...new Set(spoiled)];
  }

  started(): void {
    if (this.isHit) this.told.started(this.id, this.spoiledAtStart);
  }

  notStarted(error: unknown): void {
    // A fault of the disk that was ordered may have come first.
    const isOtherFault = error instanceof DiskFault && error.message.includes('simulated');
    if (!this.isHit || isOtherFault) return;
    const isRefusal = error instanceof StorageRefused;
    this.told.refused(this.id, this.spoiledAtStart, { text: String(error), isRefusal });
  }

  ended(complaints: number): void {
    if (this.isHit) this.told.ended(complaints);
  }

  /** It is still so, in a file of the whole broker, at a place where it matters. */
  private isFatal({ path, node, at, bytes }: Hit): boolean {
    const name = path.slice(DATA_DIRECTORY.length + 1);
    if (name.includes('/') || this.disk.fileAt(path) !== node) return false;
    const now = node.read(at, bytes.length);
    if (!bytes.every((byte, i) => byte === now[i])) return false;
    if (name !== HARD_STATE) return true;
    return at < HEADER_BYTES || at + bytes.length > BLOCKS_AT;
  }
}
