/**
 * What a figure must be read with (PERFORMANCE.md section 4): the machine, how busy it was before, and what its
 * disk and its loopback network gave in the same run.
 */
import { execFile } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { forkScript } from './fork-script.ts';
import { makeHistogram } from './load.ts';
import { megabytesPerSecond } from './result-line.ts';
import type { SinkReport } from './tcp-sink.ts';

export interface MachineReport {
  readonly measuredAt: string;
  readonly node: string;
  /** Of the sources; undefined when they are no git checkout. */
  readonly commit: string | undefined;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly loadAverage: readonly number[];
  /** CPU that was in use before the run, in percent of one core; undefined where /proc/stat is not. */
  readonly busyBeforePercent: number | undefined;
  /** More than OTHERS_PERCENT_MAX was in use: do not compare this run with others. */
  readonly isDisturbed: boolean;
  readonly fdatasync: {
    readonly directory: string;
    readonly p50Ms: number;
    readonly p99Ms: number;
  };
  readonly tcpSinkMegabytesPerSecond: number;
}

const OTHERS_PERCENT_MAX = 20;

export async function describeMachine(directory = tmpdir()): Promise<MachineReport> {
  const loadAverage = loadavg().map((load) => Math.round(load * 100) / 100);
  const busyBeforePercent = await busyPercent(500);
  return {
    measuredAt: new Date().toISOString(),
    node: process.version,
    commit: await commit(),
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadAverage,
    busyBeforePercent,
    isDisturbed: (busyBeforePercent ?? 0) > OTHERS_PERCENT_MAX,
    fdatasync: await rawFdatasync(directory),
    tcpSinkMegabytesPerSecond: await tcpSink(400),
  };
}

/** What all processes together used of the machine during `ms`, in percent of one core. */
async function busyPercent(ms: number): Promise<number | undefined> {
  const before = await idleTicks();
  if (before === undefined) return undefined;
  await sleep(ms);
  const after = (await idleTicks())!;
  const all = after.all - before.all;
  if (all === 0) return 0;
  return Math.round((1 - (after.idle - before.idle) / all) * cpus().length * 100);
}

async function idleTicks(): Promise<{ idle: number; all: number } | undefined> {
  const text = await readFile('/proc/stat', 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // cpu user nice system idle iowait irq softirq steal; waiting for the disk is not using the CPU.
  const ticks = text.split('\n', 1)[0]!.trim().split(/\s+/).slice(1, 9).map(Number);
  return { idle: ticks[3]! + ticks[4]!, all: ticks.reduce((sum, value) => sum + value, 0) };
}

const SYNC_SAMPLES = 300;
const SYNC_MS_MAX = 1500;

/** 4 KiB appended and synced, again and again, without a thread between: what the disk itself takes. */
async function rawFdatasync(parent: string): Promise<MachineReport['fdatasync']> {
  const directory = await mkdtemp(join(parent, 'flotilla-sync-'));
  const histogram = makeHistogram();
  try {
    const fd = openSync(join(directory, 'raw'), 'w');
    const block = Buffer.alloc(4096, 1);
    const startedAt = performance.now();
    for (let i = 0; i < SYNC_SAMPLES && performance.now() - startedAt < SYNC_MS_MAX; i += 1) {
      writeSync(fd, block);
      const at = performance.now();
      fdatasyncSync(fd);
      histogram.recordValue(Math.round((performance.now() - at) * 1000));
    }
    closeSync(fd);
  } finally {
    await rm(directory, { recursive: true });
  }
  return {
    directory: parent,
    p50Ms: histogram.getValueAtPercentile(50) / 1000,
    p99Ms: histogram.getValueAtPercentile(99) / 1000,
  };
}

/** Node to Node over loopback: this process writes 256 KiB at a time, the other one only counts. */
async function tcpSink(durationMs: number): Promise<number> {
  const sink = forkScript(import.meta.url, 'tcp-sink');
  const reports: SinkReport[] = [];
  const next = (): Promise<SinkReport> =>
    new Promise((resolve, reject) => {
      sink.once('message', (report: SinkReport) => resolve(report));
      sink.once('exit', () => reject(new Error('the TCP sink ended early')));
    });
  reports.push(await next());
  const socket = connect({ port: reports[0]!.port, host: '127.0.0.1', noDelay: true });
  // The other end is gone, which its exit says.
  socket.on('error', () => undefined);
  const block = Buffer.alloc(256 * 1024, 1);
  const endAt = performance.now() + durationMs;
  const pump = (): void => {
    while (performance.now() < endAt) if (!socket.write(block)) return;
    socket.end();
  };
  socket.on('drain', pump);
  socket.on('connect', pump);
  const { bytes, elapsedMs } = await next();
  sink.disconnect();
  return megabytesPerSecond(bytes, elapsedMs);
}

async function commit(): Promise<string | undefined> {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  const git = async (...command: string[]): Promise<string> =>
    (await promisify(execFile)('git', ['--no-optional-locks', ...command], { cwd })).stdout.trim();
  try {
    const head = await git('rev-parse', '--short', 'HEAD');
    const changes = await git('status', '--porcelain', '--untracked-files=no');
    return changes === '' ? head : `${head} with changes`;
  } catch {
    return undefined;
  }
}
