/** The options of `flotilla bench`; what they do is loaded only when it runs (actions.ts). */
import { Command, Option } from 'commander';
import { parseCount, parseInteger, parsePartition } from '../arguments.ts';
import { addBrokerOption, type BrokerOption } from '../broker-urls.ts';
import { parseAmount, parseBytes } from './arguments.ts';
import type { Durability } from './ceil/append-file.ts';
import type { ClientLeg } from './ceil/replica.ts';

const RECORD_BYTES_MAX = 1024 * 1024;
const SECONDS_MAX = 86_400;
/** The number of its sending stands in each record (e2e.ts). */
const E2E_RECORD_BYTES_MIN = 8;

export interface BenchFlags extends BrokerOption {
  readonly records?: number;
  readonly duration?: number;
  readonly recordSize: number;
  readonly batchBytes?: number;
  readonly inFlight?: number;
  readonly acks: 'all' | '1' | '0';
  readonly rate?: number;
  readonly partition?: number;
  readonly partitions?: number;
  readonly connections?: number;
  readonly warmup: number;
  readonly durability: Durability;
  /** False after --no-ceil. */
  readonly ceil: boolean;
  readonly ceilSeconds: number;
  readonly directory?: string;
  readonly json?: true;
}

export interface ConsumeFlags extends BrokerOption {
  readonly records: number;
  readonly duration: number;
  readonly recordSize: number;
  readonly batchBytes: number;
  readonly partition?: number;
  readonly partitions: number;
  readonly directory?: string;
  readonly json?: true;
}

export interface CeilFlags {
  readonly batchBytes: number;
  readonly inFlight?: number;
  readonly duration: number;
  readonly batches?: number;
  readonly rate?: number;
  readonly replicas: number;
  readonly durability: Durability;
  readonly leg: ClientLeg;
  readonly directory?: string;
}

export function registerBench(program: Command): void {
  const bench = program
    .command('bench')
    .description('measure the cluster, and the machine that it runs on');
  bench.addCommand(produceCommand().copyInheritedSettings(bench));
  bench.addCommand(consumeCommand().copyInheritedSettings(bench));
  bench.addCommand(e2eCommand().copyInheritedSettings(bench));
  bench.addCommand(ceilCommand().copyInheritedSettings(bench));
}

function produceCommand(): Command {
  const command = new Command('produce')
    .description('throughput and latency of producing, beside a bare pipeline of the same shape')
    .argument('[topic]', 'without it, a topic that is created and deleted at the end')
    .addOption(
      rateOption('records a second whatever the answers (open loop); default: as fast as it goes'),
    )
    .option(
      '--batch-bytes <size>',
      'fill batches up to this; default 16KiB, with --rate one record a batch',
      parseBytes(1, RECORD_BYTES_MAX),
    )
    .option('--partitions <n>', 'of the topic that it creates', parseInteger(1, 10_000), 1)
    .option('--connections <n>', 'to each leader', parseInteger(1, 1000), 1);
  return addLoadOptions(command, 1).action(async (topic: string | undefined, flags: BenchFlags) => {
    const { runProduceBench } = await import('./actions.ts');
    await runProduceBench(topic, flags);
  });
}

function consumeCommand(): Command {
  const command = new Command('consume')
    .description('throughput of reading: a subscription to each partition, from its beginning')
    .argument('[topic]', 'without it, a topic that is created, filled, and deleted at the end');
  return addBrokerOption(command)
    .option('--duration <s>', 'reads all again until then', parseAmount(0.01, SECONDS_MAX), 5)
    .option('--records <n>', 'that it fills its own topic with', parseCount, 100_000)
    .option('--record-size <size>', 'of each value', parseBytes(1, RECORD_BYTES_MAX), 1024)
    .option('--batch-bytes <size>', 'of each batch', parseBytes(1, RECORD_BYTES_MAX), 16 * 1024)
    .option('--partition <n>', 'only this one', parsePartition)
    .option('--partitions <n>', 'of the topic that it creates', parseInteger(1, 10_000), 1)
    .addOption(directoryOption())
    .option('--json', 'one JSON document instead of text')
    .action(async (topic: string | undefined, flags: ConsumeFlags) => {
      const { runConsumeBench } = await import('./actions.ts');
      await runConsumeBench(topic, flags);
    });
}

