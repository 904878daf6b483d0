/** Goal: `flotilla dev` is as its banner says. Method: run it as `npm start` does, paste its lines, press Ctrl-C. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtCommand } from '../support/built-command.ts';
import { freePorts } from '../support/cluster-processes.ts';
import { flotilla } from '../support/run-command.ts';

const TEST_MS_MAX = 60_000;
const STOP_MS_MAX = 2_000;

describe('flotilla dev', { timeout: TEST_MS_MAX }, () => {
  let directory: string;
  let children: ChildProcess[];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'flotilla-dev-'));
    children = [];
  });

  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await sleep(100);
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  });

  interface Dev {
    readonly child: ChildProcess;
    readonly banner: string;
    /** Resolves with the exit code, null after a signal. */
    readonly ended: Promise<number | null>;
  }

  async function startDev(): Promise<Dev> {
    const data = join(directory, 'data');
    const child = spawn(
      process.execPath,
      [await builtCommand(), 'dev', '--data', data, '--http-port', String(await portRange())],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    children.push(child);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let banner = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout!.on('data', (chunk: Buffer) => {
        banner += chunk.toString();
        if (banner.includes('Ctrl-C stops all brokers.')) resolve();
      });
      void ended.then(() => reject(new Error(`flotilla dev ended: ${banner}`)));
    });
    return { child, banner, ended };
  }

  function brokerPids(banner: string): number[] {
    return [...banner.matchAll(/^\d+ +(\d+) +ws:/gm)].map(([, pid]) => Number(pid));
  }

  async function allGone(pids: readonly number[]): Promise<void> {
    while (pids.some(isAlive)) await sleep(10);
  }

  test('prints lines that work, and Ctrl-C ends everything soon', async () => {
    const { child, banner, ended } = await startDev();
    const pids = brokerPids(banner);
    expect(pids).toHaveLength(3);
    const env = { FLOTILLA_BROKERS: [...banner.matchAll(/ws:\/\/\S+?(?=\s)/g)][0]![0] };
    const produced = await flotilla(['produce', 'demo'], { input: 'one\ntwo\n', env });
    expect(produced.stderr).toContain('2 records');
    const consumed = await flotilla(['consume', 'demo', '-o', 'start', '-n', '2'], { env });
    expect(consumed.stdout.toString()).toBe('one\ntwo\n');

    const startedAt = performance.now();
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    await allGone(pids);
    const stopMs = Math.round(performance.now() - startedAt);
    console.log(`Ctrl-C ended all after ${stopMs} ms`);
    expect(stopMs).toBeLessThan(STOP_MS_MAX);
  });

  test('a broker that is killed is named, and comes back with the line that is printed', async () => {
    const { banner } = await startDev();
    const [, killed] = /^kill -9 (\d+)$/m.exec(banner)!;
    const [, number, data] = /^npx flotilla dev restart (\d) --data (\S+)$/m.exec(banner)!;
    const [, urls] = /cluster health --broker (\S+)$/m.exec(banner)!;
    const env = { FLOTILLA_BROKERS: urls! };
    process.kill(Number(killed), 'SIGKILL');
    expect((await flotilla(['cluster', 'health'], { env })).code).toBe(10);
    const produced = await flotilla(['produce', 'demo', '-p', '0'], { input: 'kept\n', env });
    expect(produced.code).toBe(0);
    const restarted = await flotilla(['dev', 'restart', number!, '--data', data!]);
    expect(restarted.stdout.toString()).toMatch(/^Broker \d runs again \(pid \d+\), ready after/);
    const consumed = await flotilla(['consume', 'demo', '-p', '0', '-e'], { env });
    expect(consumed.stdout.toString()).toBe('kept\n');
  });

  test('what was written is there after a restart, and the brokers die with a parent that is killed', async () => {
    const first = await startDev();
    const [, urls] = /cluster health --broker (\S+)$/m.exec(first.banner)!;
    await flotilla(['produce', 'demo', '-p', '1'], {
      input: 'kept\n',
      env: { FLOTILLA_BROKERS: urls! },
    });
    first.child.kill('SIGKILL');
    await allGone(brokerPids(first.banner));

    const second = await startDev();
    const cluster = JSON.parse(readFileSync(join(directory, 'data/dev.json'), 'utf8')) as {
      brokers: { url: string }[];
    };
    const env = { FLOTILLA_BROKERS: cluster.brokers.map((broker) => broker.url).join(',') };
    const consumed = await flotilla(['consume', 'demo', '-p', '1', '-e'], { env });
    expect(consumed.stdout.toString()).toBe('kept\n');
    expect(brokerPids(second.banner)).toHaveLength(3);
  });
});

/** The first of three HTTP ports; the peer ports follow a thousand later. */
async function portRange(): Promise<number> {
  const [first] = await freePorts(1);
  return Math.min(first!, 30_000);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
