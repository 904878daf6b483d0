/** A disk for each broker, which can be full, hang, or lose its power. Only root may have them. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoopDisk } from '../support/loop-disk.ts';

const STOPPED_MS_MAX = 10_000;
const POLL_MS = 5;

export class Disks {
  /** Images of disks that lost their power, and how many of them lost an unsynced file with it. */
  images = 0;
  losses = 0;
  private readonly disks = new Map<number, LoopDisk>();

  constructor(directory: string, nodeIds: readonly number[]) {
    for (const nodeId of nodeIds) this.disks.set(nodeId, new LoopDisk({ root: directory }));
  }

  rootOf(nodeId: number): string {
    return this.at(nodeId).mountPoint;
  }

  /** Leaves about `bytesLeft`, less if the file system keeps something back for itself. */
  fill(nodeId: number, bytesLeft: number): void {
    const { bfree, bsize } = statfsSync(this.rootOf(nodeId));
    const bytes = Math.max(bsize, bfree * bsize - bytesLeft);
    const args = ['-l', String(bytes), this.ballastOf(nodeId)];
    const { status, stderr } = spawnSync('fallocate', args, { encoding: 'utf8' });
    // It has taken what there was.
    if (status !== 0 && !stderr.includes('No space left')) throw new Error(stderr);
  }

  free(nodeId: number): void {
    rmSync(this.ballastOf(nodeId), { force: true });
  }

  /** Whoever writes waits, for `ms`. Another process thaws it: this one might be waiting for the disk itself by then. */
  freeze(nodeId: number, ms: number): void {
    const root = this.rootOf(nodeId);
    const thaw = `sleep ${ms / 1000}; fsfreeze -u "${root}"`;
    spawn('sh', ['-c', thaw], { detached: true, stdio: 'ignore' }).unref();
    execFileSync('fsfreeze', ['-f', root]);
  }

  writeCanary(nodeId: number): void {
    this.at(nodeId).writeCanary();
  }

  /** What it would hold without power now. Its broker stands still. */
  copy(nodeId: number): void {
    this.at(nodeId).copy();
  }

  /** Its broker is dead. */
  useCopy(nodeId: number): void {
    const disk = this.at(nodeId);
    disk.useCopy();
    this.images += 1;
    if (!disk.hasCanary) this.losses += 1;
  }

  private ballastOf(nodeId: number): string {
    return join(this.rootOf(nodeId), 'ballast');
  }

  private at(nodeId: number): LoopDisk {
    return this.disks.get(nodeId)!;
  }
}

/** Until every thread stands still: one that is within a call to the kernel first ends it. */
export async function untilStopped(pid: number): Promise<void> {
  const deadlineMs = performance.now() + STOPPED_MS_MAX;
  while (!isStopped(pid)) {
    if (performance.now() > deadlineMs) throw new Error(`Process ${pid} does not stand still.`);
    await sleep(POLL_MS);
  }
}

function isStopped(pid: number): boolean {
  const states = readdirSync(`/proc/${pid}/task`).map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  });
  return states.every((state) => state === 'T' || state === 't');
}
