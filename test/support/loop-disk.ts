/**
 * A file system of its own in a file, mounted through a loop device: what a broker has written and not synced is in the
 * page cache of that file system, and a copy of the file is what a disk holds that loses its power now. Only root may
 * mount one. `copy` wants that nobody writes to it meanwhile, so that the copy is of one moment: it is repeated until
 * the device has seen no write while it was made (the kernel writes back by itself now and then).
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const IMAGE_BYTES = 1 << 30;
const COPIES_MAX = 20;
/** Fields of /sys/block/DEVICE/stat: sectors written since the start, requests in flight. */
const SECTORS_WRITTEN = 6;
const IN_FLIGHT = 8;

export interface LoopDiskOptions {
  /** In which it makes its directory; without it, that of temporary files. */
  readonly root?: string;
  readonly bytes?: number;
}

export class LoopDisk implements Disposable {
  readonly mountPoint: string;
  private readonly directory: string;
  private readonly image: string;
  private readonly crashed: string;
  private readonly canary: string;
  private isMounted = false;

  constructor({ root = tmpdir(), bytes = IMAGE_BYTES }: LoopDiskOptions = {}) {
    this.directory = mkdtempSync(join(root, 'flotilla-disk-'));
    this.image = join(this.directory, 'disk.img');
    this.crashed = join(this.directory, 'crash.img');
    this.mountPoint = join(this.directory, 'mount');
    this.canary = join(this.mountPoint, 'not-synced');
    mkdirSync(this.mountPoint);
    run('truncate', '-s', String(bytes), this.image);
    // Not lazily: the kernel would go on writing to the disk for minutes.
    run('mkfs.ext4', '-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', this.image);
    this.mount();
  }

  /** A file that a power cut must take away, or the test shows nothing. */
  writeCanary(): void {
    rmSync(this.canary, { force: true });
    writeFileSync(this.canary, 'x'.repeat(4096));
  }

  get hasCanary(): boolean {
    return existsSync(this.canary) && statSync(this.canary).size > 0;
  }

  /** What the disk holds now, without what only the page cache of its file system has. */
  copy(): void {
    for (let copies = 0; copies < COPIES_MAX; copies += 1) {
      const before = this.written();
      run('cp', '--sparse=always', this.image, this.crashed);
      if (before !== undefined && before === this.written()) return;
    }
    throw new Error(`${this.image} was written to during each of ${COPIES_MAX} copies.`);
  }

  /** From now on it is the disk of `copy`. Nobody may have a file open on it. */
  useCopy(): void {
    this.unmount();
    run('mv', this.crashed, this.image);
    this.mount();
  }

  [Symbol.dispose](): void {
    if (this.isMounted) this.unmount();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private mount(): void {
    run('mount', '-o', 'loop', this.image, this.mountPoint);
    this.isMounted = true;
  }

  private unmount(): void {
    run('umount', this.mountPoint);
    this.isMounted = false;
  }

  /** Sectors so far; undefined while something is on its way to the disk. */
  private written(): number | undefined {
    const device = execFileSync('findmnt', ['-no', 'SOURCE', this.mountPoint], {
      encoding: 'utf8',
    });
    const stat = readFileSync(`/sys/block/${basename(device.trim())}/stat`, 'utf8');
    const fields = stat.trim().split(/\s+/).map(Number);
    return fields[IN_FLIGHT] === 0 ? fields[SECTORS_WRITTEN] : undefined;
  }
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
