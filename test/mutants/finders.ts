/** Runs a finder as a child process in a tree with a bug, until it has found it or its budget is used up. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from './planted-tree.ts';
import type { Finder } from './mutant.ts';

export interface Finding {
  readonly isFound: boolean;
  /** What the finder says is broken. */
  readonly as: string;
  /** What it took, in the finder's own unit: "3 seeds", "217 states". */
  readonly effort: string;
  readonly seconds: number;
}

/** Whatever goes wrong, a finder does not hold up the table for longer. */
const SECONDS_MAX = 240;
const AS_LENGTH_MAX = 140;

interface Watched {
  /** Says so when a line decides; the process is ended then. */
  readonly line: (line: string) => boolean;
}

export function find(name: string, finder: Finder, tree: string): Promise<Finding> {
  switch (finder.kind) {
    case 'model-check':
      return findByModelCheck(name);
    case 'swarm':
      return findBySwarm(finder, tree);
    case 'storage-net':
      return findByStorageNet(finder, tree);
    case 'tests':
      return findByTests(finder, tree);
  }
}

/** `name | what | world | broken | states | depth | seconds`; it plants the bug itself, into the core alone. */
async function findByModelCheck(name: string): Promise<Finding> {
  const { lines, exitCode, seconds } = await run(
    PROJECT,
    ['--import', 'tsx', 'test/model-check/main.ts', '--planted', name],
    { line: () => false },
  );
  const columns = (lines.at(-1) ?? '').split(' | ');
  return {
    isFound: exitCode === 0 && columns.length === 7,
    as: shorten(columns[3] ?? ''),
    effort: `${columns[4]} states`,
    seconds,
  };
}

/** A seed that fails on sound sources as well says nothing of the mutant. */
async function findBySwarm(
  { seedsMax, firstSeed = 1 }: Extract<Finder, { kind: 'swarm' }>,
  tree: string,
): Promise<Finding> {
  let seconds = 0;
  const last = firstSeed + seedsMax - 1;
  for (let first = firstSeed; first <= last;) {
    const failed = await firstFailure(tree, first, last);
    seconds += failed.seconds;
    if (failed.seed === undefined) break;
    const { seed } = failed;
    if (await isSound(seed)) {
      const effort = `${seed - firstSeed + 1} seeds`;
      return { isFound: true, as: shorten(failed.what), effort, seconds };
    }
    first = seed + 1;
  }
  return { isFound: false, as: '', effort: `${seedsMax} seeds`, seconds };
}

interface FailedSeed {
  readonly seed: number | undefined;
  readonly what: string;
  readonly seconds: number;
}

async function firstFailure(tree: string, first: number, last: number): Promise<FailedSeed> {
  const failure = /^seed=(\d+) commit=\S+ (.*?)(?:; npm run sim.*)?$/;
  const { lines, seconds } = await run(
    tree,
    ['config/tooling/run-sim.mjs', '--seeds', `${first}..${last}`],
    { line: (line) => failure.test(line) },
  );
  for (const line of lines) {
    const [, seed, what = ''] = failure.exec(line) ?? [];
    if (seed !== undefined) return { seed: Number(seed), what, seconds };
  }
  return { seed: undefined, what: '', seconds };
}

const soundSeeds = new Map<number, Promise<boolean>>();

function isSound(seed: number): Promise<boolean> {
  const known =
    soundSeeds.get(seed) ??
    firstFailure(PROJECT, seed, seed).then((failed) => failed.seed === undefined);
  soundSeeds.set(seed, known);
  return known;
}

async function findByStorageNet(
  { subject, imagesMax }: Extract<Finder, { kind: 'storage-net' }>,
  tree: string,
): Promise<Finding> {
  const { lines, seconds } = await run(
    tree,
    ['--import', 'tsx', 'test/storage-net/main.ts', subject, '--images', String(imagesMax)],
    { line: (line) => line.startsWith('VIOLATION ') },
  );
  const violation = lines.find((line) => line.startsWith('VIOLATION '));
  const [, images = '?', what = ''] =
    /^VIOLATION after (\d+) images: (.*)$/.exec(violation ?? '') ?? [];
  return {
    isFound: violation !== undefined,
    as: shorten(what),
    effort: `${images} images`,
    seconds,
  };
}

interface TestReport {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
    }[];
  }[];
}

/** A file that cannot be loaded finds nothing: only a test that ran and failed does. */
async function findByTests(
  { file, title }: Extract<Finder, { kind: 'tests' }>,
  tree: string,
): Promise<Finding> {
  const { lines, seconds } = await run(
    tree,
    [
      join(PROJECT, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--config', 'config/tooling/vitest.config.ts', '--bail', '1'],
      ...['--reporter', 'json', `test/${file}`],
      ...(title === undefined ? [] : ['--testNamePattern', title]),
    ],
    { line: () => false },
  );
  const text = lines.find((line) => line.startsWith('{"numTotalTestSuites"'));
  const report = text === undefined ? undefined : (JSON.parse(text) as TestReport);
  const results = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const failed = results.find(({ status }) => status === 'failed');
  const ran = results.filter(({ status }) => status === 'passed' || status === 'failed');
  return {
    isFound: failed !== undefined,
    as: shorten(failed?.fullName ?? ''),
    effort: ran.length === 1 ? '1 test' : `${ran.length} tests`,
    seconds,
  };
}

async function run(
  directory: string,
  args: readonly string[],
  watched: Watched,
): Promise<{ lines: string[]; exitCode: number | null; seconds: number }> {
  const startedMs = performance.now();
  // A group of its own: some finders have processes of their own, which end with them.
  const child = spawn(process.execPath, args, {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const end = (): boolean => child.exitCode === null && process.kill(-child.pid!, 'SIGKILL');
  const timer = setTimeout(end, SECONDS_MAX * 1000);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      const parts = `${rest}${text}`.split('\n');
      rest = parts.pop()!;
      for (const line of parts) {
        lines.push(line);
        if (watched.line(line)) end();
      }
    });
    stream.on('end', () => {
      if (rest !== '') lines.push(rest);
    });
  }
  const exitCode = await new Promise<number | null>((resolve) => {
    child.on('close', (code) => resolve(code));
  });
  clearTimeout(timer);
  return { lines, exitCode, seconds: (performance.now() - startedMs) / 1000 };
}

function shorten(text: string): string {
  const line = text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim();
  return line.length > AS_LENGTH_MAX ? `${line.slice(0, AS_LENGTH_MAX)}…` : line;
}
