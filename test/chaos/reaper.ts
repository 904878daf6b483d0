/**
 * Removes what a run has made, however it ended. Nothing is written down for that: everything has the name of the run, so
 * what is left is found by it. A process of its own does it (`startReaper`): it waits until the run's end of a pipe
 * closes, which the kernel sees to, also after `kill -9`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const GONE_MS_MAX = 20_000;
const POLL_MS = 20;
const MARK = 'FLOTILLA_CHAOS_RUN';
const SHARED_MEMORY = '/dev/shm';

export interface Reaper {
  /** Resolves when everything is removed. */
  reap(): Promise<void>;
}

/** For everything that has the name of `directory`, which must be the run's alone. */
export function startReaper(directory: string): Reaper {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  // In a session of its own, so that Ctrl-C does not reach it.
  const child = spawn(process.execPath, ['--import', 'tsx', main, 'reap', directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, [MARK]: '' },
  });
  child.stdin?.on('error', () => undefined);
  const exit = once(child, 'exit');
  return {
    reap: async () => {
      child.stdin?.end();
      await exit;
    },
  };
}

/** The reaper process: waits for the end of the run. */
export async function reapWhenStdinCloses(directory: string): Promise<void> {
  process.stdin.resume();
  await once(process.stdin, 'close');
  await reap(directory);
}

export async function reap(directory: string): Promise<void> {
  // What waits for a frozen disk cannot even be killed.
  for (const mount of mountsIn(directory)) attempt('fsfreeze', '-u', mount);
  const pids = pidsOf(directory);
  for (const pid of pids) kill(pid);
  const deadlineMs = performance.now() + GONE_MS_MAX;
  while (pidsOf(directory).length > 0 && performance.now() < deadlineMs) await sleep(POLL_MS);
  for (const mount of mountsIn(directory)) unmount(mount);
  for (const name of interfacesOf(directory)) attempt('ip', 'link', 'del', name);
  for (const name of namespacesOf(directory)) attempt('ip', 'netns', 'del', name);
  removeSharedMemory(pids);
  rmSync(directory, { recursive: true, force: true });
}

/** Every process that this one starts from now on, and theirs, bear the name of the run. */
export function markChildren(directory: string): void {
  process.env[MARK] = directory;
}

export function pidsOf(directory: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid)
    .filter((pid) => environmentOf(pid).includes(`${MARK}=${directory}`));
}

/** The innermost first. */
export function mountsIn(directory: string): string[] {
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${directory}/`))
    .reverse();
}

/** `ip netns` keeps them there. */
export function namespacesOf(directory: string): string[] {
  const kept = '/run/netns';
  const names = existsSync(kept) ? readdirSync(kept) : [];
  return names.filter((name) => name.startsWith(`${basename(directory)}-`));
}

/** Their names are too short for that of a run. */
export function interfacesOf(directory: string): string[] {
  const known = '/sys/class/net';
  return readdirSync(known).filter((name) => {
    const alias = `${known}/${name}/ifalias`;
    return existsSync(alias) && readFileSync(alias, 'utf8').trim() === basename(directory);
  });
}

/** libfaketime leaves these when its process is killed. */
export function removeSharedMemory(pids: readonly number[]): void {
  if (!existsSync(SHARED_MEMORY)) return;
  for (const name of readdirSync(SHARED_MEMORY)) {
    const pid = /faketime_\w+_(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && pids.includes(Number(pid))) rmSync(`${SHARED_MEMORY}/${name}`);
  }
}

/** As it was when the process began; empty for those of others. */
function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was faster.
  }
}

/** Lazily if somebody still has a file there open: the loop device goes with the last of them. */
function unmount(path: string): void {
  if (!attempt('umount', path)) attempt('umount', '-l', path);
}

function attempt(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
