/** A report for a person. Every figure that could mislead stands with what makes it honest; the last line is Kafka's. */
import type { BenchReport, CeilComparison } from './report.ts';
import { finalLine, type LatencySummary } from './result-line.ts';

export function renderReport(report: BenchReport): string {
  return [
    ['topic', describeTopic(report)],
    ['durability', describeDurability(report)],
    ['load', describeLoad(report)],
    ...(report.receiptMs === undefined
      ? [['latency', `from the ${startOfLatency(report)} to the receipt of its batch`]]
      : [
          ['latency', `from the ${startOfLatency(report)} to the consumer`],
          ['receipt', `${percentiles(report.receiptMs)}, from the send`],
        ]),
    ...(report.clientLatenessMs === undefined
      ? []
      : [['lateness', `${percentiles(report.clientLatenessMs)} of it is the client's own timer`]]),
    ['client', describeClient(report)],
    ['brokers', describeBrokers(report)],
    ['machine', describeMachine(report)],
    ['raw', describeRaw(report)],
    ...report.ceil.map((ceil) => ['ceil', describeCeil(ceil, report)]),
    ...(report.failedBatches === 0
      ? []
      : [['FAILED', `${report.failedBatches} batches; the first: ${report.firstFailure}`]]),
  ]
    .map(([head, text]) => `${head!.padEnd(12)}${text}\n`)
    .concat(`${finalLine(report, report.latencyMs)}\n`)
    .join('');
}

function startOfLatency({ shape }: BenchReport): string {
  return shape.recordsPerSecond === undefined
    ? 'send (closed loop: a slow answer delays the next send)'
    : 'moment that a record was due (open loop: no coordinated omission)';
}

function describeTopic({ target, acks }: BenchReport): string {
  const { topic, partitions, replicas, connectionsPerLeader, isToLeader } = target;
  return [
    `${topic}, ${count(partitions, 'partition')}, ${count(replicas, 'replica')}`,
    `acks ${acks === -1 ? 'all' : acks}`,
    `${count(connectionsPerLeader, 'connection')} ${isToLeader ? 'to each leader' : 'through a broker that forwards'}`,
  ].join(', ');
}

function describeDurability({ durability, waitedFor }: BenchReport): string {
  const receipts = waitedFor.length === 0 ? 'nothing' : waitedFor.join(', ');
  return `receipts vouch for: ${receipts}; brokers taken to run with log.durability=${durability}`;
}

function describeLoad({ shape, batches, elapsedMs }: BenchReport): string {
  const { recordBytes, recordsPerBatch, batchBytes, inFlight, recordsPerSecond } = shape;
  const loop =
    recordsPerSecond === undefined
      ? `always ${count(inFlight, 'batch', 'es')} in flight`
      : `${recordsPerSecond} records/s, at most ${count(inFlight, 'batch', 'es')} in flight`;
  return (
    `${count(recordsPerBatch, 'record')} of ${recordBytes} B in a batch of ${batchBytes} B; ${loop}; ` +
    `${batches} batches in ${(elapsedMs / 1000).toFixed(2)} s`
  );
}

function describeClient({ client, kind }: BenchReport): string {
  const limit = client.isLimit ? ' THE CLIENT IS THE LIMIT, not the broker.' : '';
  const when = kind === 'produce' ? 'beforehand' : 'while it ran';
  return (
    `${client.cpuPercent} % of a core, ${client.cpuMicrosPerBatch} us a batch; ` +
    `batches built ${when}, ${client.batchBuildMicros} us each.${limit}`
  );
}

function describeBrokers({ brokers }: BenchReport): string {
  if (brokers === undefined) return 'their /metrics cannot be read from here';
  return `${brokers.cpuPercent} % of a core together, ${brokers.cpuMicrosPerBatch} us a batch`;
}

export function describeMachine({ machine }: Pick<BenchReport, 'machine'>): string {
  const busy =
    machine.busyBeforePercent === undefined
      ? 'others unknown'
      : `${machine.busyBeforePercent} % of a core in use before`;
  return [
    `${machine.cores} x ${machine.cpu}`,
    `${machine.memoryGiB} GiB`,
    `Node ${machine.node}`,
    `commit ${machine.commit ?? 'unknown'}`,
    `load ${machine.loadAverage.join(' ')}`,
    machine.isDisturbed ? `DISTURBED: ${busy}` : busy,
  ].join(', ');
}

function describeRaw({ machine }: BenchReport): string {
  const { fdatasync, tcpSinkMegabytesPerSecond } = machine;
  return (
    `fdatasync of 4 KiB appends in ${fdatasync.directory} p50 ${fdatasync.p50Ms} ms, p99 ${fdatasync.p99Ms} ms; ` +
    `loopback TCP sink ${Math.round(tcpSinkMegabytesPerSecond)} MB/s`
  );
}

function describeCeil(ceil: CeilComparison, { shape }: BenchReport): string {
  const its = `bare pipeline over ${ceil.leg}: ${ceil.megabytesPerSecond.toFixed(1)} MB/s of batches, ${percentiles(ceil.latencyMs)}`;
  const p50 = `p50 ${ceil.p50Ratio.toFixed(2)}, p99 ${ceil.p99Ratio.toFixed(2)} times its`;
  const cpu =
    ceil.cpuRatio === undefined ? '' : `, ${ceil.cpuRatio.toFixed(2)} times its CPU a batch`;
  return shape.recordsPerSecond === undefined
    ? `${its}; here ${ceil.throughputRatio.toFixed(2)} of its throughput, ${p50}${cpu}`
    : `${its}; here ${p50}${cpu}`;
}

function percentiles({ p50, p99, max }: LatencySummary): string {
  return `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, max ${max.toFixed(2)} ms`;
}

function count(amount: number, noun: string, plural = 's'): string {
  return `${amount} ${noun}${amount === 1 ? '' : plural}`;
}
