/** What this machine lets a run do. What is not there is skipped by name, with the reason. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type Need =
  'root' | 'mount' | 'fsfreeze' | 'fallocate' | 'strace' | 'ip' | 'nsenter' | 'nft' | 'faketime';

const DIRECTORIES = (process.env['PATH'] ?? '').split(':').concat('/usr/sbin', '/sbin');
const LIBRARIES = '/usr/lib';
/** What each of them takes in programs and files. */
const PROGRAMS: Readonly<Record<Exclude<Need, 'root' | 'faketime'>, readonly string[]>> = {
  mount: ['mount', 'umount', 'mkfs.ext4', 'findmnt', 'unshare'],
  fsfreeze: ['fsfreeze'],
  fallocate: ['fallocate'],
  strace: ['strace'],
  ip: ['ip', 'unshare'],
  nsenter: ['nsenter'],
  nft: ['nft'],
};
const LOOP_DEVICES = '/dev/loop-control';

export class Tools {
  private readonly found: ReadonlyMap<Need, boolean>;

  private constructor(found: ReadonlyMap<Need, boolean>) {
    this.found = found;
  }

  static look(): Tools {
    const found = new Map<Need, boolean>();
    for (const [need, programs] of Object.entries(PROGRAMS)) {
      found.set(need as Need, programs.every(isProgram));
    }
    const isRoot = process.getuid?.() === 0;
    found.set('root', isRoot);
    found.set('faketime', faketimeLibrary() !== undefined);
    // Root of a container may not be allowed to.
    const mayMount = existsSync(LOOP_DEVICES) && mayUnshare('--mount');
    if (isRoot && !mayMount) found.set('mount', false);
    if (isRoot && !mayUnshare('--net')) found.set('ip', false);
    return new Tools(found);
  }

  static of(needs: readonly Need[]): Tools {
    return new Tools(new Map(needs.map((need) => [need, true])));
  }

  has(need: Need): boolean {
    return this.found.get(need) === true;
  }

  /** Undefined when all is there. */
  whyNot(needs: readonly Need[]): string | undefined {
    const missing = needs.filter((need) => !this.has(need));
    if (missing.includes('root')) return 'not root';
    return missing.length === 0 ? undefined : `no ${missing.join(', no ')} here`;
  }
}

/** Of the Debian package libfaketime; the one for programs with threads. */
export function faketimeLibrary(): string | undefined {
  const places = existsSync(LIBRARIES) ? readdirSync(LIBRARIES) : [];
  return places
    .map((place) => join(LIBRARIES, place, 'faketime/libfaketimeMT.so.1'))
    .find((path) => existsSync(path));
}

function isProgram(name: string): boolean {
  return DIRECTORIES.some((directory) => existsSync(join(directory, name)));
}

function mayUnshare(what: '--mount' | '--net'): boolean {
  return spawnSync('unshare', [what, 'true']).status === 0;
}
