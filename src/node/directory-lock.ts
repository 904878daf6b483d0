/**
 * A lock between processes that a `kill -9` releases, without flock, which Node does not offer. Everyone who
 * wants the lock first announces itself by a file `PID.START.N` in the lock's directory, then looks at the
 * others: a live one means "locked", dead ones are removed. Two that come at once both announce before they
 * look, so at least one of them sees the other: never do both get it (but both may be refused).
 *
 * START tells a process from a later one with the same pid. It cannot see processes of another container or
 * machine that shares the directory; the directory id guards the cluster against those (DESIGN.md section 5).
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DiskFault, type DiskLock } from '../platform/disk.ts';
import { asDiskFault } from './disk-fault.ts';

const ANNOUNCEMENT = /^(\d+)\.([0-9A-Za-z_-]+)\.\d+$/;

const UNKNOWN = 'unknown';

let announcements = 0;

export async function lockDirectory(path: string): Promise<DiskLock> {
  const start = (await processStart(process.pid)) ?? UNKNOWN;
  announcements += 1;
  const own = `${process.pid}.${start}.${announcements}`;
  await asDiskFault(path, makeIfAbsent(path));
  await asDiskFault(path, writeFile(`${path}/${own}`, '', { flag: 'wx' }));
  try {
    const holder = await otherHolder(path, own);
    if (holder !== undefined) {
      throw new DiskFault('locked', path, `process ${holder} holds the lock ${path}`);
    }
  } catch (error) {
    await remove(path, own);
    throw error;
  }
  return { release: () => remove(path, own) };
}

async function makeIfAbsent(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The pid of a live process that announced itself too; removes what dead ones left behind. */
async function otherHolder(path: string, own: string): Promise<number | undefined> {
  for (const name of await asDiskFault(path, readdir(path))) {
    const [, pid, start] = ANNOUNCEMENT.exec(name) ?? [];
    if (pid === undefined || name === own) continue;
    const running = await processStart(Number(pid));
    const isSame = running === start || running === UNKNOWN || start === UNKNOWN;
    if (running !== undefined && isSame) return Number(pid);
    await remove(path, name);
  }
  return undefined;
}

/** Two may clear away the same dead announcement: that it is gone already is fine. */
async function remove(path: string, name: string): Promise<void> {
  try {
    await unlink(`${path}/${name}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      await asDiskFault(path, Promise.reject(error));
  }
}

/** Undefined when there is no such process, or only a zombie: it holds nothing any more. */
async function processStart(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  try {
    return await (process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid));
  } catch {
    // It is there, but we may not look at it: to refuse is the safe answer.
    return UNKNOWN;
  }
}

/** Clock ticks from boot to start, and which boot: proc(5), field 22; the name before field 3 may hold anything. */
async function startFromProc(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  return `${boot.slice(0, 8)}-${fields[18]}`;
}

async function startFromPs(pid: number): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return stdout.trim().replaceAll(/[^0-9A-Za-z]+/g, '_');
}
