/**
 * Seeds spread over processes, one at a time each. A process that dies, or that does not end a seed, fails that seed
 * and is replaced.
 */
import { fork, type ChildProcess } from 'node:child_process';
import type { SeedResult } from './journal.ts';
import { runSeed } from './seed-run.ts';

/** Wall time: a run in which virtual time stands still would never end by itself. */
const SEED_MS_MAX = 300_000;
const WORKER_ARGUMENT = '--worker';
/** Short-lived garbage is most of what a run makes. */
const NODE_FLAGS = ['--max-semi-space-size=32', '--enable-source-maps'];

export interface SeedRange {
  readonly seeds: Iterator<number>;
  readonly jobs: number;
  readonly onResult: (result: SeedResult) => void;
}

export async function runSeeds(program: string, range: SeedRange): Promise<void> {
  await Promise.all(Array.from({ length: range.jobs }, () => new Lane(program, range).run()));
}

class Lane {
  private readonly program: string;
  private readonly range: SeedRange;
  private child: ChildProcess | undefined;

  constructor(program: string, range: SeedRange) {
    this.program = program;
    this.range = range;
  }

  async run(): Promise<void> {
    for (;;) {
      const { value, done } = this.range.seeds.next();
      if (done === true) break;
      this.range.onResult(await this.runOne(value));
    }
    this.child?.disconnect();
  }

  private runOne(seed: number): Promise<SeedResult> {
    const child = (this.child ??= fork(this.program, [WORKER_ARGUMENT], {
      execArgv: NODE_FLAGS,
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    }));
    return new Promise((resolve) => {
      let complaint = '';
      const onStderr = (chunk: Buffer): void => void (complaint += String(chunk));
      const end = (result: SeedResult): void => {
        clearTimeout(timeout);
        child.stderr!.off('data', onStderr);
        child.removeAllListeners();
        resolve(result);
      };
      const fail = (failure: string): void => {
        this.child = undefined;
        child.kill('SIGKILL');
        end({ seed, cpuMs: 0, hash: '', outcome: { failure } });
      };
      const timeout = setTimeout(() => fail(`not over after ${SEED_MS_MAX} ms`), SEED_MS_MAX);
      child.stderr!.on('data', onStderr);
      child.on('message', (message) => end(message as SeedResult));
      child.on('error', (error) => fail(error.message));
      child.on('close', (code, signal) =>
        fail(`the process ended (${signal ?? code}): ${complaint.trim().split('\n').join(' | ')}`),
      );
      child.send(seed);
    });
  }
}

export function isWorker(): boolean {
  return process.argv[2] === WORKER_ARGUMENT;
}

/** What nobody catches ends this process, as it would end a broker's. */
export function serveSeeds(): void {
  process.on('message', (seed) => {
    void runSeed(seed as number).then(({ result }) => process.send!(result));
  });
}
