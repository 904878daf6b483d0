import { crc32c } from '../base/crc32c.ts';
import { invariant } from '../base/invariant.ts';
import {
  DiskFault,
  type DirectoryEntry,
  type Disk,
  type DiskFaultKind,
  type DiskFile,
  type DiskLock,
} from '../platform/disk.ts';
import { DISK_LATENCY, DiskEngine, type DiskLatency, type OperationRecord } from './disk-engine.ts';
import type { DiskOperation } from './disk-faults.ts';
import { DirectoryNode, FileNode, type PowerCut, type TreeNode } from './disk-tree.ts';
import { SimFile } from './sim-file.ts';
import { SimRandom } from './sim-random.ts';
import type { Timeline } from './timeline.ts';

export interface SimDiskOptions {
  /** What is drawn: latencies, and what a crash leaves. */
  readonly seed?: number;
  readonly name?: string;
  /** `none` (the default without a timeline): every operation takes effect in the call. */
  readonly latency?: DiskLatency | 'none';
  readonly timeline?: Timeline;
}

/**
 * A disk in memory that forgets what real disks forget: see disk-tree.ts. Stands alone, or under a Simulation
 * that gives it latencies. After a crash the files that were open are dead: their operations never settle. Crash
 * it only when its users are at rest (between two events of a Simulation), or take a `clone` and let them run on.
 */
export class SimDisk implements Disk {
  /** While true, whatever needs more room ends in `no-space`. */
  isFull = false;
  /** Files that are made from now on can lose a synced write (FileNode.staleSector). */
  keepsStaleSectors = false;
  private root = new DirectoryNode();
  private syncs = 0;
  private readonly locks = new Set<string>();
  private readonly listeners = new Set<(record: OperationRecord) => void>();
  private readonly random: SimRandom;
  /** A stream of its own, so that looking at crash images does not change the run. */
  private readonly cloneSeeds: SimRandom;
  private readonly engine: DiskEngine;

  constructor(options: SimDiskOptions = {}) {
    this.random = new SimRandom(options.seed ?? 0, `disk/${options.name ?? ''}`);
    this.cloneSeeds = new SimRandom(options.seed ?? 0, `disk-clones/${options.name ?? ''}`);
    const latency = options.latency ?? (options.timeline === undefined ? 'none' : DISK_LATENCY);
    this.engine = new DiskEngine({
      random: this.random,
      timeline: latency === 'none' ? undefined : options.timeline,
      latency: latency === 'none' ? DISK_LATENCY : latency,
      report: (record) => {
        if (record.operation === 'sync' || record.operation === 'syncDirectory') this.syncs += 1;
        for (const listener of this.listeners) listener(record);
      },
    });
  }

  makeDirectory(path: string): Promise<void> {
    return this.change('makeDirectory', path, () => {
      let directory = this.root;
      for (const part of partsOf(path)) {
        const node = directory.get(part) ?? this.addTo(directory, part, new DirectoryNode(), path);
        if (node.kind !== 'directory') throw new DiskFault('io', path, `${path}: a file is there`);
        directory = node;
      }
    });
  }

  list(path: string): Promise<DirectoryEntry[]> {
    const effect = (): DirectoryEntry[] =>
      this.directoryAt(path)
        .list()
        .map(([name, node]) => ({ name, kind: node.kind }));
    return this.engine.run({ operation: 'list', path, isChange: false, effect });
  }

  open(path: string, mode: 'read' | 'write'): Promise<DiskFile> {
    const isChange = mode === 'write' && this.find(path) === undefined;
    const effect = (): DiskFile => {
      const [directory, name] = this.parentOf(path);
      let node = directory.get(name);
      if (node === undefined && mode === 'read') throw notFound(path);
      node ??= this.addTo(directory, name, new FileNode(this), path);
      if (node.kind !== 'file') throw new DiskFault('io', path, `${path} is a directory`);
      return new SimFile({
        engine: this.engine,
        node,
        path,
        isWritable: mode === 'write',
        random: this.random,
        isDiskFull: () => this.isFull,
      });
    };
    return this.engine.run({ operation: 'open', path, isChange, effect });
  }

