/**
 * `npm run sim -- --seed 7 [--trace]` replays one random life of a cluster, `--seeds 1..100` runs many. Prints one
 * line a seed, and the figures of all; exit code 1 when a promise was broken.
 */
import { Command, InvalidArgumentError } from 'commander';
import { showPlan } from './swarm/plan.ts';
import { NOTHING, showSummary, sum } from './swarm/summary.ts';
import { runSwarm } from './swarm/swarm.ts';

interface Options {
  readonly seed?: readonly number[];
  readonly seeds?: readonly number[];
  readonly trace?: true;
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function parseSeeds(text: string): readonly number[] {
  const [, first, last = first] = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(text) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (!(count >= 1)) throw new InvalidArgumentError('It must look like 7 or 1..100.');
  return Array.from({ length: count }, (_, at) => Number(first) + at);
}

async function main({ seed, seeds, trace }: Options): Promise<void> {
  const startedMs = performance.now();
  let total = NOTHING;
  let failures = 0;
  for (const one of seed ?? seeds ?? [1]) {
    // What nobody waits for and nobody catches would end a broker's process.
    const uncaught = (error: unknown): void => {
      process.stderr.write(`seed=${one}: uncaught: ${String((error as Error)?.stack ?? error)}\n`);
      process.exit(1);
    };
    process.once('uncaughtException', uncaught);
    const run = await runSwarm({ seed: one, settle });
    process.removeListener('uncaughtException', uncaught);
    if (trace === true) process.stdout.write(`${run.traceLines.join('\n')}\n`);
    if ('failure' in run.outcome) {
      failures += 1;
      process.stdout.write(`FAILED ${run.outcome.failure}\n`);
    } else {
      total = sum(total, run.outcome.summary);
      process.stdout.write(`${showPlan(run.plan)}: ${showSummary(run.outcome.summary)}\n`);
    }
  }
  const seconds = (performance.now() - startedMs) / 1000;
  process.stdout.write(
    `${total.seeds} seeds kept every promise, ${failures} did not: ${showSummary(total)}; ` +
      `${seconds.toFixed(0)} s, ${Math.round(total.events / seconds)} events/s\n`,
  );
  process.exitCode = failures === 0 ? 0 : 1;
}

await new Command()
  .name('npm run sim --')
  .description('Whole brokers in a simulated world, under random faults.')
  .option('--seed <n>', 'replay this one', parseSeeds)
  .option('--seeds <a..b>', 'run all of these', parseSeeds)
  .option('--trace', 'print what happened, too')
  .action(main)
  .parseAsync();
