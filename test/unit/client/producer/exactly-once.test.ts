// Goal: whatever happens to requests, answers and connections, an idempotent producer writes every record once, in the order of
// the sends, and tells its offset. Method: seeds; each draws faults for a while, then the logs are compared with what was sent.
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RecordMetadata } from '../../../../src/client/types.ts';
import { CompressionTypes } from '../../../../src/client/constants.ts';
import { CompressionCodecs } from '../../../../src/client/codecs/compression-codecs.ts';
import { installGzipCodec } from '../../../../src/node/gzip-codec.ts';
import { type Fault, message, ProducerWorld } from './producer-world.ts';

const SENDS = 150;
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);
const BEFORE = [
  'LEADER_NOT_AVAILABLE',
  'NOT_ENOUGH_REPLICAS',
  'THROTTLING_QUOTA_EXCEEDED',
] as const;
const AFTER = ['REQUEST_TIMED_OUT', 'NOT_LEADER_OR_FOLLOWER'] as const;

// For the log of the test, and for the producer: virtual time does not wait for zlib's threads.
installGzipCodec();
CompressionCodecs[CompressionTypes.GZIP] = () => ({
  compress: async ({ buffer }) => gzipSync(buffer),
  decompress: async (bytes) => gunzipSync(bytes),
});

describe('an idempotent producer', () => {
  it.each(SEEDS)('writes each record once and in order (seed %i)', async (seed) => {
    const world = await ProducerWorld.start(seed);
    const random = world.sim.random('faults');
    const chance = (): number => random.integer(0, 99);
    world.partitions.set('t', 2);
    world.fault = (): Fault => {
      if (world.sim.now > 20_000) return undefined;
      const draw = chance();
      if (draw < 8) return { before: BEFORE[draw % BEFORE.length]! };
      if (draw < 16) return { after: AFTER[draw % AFTER.length]! };
      if (draw < 20) return 'cut-before';
      return draw < 24 ? 'cut-after' : undefined;
    };
    const producer = await world.producer({
      batchBytes: random.integer(80, 400),
      lingerMs: random.integer(0, 1) * 5,
    });
    const sends: Promise<RecordMetadata[]>[] = [];
    const expected: string[][] = [[], []];
    for (let i = 0; i < SENDS; i += 1) {
      const partition = random.integer(0, 1);
      const values = Array.from({ length: random.integer(1, 4) }, (_, n) => `${i}.${n}`);
      expected[partition]!.push(...values);
      const messages = values.map((value) => ({ ...message(value), partition }));
      const compression = chance() < 10 ? CompressionTypes.GZIP : CompressionTypes.None;
      sends.push(producer.send({ topic: 't', messages, compression }));
      if (chance() < 60) await world.sim.run(world.pause(random.integer(1, 40)));
    }
    const receipts = await world.sim.run(Promise.all(sends), 600_000);
    expect([world.log('t', 0).values, world.log('t', 1).values]).toEqual(expected);
    expect(world.requests.length).toBeGreaterThan(world.log('t', 0).batches.length);
    receipts.forEach(([one], i) => {
      const { values } = world.log('t', one!.partition);
      if (one!.baseOffset !== undefined) expect(values[Number(one!.baseOffset)]).toBe(`${i}.0`);
    });
    await world.close();
  });
});
