import { invariant } from '../base/invariant.ts';
import { DiskFault, type DiskFile } from '../platform/disk.ts';
import { checksumOf, concatenate } from './byte-chunks.ts';
import type { DiskEngine, Work } from './disk-engine.ts';
import type { FileNode } from './disk-tree.ts';
import type { Lifetime } from './lifetime.ts';
import type { SimRandom } from './sim-random.ts';

export interface SimFileOptions {
  readonly engine: DiskEngine;
  readonly node: FileNode;
  readonly path: string;
  readonly isWritable: boolean;
  readonly random: SimRandom;
  readonly isDiskFull: () => boolean;
}

export class SimFile implements DiskFile {
  private isClosed = false;
  private readonly underWay = new Set<Promise<unknown>>();

  private readonly options: SimFileOptions;
  private readonly life: Lifetime;

  constructor(options: SimFileOptions) {
    this.options = options;
    this.life = options.engine.life;
  }

  size(): Promise<number> {
    return this.use('size', { isChange: false, effect: () => this.options.node.size });
  }

  read(position: number, length: number): Promise<Uint8Array> {
    const effect = (): Uint8Array => this.options.node.read(position, length);
    return this.use('read', { bytes: length, isChange: false, effect });
  }

  write(position: number, chunks: readonly Uint8Array[]): Promise<void> {
    const { node, random } = this.options;
    const bytes = concatenate(chunks);
    const checksum = checksumOf(chunks);
    const keepPart = (): void =>
      node.write(position, bytes.slice(0, random.integer(0, bytes.length)));
    const effect = (): void => {
      invariant(checksumOf(chunks) === checksum, 'bytes under way to the disk do not change');
      const end = position + bytes.length;
      if (this.options.isDiskFull() && end > node.size) {
        node.write(position, bytes.slice(0, Math.max(0, node.size - position)));
        throw new DiskFault('no-space', this.options.path, 'the simulated disk is full');
      }
      node.write(position, bytes);
    };
    return this.change('write', {
      bytes: bytes.length,
      effect,
      whenFailed: keepPart,
      whenKilled: keepPart,
    });
  }

  sync(): Promise<void> {
    const { node } = this.options;
    const mark = node.syncMark();
    return this.use('sync', {
      isChange: true,
      effect: () => node.sync(mark),
      whenFailed: () => node.failSync(mark),
    });
  }

  truncate(size: number): Promise<void> {
    return this.change('truncate', { effect: () => this.options.node.resize(size) });
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    const { engine, path } = this.options;
    this.isClosed = true;
    await Promise.allSettled(this.underWay);
    await engine.run({ operation: 'close', path, isChange: false, effect: () => {} }, this.life);
  }

  private change(
    operation: 'write' | 'truncate',
    work: Omit<Work<void>, 'operation' | 'path' | 'isChange'>,
  ): Promise<void> {
    if (!this.options.isWritable) {
      return Promise.reject(new DiskFault('io', this.options.path, 'it is open for reading only'));
    }
    return this.use(operation, { ...work, isChange: true });
  }

  private async use<T>(
    operation: Work<T>['operation'],
    work: Omit<Work<T>, 'operation' | 'path'>,
  ): Promise<T> {
    const { engine, path } = this.options;
    if (this.isClosed) throw new DiskFault('io', path, 'the file is closed');
    const running = engine.run({ ...work, operation, path }, this.life);
    this.underWay.add(running);
    try {
      return await running;
    } finally {
      this.underWay.delete(running);
    }
  }
}
