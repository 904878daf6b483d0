/** Goal: `flotilla dev` is as its banner says. Method: run it as `npm start` does, paste its lines, press Ctrl-C. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flotilla } from '../support/run-command.ts';
import { DevProcess } from './dev-process.ts';

const TEST_MS_MAX = 60_000;
const STOP_MS_MAX = 2_000;

describe('flotilla dev', { timeout: TEST_MS_MAX }, () => {
  let directory: string;
  let started: DevProcess[];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'flotilla-dev-'));
    started = [];
  });

  afterEach(async () => {
    await Promise.all(started.map((dev) => dev.end('SIGKILL')));
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  });

  async function start(): Promise<{
    dev: DevProcess;
    banner: string;
    env: Record<string, string>;
  }> {
    const dev = await DevProcess.start(join(directory, 'data'));
    started.push(dev);
    const banner = await dev.banner;
    // As the pasted lines name them.
    const [, urls = ''] = /cluster health --broker (\S+)$/m.exec(banner) ?? [];
    return { dev, banner, env: { FLOTILLA_BROKERS: urls } };
  }

  test('prints lines that work, and Ctrl-C ends everything soon', async () => {
    const { dev, env } = await start();
    expect(env['FLOTILLA_BROKERS']).toBe(dev.urls.join(','));
    expect(await dev.pids()).toHaveLength(3);
    const produced = await flotilla(['produce', 'demo'], { input: 'one\ntwo\n', env });
    expect(produced.stderr).toContain('2 records');
    const consumed = await flotilla(['consume', 'demo', '-o', 'start', '-n', '2'], { env });
    expect(consumed.stdout.toString()).toBe('one\ntwo\n');

    const stopMs = Math.round(await dev.end('SIGINT'));
    expect(await dev.ended).toBe(0);
    console.log(`Ctrl-C ended all after ${stopMs} ms`);
    expect(stopMs).toBeLessThan(STOP_MS_MAX);
  });

  test('a broker that is killed comes back with the line that is printed', async () => {
    const { banner, env } = await start();
    const [, pid] = /^kill -9 (\d+)$/m.exec(banner)!;
    const [, nodeId, data] = /^npx flotilla dev restart (\d) --data (\S+)$/m.exec(banner)!;
    process.kill(Number(pid), 'SIGKILL');
    expect((await flotilla(['cluster', 'health'], { env })).code).toBe(10);
    const produced = await flotilla(['produce', 'demo', '-p', '0'], { input: 'kept\n', env });
    expect(produced.code).toBe(0);
    const restarted = await flotilla(['dev', 'restart', nodeId!, '--data', data!]);
    expect(restarted.stdout.toString()).toMatch(/^Broker \d runs again \(pid \d+\), ready after/);
    const consumed = await flotilla(['consume', 'demo', '-p', '0', '-e'], { env });
    expect(consumed.stdout.toString()).toBe('kept\n');
  });

  test('the brokers die with a parent that is killed, and what was written is there at the next start', async () => {
    const first = await start();
    const args = ['produce', 'demo', '-p', '1'];
    expect((await flotilla(args, { input: 'kept\n', env: first.env })).code).toBe(0);
    await first.dev.end('SIGKILL');
    const { env } = await start();
    const consumed = await flotilla(['consume', 'demo', '-p', '1', '-e'], { env });
    expect(consumed.stdout.toString()).toBe('kept\n');
  });
});
