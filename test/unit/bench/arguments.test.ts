// Goal: sizes and rates are read as people write them, and nonsense is a usage error. Method: the parsers, and the
// commands up to the point where they would start.
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { benchOptions } from '../../../src/cli/bench/actions.ts';
import { parseAmount, parseBytes } from '../../../src/cli/bench/arguments.ts';
import { registerBench, type BenchFlags } from '../../../src/cli/bench/command.ts';
import { defaultInFlight } from '../../../src/cli/bench/run.ts';

test.each([
  ['100', 100],
  ['1b', 1],
  ['16KiB', 16_384],
  ['16k', 16_384],
  ['0.5MiB', 524_288],
  ['1 MiB', 1_048_576],
])('%s is %i bytes', (text, bytes) => {
  expect(parseBytes(1, 1 << 20)(text)).toBe(bytes);
});

test.each(['', '0', '-1', '1.5', '2MiB', '1GB', '1e3', 'NaN', '0x10', 'KiB'])(
  '%j is not a size from 1 byte to 1 MiB',
  (text) => {
    expect(() => parseBytes(1, 1 << 20)(text)).toThrow(/size from 1 to 1048576 bytes/);
  },
);

test('a rate is a decimal number within its bounds', () => {
  expect(parseAmount(0.01, 1000)('0.5')).toBe(0.5);
  for (const text of ['', '0', '-1', '1e9', 'fast', 'Infinity', '1001']) {
    expect(() => parseAmount(0.01, 1000)(text)).toThrow(/number from 0.01 to 1000/);
  }
});

test('8 MiB of batches are in flight, but from 4 to 256 of them', () => {
  expect([100, 16_384, 65_536, 1_048_576, 8_388_608].map(defaultInFlight)).toEqual([
    256, 256, 128, 8, 4,
  ]);
});

/** What a line of arguments becomes, without running it. */
async function parse(...line: string[]): Promise<{ topic: string | undefined; flags: BenchFlags }> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerBench(program);
  const command = program.commands.flatMap((bench) => bench.commands).find(is(line[0]))!;
  return await new Promise((resolve, reject) => {
    command.action((topic: string | undefined, flags: BenchFlags) => resolve({ topic, flags }));
    program.parseAsync(['bench', ...line], { from: 'user' }).catch(reject);
  });
}

const is = (name: string | undefined) => (command: Command) => command.name() === name;

const { signal } = new AbortController();

test('without options: five seconds of 1 KiB records, all acknowledgements, a topic of its own', async () => {
  const { topic, flags } = await parse('produce', '--broker', 'localhost:1');
  expect(benchOptions(topic, flags, signal)).toEqual({
    urls: ['ws://localhost:1'],
    acks: -1,
    recordBytes: 1024,
    warmupMs: 1000,
    durationMs: 5000,
    durability: 'fsync',
    ceilMs: 2000,
    partitionCount: 1,
    connections: 1,
    signal,
  });
});

test('a number of records replaces the duration, and every option arrives', async () => {
  const line =
    'produce orders --broker h:1 --records 1000 --record-size 100 --batch-bytes 1MiB --in-flight 8 ' +
    '--acks 1 --rate 500.5 --partition 2 --connections 3 --no-ceil --durability page-cache --directory /d';
  const { topic, flags } = await parse(...line.split(' '));
  expect(benchOptions(topic, flags, signal)).toMatchObject({
    topic: 'orders',
    records: 1000,
    recordBytes: 100,
    batchBytes: 1_048_576,
    inFlight: 8,
    acks: 1,
    recordsPerSecond: 500.5,
    partition: 2,
    connections: 3,
    ceilMs: 0,
    durability: 'page-cache',
    directory: '/d',
  });
  expect(benchOptions(topic, flags, signal)).not.toHaveProperty('durationMs');
});

test.each([
  ['--record-size', '2MiB'],
  ['--in-flight', '0'],
  ['--acks', '2'],
  ['--rate', 'fast'],
  ['--durability', 'none'],
  ['--unknown', '1'],
])('produce %s %s is a usage error', async (option, value) => {
  await expect(parse('produce', option, value)).rejects.toThrow(/option/);
});
