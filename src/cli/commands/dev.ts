import { Argument, type Command } from 'commander';
import { parseCount, parseInteger, parsePort } from '../arguments.ts';
import {
  BROKERS_MAX,
  DATA_DIRECTORY_DEFAULT,
  KAFKA_PORT_DISTANCE,
  PEER_PORT_DISTANCE,
} from '../dev/cluster-file.ts';
import type { DevOptions } from '../dev/run.ts';
import { interruption } from '../interrupt.ts';
import { writeOutput } from '../stdout.ts';

const HTTP_PORT_DEFAULT = 8081;

export function registerDev(program: Command): void {
  const dev = program
    .command('dev')
    .description('a cluster of real broker processes on this machine, until Ctrl-C')
    .enablePositionalOptions()
    .option(
      '--brokers <n>',
      'how many (default: 3, or what is there)',
      parseInteger(1, BROKERS_MAX),
    )
    .option('--data <directory>', 'kept over restarts', DATA_DIRECTORY_DEFAULT)
    .option('--http-port <n>', 'of broker 1; broker i has n + i - 1', parsePort, HTTP_PORT_DEFAULT)
    .option('--peer-port <n>', `likewise (default: HTTP port + ${PEER_PORT_DISTANCE})`, parsePort)
    .option('--kafka-port <n>', `likewise (default: HTTP port + ${KAFKA_PORT_DISTANCE})`, parsePort)
    .option('-v, --verbose', "show the brokers' logs here instead of writing them to files")
    .action(async (options: DevOptions) => {
      const { runDev } = await import('../dev/run.ts');
      await runDev(options, interruption());
    });
  dev
    .command('restart')
    .description('start a broker of the running "flotilla dev" again')
    .addArgument(new Argument('<broker>', 'its number').argParser(parseCount))
    .option('--data <directory>', 'of the running "flotilla dev"', DATA_DIRECTORY_DEFAULT)
    .action(async (nodeId: number, options: { data: string }) => {
      const { restartBroker } = await import('../dev/run.ts');
      await writeOutput(`${await restartBroker(options.data, nodeId)}\n`);
    });
}
