/** Real text: the files under node_modules, one behind the other, as the lines that people pipe into `produce`. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/built-command.ts';

const KINDS = /\.(md|js|ts|json)$/;
/** Just below what fits into a batch of max.message.bytes. */
const LINE_BYTES_MAX = 1_000_000;
const NEWLINE = 10;

export interface RealText {
  /** Ends with a newline. */
  readonly bytes: Buffer;
  readonly lines: number;
  readonly sha256: string;
}

/** Whole files until there are `linesMin` lines, in the order of their names. */
export function realText(linesMin: number): RealText {
  const files: Buffer[] = [];
  let lines = 0;
  for (const path of textFiles(join(ROOT, 'node_modules'))) {
    if (lines >= linesMin) break;
    const file = readFileSync(path);
    if (file.length === 0 || hasLongLine(file)) continue;
    const whole = file.at(-1) === NEWLINE ? file : Buffer.concat([file, Buffer.from('\n')]);
    files.push(whole);
    lines += countLines(whole);
  }
  const bytes = Buffer.concat(files);
  return { bytes, lines, sha256: sha256(bytes) };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function* textFiles(directory: string): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true }).sort(byName)) {
    const path = join(directory, entry.name);
    if (entry.name.startsWith('.') || entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) yield* textFiles(path);
    else if (KINDS.test(entry.name) && statSync(path).size > 0) yield path;
  }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function hasLongLine(file: Buffer): boolean {
  let start = 0;
  while (start < file.length) {
    const end = file.indexOf(NEWLINE, start);
    if ((end < 0 ? file.length : end) - start > LINE_BYTES_MAX) return true;
    if (end < 0) return false;
    start = end + 1;
  }
  return false;
}

function countLines(file: Buffer): number {
  let lines = 0;
  for (let at = file.indexOf(NEWLINE); at >= 0; at = file.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}
