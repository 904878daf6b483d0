// Goal: keys land where a Java client puts them. Method: the vectors of Kafka's own UtilsTest.
import { expect, test } from 'vitest';
import { murmur2, partitionForKey } from '../../../src/record/murmur2.ts';
import { PartitionChooser } from '../../../src/cli/produce/partition-chooser.ts';

const encode = (text: string) => new TextEncoder().encode(text);

test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('murmur2 of %s is what Kafka says', (text, hash) => {
  expect(murmur2(encode(text))).toBe(hash);
});

test('the hash reads a view at any place of its buffer', () => {
  const buffer = encode('xxxfoobarxxx');
  expect(murmur2(buffer.subarray(3, 9))).toBe(-790332482);
});

test('a negative hash gives a partition that exists', () => {
  expect(partitionForKey(encode('21'), 3)).toBe((-973932308 & 0x7fff_ffff) % 3);
});

test('a partition that was asked for wins over the key', () => {
  const chooser = new PartitionChooser(3, { fixed: 2, key: encode('21'), first: 0 });
  expect(chooser.choose()).toBe(2);
});

test('a key keeps its partition when batches are closed', () => {
  const chooser = new PartitionChooser(3, { key: encode('abc'), first: 0 });
  const chosen = chooser.choose();
  chooser.batchClosed(chosen);
  expect(chooser.choose()).toBe(chosen);
});

test('without a key the partition stays until its batch is closed, then it is the next one', () => {
  const chooser = new PartitionChooser(3, { first: 5 });
  expect([chooser.choose(), chooser.choose()]).toEqual([2, 2]);
  chooser.batchClosed(2);
  expect(chooser.choose()).toBe(0);
  chooser.batchClosed(2);
  expect(chooser.choose()).toBe(0);
});
