import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { flotilla } from '../../support/run-command.ts';
import { brokersOf } from '../text-round-trip.ts';
import { showMegabytes } from './figures.ts';

const IDLE_MS = 5000;
const SAMPLE_MS = 100;
const LOAD_BYTES = 300 << 20;
const LINE_BYTES = 1024;

/** Resident memory of each broker: idle, at most while records pour in and out, and a while after that. */
export async function showMemory(): Promise<string> {
  await using cluster = await ClusterProcesses.start();
  await cluster.createTopic('load', 3);
  await sleep(IDLE_MS);
  const idle = residentOf(cluster);
  const most = idle.map(() => 0);
  const sampling = setInterval(() => {
    for (const [i, bytes] of residentOf(cluster).entries()) most[i] = Math.max(most[i]!, bytes);
  }, SAMPLE_MS);
  const env = brokersOf(cluster);
  const line = `${'x'.repeat(LINE_BYTES - 1)}\n`;
  const input = line.repeat(LOAD_BYTES / LINE_BYTES);
  const produced = await flotilla(['produce', 'load'], { input, env });
  const consumed = await flotilla(['consume', 'load', '-e'], { env });
  clearInterval(sampling);
  if (consumed.stdout.length !== input.length) throw new Error(produced.stderr + consumed.stderr);
  await sleep(IDLE_MS);
  const after = residentOf(cluster);
  const show = (all: readonly number[]) => all.map(showMegabytes).join(', ');
  return `memory (RSS) of the three brokers: idle ${show(idle)}; at most under load (${showMegabytes(input.length)} in and out) ${show(most)}; ${IDLE_MS / 1000} s later ${show(after)}`;
}

function residentOf(cluster: ClusterProcesses): number[] {
  return cluster.nodeIds.map((nodeId) => residentBytes(cluster.pidOf(nodeId)!));
}

export function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kilobytes) * 1024;
}
