import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NODE_ID_MAX } from '../../model/ids.ts';
import { parseId, parseInteger, parseVoters, type VoterArgument } from '../arguments.ts';
import { READY } from '../dev/ready-message.ts';
import { formatBroker } from '../format-broker.ts';
import { interruption } from '../interrupt.ts';
import { newId } from '../new-id.ts';
import { writeOutput } from '../stdout.ts';

export function registerBroker(program: Command): void {
  const broker = program.command('broker').description('one broker: prepare its disk, run it');
  broker
    .command('new-id')
    .description('print an id for a cluster or for a data directory')
    .action(async () => await writeOutput(`${newId()}\n`));
  registerFormat(broker);
  registerStart(broker);
}

interface FormatCommandOptions {
  readonly clusterId: string;
  readonly nodeId: number;
  readonly voters: readonly VoterArgument[];
  readonly data: string;
}

function registerFormat(broker: Command): void {
  broker
    .command('format')
    .description('make a directory the data directory of a broker, once')
    .requiredOption('--cluster-id <id>', 'the same for all brokers; from "broker new-id"', parseId)
    .requiredOption('--node-id <n>', 'the number of this broker', parseInteger(0, NODE_ID_MAX))
    .requiredOption(
      '--voters <list>',
      'the same for all: 1@host:peer-port:directory-id,2@... (ids from "broker new-id")',
      parseVoters,
    )
    .requiredOption('--data <directory>', 'empty or absent')
    .action(async (options: FormatCommandOptions) => {
      const directory = resolve(options.data);
      await formatBroker(directory, options);
      await writeOutput(
        `Formatted ${directory} for broker ${options.nodeId} of cluster ${options.clusterId}.\n`,
      );
    });
}

interface StartOptions {
  readonly config: string;
  readonly data?: string;
  readonly stopWithStdin?: boolean;
}

function registerStart(broker: Command): void {
  broker
    .command('start')
    .description('run a broker until SIGTERM or Ctrl-C')
    .requiredOption('--config <file>', 'see config/broker.yaml')
    .option('--data <directory>', 'instead of data.dir in the file')
    .option('--stop-with-stdin', 'stop too when standard input closes, as "flotilla dev" wants it')
    .action(async (options: StartOptions) => {
      const interrupted = interruption();
      const stop = options.stopWithStdin === true ? whenStdinCloses(interrupted) : interrupted;
      await runBroker(options, stop);
    });
}

async function runBroker(options: StartOptions, stop: AbortSignal): Promise<void> {
  const [{ environmentLayer, parseBrokerConfig }, { startBroker }] = await Promise.all([
    import('../../config/broker-config.ts'),
    import('../../server.ts'),
  ]);
  const fromOption =
    options.data === undefined
      ? []
      : [{ origin: '--data', settings: { 'data.dir': resolve(options.data) } }];
  const config = parseBrokerConfig(readFileSync(options.config, 'utf8'), options.config, [
    environmentLayer(process.env),
    ...fromOption,
  ]);
  const running = await startBroker(config);
  const { host, port } = running.httpAddress;
  await writeOutput(
    `Broker ${running.nodeId} is ready: ws://${host}:${port}, peers on port ${running.peerAddress.port}.\n`,
  );
  // `flotilla dev` waits for it; if that is gone by now, standard input has closed too.
  process.send?.(READY, undefined, {}, () => undefined);
  if (!stop.aborted) {
    await new Promise<void>((done) => stop.addEventListener('abort', () => done(), { once: true }));
  }
  await running.stop();
}

/** The pipe closes when the parent dies, however it dies. */
function whenStdinCloses(interrupted: AbortSignal): AbortSignal {
  const closed = new AbortController();
  process.stdin.on('close', () => closed.abort());
  process.stdin.on('end', () => closed.abort());
  process.stdin.on('error', () => closed.abort());
  process.stdin.resume();
  return AbortSignal.any([interrupted, closed.signal]);
}
