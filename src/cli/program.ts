import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { registerBench } from './bench/command.ts';
import { registerBroker } from './commands/broker.ts';
import { registerCluster } from './commands/cluster.ts';
import { registerConsume } from './commands/consume.ts';
import { registerDev } from './commands/dev.ts';
import { registerLeaders } from './commands/leaders.ts';
import { registerLog } from './commands/log.ts';
import { registerPartition } from './commands/partition.ts';
import { registerProduce } from './commands/produce.ts';
import { registerRaft } from './commands/raft.ts';
import { registerTopic } from './commands/topic.ts';

/** Throws CommanderError where commander would print and exit: render-error.ts does that for all errors. */
export function buildProgram(): Command {
  const program = new Command('flotilla')
    .description('A Kafka-style replicated log: every partition is a Raft group.')
    .version(readVersion(), '-V, --version')
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  registerDev(program);
  registerProduce(program);
  registerConsume(program);
  registerLeaders(program);
  registerTopic(program);
  registerRaft(program);
  registerPartition(program);
  registerCluster(program);
  registerBroker(program);
  registerLog(program);
  registerBench(program);
  return program;
}

function readVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
