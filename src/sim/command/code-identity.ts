/** Which code ran: a seed is the same run only on the same code and the same major version of Node. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface CodeIdentity {
  /** For people: the commit, with a `+` when the sources differ from it. */
  readonly commit: string;
  /** A hash of the program itself: two commits that differ in documents only are the same code. */
  readonly code: string;
  readonly node: number;
}

export function codeIdentity(program: string): CodeIdentity {
  return {
    commit: commitOf(),
    code: createHash('sha256').update(readFileSync(program)).digest('hex').slice(0, 12),
    node: Number.parseInt(process.versions.node, 10),
  };
}

function commitOf(): string {
  try {
    const isChanged = git('status', '--porcelain', '--', 'src') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? '+' : ''}`;
  } catch {
    return 'unknown';
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
