import type { Histogram } from 'hdr-histogram-js';

/** Milliseconds. */
export interface LatencySummary {
  readonly avg: number;
  readonly max: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
}

/** Of a histogram in microseconds. All zero when nothing was recorded. */
export function summarize(histogram: Histogram): LatencySummary {
  // A percentile is the upper edge of its bucket, which may lie above the greatest value.
  const at = (percentile: number): number =>
    Math.min(histogram.getValueAtPercentile(percentile), histogram.maxValue) / 1000;
  return {
    avg: histogram.totalCount === 0 ? 0 : round(histogram.mean / 1000),
    max: histogram.maxValue / 1000,
    p50: at(50),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
  };
}

export interface Throughput {
  readonly records: number;
  readonly bytes: number;
  readonly elapsedMs: number;
}

const MEBIBYTE = 1024 * 1024;

/**
 * The last line of kafka-producer-perf-test. MB is 2^20 bytes there, and so here; the percentiles have two
 * decimals where Kafka rounds to whole milliseconds, which would make most of ours 0.
 */
export function finalLine(throughput: Throughput, latency: LatencySummary): string {
  const { records, bytes, elapsedMs } = throughput;
  const perSecond = (amount: number): number => (elapsedMs > 0 ? (amount * 1000) / elapsedMs : 0);
  return [
    `${records} records sent`,
    `${perSecond(records).toFixed(1)} records/sec (${(perSecond(bytes) / MEBIBYTE).toFixed(2)} MB/sec)`,
    `${latency.avg.toFixed(2)} ms avg latency`,
    `${latency.max.toFixed(2)} ms max latency`,
    `${latency.p50.toFixed(2)} ms 50th`,
    `${latency.p95.toFixed(2)} ms 95th`,
    `${latency.p99.toFixed(2)} ms 99th`,
    `${latency.p999.toFixed(2)} ms 99.9th.`,
  ].join(', ');
}

/** MB of 10^6 bytes: the unit of every figure but the final line. */
export function megabytesPerSecond(bytes: number, elapsedMs: number): number {
  return elapsedMs > 0 ? round(bytes / elapsedMs / 1000) : 0;
}

/** Three digits behind the point are more than a measurement deserves. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length >> 1;
  const upper = ascending[middle] ?? Number.NaN;
  return ascending.length % 2 === 1 ? upper : ((ascending[middle - 1] ?? upper) + upper) / 2;
}