  rename(from: string, to: string): Promise<void> {
    return this.change('rename', from, () => {
      const [directory, was] = this.parentOf(from);
      const [target, name] = this.parentOf(to);
      invariant(directory === target, 'a rename stays in its directory');
      const node = directory.get(was);
      if (node === undefined) throw notFound(from);
      const replaced = directory.get(name);
      if (replaced !== undefined && (replaced.kind !== node.kind || isFilledDirectory(replaced))) {
        throw new DiskFault('io', to, `${to} cannot be replaced`);
      }
      directory.rename(was, name);
    });
  }

  remove(path: string): Promise<void> {
    return this.change('remove', path, () => {
      const [directory, name] = this.parentOf(path);
      const node = directory.get(name);
      if (node === undefined) throw notFound(path);
      if (node.kind !== 'file') throw new DiskFault('io', path, `${path} is a directory`);
      directory.remove(name);
    });
  }

  removeDirectory(path: string): Promise<void> {
    return this.change('removeDirectory', path, () => {
      if (isFilledDirectory(this.directoryAt(path))) {
        throw new DiskFault('io', path, `${path} is not empty`);
      }
      const [directory, name] = this.parentOf(path);
      directory.remove(name);
    });
  }

  syncDirectory(path: string): Promise<void> {
    return this.change('syncDirectory', path, () => this.directoryAt(path).sync());
  }

  lock(path: string): Promise<DiskLock> {
    const effect = (): DiskLock => {
      const [directory, name] = this.parentOf(path);
      if (directory.get(name) === undefined) {
        this.addTo(directory, name, new DirectoryNode(), path);
      }
      if (this.locks.has(path)) throw new DiskFault('locked', path, `${path} is locked`);
      this.locks.add(path);
      const { life } = this.engine;
      return {
        release: () => {
          if (!life.isOver) this.locks.delete(path);
          return Promise.resolve();
        },
      };
    };
    return this.engine.run({ operation: 'lock', path, isChange: false, effect });
  }

