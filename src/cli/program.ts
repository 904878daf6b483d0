import { Command } from 'commander';
import { readFileSync } from 'node:fs';

type Register = (program: Command) => void;

/** In the order of the help. Each is loaded only when it is wanted: a broker starts without what clients need. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  dev: async () => (await import('./commands/dev.ts')).registerDev,
  produce: async () => (await import('./commands/produce.ts')).registerProduce,
  consume: async () => (await import('./commands/consume.ts')).registerConsume,
  leaders: async () => (await import('./commands/leaders.ts')).registerLeaders,
  topic: async () => (await import('./commands/topic.ts')).registerTopic,
  group: async () => (await import('./commands/group.ts')).registerGroup,
  raft: async () => (await import('./commands/raft.ts')).registerRaft,
  partition: async () => (await import('./commands/partition.ts')).registerPartition,
  cluster: async () => (await import('./commands/cluster.ts')).registerCluster,
  broker: async () => (await import('./commands/broker.ts')).registerBroker,
  log: async () => (await import('./commands/log.ts')).registerLog,
  bench: async () => (await import('./bench/command.ts')).registerBench,
};

/**
 * With all commands, or with just the one that `first`, the first argument, names. Throws CommanderError where
 * commander would print and exit: render-error.ts does that for all errors.
 */
export async function buildProgram(first?: string): Promise<Command> {
  const program = new Command('flotilla')
    .description('A Kafka-style replicated log: every partition is a Raft group.')
    .version(readVersion(), '-V, --version')
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  const isCommand = first !== undefined && Object.hasOwn(COMMANDS, first);
  const wanted = isCommand ? [COMMANDS[first]!] : Object.values(COMMANDS);
  for (const load of wanted) (await load())(program);
  return program;
}

/** Shows how the command is used that `words` begin with. */
export function helpCommandFor(program: Command, words: readonly string[]): string {
  const path = ['npx flotilla'];
  let command = program;
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
    path.push(word);
  }
  return [...path, '--help'].join(' ');
}

function readVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
