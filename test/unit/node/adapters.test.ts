// Goal: the thin adapters of node/ do what platform/ says. Method: one small case for each promise.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { crc32c, crc32cPure, installNativeCrc32c } from '../../../src/base/crc32c.ts';
import { NodeClock } from '../../../src/node/clock.ts';
import { createLogger } from '../../../src/node/logger.ts';
import type { Logger } from '../../../src/platform/logger.ts';
import { PromMeter } from '../../../src/node/meter.ts';
import { useNativeCrc32c } from '../../../src/node/native-crc32c.ts';
import { NodeRandom } from '../../../src/node/random.ts';
import { until } from '../../support/worlds.ts';

const root = mkdtempSync(`${tmpdir()}/flotilla-adapters-`);
const silent = createLogger({ level: 'silent', pretty: false });

afterAll(() => rmSync(root, { recursive: true }));

describe('NodeRandom', () => {
  it('draws evenly over the whole range, across its blocks', () => {
    const random = new NodeRandom();
    const draws = Array.from({ length: 2000 }, () => random.uint32());
    expect(new Set(draws).size).toBeGreaterThan(1990);
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    expect(Math.abs(mean / 2 ** 31 - 1)).toBeLessThan(0.1);
    const dice = new Set(Array.from({ length: 200 }, () => random.integer(1, 3)));
    expect([...dice].sort((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  it('gives as many bytes as asked', () => {
    const random = new NodeRandom();
    expect(random.bytes(0)).toHaveLength(0);
    expect(random.bytes(16)).toHaveLength(16);
    expect([...random.bytes(16)]).not.toEqual([...random.bytes(16)]);
  });
});

describe('the native checksum', () => {
  afterEach(() => installNativeCrc32c(crc32cPure));

  it('is installed, and gives the same numbers', async () => {
    expect(await useNativeCrc32c(silent)).toBe('native');
    const bytes = new NodeRandom().bytes(100_001);
    expect(crc32c(bytes)).toBe(crc32cPure(bytes));
    expect(crc32c(bytes.subarray(3), 77)).toBe(crc32cPure(bytes.subarray(3), 77));
  });
});

describe('a native checksum that is of no use', () => {
  it.each([
    ['missing', () => Promise.reject(new Error('Cannot find module'))],
    ['wrong', () => Promise.resolve({ crc32c: () => 1 })],
    ['without a seed', () => Promise.resolve({ crc32c: (bytes: Uint8Array) => crc32cPure(bytes) })],
  ])('when %s is not installed, and said once', async (_, load) => {
    const warnings: unknown[] = [];
    const logger = { ...silent, warn: (event: string) => warnings.push(event) };
    expect(await useNativeCrc32c(logger as unknown as Logger, load)).toBe('pure');
    expect(warnings).toEqual(['native-crc32c-unavailable']);
    expect(crc32c(new TextEncoder().encode('1'.repeat(100)))).not.toBe(1);
  });
});

describe('the logger', () => {
  async function logged(count: number, write: (path: string) => void): Promise<unknown[]> {
    const path = `${root}/log-${Math.random()}.ndjson`;
    write(path);
    const lines = (): string[] =>
      existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
    await until(new NodeClock(), () => lines().length === count);
    return lines().map((line) => JSON.parse(line) as unknown);
  }

  it('writes one JSON object a line: level, time, event, fields', async () => {
    const lines = await logged(3, (to) => {
      const logger = createLogger({ level: 'info', pretty: false, to });
      logger.debug('not-shown');
      logger.info('leader-elected', { term: 3 });
      const child = logger.child({ group: 'demo/0' });
      child.warn('disk-slow');
      child.error('disk-failed', { error: new Error('broken') });
    });
    expect(lines).toMatchObject([
      { level: 'info', event: 'leader-elected', term: 3 },
      { level: 'warn', event: 'disk-slow', group: 'demo/0' },
      { level: 'error', event: 'disk-failed', group: 'demo/0', error: { message: 'broken' } },
    ]);
    const { time } = lines[0] as { time: string };
    expect(new Date(time).toISOString()).toBe(time);
    expect(lines[0]).not.toHaveProperty('pid');
  });

  it('writes for a person when asked', () => {
    const to = `${root}/pretty.log`;
    const logger = createLogger({ level: 'debug', pretty: true, to });
    logger.info('leader-elected', { term: 3 });
    expect(readFileSync(to, 'utf8')).toMatch(/INFO.*leader-elected[^]*term: 3/);
  });
});

describe('PromMeter', () => {
  it('counts, observes and reads, in the text format', async () => {
    const meter = new PromMeter({ processMetrics: false });
    meter.counter('flotilla_records_in_total', 'Records.', ['topic']).add(2, { topic: 'demo' });
    meter.counter('flotilla_records_in_total', 'Records.', ['topic']).add(1, { topic: 'demo' });
    meter.counter('flotilla_elections_total', 'Elections.').add(1);
    meter.histogram('flotilla_fsync_duration_seconds', 'Syncs.', [0.001, 0.1]).observe(0.05);
    let samples = [{ labels: { state: 'leader' }, value: 3 }];
    meter.gauge('flotilla_replicas', 'Replicas.', ['state'], () => samples);
    const text = await meter.metricsText();
    expect(text).toContain('flotilla_records_in_total{topic="demo"} 3');
    expect(text).toContain('flotilla_elections_total 1');
    expect(text).toContain('flotilla_fsync_duration_seconds_bucket{le="0.1"} 1');
    expect(text).toContain('flotilla_replicas{state="leader"} 3');
    samples = [{ labels: { state: 'follower' }, value: 1 }];
    const later = await meter.metricsText();
    expect(later).toContain('flotilla_replicas{state="follower"} 1');
    expect(later).not.toContain('state="leader"');
    expect(meter.contentType).toContain('text/plain');
  });

  it('has a registry of its own, and process metrics if wanted', async () => {
    const [one, two] = [new PromMeter(), new PromMeter()];
    one.counter('flotilla_elections_total', 'Elections.').add(5);
    expect(await two.metricsText()).not.toContain('flotilla_elections_total');
    const text = await two.metricsText();
    for (const name of [
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
      'nodejs_heap_size_used_bytes',
    ]) {
      expect(text).toContain(name);
    }
  });

  it('refuses names that Prometheus users would stumble over', () => {
    const meter = new PromMeter({ processMetrics: false });
    expect(() => meter.counter('elections', 'No unit.')).toThrow('_total');
    expect(() => meter.histogram('latency_ms', 'Not seconds.', [1])).toThrow('_seconds');
    expect(() => meter.gauge('things_total', 'Not a counter.', [], () => [])).toThrow('_total');
    meter.gauge('things', 'Once.', [], () => []);
    expect(() => meter.gauge('things', 'Twice.', [], () => [])).toThrow('one reader');
  });
});
