// Goal: latencies say what a user would have felt, and the bound on batches in flight holds. Method: the load
// generator against senders with scripted answers, in virtual time.
import { expect, test } from 'vitest';
import {
  runLoad,
  type LoadOptions,
  type LoadResult,
  type Send,
} from '../../../src/cli/bench/load.ts';
import { Simulation } from '../../../src/sim/simulation.ts';
import { settle } from '../../support/settle.ts';

/** Runs the load against what `makeSend` gives, which answers by timers of the same virtual time. */
async function run(
  options: LoadOptions,
  makeSend: (after: (ms: number, fire: () => void) => void, now: () => number) => Send,
): Promise<LoadResult> {
  const simulation = new Simulation({ seed: 1, settle });
  const send = makeSend(
    (ms, fire) => simulation.after(ms, fire),
    () => simulation.now,
  );
  return await simulation.run(runLoad(options, simulation.clock('client'), send), 600_000);
}

const median = (result: LoadResult): number => result.latency.getValueAtPercentile(50) / 1000;
const max = (result: LoadResult): number => result.latency.maxValue / 1000;

test('a closed loop keeps exactly so many batches in flight', async () => {
  let inFlight = 0;
  let most = 0;
  const result = await run({ inFlight: 4, batches: 100 }, (after) => (_, done) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    after(10, () => {
      inFlight -= 1;
      done();
    });
  });
  expect(most).toBe(4);
  expect(result.batches).toBe(100);
  expect(result.elapsedMs).toBe(250);
  expect(median(result)).toBeCloseTo(10, 1);
  expect(result.lateness).toBeUndefined();
});

test('an open loop sends on time whatever the answers do', async () => {
  const sentAt: number[] = [];
  const result = await run({ inFlight: 100, batches: 50, batchesPerSecond: 100 }, (after, now) => {
    return (_, done) => {
      sentAt.push(now());
      after(35, done);
    };
  });
  expect(sentAt).toEqual(Array.from({ length: 50 }, (_, i) => i * 10));
  expect(median(result)).toBeCloseTo(35, 1);
  expect(result.lateness!.maxValue).toBe(0);
});

test('a stall is paid for by every batch that was due meanwhile: no coordinated omission', async () => {
  // One answer at a time, 1 ms each, but batch 100 takes a second. A naive client would report one slow batch in
  // 1,000; in truth the 100 batches that were due in that second waited, half a second on average.
  const result = await run({ inFlight: 1, batches: 1000, batchesPerSecond: 100 }, (after) => {
    return (sequence, done) => after(sequence === 100 ? 1000 : 1, done);
  });
  expect(median(result)).toBeCloseTo(1, 1);
  expect(max(result)).toBeCloseTo(1000, -1);
  const slow = fractionAbove(result, 100) * 1000;
  expect(slow).toBeGreaterThan(90);
  expect(slow).toBeLessThan(120);
  expect(result.latency.getValueAtPercentile(95) / 1000).toBeGreaterThan(400);
});

test('a stall at the end of an open loop counts too: the schedule decides what is sent', async () => {
  const result = await run({ inFlight: 1, durationMs: 1000, batchesPerSecond: 100 }, (after) => {
    return (sequence, done) => after(sequence === 90 ? 5000 : 1, done);
  });
  expect(result.batches).toBe(100);
  expect(max(result)).toBeGreaterThan(4900);
});

test('a duration ends a closed loop, and what is on its way is waited for', async () => {
  const result = await run(
    { inFlight: 2, durationMs: 95 },
    (after) => (_, done) => after(10, done),
  );
  expect(result.batches).toBe(20);
  expect(result.elapsedMs).toBe(100);
});

test('answers from within the send do not overflow the stack', async () => {
  const result = await run({ inFlight: 1, batches: 100_000 }, () => (_, done) => done());
  expect(result.batches).toBe(100_000);
});

test('failures are counted, not measured, and the first one is kept', async () => {
  const result = await run({ inFlight: 1, batches: 10 }, (after) => (sequence, done) => {
    after(1, () => done(sequence % 2 === 0 ? undefined : new Error(`batch ${sequence}`)));
  });
  expect(result.batches).toBe(5);
  expect(result.failures).toBe(5);
  expect(result.latency.totalCount).toBe(5);
  expect(result.firstFailure).toEqual(new Error('batch 1'));
});

test('a hundred failures end the load', async () => {
  const result = await run(
    { inFlight: 8, durationMs: 60_000 },
    () => (_, done) => done(new Error()),
  );
  expect(result.failures).toBe(100);
});

test('an interruption ends the load in good order', async () => {
  const controller = new AbortController();
  const options = { inFlight: 2, durationMs: 60_000, signal: controller.signal };
  const result = await run(options, (after) => (sequence, done) => {
    if (sequence === 9) controller.abort();
    after(10, done);
  });
  expect(result.batches).toBe(10);
});

function fractionAbove(result: LoadResult, ms: number): number {
  for (let percentile = 0; percentile <= 100; percentile += 0.1) {
    if (result.latency.getValueAtPercentile(percentile) > ms * 1000) return 1 - percentile / 100;
  }
  return 0;
}
