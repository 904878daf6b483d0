/**
 * Open files for reading, kept with a bound: opening costs more than reading 64 KiB (FAILURES.md row 46: too many
 * of them starve the process). One object may serve all logs of a broker.
 */
import { invariant } from '../base/invariant.ts';
import type { Disk, DiskFile } from '../platform/disk.ts';

interface Handle {
  readonly file: Promise<DiskFile>;
  users: number;
  /** Close as soon as nobody uses it: the file was deleted or replaced. */
  isForgotten: boolean;
}

export class ReadHandles {
  /** In order of last use, oldest first. */
  private readonly handles = new Map<string, Handle>();

  private readonly disk: Disk;
  private readonly filesMax: number;

  constructor(disk: Disk, filesMax: number) {
    invariant(filesMax > 0, 'at least one file may be open');
    this.disk = disk;
    this.filesMax = filesMax;
  }

  async use<T>(path: string, task: (file: DiskFile) => Promise<T>): Promise<T> {
    const handle = this.handles.get(path) ?? {
      file: this.disk.open(path, 'read'),
      users: 0,
      isForgotten: false,
    };
    this.handles.delete(path);
    this.handles.set(path, handle);
    handle.users += 1;
    try {
      return await task(await handle.file);
    } catch (error) {
      this.forget(path, handle);
      throw error;
    } finally {
      handle.users -= 1;
      if (handle.isForgotten) await closeIdle(handle);
      await this.closeBeyondBound();
    }
  }

  /** The next use opens it anew. */
  async forgetFile(path: string): Promise<void> {
    const handle = this.handles.get(path);
    if (handle === undefined) return;
    this.forget(path, handle);
    await closeIdle(handle);
  }

  async forgetDirectory(directory: string): Promise<void> {
    for (const path of this.handles.keys()) {
      if (path.startsWith(`${directory}/`)) await this.forgetFile(path);
    }
  }

  private forget(path: string, handle: Handle): void {
    handle.isForgotten = true;
    if (this.handles.get(path) === handle) this.handles.delete(path);
  }

  private async closeBeyondBound(): Promise<void> {
    for (const [path, handle] of this.handles) {
      if (this.handles.size <= this.filesMax) return;
      if (handle.users > 0) continue;
      this.forget(path, handle);
      await closeIdle(handle);
    }
  }
}

async function closeIdle(handle: Handle): Promise<void> {
  if (handle.users > 0) return;
  try {
    await (await handle.file).close();
  } catch {
    // It did not open, or cannot be closed; either way there is nothing to give back.
  }
}
