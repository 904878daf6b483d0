// Goal: the bare pipeline loses, adds and accepts nothing wrong, so that its speed is that of honest work. Method:
// random frames in random pieces; then real processes, briefly. No figure is asserted.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { majorityCount } from '../../../src/cli/bench/ceil/counts.ts';
import { FrameSplitter, makeFrame } from '../../../src/cli/bench/ceil/frames.ts';
import { measureCeil } from '../../../src/cli/bench/ceil/measure.ts';
import { NodeClock } from '../../../src/node/clock.ts';

test('whole frames come out, whatever the pieces', () => {
  const payloads = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 20 });
  const cuts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 });
  fc.assert(
    fc.property(payloads, cuts, (all, sizes) => {
      const frames = all.map((payload) => makeFrame(payload));
      const stream = Buffer.concat(frames);
      const ends = frames.map((_, i) => Buffer.concat(frames.slice(0, i + 1)).length);
      const splitter = new FrameSplitter();
      const out: Buffer[] = [];
      let count = 0;
      for (let at = 0, i = 0; at < stream.length; i += 1) {
        const size = sizes.at(i % sizes.length) ?? 1;
        const run = splitter.push(stream.subarray(at, at + size));
        at = Math.min(stream.length, at + size);
        if (run !== undefined) {
          out.push(...run.chunks);
          count += run.frames;
          expect(Buffer.concat(run.chunks).length).toBe(run.bytes);
        }
        // Nothing is held back, and nothing is given early.
        expect(count).toBe(ends.filter((end) => end <= at).length);
      }
      expect(Buffer.concat(out).equals(stream)).toBe(true);
    }),
  );
});

test('a flipped bit of a payload is noticed', () => {
  const frame = makeFrame(Buffer.from('some payload'));
  frame.writeUInt8(frame.readUInt8(12) ^ 1, 12);
  expect(() => new FrameSplitter().push(frame)).toThrow('checksum');
});

test('a majority has what its slowest member has', () => {
  expect(majorityCount([5])).toBe(5);
  expect(majorityCount([9, 3, 7])).toBe(7);
  expect(majorityCount([0, 0, 7])).toBe(0);
  expect(majorityCount([4, 3, 2, 1])).toBe(2);
});

test.each([
  { leg: 'tcp', durability: 'fsync', replicas: 3 },
  { leg: 'ws', durability: 'page-cache', replicas: 3 },
  { leg: 'tcp', durability: 'page-cache', replicas: 1 },
] as const)('the pipeline of $replicas over $leg acknowledges every batch', async (shape) => {
  const load = { inFlight: 4, batches: 50 };
  const report = await measureCeil({ ...shape, batchBytes: 70_000 }, load, new NodeClock());
  expect(report).toMatchObject({ ...shape, batchBytes: 70_000, inFlight: 4, batches: 50 });
  expect(report.latencyMs.p50).toBeGreaterThan(0);
});
