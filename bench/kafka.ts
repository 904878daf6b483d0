/**
 * What Kafka's own clients reach here, beside librdkafka's mock broker, which keeps everything in memory and is written in
 * C (PERFORMANCE.md rows 8 and 9): `npx tsx bench/kafka.ts [--rounds 5] [--only kcat]`. Prints a table, and writes all
 * figures to bench/results. Needs kcat. A round goes over all clients and all brokers, so that a bad minute touches
 * them alike; the ratio is taken within a round.
 */
import { Command } from 'commander';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine, type MachineReport } from '../src/cli/bench/machine.ts';
import { median } from '../src/cli/bench/result-line.ts';
import { ClusterProcesses } from '../test/support/cluster-processes.ts';
import { runKafkajs, runKcat, type ClientFigures } from './kafka/clients.ts';
import { MockBroker } from './kafka/mock-broker.ts';

const KIB = 1024;
const TOPIC = 'bench';
const RESULTS = fileURLToPath(new URL('results/', import.meta.url));
const TARGETS = ['mock broker', 'one broker', 'three replicas'] as const;

type TargetName = (typeof TARGETS)[number];

interface Row {
  readonly name: string;
  readonly recordBytes: number;
  /** The least ratio to the mock broker. */
  readonly goals: Readonly<Record<Exclude<TargetName, 'mock broker'>, number>>;
  readonly run: (address: string) => Promise<ClientFigures>;
}

interface Measured {
  readonly row: string;
  readonly target: TargetName;
  readonly round: number;
  readonly megabytesPerSecond: number;
  readonly recordsPerSecond: number;
  readonly clientCpuPercent: number;
  readonly ofMock: number;
}

interface Place extends AsyncDisposable {
  readonly address: string;
}

const options = new Command('kafka')
  .option('--rounds <n>', 'of all rows', Number, 5)
  .option('--megabytes <n>', 'that each run sends', Number, 300)
  .option('--only <text>', 'only rows whose name contains it', '')
  .parse()
  .opts<{ rounds: number; megabytes: number; only: string }>();

const directory = mkdtempSync(join(tmpdir(), 'flotilla-kafka-bench-'));
try {
  await main();
} finally {
  rmSync(directory, { recursive: true });
}
process.exit();

async function main(): Promise<void> {
  const rows = rowsOf(options.megabytes).filter(({ name }) => name.includes(options.only));
  const machine = await describeMachine();
  const measured: Measured[] = [];
  await using one = await startBrokers(1);
  await using three = await startBrokers(3);
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const row of rows) {
      // A fresh one: what it was sent before stays in its memory.
      await using mock = await MockBroker.start();
      const places = { 'mock broker': mock, 'one broker': one, 'three replicas': three };
      measured.push(...(await measureRow(row, round, places)));
    }
  }
  publish(rows, measured, machine);
}

async function measureRow(
  row: Row,
  round: number,
  places: Readonly<Record<TargetName, Place>>,
): Promise<Measured[]> {
  const results: Measured[] = [];
  for (const target of TARGETS) {
    const { records, elapsedMs, cpuMs } = await row.run(places[target].address);
    const megabytesPerSecond = (records * row.recordBytes) / elapsedMs / 1000;
    results.push({
      row: row.name,
      target,
      round,
      megabytesPerSecond,
      recordsPerSecond: (records / elapsedMs) * 1000,
      clientCpuPercent: (cpuMs / elapsedMs) * 100,
      ofMock: megabytesPerSecond / (results[0]?.megabytesPerSecond ?? megabytesPerSecond),
    });
    const { ofMock, clientCpuPercent } = results.at(-1)!;
    process.stderr.write(
      `round ${round}: ${row.name}, ${target}: ${megabytesPerSecond.toFixed(1)} MB/s, ${ofMock.toFixed(2)} of mock, client CPU ${clientCpuPercent.toFixed(0)} %\n`,
    );
  }
  return results;
}

