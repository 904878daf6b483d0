import { Option, type Command } from 'commander';
import type { Acks } from '../../broker/api.ts';
import { COMPRESSION_NAMES } from '../../record/compression.ts';
import { parseInteger, parsePartition } from '../arguments.ts';
import { addBrokerOption, withCluster, type BrokerOption } from '../broker-urls.ts';
import { interruption } from '../interrupt.ts';
import { runProduce, type ProduceOptions } from '../produce/run.ts';

const ACKS: Readonly<Record<string, Acks>> = { all: -1, '-1': -1, '1': 1, '0': 0 };

export function registerProduce(program: Command): void {
  const command = program
    .command('produce')
    .description('a record for each line of standard input')
    .argument('<topic>')
    .option('-p, --partition <n>', 'always this partition', parsePartition)
    .option('-k, --key <key>', 'the key of every record; it chooses the partition as in Kafka')
    .addOption(
      new Option('--acks <acks>', 'what to wait for: a synced majority, the leader, or nothing')
        .choices(['all', '1', '0'])
        .default('all'),
    )
    .addOption(
      new Option('--compression <codec>', 'of each batch; all but gzip need their npm package')
        .choices(COMPRESSION_NAMES)
        .default('none'),
    )
    .option(
      '--batch-bytes <n>',
      'size of a batch, before compression',
      parseInteger(1, 8 << 20),
      512 << 10,
    )
    .option('--linger-ms <n>', 'how long a batch waits for more', parseInteger(0, 60_000), 5)
    .option('--stop-on-error', 'stop at the first line that is refused');
  type Options = BrokerOption & Omit<ProduceOptions, 'acks'> & { readonly acks: string };
  addBrokerOption(command).action(async (topic: string, options: Options) => {
    process.exitCode = await withCluster(options, (client) =>
      runProduce({
        client,
        topic,
        options: { ...options, acks: ACKS[options.acks]! },
        input: process.stdin,
        interrupted: interruption(),
      }),
    );
  });
}
