/** A cluster of `flotilla dev` in a temporary directory, started with a stopwatch in the hand. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Durability } from '../../src/cli/bench/ceil/append-file.ts';
import { connect } from '../../src/client/connection.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';

export interface ClusterStart {
  readonly readyMs: number;
  /** From the same start to the receipt of the first record, acks all, topic `demo`. */
  readonly firstAcknowledgedMs: number;
}

export interface ClusterMemory {
  readonly residentMebibytes: readonly number[];
  /** The most so far. */
  readonly peakMebibytes: readonly number[];
}

const HTTP_PORT = 24_081;
const START_MS_MAX = 30_000;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export class DevCluster {
  readonly urls: readonly string[];
  readonly directory: string;
  readonly start: ClusterStart;
  private readonly process: ChildProcess;
  private readonly pids: readonly number[];

  private constructor(
    process: ChildProcess,
    directory: string,
    started: { readonly start: ClusterStart; readonly banner: string },
  ) {
    this.process = process;
    this.directory = directory;
    this.start = started.start;
    // A row of the banner: BROKER PID WEBSOCKET ...
    const rows = [...started.banner.matchAll(/^\d+ +(\d+) +(ws:\S+)/gm)];
    this.pids = rows.map((row) => Number(row[1]));
    this.urls = rows.flatMap((row) => row.slice(2));
  }

  static async start(durability: Durability): Promise<DevCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'flotilla-report-'));
    const main = join(ROOT, 'dist/command/main.js');
    if (!existsSync(main)) throw new Error('build first: npm run build');
    const startedAt = performance.now();
    const child = spawn(
      process.execPath,
      [main, 'dev', '--data', join(directory, 'data'), '--http-port', String(HTTP_PORT)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, FLOTILLA_CONFIG_LOG_DURABILITY: durability },
      },
    );
    try {
      const [ready, firstAcknowledgedMs] = await Promise.all([
        readBanner(child, startedAt),
        acknowledgeFirst(startedAt),
      ]);
      const start = { readyMs: ready.readyMs, firstAcknowledgedMs };
      return new DevCluster(child, directory, { start, banner: ready.banner });
    } catch (error) {
      await end(child, directory);
      throw error;
    }
  }

  async memory(): Promise<ClusterMemory> {
    const statuses = await Promise.all(
      this.pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8')),
    );
    const field = (name: string): number[] =>
      statuses.map((text) => {
        const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
        return Math.round(Number(kibibytes) / 1024);
      });
    return { residentMebibytes: field('VmRSS'), peakMebibytes: field('VmHWM') };
  }

  stop(): Promise<void> {
    return end(this.process, this.directory);
  }
}

async function readBanner(child: ChildProcess, startedAt: number) {
  return await new Promise<{ banner: string; readyMs: number }>((resolve, reject) => {
    let banner = '';
    let readyMs = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      if (readyMs === 0) readyMs = performance.now() - startedAt;
      banner += chunk.toString();
      if (banner.includes('Ctrl-C stops all brokers.')) resolve({ banner, readyMs });
    });
    child.once('exit', () => reject(new Error('flotilla dev ended before it was ready')));
  });
}

/** As an impatient client would: connects and produces again until a receipt comes. */
async function acknowledgeFirst(startedAt: number): Promise<number> {
  const builder = new BatchBuilder();
  builder.append({ key: null, value: new Uint8Array(100), timestampMs: Date.now() });
  const records = builder.finish();
  for (;;) {
    try {
      const connection = await connect(`ws://127.0.0.1:${HTTP_PORT}`);
      const request = { topic: 'demo', partition: 0, acks: -1, records, timeoutMs: 2000 } as const;
      try {
        await connection.produce(request);
        return performance.now() - startedAt;
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (performance.now() - startedAt > START_MS_MAX) throw error;
      await sleep(5);
    }
  }
}

async function end(child: ChildProcess, directory: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await exited;
  }
  await rm(directory, { recursive: true });
}
