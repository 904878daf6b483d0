import { DiskFault, type DiskFaultKind } from '../platform/disk.ts';

const KINDS: Readonly<Record<string, DiskFaultKind>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EFBIG: 'no-space',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EROFS: 'not-permitted',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
};

/** What the operating system said, as the kinds that the floors above tell apart. */
export function diskFaultOf(error: unknown, path: string): DiskFault {
  if (error instanceof DiskFault) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new DiskFault(KINDS[code ?? ''] ?? 'io', path, message);
}

/** Runs a file system call and turns its error into a DiskFault. */
export async function asDiskFault<T>(path: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw diskFaultOf(error, path);
  }
}
