// Goal: whatever a chaos run leaves is removed, however it ended. Method: real processes that bear the mark of a run, and a
// run that is killed. Mounts, interfaces and namespaces need root and are seen in a chaos run itself.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pidsOf, reap } from '../../chaos/reaper.ts';

let directory: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'flotilla-chaos-'));
  writeFileSync(join(directory, 'file'), 'x');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

function start(mark: string, args: readonly string[] = ['-e', 'setInterval(() => {}, 1000)']) {
  const env = { ...process.env, FLOTILLA_CHAOS_RUN: mark };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

const isAlive = (child: ChildProcess): boolean => child.exitCode === null && !child.signalCode;

describe('the reaper', () => {
  it('ends the processes of the run, also one that stands still, and no others; removes its files', async () => {
    const ours = [start(directory), start(directory)];
    const stranger = start(`${directory}-of-another`);
    ours[0]!.kill('SIGSTOP');
    await vi.waitFor(() => expect(new Set(pidsOf(directory))).toEqual(new Set(ours.map(pid))));
    await reap(directory);
    await vi.waitFor(() => expect(ours.map(isAlive)).toEqual([false, false]));
    expect(isAlive(stranger)).toBe(true);
    expect(existsSync(directory)).toBe(false);
  });

  it('does so when the run is killed', async () => {
    const reaper = new URL('../../chaos/reaper.ts', import.meta.url).href;
    const run = `
      const { markChildren, startReaper } = await import(${JSON.stringify(reaper)});
      const { spawn } = await import('node:child_process');
      startReaper(${JSON.stringify(directory)});
      markChildren(${JSON.stringify(directory)});
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      console.log('started');
      setInterval(() => {}, 1000);`;
    const child = start('', ['--import', 'tsx', '--input-type=module', '-e', run]);
    await once(child.stdout, 'data');
    await vi.waitFor(() => expect(pidsOf(directory)).toHaveLength(1));
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(existsSync(directory)).toBe(false), { timeout: 30_000 });
    expect(pidsOf(directory)).toEqual([]);
  });
});

function pid(child: ChildProcess): number {
  return child.pid!;
}
