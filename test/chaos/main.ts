/**
 * `npm run chaos [-- --minutes N] [--seed S] [--faults a,b] [--smoke]`: real brokers under faults, real clients, and a
 * checker over what they were told (docs/testing/chaos.md). Exit code 1 when something is wrong.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkHistory } from './checker/check.ts';
import { figuresOf } from './figures.ts';
import { readHistory } from './history.ts';
import { parseOptions, USAGE, type RunOptions } from './options.ts';
import { markChildren, reapWhenStdinCloses, startReaper } from './reaper.ts';
import { reportLines, violationLines } from './report.ts';
import { runChaos } from './run.ts';

const SEED_MAX = 2 ** 31;
const INTERRUPTED = 130;

async function main(args: readonly string[]): Promise<number> {
  if (args[0] === 'reap') {
    await reapWhenStdinCloses(args[1]!);
    return 0;
  }
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  if (args[0] === 'check') return check(args[1] ?? '');
  const options = parseOptions(args, Math.floor(Math.random() * SEED_MAX));
  if (typeof options !== 'string') return await run(options);
  console.error(`${options}\n\n${USAGE}`);
  return 1;
}

function check(path: string): number {
  const history = readHistory(path);
  const violations = checkHistory(history);
  for (const line of violationLines(violations)) console.log(line);
  const { acknowledged, polled } = figuresOf(history);
  console.log(`${acknowledged} acknowledged, ${polled} polled, ${violations.length} violations`);
  return violations.length === 0 ? 0 : 1;
}

async function run(options: RunOptions): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'flotilla-chaos-'));
  const reaper = startReaper(directory);
  markChildren(directory);
  const stop = (signal: string): void => {
    console.log(`${signal}: removing what this run has made`);
    void reaper.reap().then(() => process.exit(INTERRUPTED));
  };
  process.once('SIGINT', () => stop('interrupted'));
  process.once('SIGTERM', () => stop('told to stop'));
  console.log(`seed ${options.seed}`);
  try {
    const verdict = await runChaos(options, directory, (line) => console.log(line));
    for (const line of reportLines(options.seed, verdict)) console.log(line);
    return verdict.kept === undefined ? 0 : 1;
  } catch (error) {
    console.log(`the run failed: ${error instanceof Error ? error.stack : String(error)}`);
    return 1;
  } finally {
    await reaper.reap();
  }
}

process.exit(await main(process.argv.slice(2)));