  /** Called after each operation that changes the disk, failed ones included, before its caller hears of it. */
  onOperation(listener: (record: OperationRecord) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** `process`: the page cache survives. `power`: see PowerCut. */
  crash(kind: 'process' | 'power', cut: PowerCut = {}): void {
    this.engine.kill();
    this.syncs += 1;
    this.locks.clear();
    if (kind === 'power') {
      this.root.powerCut({ data: 'torn', entries: 'mixed', sectorBytes: 512, ...cut }, this.random);
    }
  }

  /** A disk of its own that holds what a crash at this moment would leave here. Another seed, another tear. */
  clone(kind: 'process' | 'power', options: PowerCut & { readonly seed?: number } = {}): SimDisk {
    const { seed = this.cloneSeeds.uint32(), ...cut } = options;
    const copy = new SimDisk({ seed, name: 'clone' });
    copy.root = this.root.clone();
    copy.crash(kind, cut);
    return copy;
  }

  /** The next such operation, or the `nth` from now on, on a path that holds `pathPart` fails. */
  failNext(operation: DiskOperation, pathPart: string, kind: DiskFaultKind, nth = 1): void {
    invariant(nth >= 1, 'the next one is number 1');
    this.engine.faults.add({ operation, pathPart, kind, passes: nth - 1, isLasting: false });
  }

  /** All such operations fail until `clearFaults`. */
  failAll(operation: DiskOperation, pathPart: string, kind: DiskFaultKind): void {
    this.engine.faults.add({ operation, pathPart, kind, passes: 0, isLasting: true });
  }

  clearFaults(): void {
    this.engine.faults.clear();
    this.engine.slowUs = undefined;
  }

  /** How much longer each sync takes than it would; needs a clock, as `stall` does. */
  get syncDelayMs(): number {
    return this.engine.syncDelayUs / 1000;
  }

  set syncDelayMs(ms: number) {
    this.engine.syncDelayUs = Math.ceil(ms * 1000);
  }

  /** Every operation takes so much longer, as drawn (ms); undefined: no more. */
  slowDown(range: readonly [number, number] | undefined): void {
    this.engine.slowUs = range && [Math.ceil(range[0] * 1000), Math.ceil(range[1] * 1000)];
  }

  /** Operations go on, but who ordered them does not hear of it before `resume`. */
  suspend(): void {
    this.engine.life.suspend();
  }

  /** Gives what it has to hear. */
  resume(): readonly (() => void)[] {
    return this.engine.life.resume();
  }

  /** Nothing completes for so long: what hangs, hangs, and then goes on. */
  stall(ms: number): void {
    this.engine.stall(Math.ceil(ms * 1000));
  }

  /** Flips bits of one byte, as a bad sector does: for readers and after any crash. */
  corrupt(path: string, position: number, mask = 1): void {
    const node = this.fileAt(path);
    invariant(node !== undefined, 'what is corrupted is a file');
    node.flipBits(position, mask);
  }

  /** Another number whenever `syncedFiles` may have changed. */
  get syncedVersion(): number {
    return this.syncs;
  }

  /** The files of a directory as a power cut at this moment would leave them, none of the unsynced kept. */
  syncedFiles(path: string): ReadonlyMap<string, FileNode> {
    let node: TreeNode | undefined = this.root;
    for (const part of partsOf(path)) {
      node = node?.kind === 'directory' ? node.durableEntries.get(part) : undefined;
    }
    return node?.kind === 'directory' ? node.durableFiles : NO_FILES;
  }

  /** As programs see it. */
  fileAt(path: string): FileNode | undefined {
    const node = this.find(path);
    return node?.kind === 'file' ? node : undefined;
  }

  /** One line for each file: path, length, and how much of the length is durable. For test failures. */
  describe(): string[] {
    return describeTree(this.root, '');
  }

  /** The same for two disks on which programs see the same. */
  fingerprint(): string {
    return fingerprintOf(this.root, '');
  }

  private change(operation: DiskOperation, path: string, effect: () => void): Promise<void> {
    return this.engine.run({ operation, path, isChange: true, effect });
  }

  private addTo<T extends TreeNode>(
    directory: DirectoryNode,
    name: string,
    node: T,
    path: string,
  ): T {
    if (this.isFull) throw new DiskFault('no-space', path, 'the simulated disk is full');
    directory.add(name, node);
    return node;
  }

  private find(path: string): TreeNode | undefined {
    let node: TreeNode | undefined = this.root;
    for (const part of partsOf(path)) {
      node = node?.kind === 'directory' ? node.get(part) : undefined;
    }
    return node;
  }

  private directoryAt(path: string): DirectoryNode {
    const node = this.find(path);
    if (node?.kind !== 'directory') throw notFound(path);
    return node;
  }

  private parentOf(path: string): [DirectoryNode, string] {
    const parts = partsOf(path);
    const name = parts.pop();
    invariant(name !== undefined, 'the root directory has no parent');
    return [this.directoryAt(`/${parts.join('/')}`), name];
  }
}

const NO_FILES: ReadonlyMap<string, FileNode> = new Map();

function partsOf(path: string): string[] {
  invariant(path.startsWith('/'), 'a path is absolute');
  const parts = path.split('/').filter((part) => part !== '');
  invariant(!parts.includes('.') && !parts.includes('..'), 'a path has no "." and no ".."');
  return parts;
}

function notFound(path: string): DiskFault {
  return new DiskFault('not-found', path, `${path} does not exist`);
}

function isFilledDirectory(node: TreeNode): boolean {
  return node.kind === 'directory' && node.size > 0;
}

function describeTree(directory: DirectoryNode, path: string): string[] {
  return directory.list().flatMap(([name, node]) => {
    const own = `${path}/${name}`;
    if (node.kind === 'directory') return [`${own}/`, ...describeTree(node, own)];
    return [`${own} ${node.size} bytes, ${node.durableSize} durable`];
  });
}

function fingerprintOf(directory: DirectoryNode, path: string): string {
  let text = '';
  for (const [name, node] of directory.list()) {
    const own = `${path}/${name}`;
    if (node.kind === 'directory') text += `${own}/\n${fingerprintOf(node, own)}`;
    else text += `${own} ${node.size} ${crc32c(node.read(0, node.size))}\n`;
  }
  return text;
}
