/** Rounds become medians, medians become a table. */
import type { BenchReport } from '../../src/cli/bench/report.ts';
import { median, round } from '../../src/cli/bench/result-line.ts';
import type { ClusterMemory, ClusterStart } from './cluster.ts';
import type { Row } from './rows.ts';

export interface RowResult {
  readonly row: Row;
  /** Each with its bare pipelines, measured right after it. */
  readonly rounds: readonly BenchReport[];
  readonly medians: RowMedians;
}

export interface RowMedians {
  readonly megabytesPerSecond: number;
  readonly recordsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly clientCpuPercent: number;
  /** Medians of the ratios of each round, not ratios of medians: a round shares its minute. */
  readonly ofCeilTcp: number;
  readonly ofCeilWs: number;
  readonly p50OfCeilTcp: number;
  /** The brokers' CPU time a batch. */
  readonly cpuOfCeilTcp: number;
  readonly ceilTcpMegabytesPerSecond: number;
  readonly fdatasyncP50Ms: number;
  readonly fdatasyncP99Ms: number;
  readonly tcpSinkMegabytesPerSecond: number;
  readonly disturbedRounds: number;
  readonly failedBatches: number;
}

export interface Report {
  readonly durability: string;
  readonly rounds: number;
  readonly secondsPerRun: number;
  readonly start: ClusterStart | undefined;
  readonly memoryIdle: ClusterMemory | undefined;
  readonly memoryAfterLoad: ClusterMemory | undefined;
  readonly rows: readonly RowResult[];
}

export function medians(rounds: readonly BenchReport[]): RowMedians {
  const of = (figure: (report: BenchReport) => number): number => round(median(rounds.map(figure)));
  const ceil = (leg: 'tcp' | 'ws') => (report: BenchReport) =>
    report.ceil.find((one) => one.leg === leg);
  return {
    megabytesPerSecond: of((report) => report.megabytesPerSecond),
    recordsPerSecond: of((report) => report.recordsPerSecond),
    p50Ms: of((report) => report.latencyMs.p50),
    p99Ms: of((report) => report.latencyMs.p99),
    clientCpuPercent: of((report) => report.client.cpuPercent),
    ofCeilTcp: of((report) => ceil('tcp')(report)?.throughputRatio ?? Number.NaN),
    ofCeilWs: of((report) => ceil('ws')(report)?.throughputRatio ?? Number.NaN),
    p50OfCeilTcp: of((report) => ceil('tcp')(report)?.p50Ratio ?? Number.NaN),
    cpuOfCeilTcp: of((report) => ceil('tcp')(report)?.cpuRatio ?? Number.NaN),
    ceilTcpMegabytesPerSecond: of(
      (report) => ceil('tcp')(report)?.megabytesPerSecond ?? Number.NaN,
    ),
    fdatasyncP50Ms: of((report) => report.machine.fdatasync.p50Ms),
    fdatasyncP99Ms: of((report) => report.machine.fdatasync.p99Ms),
    tcpSinkMegabytesPerSecond: of((report) => report.machine.tcpSinkMegabytesPerSecond),
    disturbedRounds: rounds.filter((report) => report.machine.isDisturbed).length,
    failedBatches: rounds.reduce((sum, report) => sum + report.failedBatches, 0),
  };
}

export function renderMarkdown(report: Report): string {
  const machine = report.rows[0]?.rounds[0]?.machine;
  const first = report.rows[0]?.rounds[0];
  const disturbed = report.rows.reduce((sum, row) => sum + row.medians.disturbedRounds, 0);
  const all = report.rows.length * report.rounds;
  return [
    `Measured ${machine?.measuredAt.slice(0, 16)}Z on ${machine?.cores} cores of ${machine?.cpu}, ${machine?.memoryGiB} GiB, ` +
      `Node ${machine?.node}, commit ${machine?.commit ?? 'unknown'}. ` +
      `${first?.target.replicas} replicas, acks all, log.durability=${report.durability}. ` +
      `Medians of ${report.rounds} ${report.rounds === 1 ? 'round' : 'rounds'} of ${report.secondsPerRun} s.`,
    ...(disturbed === 0
      ? []
      : [
          `**Disturbed: before ${disturbed} of ${all} runs other programs used more than 20 % of a core.**`,
        ]),
    startAndMemory(report),
    closedTable(report.rows.filter(({ row }) => row.load.recordsPerSecond === undefined)),
    openTable(report.rows.filter(({ row }) => row.load.recordsPerSecond !== undefined)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function startAndMemory({ start, memoryIdle, memoryAfterLoad }: Report): string {
  if (start === undefined || memoryIdle === undefined || memoryAfterLoad === undefined) return '';
  return table(
    ['Start and memory', ''],
    [
      ['`flotilla dev` to ready, three brokers', `${Math.round(start.readyMs)} ms`],
      [
        'the same start to the first acknowledged record',
        `${Math.round(start.firstAcknowledgedMs)} ms`,
      ],
      ['resident memory of each broker, idle', `${memoryIdle.residentMebibytes.join(', ')} MiB`],
      ['the most under all the loads below', `${memoryAfterLoad.peakMebibytes.join(', ')} MiB`],
    ],
  );
}

function closedTable(rows: readonly RowResult[]): string {
  if (rows.length === 0) return '';
  return table(
    [
      'Closed loop',
      'in flight',
      'MB/s',
      'records/s',
      'p50 ms',
      'p99 ms',
      'of `ceil` (tcp)',
      'of `ceil` (ws)',
      'CPU by that of `ceil` (tcp)',
      '`ceil` (tcp) MB/s',
      'client CPU',
      'fdatasync p50 / p99 ms',
      'TCP sink MB/s',
    ],
    rows.map(({ row, rounds, medians: m }) => [
      nameOf(row, m),
      String(rounds[0]?.shape.inFlight),
      m.megabytesPerSecond.toFixed(1),
      String(m.recordsPerSecond),
      m.p50Ms.toFixed(2),
      m.p99Ms.toFixed(2),
      `**${m.ofCeilTcp.toFixed(2)}**`,
      m.ofCeilWs.toFixed(2),
      m.cpuOfCeilTcp.toFixed(2),
      m.ceilTcpMegabytesPerSecond.toFixed(1),
      `${m.clientCpuPercent} %${m.clientCpuPercent > 90 ? ' (the limit)' : ''}`,
      `${m.fdatasyncP50Ms} / ${m.fdatasyncP99Ms}`,
      String(Math.round(m.tcpSinkMegabytesPerSecond)),
    ]),
  );
}

function openTable(rows: readonly RowResult[]): string {
  if (rows.length === 0) return '';
  return table(
    [
      'Open loop, latency from the due time',
      'records/s',
      'p50 ms',
      'p99 ms',
      'p50 by that of `ceil` (tcp)',
      'CPU by that of `ceil` (tcp)',
      'client CPU',
    ],
    rows.map(({ row, medians: m }) => [
      nameOf(row, m),
      String(m.recordsPerSecond),
      m.p50Ms.toFixed(2),
      m.p99Ms.toFixed(2),
      m.p50OfCeilTcp.toFixed(2),
      m.cpuOfCeilTcp.toFixed(2),
      `${m.clientCpuPercent} %`,
    ]),
  );
}

function nameOf(row: Row, { failedBatches }: RowMedians): string {
  return failedBatches === 0 ? row.name : `${row.name} (${failedBatches} batches FAILED)`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
