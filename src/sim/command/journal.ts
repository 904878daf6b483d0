/**
 * What was run, as JSON lines: one for each seed, written when it ends, so that a later call of the same range goes on
 * where an earlier one was interrupted. Seeds of other code stay in the file and count for themselves.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { SwarmSummary } from '../swarm/summary.ts';
import type { CodeIdentity } from './code-identity.ts';

export interface SeedResult {
  readonly seed: number;
  /** Processor time of the first run, and of the second where there was one (ms). */
  readonly cpuMs: number;
  readonly repeatCpuMs?: number;
  readonly hash: string;
  readonly outcome: { readonly summary: SwarmSummary } | { readonly failure: string };
}

export interface JournalLine extends CodeIdentity, SeedResult {}

export class Journal {
  private readonly path: string | undefined;
  private readonly identity: CodeIdentity;

  /** Without a path nothing is kept. */
  constructor(path: string | undefined, identity: CodeIdentity) {
    this.path = path;
    this.identity = identity;
  }

  /** Of this code, by seed. */
  known(): ReadonlyMap<number, SeedResult> {
    const { code, node } = this.identity;
    const lines = this.path === undefined ? [] : readJournal(this.path);
    return new Map(
      lines
        .filter((line) => line.code === code && line.node === node)
        .map((line) => [line.seed, line]),
    );
  }

  add(result: SeedResult): void {
    if (this.path === undefined) return;
    const line: JournalLine = { ...this.identity, ...result };
    appendFileSync(this.path, `${JSON.stringify(line)}\n`);
  }
}

/** A line that was cut off by a kill is left out: its seed will be run again. */
export function readJournal(path: string): readonly JournalLine[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as JournalLine];
      } catch {
        return [];
      }
    });
}