/** Old records go, so that the disk does not fill up over the rounds. */
async function startBrokers(brokers: number): Promise<Place> {
  const cluster = await ClusterProcesses.start({ brokers });
  await cluster.createTopic(TOPIC, 1, { 'retention.bytes': String(256 * KIB * KIB) });
  const leader = await cluster.leaderOf({ topic: TOPIC, partition: 0 });
  return {
    address: `127.0.0.1:${cluster.place(leader).kafkaPort}`,
    [Symbol.asyncDispose]: () => cluster.stop(),
  };
}

function rowsOf(megabytes: number): Row[] {
  const kafkajs = (inFlight: number): Row => ({
    name: `kafkajs, batches of 1,000 x 1 KiB, ${inFlight} in flight`,
    recordBytes: KIB,
    goals: { 'one broker': 0.95, 'three replicas': 0.85 },
    run: (address) =>
      runKafkajs({
        address,
        topic: TOPIC,
        recordBytes: KIB,
        recordsPerBatch: 1000,
        batches: Math.ceil(megabytes / 2),
        inFlight,
      }),
  });
  return [kafkajs(1), kafkajs(5), kcat('1 KiB', KIB, megabytes), kcat('100 B', 100, megabytes / 2)];
}

function kcat(size: string, recordBytes: number, megabytes: number): Row {
  const records = Math.ceil((megabytes * 1e6) / recordBytes);
  const path = join(directory, size);
  const line = `${'flotilla '.repeat(recordBytes).slice(0, recordBytes)}\n`;
  writeFileSync(path, line.repeat(records));
  return {
    name: `kcat (librdkafka), ${size}`,
    recordBytes,
    goals: { 'one broker': 0.6, 'three replicas': 0.3 },
    run: (address) => runKcat({ address, topic: TOPIC, path, records }),
  };
}

function publish(
  rows: readonly Row[],
  measured: readonly Measured[],
  machine: MachineReport,
): void {
  mkdirSync(RESULTS, { recursive: true });
  const stamp = new Date().toISOString().slice(0, 16).replaceAll(':', '');
  const path = `${RESULTS}${stamp}-kafka.ndjson`;
  writeFileSync(path, [machine, ...measured].map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { fdatasync, loadAverage, tcpSinkMegabytesPerSecond, busyBeforePercent } = machine;
  const head = [
    `Measured ${machine.measuredAt.slice(0, 16)}Z on ${machine.cores} cores of ${machine.cpu}, ${machine.memoryGiB} GiB, Node ${machine.node}, commit ${machine.commit ?? 'unknown'}.`,
    `acks all, fdatasync before every acknowledgement here; the mock broker writes nothing. Medians of ${options.rounds} rounds; ratios are taken within a round.`,
    `Raw fdatasync p50 ${fdatasync.p50Ms} / p99 ${fdatasync.p99Ms} ms, TCP sink ${Math.round(tcpSinkMegabytesPerSecond)} MB/s, load average ${loadAverage.join(' ')}, CPU of others before ${busyBeforePercent} %${machine.isDisturbed ? ' (**disturbed**)' : ''}.`,
  ];
  const columns = [
    'Producer',
    'broker',
    'MB/s',
    'records/s',
    'of the mock broker',
    'goal',
    'client CPU',
  ];
  const table = [columns, columns.map((_, at) => (at < 2 ? '---' : '--:'))];
  for (const row of rows) for (const target of TARGETS) table.push(cellsOf(row, target, measured));
  console.log([...head, '', ...table.map((cells) => `| ${cells.join(' | ')} |`)].join('\n'));
  console.log(`\nAll figures: ${path}`);
}

function cellsOf(row: Row, target: TargetName, measured: readonly Measured[]): string[] {
  const runs = measured.filter((one) => one.row === row.name && one.target === target);
  const of = (figure: (one: Measured) => number): number => median(runs.map(figure));
  const cpu = of((one) => one.clientCpuPercent);
  return [
    row.name,
    target,
    of((one) => one.megabytesPerSecond).toFixed(1),
    Math.round(of((one) => one.recordsPerSecond)).toLocaleString('en'),
    target === 'mock broker' ? '1' : `**${of((one) => one.ofMock).toFixed(2)}**`,
    target === 'mock broker' ? '' : `>= ${row.goals[target]}`,
    `${cpu.toFixed(0)} %${cpu > 90 ? ' (the limit)' : ''}`,
  ];
}
