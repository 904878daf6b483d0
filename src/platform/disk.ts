/**
 * The file system as Flotilla uses it. Paths are absolute, with "/" between parts. What was written is
 * durable only after `sync` of the file *and*, for a new or renamed file, `syncDirectory` of its directory.
 * A failed sync is never retried (FAILURES.md row 5): whoever gets one stops using the file.
 */
export interface Disk {
  /** Absent parents are made too; no fault when it exists. Durable after `syncDirectory` of each parent. */
  makeDirectory(path: string): Promise<void>;
  /** Sorted, names only; an absent directory is a DiskFault of kind not-found. */
  list(path: string): Promise<DirectoryEntry[]>;
  /** `write` creates the file when absent. A new file is durable after `syncDirectory`. */
  open(path: string, mode: 'read' | 'write'): Promise<DiskFile>;
  /** Atomic; replaces the target. */
  rename(from: string, to: string): Promise<void>;
  /** A file; whoever has it open keeps reading and writing it. */
  remove(path: string): Promise<void>;
  /** It must be empty; a DiskFault of kind io otherwise. */
  removeDirectory(path: string): Promise<void>;
  syncDirectory(path: string): Promise<void>;
  /**
   * Exclusive for as long as this process lives or until released; a DiskFault of kind locked otherwise.
   * `path` names a directory that belongs to the lock alone and stays behind, also after a release.
   */
  lock(path: string): Promise<DiskLock>;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

export interface DiskFile {
  size(): Promise<number>;
  /** At most `length` bytes; fewer only at the end of the file. The result belongs to the caller. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** Writes all chunks, in order, from `position` on; it is all written when the promise resolves. The chunks must not change until then. */
  write(position: number, chunks: readonly Uint8Array[]): Promise<void>;
  /** fdatasync. */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  /** Waits for what is under way; safe to call twice. Every later operation is a DiskFault of kind io. */
  close(): Promise<void>;
}

export interface DiskLock {
  release(): Promise<void>;
}

export type DiskFaultKind =
  'not-found' | 'no-space' | 'not-permitted' | 'too-many-files' | 'locked' | 'io';

export class DiskFault extends Error {
  override readonly name = 'DiskFault';

  readonly kind: DiskFaultKind;
  readonly path: string;

  constructor(kind: DiskFaultKind, path: string, message: string) {
    super(message);
    this.kind = kind;
    this.path = path;
  }
}
