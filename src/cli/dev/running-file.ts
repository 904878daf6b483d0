/** `dev.json` in the data directory: there while a `flotilla dev` runs on it, for the other commands to find it. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RunningDev {
  readonly pid: number;
  readonly controlPath: string;
  readonly brokers: readonly { readonly nodeId: number; readonly url: string }[];
}

const FILE = 'dev.json';

export function writeRunningDev(directory: string, running: RunningDev): void {
  const path = join(directory, FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify(running, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

export function removeRunningDev(directory: string): void {
  rmSync(join(directory, FILE), { force: true });
}

/** Undefined when there is none, or when it was left behind by one that is gone. */
export function readRunningDev(directory: string): RunningDev | undefined {
  try {
    const running = JSON.parse(readFileSync(join(directory, FILE), 'utf8')) as RunningDev;
    if (!Array.isArray(running.brokers) || typeof running.controlPath !== 'string')
      return undefined;
    return isAlive(running.pid) ? running : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
