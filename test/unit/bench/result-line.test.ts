// Goal: what scripts parse keeps its form, and the units are what they say. Method: given figures, exact text.
import { expect, test } from 'vitest';
import { makeHistogram } from '../../../src/cli/bench/load.ts';
import {
  finalLine,
  median,
  megabytesPerSecond,
  summarize,
} from '../../../src/cli/bench/result-line.ts';

test('the final line has the form of kafka-producer-perf-test, with MB of 2^20 bytes', () => {
  const latency = { avg: 1.254, max: 20, p50: 0.5, p95: 3, p99: 4.125, p999: 19.999 };
  expect(finalLine({ records: 2048, bytes: 2048 * 1024, elapsedMs: 500 }, latency)).toBe(
    '2048 records sent, 4096.0 records/sec (4.00 MB/sec), 1.25 ms avg latency, 20.00 ms max latency, ' +
      '0.50 ms 50th, 3.00 ms 95th, 4.13 ms 99th, 20.00 ms 99.9th.',
  );
});

test('nothing sent is zeros, not NaN', () => {
  const line = finalLine({ records: 0, bytes: 0, elapsedMs: 0 }, summarize(makeHistogram()));
  expect(line).toMatch(
    /^0 records sent, 0\.0 records\/sec \(0\.00 MB\/sec\), 0\.00 ms avg latency/,
  );
  expect(line).not.toContain('NaN');
});

test('a summary is in milliseconds, within a thousandth of the recorded microseconds', () => {
  const histogram = makeHistogram();
  for (let micros = 1; micros <= 100_000; micros += 1) histogram.recordValue(micros);
  const summary = summarize(histogram);
  expect(summary.avg / 50).toBeCloseTo(1, 2);
  expect(summary.p50 / 50).toBeCloseTo(1, 2);
  expect(summary.p95 / 95).toBeCloseTo(1, 2);
  expect(summary.p99 / 99).toBeCloseTo(1, 2);
  expect(summary.p999 / 99.9).toBeCloseTo(1, 2);
  expect(summary.max / 100).toBeCloseTo(1, 2);
});

test('every other figure counts MB of 10^6 bytes', () => {
  expect(megabytesPerSecond(3_000_000, 1500)).toBe(2);
});

test('a median is the middle one, or the mean of the two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
  expect(median([])).toBeNaN();
});
