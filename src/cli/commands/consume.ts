import { Option, type Command } from 'commander';
import { parseCount, parsePartition } from '../arguments.ts';
import { addBrokerOption, withCluster, type BrokerOption } from '../broker-urls.ts';
import { CliError } from '../cli-error.ts';
import {
  compileFormat,
  writeJsonLine,
  writeValueLine,
  type RecordWriter,
} from '../consume/record-format.ts';
import { runGroupConsume } from '../consume/group-run.ts';
import { runConsume } from '../consume/run.ts';
import { parseStartAt, type StartAt } from '../consume/start-argument.ts';
import { interruption } from '../interrupt.ts';

interface Options extends BrokerOption {
  readonly offset: StartAt;
  readonly count?: number;
  readonly partition?: number;
  readonly exitAtEnd?: boolean;
  readonly group?: string;
  readonly template?: RecordWriter;
  readonly format: 'text' | 'json';
}

export function registerConsume(program: Command): void {
  const command = program
    .command('consume')
    .description('committed records to standard output, until Ctrl-C')
    .argument('<topic>')
    .addOption(
      new Option('-o, --offset <offset>', 'where to begin: start, end, N, -N (the last N), @time')
        .argParser(parseStartAt)
        .default({ kind: 'start' }, 'start'),
    )
    .option(
      '-g, --group <id>',
      'as a member of this group: goes on where the group is (-o counts where it is nowhere), and commits',
    )
    .option('-n, --count <n>', 'stop after so many records', parseCount)
    .option('-p, --partition <n>', 'only this partition', parsePartition)
    .option('-e, --exit-at-end', 'stop at what is the end now')
    .option(
      '-f, --template <format>',
      "such as '%p %o %k %v\\n': %t topic, %T timestamp, %s size, %h headers, %%",
      compileFormat,
    )
    .addOption(
      new Option('--format <format>', 'values as they are, or an object a line')
        .choices(['text', 'json'])
        .default('text'),
    );
  addBrokerOption(command).action(async (topic: string, options: Options) => {
    const { group } = options;
    if (group !== undefined) return await consumeInGroup(topic, group, options);
    await withCluster(options, (client) =>
      runConsume({
        client,
        topic,
        options: {
          startAt: options.offset,
          ...(options.count === undefined ? {} : { count: options.count }),
          ...(options.partition === undefined ? {} : { partition: options.partition }),
          ...(options.exitAtEnd === undefined ? {} : { exitAtEnd: options.exitAtEnd }),
          format: chooseWriter(options),
        },
        interrupted: interruption(),
      }),
    );
  });
}

async function consumeInGroup(topic: string, groupId: string, options: Options): Promise<void> {
  const { offset, partition, exitAtEnd, count } = options;
  if (partition !== undefined || exitAtEnd === true) {
    throw new CliError(
      `${partition === undefined ? '-e' : '-p'} and -g exclude each other: the group says who reads which partition, and until when.`,
      'leave one of them out.',
    );
  }
  if (offset.kind !== 'start' && offset.kind !== 'end') {
    throw new CliError(
      'With -g, -o is start or end: where to begin while the group has committed nothing.',
      `move the group with: npx flotilla group seek ${groupId} --to ...`,
    );
  }
  const format = chooseWriter(options);
  await withCluster(options, (client) =>
    runGroupConsume({
      client,
      topic,
      options: {
        groupId,
        isFromStart: offset.kind === 'start',
        ...(count === undefined ? {} : { count }),
        format,
      },
      interrupted: interruption(),
    }),
  );
}

function chooseWriter({ template, format }: Options): RecordWriter {
  if (template === undefined) return format === 'json' ? writeJsonLine : writeValueLine;
  if (format === 'json') {
    throw new CliError('-f and --format json exclude each other.', 'leave one of them out.');
  }
  return template;
}
