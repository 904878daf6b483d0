/**
 * `npm run sim -- --seed 7 [--trace]` replays one random life of a cluster; `--seeds 1..100 [--jobs 2] [--minutes 5]
 * [--journal FILE]` runs many, a line for each that failed; `--figures FILE` adds up a journal. Exit code 1 when a
 * promise was broken. docs/testing/simulation.md says how to read it all.
 */
import { Command, InvalidArgumentError } from 'commander';
import { codeIdentity } from './command/code-identity.ts';
import { Figures, showJournal } from './command/figures.ts';
import { Journal, readJournal, type SeedResult } from './command/journal.ts';
import { useNativeChecksum } from './command/native-checksum.ts';
import { runSeed } from './command/seed-run.ts';
import { isWorker, runSeeds, serveSeeds } from './command/workers.ts';
import { showPlan } from './swarm/plan.ts';
import { showSummary } from './swarm/summary.ts';

interface Options {
  readonly seed?: number;
  readonly seeds?: SeedBounds;
  readonly trace?: true;
  readonly jobs: number;
  readonly minutes?: number;
  readonly journal?: string;
  readonly figures?: string;
}

interface SeedBounds {
  readonly first: number;
  readonly last: number;
}

const PROGRESS_MS = 15_000;
const program = process.argv[1]!;

function parseSeeds(text: string): SeedBounds {
  const [, first, last = first] = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(text) ?? [];
  if (!(Number(last) >= Number(first))) {
    throw new InvalidArgumentError('It must look like 7 or 1..100.');
  }
  return { first: Number(first), last: Number(last) };
}

function parsePositive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

/** With all that is known of it. */
async function replay(seed: number, withTrace: boolean): Promise<boolean> {
  const { commit } = codeIdentity(program);
  // What nobody waits for and nobody catches would end a broker's process.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`seed=${seed} commit=${commit}: uncaught: ${error.stack}\n`);
    process.exit(1);
  });
  const { run, result } = await runSeed(seed);
  const { cpuMs, outcome, hash } = result;
  if (withTrace) process.stdout.write(`${run.traceLines.join('\n')}\n`);
  if ('failure' in outcome) {
    process.stdout.write(`${showFailure(seed, commit, outcome.failure)}\n`);
    return false;
  }
  const summary = showSummary(outcome.summary);
  process.stdout.write(`${showPlan(run.plan)}: ${summary}; hash ${hash}; ${cpuMs} ms\n`);
  return true;
}

/** One line that replays it. */
function showFailure(seed: number, commit: string, failure: string): string {
  return `seed=${seed} commit=${commit} ${failure}; npm run sim -- --seed ${seed} --trace`;
}

async function runRange({ first, last }: SeedBounds, options: Options): Promise<boolean> {
  const identity = codeIdentity(program);
  const journal = new Journal(options.journal, identity);
  const known = journal.known();
  const figures = new Figures();
  const note = (result: SeedResult): void => {
    figures.add(result);
    const { outcome, seed } = result;
    if ('failure' in outcome) {
      process.stdout.write(`${showFailure(seed, identity.commit, outcome.failure)}\n`);
    }
  };
  for (const [seed, result] of known) if (seed >= first && seed <= last) note(result);
  const endsAt = Date.now() + (options.minutes ?? Infinity) * 60_000;
  const seeds = function* (): Generator<number, undefined> {
    for (let seed = first; seed <= last && Date.now() < endsAt; seed += 1) {
      if (!known.has(seed)) yield seed;
    }
  };
  const progress = setInterval(() => {
    const { seeds: done, failures } = figures;
    process.stderr.write(
      `${done} of ${last - first + 1} seeds, ${failures} failed; ${figures.speed()}\n`,
    );
  }, PROGRESS_MS);
  await runSeeds(program, {
    seeds: seeds(),
    jobs: options.jobs,
    onResult: (result) => {
      journal.add(result);
      note(result);
    },
  });
  clearInterval(progress);
  process.stdout.write(`${figures.show()}\n${figures.showLooks()}\n`);
  return figures.failures === 0 && figures.blind.length === 0;
}

async function main(options: Options): Promise<void> {
  if (options.figures !== undefined) {
    process.stdout.write(showJournal(readJournal(options.figures)));
    return;
  }
  const isGood =
    options.seeds === undefined
      ? await replay(options.seed ?? 1, options.trace === true)
      : await runRange(options.seeds, options);
  process.exitCode = isGood ? 0 : 1;
}

await useNativeChecksum();
if (isWorker()) serveSeeds();
else {
  await new Command()
    .name('npm run sim --')
    .description('Whole brokers in a simulated world, under random faults.')
    .option('--seed <n>', 'replay this one', parsePositive)
    .option('--trace', 'print what happened, too')
    .option('--seeds <a..b>', 'run all of these', parseSeeds)
    .option('--jobs <n>', 'in so many processes', parsePositive, 1)
    .option('--minutes <n>', 'begin no seed after that', parsePositive)
    .option('--journal <file>', 'keep the results, and leave out what is in it already')
    .option('--figures <file>', 'add up a journal')
    .action(main)
    .parseAsync();
}
