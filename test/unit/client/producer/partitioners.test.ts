// Goal: a key goes where kafkajs puts it. Method: kafkajs's own partitioners, on the same keys.
import fc from 'fast-check';
import { Partitioners as theirs } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { Partitioners } from '../../../../src/client/index.ts';

const partitions = (leaders: number[]) =>
  leaders.map((leader, partitionId) => ({
    partitionId,
    leader,
    partitionErrorCode: 0,
    replicas: [],
    isr: [],
  }));

describe.each(['DefaultPartitioner', 'LegacyPartitioner', 'JavaCompatiblePartitioner'] as const)(
  'the %s',
  (name) => {
    it('puts any key where kafkajs puts it', () => {
      const [ours, other] = [Partitioners[name](), theirs[name]()];
      const keys = fc.oneof(
        fc.string(),
        fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes)),
      );
      fc.assert(
        fc.property(keys, fc.integer({ min: 1, max: 50 }), (key, count) => {
          const message = { key, value: null };
          const args = { topic: 't', partitionMetadata: partitions(Array(count).fill(0)), message };
          expect(ours(args)).toBe(other(args));
        }),
        { numRuns: 500 },
      );
    });

    it('obeys the partition that a message names, 0 too', () => {
      const partitionMetadata = partitions([0, 0, 0]);
      const message = { key: 'k', value: null, partition: 0 };
      expect(Partitioners[name]()({ topic: 't', partitionMetadata, message })).toBe(0);
    });

    it('goes round the partitions that have a leader, and round all when none has', () => {
      const next = Partitioners[name]();
      const draw = (leaders: number[]): number[] =>
        Array.from({ length: 6 }, () =>
          next({ topic: 't', partitionMetadata: partitions(leaders), message: { value: 'v' } }),
        );
      const led = draw([1, -1, 2, -1]);
      expect(new Set(led)).toEqual(new Set([0, 2]));
      expect(led[0]).not.toBe(led[1]);
      expect(new Set(draw([-1, -1, -1]))).toEqual(new Set([0, 1, 2]));
    });
  },
);
