import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAny } from '../../../src/client/connection.ts';
import { DevProcess } from '../dev-process.ts';
import { oneRecord } from '../one-record.ts';
import { showTimes } from './figures.ts';

const RUNS = 5;
const POLL_MS = 5;

/** `flotilla dev` on a new directory and on one that is there: until ready, until a record is acknowledged, Ctrl-C. */
export async function showStart(): Promise<string> {
  const times = { ready: [], acknowledged: [], readyAgain: [], acknowledgedAgain: [], stop: [] };
  const timesMs: Record<keyof typeof times, number[]> = times;
  for (let run = 0; run < RUNS; run += 1) {
    const directory = mkdtempSync(join(tmpdir(), 'flotilla-start-'));
    try {
      const first = await startOnce(join(directory, 'data'));
      timesMs.ready.push(first.readyMs);
      timesMs.acknowledged.push(first.acknowledgedMs);
      const again = await startOnce(join(directory, 'data'));
      timesMs.readyAgain.push(again.readyMs);
      timesMs.acknowledgedAgain.push(again.acknowledgedMs);
      timesMs.stop.push(first.stopMs, again.stopMs);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
  return [
    `start to ready: ${showTimes(timesMs.ready)};`,
    `start to the first acknowledged record: ${showTimes(timesMs.acknowledged)};`,
    `on a directory that is there: ${showTimes(timesMs.readyAgain)}, and ${showTimes(timesMs.acknowledgedAgain)};`,
    `Ctrl-C until all processes are gone: ${showTimes(timesMs.stop)}`,
  ].join(' ');
}

async function startOnce(
  directory: string,
): Promise<{ readyMs: number; acknowledgedMs: number; stopMs: number }> {
  const dev = await DevProcess.start(directory);
  const acknowledged = acknowledgeOne(dev);
  await dev.banner;
  const readyMs = performance.now() - dev.startedAtMs;
  const acknowledgedMs = (await acknowledged) - dev.startedAtMs;
  return { readyMs, acknowledgedMs, stopMs: await dev.end('SIGINT') };
}

/** Tries from the very start, and gives the moment of the receipt. */
async function acknowledgeOne(dev: DevProcess): Promise<number> {
  const records = oneRecord(new Uint8Array(100));
  for (;;) {
    try {
      const client = await connectAny(dev.urls);
      try {
        const request = { topic: 'demo', partition: 0, acks: -1, timeoutMs: 5000 } as const;
        await client.produce({ ...request, records });
        return performance.now();
      } finally {
        void client.close();
      }
    } catch {
      await sleep(POLL_MS);
    }
  }
}
