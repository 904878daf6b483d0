import { open } from 'node:fs';
import { mkdir, open as openHandle, readdir, rename, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { constants } from 'node:fs';
import type { Dirent } from 'node:fs';
import type { DirectoryEntry, Disk, DiskFile, DiskLock } from '../platform/disk.ts';
import { asDiskFault, diskFaultOf } from './disk-fault.ts';
import { lockDirectory } from './directory-lock.ts';
import { NodeFile } from './file.ts';

/** The real disk. File data goes through plain descriptors, the hot path; directories through fs/promises. */
export class NodeDisk implements Disk {
  async makeDirectory(path: string): Promise<void> {
    await asDiskFault(path, makeDirectories(path));
  }

  async list(path: string): Promise<DirectoryEntry[]> {
    const entries = await asDiskFault(path, readdir(path, { withFileTypes: true }));
    return entries
      .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  open(path: string, mode: 'read' | 'write'): Promise<DiskFile> {
    const flags = mode === 'read' ? constants.O_RDONLY : constants.O_RDWR | constants.O_CREAT;
    return new Promise((resolve, reject) => {
      open(path, flags, (error, descriptor) => {
        if (error) reject(diskFaultOf(error, path));
        else resolve(new NodeFile(descriptor, path));
      });
    });
  }

  rename(from: string, to: string): Promise<void> {
    return asDiskFault(from, rename(from, to));
  }

  remove(path: string): Promise<void> {
    return asDiskFault(path, unlink(path));
  }

  removeDirectory(path: string): Promise<void> {
    return asDiskFault(path, rmdir(path));
  }

  async syncDirectory(path: string): Promise<void> {
    const handle = await asDiskFault(
      path,
      openHandle(path, constants.O_RDONLY | constants.O_DIRECTORY),
    );
    try {
      await asDiskFault(path, handle.sync());
    } finally {
      await handle.close();
    }
  }

  lock(path: string): Promise<DiskLock> {
    return lockDirectory(path);
  }
}

function kindOf(entry: Dirent): DirectoryEntry['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'directory' : 'other';
}

/** Not `recursive`: under /proc, where nothing can be made, Node's own loop never ends. */
async function makeDirectories(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeDirectories(dirname(path));
    await mkdir(path);
  }
}
