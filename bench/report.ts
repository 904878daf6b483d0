/**
 * The table of docs/benchmarks.md: `npx tsx bench/report.ts --write` (about 15 minutes; `--quick` takes 3). Rounds go over
 * all rows, so that a bad minute of the machine touches every row alike; the bare pipeline runs after each run.
 */
import { Command, Option } from 'commander';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { nodeModules } from '../src/cli/bench/actions.ts';
import { openE2eSender } from '../src/cli/bench/e2e.ts';
import { openProduceSender } from '../src/cli/bench/produce.ts';
import type { BenchReport } from '../src/cli/bench/report.ts';
import { runBench, type BenchOptions } from '../src/cli/bench/run.ts';
import { parseUrls } from '../src/cli/broker-urls.ts';
import { interruption } from '../src/cli/interrupt.ts';
import { DevCluster } from './report/cluster.ts';
import { ROWS, type Row } from './report/rows.ts';
import { medians, renderMarkdown, type Report } from './report/summary.ts';

interface Flags {
  readonly rounds: number;
  readonly seconds: number;
  readonly quick?: true;
  readonly only?: string;
  readonly broker?: readonly string[];
  readonly durability: BenchOptions['durability'];
  readonly write?: true;
}

/** What idle memory is measured after. */
const IDLE_MS = 3000;
const DOCUMENT = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
const RESULTS = fileURLToPath(new URL('results/', import.meta.url));
const MARKS = ['<!-- report -->', '<!-- end of report -->'] as const;

await new Command('report')
  .option('--rounds <n>', 'of the whole matrix', Number, 5)
  .option('--seconds <s>', 'of each run', Number, 3)
  .option('--quick', 'one round of 1 s: to see that it works, not to publish')
  .option('--only <text>', 'only rows whose name contains it')
  .option('--broker <urls>', 'of a running cluster, instead of starting one', parseUrls)
  .addOption(
    new Option(
      '--durability <how>',
      'log.durability: the cluster is started with it; with --broker, what it runs with',
    )
      .choices(['fsync', 'page-cache'])
      .default('fsync'),
  )
  .option('--write', 'put the table into docs/benchmarks.md')
  .action(run)
  .parseAsync();
process.exit();

async function run(flags: Flags): Promise<void> {
  const cluster = flags.broker === undefined ? await DevCluster.start(flags.durability) : undefined;
  try {
    if (cluster !== undefined) await sleep(IDLE_MS);
    const memoryIdle = await cluster?.memory();
    const urls = flags.broker ?? cluster?.urls ?? [];
    const place = { signal: interruption(), ...(cluster && { directory: cluster.directory }) };
    const measured = await measure(urls, flags, place);
    const report: Report = {
      ...measured,
      start: cluster?.start,
      memoryIdle,
      memoryAfterLoad: await cluster?.memory(),
    };
    await publish(report, flags);
  } finally {
    await cluster?.stop();
  }
}

async function measure(
  urls: readonly string[],
  flags: Flags,
  place: Required<Pick<BenchOptions, 'signal'>> & Pick<BenchOptions, 'directory'>,
): Promise<Omit<Report, 'start' | 'memoryIdle' | 'memoryAfterLoad'>> {
  const rows = ROWS.filter(({ name }) => name.includes(flags.only ?? ''));
  const rounds = flags.quick ? 1 : flags.rounds;
  const seconds = flags.quick ? 1 : flags.seconds;
  const results = new Map<Row, BenchReport[]>(rows.map((row) => [row, []]));
  const modules = { ...(await nodeModules()), progress: () => undefined };
  for (let i = 1; i <= rounds; i += 1) {
    for (const [row, reports] of results) {
      process.stderr.write(`round ${i} of ${rounds}: ${row.name} `);
      const options: BenchOptions = {
        urls,
        acks: -1,
        recordBytes: 1024,
        partitionCount: 1,
        connections: row.kind === 'e2e' ? 2 : 1,
        warmupMs: seconds * 250,
        durationMs: seconds * 1000,
        ceilMs: seconds * 700,
        durability: flags.durability,
        ...place,
        ...row.load,
      };
      const openSender = row.kind === 'e2e' ? openE2eSender : openProduceSender;
      const report = await runBench(row.kind, openSender, options, modules);
      if (place.signal.aborted) throw new Error('interrupted: nothing is published');
      reports.push(report);
      const ratio = report.ceil[0]?.throughputRatio ?? Number.NaN;
      process.stderr.write(
        `${report.megabytesPerSecond.toFixed(1)} MB/s, p50 ${report.latencyMs.p50} ms, ${ratio.toFixed(2)} of ceil\n`,
      );
    }
  }
  return {
    durability: flags.durability,
    rounds,
    secondsPerRun: seconds,
    rows: [...results].map(([row, reports]) => ({
      row,
      rounds: reports,
      medians: medians(reports),
    })),
  };
}

async function publish(report: Report, flags: Flags): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  const stamp = new Date().toISOString().slice(0, 16).replaceAll(':', '');
  const path = `${RESULTS}${stamp}-${report.durability}.ndjson`;
  // First the whole without its runs, then each run, a line each.
  const { rows, ...whole } = report;
  const summary = { ...whole, rows: rows.map(({ row, medians }) => ({ ...row, medians })) };
  const runs = rows.flatMap(({ row, rounds }) => rounds.map((run) => ({ row: row.name, ...run })));
  await writeFile(path, [summary, ...runs].map((line) => `${JSON.stringify(line)}\n`).join(''));
  const markdown = renderMarkdown(report);
  process.stdout.write(`${markdown}\n\nAll figures: ${path}\n`);
  if (!flags.write) return;
  const document = await readFile(DOCUMENT, 'utf8');
  const [before, rest] = document.split(MARKS[0], 2);
  const after = rest?.split(MARKS[1], 2)[1];
  if (after === undefined) throw new Error(`docs/benchmarks.md lacks the marks ${MARKS.join(' ')}`);
  const text = `${before}${MARKS[0]}\n${markdown}\n${MARKS[1]}${after}`;
  await writeFile(DOCUMENT, text);
}