function e2eCommand(): Command {
  const command = new Command('e2e')
    .description('latency from a record that is due to a consumer that has it, one record a batch')
    .argument('[topic]', 'without it, a topic that is created and deleted at the end')
    .addOption(rateOption('records a second whatever the answers').default(1000));
  return addLoadOptions(command, E2E_RECORD_BYTES_MIN).action(
    async (topic: string | undefined, flags: BenchFlags) => {
      const { runE2eBench } = await import('./actions.ts');
      await runE2eBench(topic, flags);
    },
  );
}

/** Also what bench/ceil.ts runs. */
export function ceilCommand(): Command {
  return new Command('ceil')
    .description('only the bare pipeline: client, leader, followers, no broker logic; prints JSON')
    .option('--batch-bytes <size>', 'of each batch', parseBytes(1, 64 << 20), 16 * 1024)
    .addOption(inFlightOption())
    .option('--duration <s>', 'seconds', parseAmount(0.01, SECONDS_MAX), 3)
    .option('--batches <n>', 'stop after so many', parseCount)
    .addOption(rateOption('batches a second whatever the answers (open loop)'))
    .option('--replicas <n>', 'the leader included', parseInteger(1, 7), 3)
    .addOption(durabilityOption('synced or not before it is acknowledged'))
    .addOption(new Option('--leg <leg>', 'of the client').choices(['tcp', 'ws']).default('tcp'))
    .addOption(directoryOption())
    .action(async (flags: CeilFlags) => {
      const { runCeil } = await import('./actions.ts');
      await runCeil(flags);
    });
}

function addLoadOptions(command: Command, recordBytesMin: number): Command {
  return addBrokerOption(command)
    .option('--records <n>', 'stop after so many records', parseCount)
    .option(
      '--duration <s>',
      'seconds; default 5, without --records',
      parseAmount(0.01, SECONDS_MAX),
    )
    .option(
      '--record-size <size>',
      'of each value, random bytes',
      parseBytes(recordBytesMin, RECORD_BYTES_MAX),
      1024,
    )
    .addOption(inFlightOption())
    .addOption(
      new Option('--acks <acks>', 'what a receipt waits for')
        .choices(['all', '1', '0'])
        .default('all'),
    )
    .option('--partition <n>', 'only this one', parsePartition)
    .option('--warmup <s>', 'seconds of the same load beforehand', parseAmount(0, SECONDS_MAX), 1)
    .addOption(durabilityOption('log.durability of the brokers, which the bare pipeline follows'))
    .option('--no-ceil', 'leave out the bare pipeline afterwards')
    .option('--ceil-seconds <s>', 'of each of its two runs', parseAmount(0.1, SECONDS_MAX), 2)
    .addOption(directoryOption())
    .option('--json', 'one JSON document instead of text');
}

function rateOption(description: string): Option {
  return new Option('--rate <n>', description).argParser(parseAmount(0.01, 10_000_000));
}

function inFlightOption(): Option {
  return new Option(
    '--in-flight <n>',
    'batches on their way at most; default: 8 MiB of them, from 4 to 256',
  ).argParser(parseInteger(1, 100_000));
}

function durabilityOption(description: string): Option {
  return new Option('--durability <how>', description)
    .choices(['fsync', 'page-cache'])
    .default('fsync');
}

function directoryOption(): Option {
  return new Option(
    '--directory <dir>',
    'where the raw disk figures and the bare pipeline write; default: the directory for temporary files',
  );
}
