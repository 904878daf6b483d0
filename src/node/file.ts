import { close, fdatasync, fstat, ftruncate, read, writev, type Stats } from 'node:fs';
import { DiskFault, type DiskFile } from '../platform/disk.ts';
import { diskFaultOf } from './disk-fault.ts';

/** Linux and macOS take at most 1,024 buffers in one writev. */
const WRITE_CHUNKS_MAX = 1024;

type Done<T> = (error: NodeJS.ErrnoException | null, value?: T) => void;

/** A file descriptor. It is closed only when nothing is under way: its number could by then be another file's. */
export class NodeFile implements DiskFile {
  private underWay = 0;
  private closing: Promise<void> | undefined;
  private onIdle: (() => void) | undefined;

  private readonly descriptor: number;
  private readonly path: string;

  constructor(descriptor: number, path: string) {
    this.descriptor = descriptor;
    this.path = path;
  }

  size(): Promise<number> {
    return this.use(async () => {
      const stats = await this.call<Stats>((done) => fstat(this.descriptor, done));
      return stats.size;
    });
  }

  read(position: number, length: number): Promise<Uint8Array> {
    return this.use(() => this.readAll(position, length));
  }

  write(position: number, chunks: readonly Uint8Array[]): Promise<void> {
    return this.use(() => this.writeAll(position, chunks));
  }

  sync(): Promise<void> {
    return this.use(() => this.call<void>((done) => fdatasync(this.descriptor, done)));
  }

  truncate(size: number): Promise<void> {
    return this.use(() => this.call<void>((done) => ftruncate(this.descriptor, size, done)));
  }

  close(): Promise<void> {
    this.closing ??= this.closeWhenIdle();
    return this.closing;
  }

  private async readAll(position: number, length: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const count = await this.call<number>((done) =>
        read(this.descriptor, buffer, filled, length - filled, position + filled, done),
      );
      if (count === 0) break;
      filled += count;
    }
    // A short answer must not keep a long buffer alive.
    return filled * 2 < length
      ? new Uint8Array(buffer.subarray(0, filled))
      : buffer.subarray(0, filled);
  }

  /** A write may take less than it was given, so it goes on from there until all is taken or it fails. */
  private async writeAll(position: number, chunks: readonly Uint8Array[]): Promise<void> {
    let rest = chunks.filter((chunk) => chunk.length > 0);
    let at = position;
    while (rest.length > 0) {
      const some = rest.length > WRITE_CHUNKS_MAX ? rest.slice(0, WRITE_CHUNKS_MAX) : rest;
      const taken = await this.call<number>((done) => writev(this.descriptor, some, at, done));
      if (taken === 0) throw new DiskFault('io', this.path, 'a write took no bytes');
      at += taken;
      rest = dropBytes(rest, taken);
    }
  }

  private call<T>(start: (done: Done<T>) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      start((error, value) => {
        if (error) reject(diskFaultOf(error, this.path));
        else resolve(value as T);
      });
    });
  }

  private async use<T>(operation: () => Promise<T>): Promise<T> {
    if (this.closing !== undefined) throw new DiskFault('io', this.path, 'the file is closed');
    this.underWay += 1;
    try {
      return await operation();
    } finally {
      this.underWay -= 1;
      if (this.underWay === 0) this.onIdle?.();
    }
  }

  private async closeWhenIdle(): Promise<void> {
    if (this.underWay > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
    await this.call<void>((done) => close(this.descriptor, done));
  }
}

/** What is left of `chunks` without their first `count` bytes. */
export function dropBytes(chunks: Uint8Array[], count: number): Uint8Array[] {
  let left = count;
  let first = 0;
  while (first < chunks.length && left >= chunks[first]!.length) {
    left -= chunks[first]!.length;
    first += 1;
  }
  const rest = chunks.slice(first);
  if (left > 0) rest[0] = rest[0]!.subarray(left);
  return rest;
}
