/**
 * Standard output as bytes, with back-pressure. It writes through the thread pool instead of
 * `process.stdout`, whose writes to a pipe block the whole process: with a slow reader behind the pipe
 * neither Ctrl-C nor the broker's pings would be answered.
 */
import { write } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const writeSome = promisify(write) as unknown as (
  fd: number,
  bytes: Uint8Array,
  start: number,
  length: number,
) => Promise<number>;

/** Whoever read our output is gone, as `| head` goes: a reason to stop, not an error. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

const STDOUT = 1;
let pendingWrites = 0;

/** True while a write waits for a reader. The process cannot exit in an orderly way before it returns. */
export function isOutputPending(): boolean {
  return pendingWrites > 0;
}

/** Resolves when all bytes are with the system; they must not change until then. */
export async function writeOutput(data: Uint8Array | string): Promise<void> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  pendingWrites += 1;
  try {
    for (let at = 0; at < bytes.length;) at += await writeFrom(bytes, at);
  } finally {
    pendingWrites -= 1;
  }
}

async function writeFrom(bytes: Uint8Array, at: number): Promise<number> {
  try {
    return await writeSome(STDOUT, bytes, at, bytes.length - at);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') throw new OutputClosed('nobody reads the output any more');
    if (code !== 'EAGAIN') throw error;
    // Another process made the shared pipe non-blocking, and it is full.
    await sleep(5);
    return 0;
  }
}

/** For progress, notices and counts, which never mix with the data. */
export function tell(line: string): void {
  try {
    process.stderr.write(`${line}\n`);
  } catch {
    // Nobody listens any more; the data matters more than the notice.
  }
}
